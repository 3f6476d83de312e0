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

/// The texts of a content file with a space, which URLs and ids lack, and at least so many characters.
pub fn list_texts(content: &Value, min_length: usize) -> Vec<String> {
    let values: Vec<_> = match content {
        Value::String(text) if text.contains(' ') && text.chars().count() >= min_length => {
            return vec![text.clone()];
        }
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => vec![],
    };
    values.into_iter().flat_map(|value| list_texts(value, min_length)).collect()
}

/// Removes the white space, which typography may change when a text is shown.
pub fn strip_whitespace(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
