//! Plain text from the content, as it is shown.

use leptos::html;

use super::{El, Markup, el};
use crate::{
    rich_text::{Note, Span, foreign_terms, spans},
    search::Query,
};
use content::ForeignTerm;
use text::typography::apply_french_spacing;

/// A text with its French spaces and with its foreign terms in their own language.
pub fn prose(text: &str, terms: &[ForeignTerm]) -> Markup {
    let shown = apply_french_spacing(text);
    rich(spans(&shown, &foreign_terms(&shown, terms)))
}

/// The same, with what a query matches marked.
pub fn found(text: &str, query: &Query, terms: &[ForeignTerm]) -> Markup {
    let shown = apply_french_spacing(text);
    let mut notes = foreign_terms(&shown, terms);
    notes.extend(query.matches(&shown).into_iter().map(|range| (range, Note::Mark)));
    rich(spans(&shown, &notes))
}

/// Spans as inline elements. Each word is a text node: nothing of the content is read as HTML.
pub fn rich(spans: Vec<Span>) -> Markup {
    spans.into_iter().map(inline).collect::<Vec<_>>().into()
}

fn inline(span: Span) -> Markup {
    let Span { text, language, link, marked } = span;
    let element: El = match (&link, marked, &language) {
        (Some(_), ..) => el(html::a()).attr("part", "link"),
        (None, true, _) => el(html::mark()),
        (None, false, Some(_)) => el(html::span()),
        (None, false, None) => return text.into(),
    };
    element
        .attr("href", link.map(|link| link.to_string()))
        .attr("lang", language.map(String::from))
        .child(text)
        .into()
}
