//! Building the site's files from other content with the build's own program.

use std::process::Command;
use std::{env, fs};

use e2e::{copy_folder, workspace_dir};
use tempfile::TempDir;

/// Builds every file that depends on the content of `tests/fixtures/FIXTURE`, one file of which is replaced by
/// `other`, a name and a text, if given.
pub fn build_site(fixture: &str, other: Option<(&str, &str)>, url: &str) -> TempDir {
    let app = workspace_dir().join("target/dist/app");
    let work = tempfile::tempdir().expect("a temporary folder");
    copy_folder(&workspace_dir().join("tests/fixtures").join(fixture), &work.path().join("public"));
    if let Some((file, text)) = other {
        fs::write(work.path().join("public/content").join(file), text)
            .expect("a file of the content");
    }
    let output = Command::new(app.join(format!("prerender{}", env::consts::EXE_SUFFIX)))
        .arg("site")
        .arg(app.join("template.html"))
        .args([".", url])
        .current_dir(work.path())
        .output()
        .expect("the build's program runs: `cargo xtask test` leaves it there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    work
}
