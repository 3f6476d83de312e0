//! The content's plain text with typography, languages and links.

use leptos::html;

use super::{El, Markup, el};
use crate::{
    rich_text::{Annotation, Span, find_foreign_terms, split_into_spans},
    search::Query,
};
use content::ForeignTerm;
use text::typography::apply_french_spacing;

/// A text with French spacing, and with the language of its foreign terms.
pub fn prose(text: &str, terms: &[ForeignTerm]) -> Markup {
    let shown = apply_french_spacing(text);
    render_spans(split_into_spans(&shown, &find_foreign_terms(&shown, terms)))
}

/// Like [`prose`], with the matches of a query in `<mark>`.
pub fn highlighted_prose(text: &str, query: &Query, terms: &[ForeignTerm]) -> Markup {
    let shown = apply_french_spacing(text);
    let mut annotations = find_foreign_terms(&shown, terms);
    let matches = query.find_matches(&shown).into_iter();
    annotations.extend(matches.map(|range| (range, Annotation::Match)));
    render_spans(split_into_spans(&shown, &annotations))
}

/// Renders spans as inline elements. Texts become text nodes, so that no content is parsed as HTML.
pub fn render_spans(spans: Vec<Span>) -> Markup {
    spans.into_iter().map(render_span).collect::<Vec<_>>().into()
}

fn render_span(span: Span) -> Markup {
    let Span { text, language, link, is_match } = span;
    let element: El = match (&link, is_match, &language) {
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
