//! An entry put into a file's text, in the file's own way of writing; all else stays byte for byte.

use jsonc_parser::{CollectOptions, ParseOptions, ast::Value, common::Ranged, parse_to_ast};

use super::Added;
use content::json::Json;

/// The text with an entry behind the last one of a list; `None` if there is no such list.
pub(super) fn inserted(text: &str, list: &str, entry: &Json) -> Option<(String, Added)> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?;
    let Some(Value::Object(root)) = parsed.value else { return None };
    let list = root.get_array(list)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let unit = root.properties.first().map(|first| indent(text, first.range().start));
    let unit = unit.filter(|unit| !unit.is_empty()).unwrap_or("  ");
    let (at, before, margin, after) = match list.elements.last() {
        Some(last) => {
            let margin = indent(text, last.range().start).to_owned();
            (last.range().end, ",", margin, String::new())
        }
        None => {
            let outer = indent(text, list.range.start);
            (list.range.start + 1, "", format!("{outer}{unit}"), format!("{newline}{outer}"))
        }
    };
    let written = written(entry, unit, &margin, newline);
    let (start, end) = (text.get(..at)?, text.get(at..)?);
    let added = Added { line: start.matches('\n').count() + 2, text: format!("{margin}{written}") };
    Some(([start, before, newline, &margin, &written, &after, end].concat(), added))
}

/// The white space that the line of a place begins with.
fn indent(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[start..at];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// A value as text; its first line needs no margin.
fn written(json: &Json, unit: &str, margin: &str, newline: &str) -> String {
    let inner = format!("{margin}{unit}");
    let lines = |open: &str, lines: Vec<String>, close: &str| {
        let lines = lines.join(&format!(",{newline}{inner}"));
        [open, newline, &inner, &lines, newline, margin, close].concat()
    };
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(truth) => truth.to_string(),
        Json::Number(number) => number.to_string(),
        Json::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        Json::List(values) if values.is_empty() => "[]".to_owned(),
        Json::List(values) => {
            let values = values.iter().map(|value| written(value, unit, &inner, newline));
            lines("[", values.collect(), "]")
        }
        Json::Object(fields) => {
            let field = |(name, value): &(String, Json)| {
                format!("\"{name}\": {}", written(value, unit, &inner, newline))
            };
            lines("{", fields.iter().map(field).collect(), "}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Json {
        let text = |text: &str| Json::Text(text.to_owned());
        Json::Object(vec![
            ("id".to_owned(), text("b")),
            ("words".to_owned(), Json::List(vec![text("« \"oui\" »")])),
        ])
    }

    fn put(text: &str) -> (String, usize) {
        let (text, added) = inserted(text, "list", &entry()).expect("a list");
        (text, added.line)
    }

    #[test]
    fn an_entry_is_written_as_its_neighbours_are() {
        let text = "{\n    \"list\": [\n        { \"id\": \"a\" }\n    ],\n    \"z\" :1 }";
        let wanted = "{\n    \"list\": [\n        { \"id\": \"a\" },\n        {\n            \
             \"id\": \"b\",\n            \"words\": [\n                \"« \\\"oui\\\" »\"\n            ]\n        }\n    ],\n    \"z\" :1 }";
        assert_eq!(put(text), (wanted.to_owned(), 4));
        let windows = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(put(&windows(text)), (windows(wanted), 4));
    }

    #[test]
    fn the_first_entry_opens_its_list() {
        let (text, line) = put("{\n\t\"list\": []\n}\n");
        assert_eq!(
            text,
            "{\n\t\"list\": [\n\t\t{\n\t\t\t\"id\": \"b\",\n\t\t\t\"words\": [\n\t\t\t\t\"« \\\"oui\\\" »\"\n\t\t\t]\n\t\t}\n\t]\n}\n"
        );
        assert_eq!(line, 3);
    }

    #[test]
    fn what_is_no_list_is_left_alone() {
        for text in ["", "[]", "{}", "{\"list\": {}}", "{\"list\": ["] {
            assert!(inserted(text, "list", &entry()).is_none(), "{text}");
        }
    }
}
