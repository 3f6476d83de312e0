//! What is left out of a document for a variant.

use anyhow::{Context, Result};

const DATA: &str = "type=\"application/json\"";
const CONTAINER: &str = "<div id=\"site\">";

/// The document without its scripts, its data, and what is fetched early for them.
pub(super) fn scriptless(html: &str) -> String {
    without_preloaded_scripts(&without_scripts(html, |_| true))
}

/// The document as it is before the page is rendered into it.
pub(crate) fn unfilled(html: &str) -> Result<String> {
    emptied(&without_scripts(html, |tag| tag.contains(DATA)))
        .with_context(|| format!("index.html has no `{CONTAINER}…</div>`"))
}

/// Leaves the script elements out whose start tag fits.
fn without_scripts(html: &str, fits: impl Fn(&str) -> bool) -> String {
    without(html, "<script", "</script>", |element| {
        fits(element.split_once('>').map_or(element, |(tag, _)| tag))
    })
}

/// Leaves the links out that fetch scripts or Wasm early.
fn without_preloaded_scripts(html: &str) -> String {
    without(html, "<link", ">", |tag| {
        let has = |value: &str| tag.contains(&format!("\"{value}\""));
        has("modulepreload") || has("preload") && (has("script") || has("fetch"))
    })
}

/// Leaves out what fits among the stretches from `start` to `end`.
fn without(html: &str, start: &str, end: &str, fits: impl Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(start) {
        let (before, from) = rest.split_at(at);
        let length = from.find(end).map_or(from.len(), |at| at + end.len());
        let (stretch, after) = from.split_at(length);
        kept.push_str(before);
        if !fits(stretch) {
            kept.push_str(stretch);
        }
        rest = after;
    }
    kept + rest
}

/// Empties the app's container; its end is where as many `<div>` have ended as have begun.
fn emptied(html: &str) -> Option<String> {
    let start = html.find(CONTAINER)? + CONTAINER.len();
    let (mut depth, mut at) = (1, start);
    while depth > 0 {
        let close = at + html[at..].find("</div>")?;
        let open = html[at..close].find("<div").map(|found| at + found);
        (depth, at) = open.map_or((depth - 1, close + 1), |open| (depth + 1, open + 1));
    }
    Some([&html[..start], &html[at - 1..]].concat())
}
