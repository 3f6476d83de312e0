//! The built site with content that no editor changes.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use crate::content::USUAL;
use crate::paths;

/// The pages that depend on content, as the build's own program renders them, by their paths.
pub(super) fn pages() -> &'static [(String, Vec<u8>)] {
    static PAGES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    PAGES.get_or_init(rendered)
}

fn rendered() -> Vec<(String, Vec<u8>)> {
    let app = paths::workspace().join("target/dist/app");
    let work = tempfile::tempdir().expect("a temporary folder");
    let (site, content) = (work.path().join("site"), work.path().join("public/content"));
    for folder in [&site, &content] {
        fs::create_dir_all(folder).expect("a folder in it");
    }
    fs::copy(app.join("template.html"), site.join("index.html"))
        .expect("the page's template: run `cargo xtask test`, which leaves it there");
    let mut pages = Vec::new();
    for (name, bytes) in files(&paths::workspace().join(USUAL)) {
        fs::write(content.join(&name), &bytes).expect("a copy of the content");
        pages.push((format!("/content/{name}"), bytes));
    }
    let program = app.join(format!("prerender{}", env::consts::EXE_SUFFIX));
    let output = Command::new(program)
        .arg("render")
        .current_dir(work.path())
        .env("TRUNK_STAGING_DIR", &site)
        .env_remove("TRUNK_PROFILE")
        .output()
        .expect("the build's program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    pages.extend(files(&site).map(|(name, bytes)| (format!("/{name}"), bytes)));
    pages.extend(
        files(&site.join("embed/v1")).map(|(name, bytes)| (format!("/embed/v1/{name}"), bytes)),
    );
    let page = fs::read(site.join("index.html")).expect("the page");
    assert!(
        String::from_utf8_lossy(&page).contains(paths::wasm().trim_start_matches('/')),
        "{} is of another build than the page's template: run `cargo xtask test`",
        paths::dist().display()
    );
    pages.push(("/".to_owned(), page));
    pages
}

/// The files of a folder, but for its folders.
fn files(folder: &Path) -> impl Iterator<Item = (String, Vec<u8>)> + use<> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries.filter(|entry| entry.path().is_file()).map(|entry| {
        let name = entry.file_name().into_string().expect("a plain name");
        (name, fs::read(entry.path()).expect("a file"))
    })
}
