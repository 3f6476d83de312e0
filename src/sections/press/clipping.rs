//! Excerpts as press clippings.

use leptos::html;

use crate::{
    components::{El, el, highlighted_prose},
    copyfit::Length,
    search::Query,
    surface::Surface,
};
use content::Excerpt;

/// An excerpt's text with the query's matches highlighted, then its known sources: organisation, publication, date and
/// link.
pub(super) fn clipping(excerpt: &Excerpt, query: &Query, surface: &Surface) -> El {
    let Excerpt { paragraphs, organisation, publication, date, url, .. } = excerpt;
    let terms = surface.foreign_terms();
    let items =
        paragraphs.iter().map(|text| el(html::p()).child(highlighted_prose(text, query, &terms)));
    let blockquote = el(html::blockquote())
        .class("clipping__words")
        .attr("data-length", Length::of(paragraphs).attribute())
        .attr("part", "quote")
        .children(items);

    let organisation = organisation.as_ref().map(|name| {
        el(html::span())
            .class("clipping__organisation")
            .child(highlighted_prose(name, query, &terms))
    });
    let publication = publication
        .as_ref()
        .map(|name| el(html::cite()).child(highlighted_prose(name, query, &terms)));
    let date = date.as_ref();
    let date =
        date.map(|date| el(html::time()).attr("datetime", date.as_str()).child(date.in_french()));
    let link = url.as_ref().map(|url| {
        let text = format!("Lire l’article sur {}", url.label());
        el(html::a()).attr("href", url.as_str()).attr("part", "link").child(text)
    });
    let sources = [organisation, publication, date, link].into_iter().flatten();
    let sources: Vec<El> = sources.map(|part| el(html::li()).child(part)).collect();
    let list = || el(html::ul()).class("clipping__source").attr("role", "list");
    let list = (!sources.is_empty()).then(|| list().children(sources));
    el(html::article()).class("clipping").attr("part", "card").child(blockquote).child(list)
}
