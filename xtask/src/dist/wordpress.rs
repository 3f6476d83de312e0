//! The WordPress plugin as a zip, which WordPress's own form takes.

use std::io::{Cursor, Write};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::tree::Tree;

/// The path of the zip on the site.
pub(super) const PATH: &str = "embed/wordpress.zip";

/// The plugin's files, from the project's root.
pub(super) const FOLDER: &str = "integrations/wordpress";

/// The line of the plugin that has the site's address, without that address.
const ADDRESS: [&str; 2] = ["const DEFAULT_SITE = '", "';"];

/// Packs the plugin's files, in which `url` is the site's address, if it is known. Equal files give equal bytes.
pub(super) fn build_plugin(files: &Tree, url: Option<&str>) -> Result<Vec<u8>> {
    let [before, after] = ADDRESS;
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for path in files.paths() {
        let mut text = files.text(path)?.to_owned();
        if let (Some(url), "next-level.php") = (url, path.as_str()) {
            let (start, rest) = text.split_once(before).context("the plugin has no address")?;
            let (_, end) = rest.split_once(after).context("the plugin's address has no end")?;
            text = [start, before, url, after, end].concat();
        }
        zip.start_file(format!("next-level/{path}"), options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::process;

    #[test]
    fn the_plugin_s_folder_is_packed_with_the_site_s_address() {
        let files = Tree::read(&process::root().join(FOLDER)).unwrap();
        let packed = build_plugin(&files, Some("https://autre.example/a/")).unwrap();
        assert_eq!(packed, build_plugin(&files, Some("https://autre.example/a/")).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        assert_eq!(zip.len(), files.paths().count());
        let mut code = String::new();
        zip.by_name("next-level/next-level.php").unwrap().read_to_string(&mut code).unwrap();
        assert!(code.contains("const DEFAULT_SITE = 'https://autre.example/a/';"), "{code}");
    }
}
