//! Plain text from the content, as it is shown.

use leptos::prelude::*;

use super::el;
use crate::{
    rich_text::{Note, Span, foreign_terms, spans},
    search::Query,
};
use content::ForeignTerm;
use text::typography::apply_french_spacing;

/// A text with its French spaces and with its foreign terms in their own language.
pub fn prose(text: &str, terms: &[ForeignTerm]) -> Vec<AnyView> {
    let shown = apply_french_spacing(text);
    rich(spans(&shown, &foreign_terms(&shown, terms)))
}

/// The same, with what a query matches marked.
pub fn found(text: &str, query: &Query, terms: &[ForeignTerm]) -> Vec<AnyView> {
    let shown = apply_french_spacing(text);
    let mut notes = foreign_terms(&shown, terms);
    notes.extend(query.matches(&shown).into_iter().map(|range| (range, Note::Mark)));
    rich(spans(&shown, &notes))
}

/// Spans as inline elements. Each word is a text node: nothing of the content is read as HTML.
pub fn rich(spans: Vec<Span>) -> Vec<AnyView> {
    spans.into_iter().map(inline).collect()
}

fn inline(span: Span) -> AnyView {
    let Span { text, language, link, marked } = span;
    let tag = match (&link, marked, &language) {
        (Some(_), ..) => "a",
        (None, true, _) => "mark",
        (None, false, Some(_)) => "span",
        (None, false, None) => return text.into_any(),
    };
    let part = link.is_some().then(|| "link".to_owned());
    let element = el(tag).maybe("part", part).maybe("href", link.map(|link| link.to_string()));
    element.maybe("lang", language.map(String::from)).child(text).into_render()
}
