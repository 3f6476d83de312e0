//! Copies of the fixture to edit, and what the check says of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use editor::{
    check::Diagnostic,
    commands::{Format, print_check},
    fields::FILES,
};
use tempfile::TempDir;

/// A copy of the fixture `usual`. The published content is not used, since editors may change it at any time.
pub(crate) struct Copy {
    pub(crate) folder: TempDir,
}

impl Copy {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = Self { folder };
        fs::create_dir(copy.content()).expect("a folder");
        for (file, _) in FILES {
            fs::copy(fixture().join(file), copy.content().join(file)).expect("copied");
        }
        fs::create_dir_all(copy.folder.path().join("images")).expect("a folder");
        fs::write(copy.folder.path().join("images/la.webp"), "").expect("a picture");
        copy
    }

    pub(crate) fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.content().join(file)).expect("a text")
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.content().join(file), text).expect("written");
    }

    pub(crate) fn edit(&self, file: &str, old: &str, new: &str) {
        let text = self.text(file);
        assert_eq!(text.matches(old).count(), 1, "{old:?} must occur once in {file}");
        self.write(file, &text.replace(old, new));
    }

    /// Returns the first line that contains a part, from 1.
    pub(crate) fn line(&self, file: &str, part: &str) -> usize {
        let text = self.text(file);
        let line = text.lines().position(|line| line.contains(part));
        line.unwrap_or_else(|| panic!("{part:?} is not in {file}")) + 1
    }
}

pub(crate) fn three_errors() -> Copy {
    let copy = Copy::new();
    copy.edit("partners.json", "\"Banlieues Climat\"", "\"Banlieues Climat \"");
    copy.edit("partners.json", "https://www.repairs75.org/", "javascript:alert(1)");
    // This excerpt would refer to the edited name, a fourth error.
    copy.edit("press.json", "\"organisation\": \"Banlieues Climat\"", "\"organisation\": \"CH03\"");
    copy.edit("press.json", "\"organisation\": \"Lallab\"", "\"organisation\": \"Lalab\"");
    copy
}

pub(crate) fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/usual/content")
}

pub(crate) fn published_content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content")
}

pub(crate) fn file_name(error: &Diagnostic) -> &str {
    error.file.file_name().and_then(|name| name.to_str()).expect("a file's name")
}

pub(crate) fn format_all(errors: &[Diagnostic]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Returns whether the content has no errors, and the output of the command.
pub(crate) fn run_check(folder: &Path) -> (bool, String) {
    let mut out = Vec::new();
    let correct = print_check(folder, Format::Text, &mut out).expect("printed");
    (correct, String::from_utf8(out).expect("UTF-8"))
}
