//! An excerpt, like a clipping.

use leptos::html;

use crate::{
    components::{El, el, found},
    copyfit::Length,
    search::Query,
    surface::Surface,
};
use content::Excerpt;

/// An excerpt's words with what the query matches marked, then whom they speak of and where they appeared, as far as it is known.
pub(super) fn clipping(excerpt: &Excerpt, query: &Query, surface: &Surface) -> El {
    let Excerpt { paragraphs, organisation, publication, date, url, .. } = excerpt;
    let terms = surface.terms();
    let words = paragraphs.iter().map(|text| el(html::p()).child(found(text, query, &terms)));
    let words = el(html::blockquote())
        .class("clipping__words")
        .attr("data-length", Length::of(paragraphs).attribute())
        .attr("part", "quote")
        .children(words);

    let organisation = organisation.as_ref().map(|name| {
        el(html::span()).class("clipping__organisation").child(found(name, query, &terms))
    });
    let publication =
        publication.as_ref().map(|name| el(html::cite()).child(found(name, query, &terms)));
    let date = date.as_ref();
    let date =
        date.map(|date| el(html::time()).attr("datetime", date.as_str()).child(date.in_french()));
    let link = url.as_ref().map(|url| {
        let words = format!("Lire l’article sur {}", url.label());
        el(html::a()).attr("href", url.as_str()).attr("part", "link").child(words)
    });
    let known = [organisation, publication, date, link].into_iter().flatten();
    let known: Vec<El> = known.map(|part| el(html::li()).child(part)).collect();
    let source = || el(html::ul()).class("clipping__source").attr("role", "list");
    let source = (!known.is_empty()).then(|| source().children(known));
    el(html::article()).class("clipping").attr("part", "card").child(words).child(source)
}
