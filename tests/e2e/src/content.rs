//! The content as its editors wrote it: what the page must show.

use std::fs;

use serde_json::Value;

use crate::paths::workspace;

/// The content of [`Site::usual`](crate::Site::usual), a copy of what the real one once was.
pub(crate) const USUAL: &str = "tests/fixtures/usual/content";

/// One of the files in `public/content`, such as `press.json`.
pub fn content(file: &str) -> Value {
    read("public/content", file)
}

/// One of the files of [`Site::usual`](crate::Site::usual).
pub fn usual_content(file: &str) -> Value {
    read(USUAL, file)
}

fn read(folder: &str, file: &str) -> Value {
    let path = workspace().join(folder).join(file);
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{} is not JSON: {error}", path.display()))
}

/// A text without its white space: what typography may change when it shows the text.
pub fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
