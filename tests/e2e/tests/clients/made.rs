//! The site's files as the build's own program makes them from other content.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use e2e::workspace;
use tempfile::TempDir;

/// Makes every file that depends on the content: that of `tests/fixtures/FIXTURE`, with one file in place of
/// its own, if one is given.
pub fn made(fixture: &str, other: Option<(&str, &str)>, url: &str) -> TempDir {
    let app = workspace().join("target/dist/app");
    let work = tempfile::tempdir().expect("a temporary folder");
    copy(&workspace().join("tests/fixtures").join(fixture), &work.path().join("public"));
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

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder in the temporary one");
    for entry in fs::read_dir(from).expect("a fixture") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
