//! The removal of parts of a document, for a variant.

use anyhow::{Context, Result};

const DATA: &str = "type=\"application/json\"";
const CONTAINER: &str = "<div id=\"site\">";

/// Removes the scripts, the data, and their preload links.
pub(super) fn remove_scripts(html: &str) -> String {
    remove_script_preloads(&remove_script_elements(html, |_| true))
}

/// Removes the rendered page and its data.
pub(crate) fn empty_container(html: &str) -> Result<String> {
    remove_container_content(&remove_script_elements(html, |tag| tag.contains(DATA)))
        .with_context(|| format!("index.html has no `{CONTAINER}…</div>`"))
}

/// Removes the script elements whose start tag matches.
fn remove_script_elements(html: &str, matches: impl Fn(&str) -> bool) -> String {
    remove_ranges(html, "<script", "</script>", |element| {
        matches(element.split_once('>').map_or(element, |(tag, _)| tag))
    })
}

/// Removes the links that preload scripts or Wasm.
fn remove_script_preloads(html: &str) -> String {
    remove_ranges(html, "<link", ">", |tag| {
        let has = |value: &str| tag.contains(&format!("\"{value}\""));
        has("modulepreload") || has("preload") && (has("script") || has("fetch"))
    })
}

/// Removes the matching ranges from `start` to `end`.
fn remove_ranges(html: &str, start: &str, end: &str, matches: impl Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(start) {
        let (before, from) = rest.split_at(at);
        let length = from.find(end).map_or(from.len(), |at| at + end.len());
        let (range, after) = from.split_at(length);
        kept.push_str(before);
        if !matches(range) {
            kept.push_str(range);
        }
        rest = after;
    }
    kept + rest
}

/// Empties the app's container, which ends where its `<div>` elements are balanced.
fn remove_container_content(html: &str) -> Option<String> {
    let start = html.find(CONTAINER)? + CONTAINER.len();
    let (mut depth, mut at) = (1, start);
    while depth > 0 {
        let close = at + html[at..].find("</div>")?;
        let open = html[at..close].find("<div").map(|found| at + found);
        (depth, at) = open.map_or((depth - 1, close + 1), |open| (depth + 1, open + 1));
    }
    Some([&html[..start], &html[at - 1..]].concat())
}
