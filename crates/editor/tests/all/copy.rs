//! Copies of a fixture to edit, and what the check and the commands say of them.

use std::{
    fs,
    io::{BufReader, Read},
    path::{Path, PathBuf},
};

use editor::{
    check::{Diagnostic, check},
    commands::{Format, add_entry, print_check, print_summary},
    error::Error,
    fields::FILES,
};
use tempfile::TempDir;

use crate::root;

/// A WebP of one pixel.
const PIXEL: &[u8] =
    b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";

/// A copy of a fixture. The published content is not used, since editors may change it at any time.
pub(crate) struct Copy {
    folder: TempDir,
    source: PathBuf,
}

impl Copy {
    /// Copies the fixture `usual`.
    pub(crate) fn new() -> Self {
        Self::of("usual")
    }

    pub(crate) fn of(fixture: &str) -> Self {
        let source = root().join("tests/fixtures").join(fixture).join("content");
        let copy = Self { folder: tempfile::tempdir().expect("a folder"), source };
        fs::create_dir(copy.content()).expect("a folder");
        for (file, _) in FILES {
            fs::copy(copy.source.join(file), copy.content().join(file)).expect("copied");
        }
        let images = copy.folder.path().join("images");
        fs::create_dir(&images).expect("a folder");
        fs::write(images.join("la.webp"), PIXEL).expect("a picture");
        // Without a size that can be read.
        for empty in ["vide.webp", "logo.svg", "portrait.svg"] {
            fs::write(images.join(empty), "").expect("a picture");
        }
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

    /// Returns whether the content has no errors, and the output of the command.
    pub(crate) fn summary(&self) -> (bool, String) {
        let mut out = Vec::new();
        let correct = print_summary(&self.content(), &mut out).expect("printed");
        (correct, String::from_utf8(out).expect("UTF-8"))
    }

    /// Adds an entry from these answers; returns the output, too.
    pub(crate) fn add(&self, list: &str, answers: impl Read) -> (Result<(), Error>, String) {
        let mut out = Vec::new();
        let result = add_entry(list, &self.content(), &mut BufReader::new(answers), &mut out);
        (result, String::from_utf8(out).expect("UTF-8"))
    }

    /// Adds an entry successfully, and returns the output.
    pub(crate) fn add_successfully(&self, list: &str, answers: &str) -> String {
        let (result, printed) = self.add(list, answers.as_bytes());
        result.unwrap_or_else(|error| panic!("{error}"));
        printed
    }

    pub(crate) fn assert_correct(&self) {
        let errors = check(&self.content());
        assert!(errors.is_empty(), "{}", format_all(&errors));
        assert_eq!(fs::read_dir(self.content()).expect("a folder").count(), FILES.len());
    }

    pub(crate) fn assert_unchanged(&self) {
        for (file, _) in FILES {
            let before = fs::read_to_string(self.source.join(file)).expect("a text");
            assert_eq!(self.text(file), before, "{file}");
        }
        self.assert_correct();
    }
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
