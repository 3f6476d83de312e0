//! The rules as a table, for hosts whose headers are set by hand, such as S3 with CloudFront.

use super::super::headers::Rule;
use super::{Place, all};

/// The table, in Markdown.
pub(super) fn render(rules: &[Rule], place: &Place) -> String {
    let mut text = String::from("| paths | header | value |\n|---|---|---|\n");
    for Rule { paths, headers } in rules {
        let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", place.at(path))).collect();
        for (index, (name, value)) in all(headers).enumerate() {
            let paths = if index == 0 { paths.join(", ") } else { String::new() };
            text += &format!("| {paths} | {name} | `{value}` |\n");
        }
    }
    text
}
