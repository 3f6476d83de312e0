//! The built site with the content of a fixture, which no editor changes.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use crate::content::FIXTURE_CONTENT;
use crate::paths;

/// The files that depend on the content, by path, as the build's own program renders them.
pub(super) fn render_pages() -> &'static [(String, Vec<u8>)] {
    static PAGES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    PAGES.get_or_init(render)
}

fn render() -> Vec<(String, Vec<u8>)> {
    let app = paths::workspace_dir().join("target/dist/app");
    let work = tempfile::tempdir().expect("a temporary folder");
    let (site, content) = (work.path().join("site"), work.path().join("public/content"));
    for folder in [&site, &content] {
        fs::create_dir_all(folder).expect("a folder in it");
    }
    fs::copy(app.join("template.html"), site.join("index.html"))
        .expect("the page's template: run `cargo xtask test`, which leaves it there");
    let mut pages = Vec::new();
    for (name, bytes) in read_files(&paths::workspace_dir().join(FIXTURE_CONTENT)) {
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
    pages.extend(read_files(&site).map(|(name, bytes)| (format!("/{name}"), bytes)));
    pages.extend(
        read_files(&site.join("embed/v1"))
            .map(|(name, bytes)| (format!("/embed/v1/{name}"), bytes)),
    );
    let page = fs::read(site.join("index.html")).expect("the page");
    assert!(
        String::from_utf8_lossy(&page).contains(paths::wasm_path().trim_start_matches('/')),
        "{} is of another build than the page's template: run `cargo xtask test`",
        paths::dist_dir().display()
    );
    pages.push(("/".to_owned(), page));
    pages
}

/// Reads the files of a folder, without its subfolders.
fn read_files(folder: &Path) -> impl Iterator<Item = (String, Vec<u8>)> + use<> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries.filter(|entry| entry.path().is_file()).map(|entry| {
        let name = entry.file_name().into_string().expect("a plain name");
        (name, fs::read(entry.path()).expect("a file"))
    })
}
