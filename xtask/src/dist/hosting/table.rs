//! The rules as a table, for hosts whose headers are set by hand, such as S3 with CloudFront.

use super::super::headers::Rule;
use super::{Location, all_headers};

/// Renders the table, in Markdown.
pub(super) fn render(rules: &[Rule], location: &Location) -> String {
    let mut text = String::from("| paths | header | value |\n|---|---|---|\n");
    for rule in rules {
        let paths: Vec<String> =
            rule.paths.iter().map(|path| format!("`{}`", location.at(path))).collect();
        for (index, (name, value)) in all_headers(rule).enumerate() {
            let paths = if index == 0 { paths.join(", ") } else { String::new() };
            text += &format!("| {paths} | {name} | `{value}` |\n");
        }
    }
    text
}
