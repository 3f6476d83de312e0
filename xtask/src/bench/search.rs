//! The site with 5,000 excerpts, rendered by `prerender`, with the same Wasm.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::FOLDER;
use super::excerpts::GeneratedPress;
use super::variants::{empty_container, replace_folder};
use crate::dist::MINIFY;
use crate::files;
use crate::process::{command, follow, root};

/// The name of this variant.
pub(super) const NAME: &str = "search";

const EXCERPTS: usize = 5_000;
const PRESS: &str = "content/press.json";

/// Writes the variant into a scratch project in `folder`, and returns the folder to serve.
pub(super) fn write_variant(site: &Path, folder: &Path) -> Result<PathBuf> {
    let (public, dist) = (folder.join("public"), folder.join("dist"));
    replace_folder(&root().join("public"), &public)?;
    replace_folder(site, &dist)?;
    let press = generate_press()?;
    for to in [&public, &dist] {
        fs::write(to.join(PRESS), &press.json)?;
    }

    // The document as Trunk passes it to its hook.
    let source = files::read_text(&root().join("index.html"))?;
    let document = dist.join("index.html");
    let template = restore_title(&empty_container(&files::read_text(&document)?)?, &source)?;
    fs::write(&document, template)?;
    let mut render = command("cargo");
    render
        .args(["run", "--quiet", "--package", "prerender"])
        .args(MINIFY)
        .arg("--manifest-path")
        .arg(root().join("Cargo.toml"))
        .args(["--", "render"])
        .current_dir(folder)
        .env("TRUNK_STAGING_DIR", &dist);
    let log = format!("{FOLDER}/log/prerender.log");
    follow(render, Path::new(&log), "xtask/src/bench/search.rs prepares its input.")?;
    Ok(dist)
}

/// The search terms to type.
pub(super) fn queries() -> Result<Vec<String>> {
    Ok(generate_press()?.queries)
}

fn generate_press() -> Result<GeneratedPress> {
    let press = files::read_text(&root().join("public").join(PRESS))?;
    GeneratedPress::new(&press, EXCERPTS)
}

/// Restores the title of the source document, which the hook replaces.
fn restore_title(html: &str, source: &str) -> Result<String> {
    let (Some(filled), Some(title)) = (find_title(html), find_title(source)) else {
        bail!("index.html has no title");
    };
    Ok(html.replacen(filled, title, 1))
}

fn find_title(html: &str) -> Option<&str> {
    const END: &str = "</title>";
    let from = &html[html.find("<title>")?..];
    Some(&from[..from.find(END)? + END.len()])
}

#[cfg(test)]
mod tests {
    use super::restore_title;

    #[test]
    fn the_title_becomes_that_of_the_source_document() {
        let html = "<head><title>Mission – Le Next Level</title><meta></head>";
        let source = "<title>Le Next Level</title>";
        assert_eq!(
            restore_title(html, source).unwrap(),
            "<head><title>Le Next Level</title><meta></head>"
        );
        assert!(restore_title("<head></head>", source).is_err());
    }
}
