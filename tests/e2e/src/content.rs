//! The content as its editors wrote it: what the page must show.

use std::fs;

use serde_json::Value;

use crate::paths::workspace;

/// One of the files in `public/content`, such as `press.json`.
pub fn content(file: &str) -> Value {
    let path = workspace().join("public/content").join(file);
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{} is not JSON: {error}", path.display()))
}

/// A text without its white space: what typography may change when it shows the text.
pub fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
