//! Insertion of an entry into a file's text, in the style of its neighbours.

use std::iter;

use jsonc_parser::{
    ParseOptions,
    cst::{CstInputValue, CstNode, CstRootNode},
};

use super::AddedEntry;

/// Appends an entry to a list of the root object, and returns the new text; `None` if there is no such list. The
/// rest of the text keeps its bytes, except blank lines at both ends of the list.
pub(super) fn append_entry(
    text: &str,
    list: &str,
    entry: CstInputValue,
) -> Option<(String, AddedEntry)> {
    let root = CstRootNode::parse(text, &ParseOptions::default()).ok()?;
    let entry = root.object_value()?.array_value(list)?.append(entry);
    // The parser writes a list of strings on one line; the files have one paragraph per line.
    for property in entry.as_object().iter().flat_map(|entry| entry.properties()) {
        if let Some(list) = property.array_value() {
            list.ensure_multiline();
        }
    }
    let margin = entry.indent_text().unwrap_or_default();
    let added = AddedEntry { line: line_number(&entry), text: format!("{margin}{entry}") };
    Some((root.to_string(), added))
}

/// Returns the line on which a node begins, from 1.
fn line_number(node: &CstNode) -> usize {
    let path = iter::once(node.clone()).chain(node.ancestors().map(CstNode::from));
    let before = path.flat_map(|node| node.previous_siblings().collect::<Vec<_>>());
    1 + before.map(|node| node.to_string().matches('\n').count()).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn append(text: &str) -> Option<(String, usize)> {
        let entry = CstInputValue::Object(vec![
            ("id".to_owned(), "b".into()),
            ("words".to_owned(), vec!["« \"oui\" »", "non"].into()),
        ]);
        append_entry(text, "list", entry).map(|(text, added)| (text, added.line))
    }

    #[test]
    fn an_entry_is_written_in_the_style_of_its_neighbours() {
        let text = "{\n    \"list\": [\n        { \"id\": \"a\" }\n    ],\n    \"z\" :1 }";
        let expected = "{\n    \"list\": [\n        { \"id\": \"a\" },\n        {\n            \
             \"id\": \"b\",\n            \"words\": [\n                \"« \\\"oui\\\" »\",\n                \
             \"non\"\n            ]\n        }\n    ],\n    \"z\" :1 }";
        assert_eq!(append(text), Some((expected.to_owned(), 4)));
        let with_crlf = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(append(&with_crlf(text)), Some((with_crlf(expected), 4)));
    }

    #[test]
    fn the_first_entry_opens_its_list() {
        let expected = "{\n\t\"list\": [\n\t\t{\n\t\t\t\"id\": \"b\",\n\t\t\t\"words\": [\n\t\t\t\t\
             \"« \\\"oui\\\" »\",\n\t\t\t\t\"non\"\n\t\t\t]\n\t\t}\n\t]\n}\n";
        assert_eq!(append("{\n\t\"list\": []\n}\n"), Some((expected.to_owned(), 3)));
    }

    #[test]
    fn a_text_without_the_list_is_rejected() {
        for text in ["", "[]", "{}", "{\"list\": {}}", "{\"list\": ["] {
            assert_eq!(append(text), None, "{text}");
        }
    }
}
