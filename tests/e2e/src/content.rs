//! The content as its editors wrote it, which the page must show.

use std::fs;

use serde_json::Value;

use crate::paths::workspace_dir;

/// The folder of [`Site::with_fixture`](crate::Site::with_fixture)'s content, an early copy of the real one.
pub(crate) const FIXTURE_CONTENT: &str = "tests/fixtures/usual/content";

/// Reads one of the files in `public/content`, such as `press.json`.
pub fn read_content(file: &str) -> Value {
    read_json("public/content", file)
}

/// Reads one of the content files of [`Site::with_fixture`](crate::Site::with_fixture).
pub fn read_fixture_content(file: &str) -> Value {
    read_json(FIXTURE_CONTENT, file)
}

fn read_json(folder: &str, file: &str) -> Value {
    let path = workspace_dir().join(folder).join(file);
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{} is not JSON: {error}", path.display()))
}

/// Removes the white space, which typography may change when a text is shown.
pub fn strip_whitespace(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
