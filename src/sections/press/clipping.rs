//! An excerpt, like a clipping.

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
    let words = paragraphs.iter().map(|text| el("p").child(found(text, query, &terms)));
    let words = el("blockquote")
        .class("clipping__words")
        .attr("data-length", Length::of(paragraphs).attribute())
        .attr("part", "quote")
        .children(words);

    let organisation = organisation
        .as_ref()
        .map(|name| el("span").class("clipping__organisation").child(found(name, query, &terms)));
    let publication = publication.as_ref().map(|name| el("cite").child(found(name, query, &terms)));
    let date = date.as_ref();
    let date = date.map(|date| el("time").attr("datetime", date.as_str()).child(date.in_french()));
    let link = url.as_ref().map(|url| {
        let words = format!("Lire l’article sur {}", url.label());
        el("a").attr("href", url.as_str()).attr("part", "link").child(words)
    });
    let known = [organisation, publication, date, link].into_iter().flatten();
    let known: Vec<El> = known.map(|part| el("li").child(part)).collect();
    let source = || el("ul").class("clipping__source").attr("role", "list");
    let source = (!known.is_empty()).then(|| source().children(known));
    el("article").class("clipping").attr("part", "card").child(words).child(source)
}
