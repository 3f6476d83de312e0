//! Testimonials as quotations.

use std::slice;

use leptos::html;

use crate::{
    components::{El, Markup, el, photo, prose},
    copyfit::Length,
    surface::Surface,
};
use content::Testimonial;

/// A testimonial by itself, for its own page.
pub fn testimonial_figure(testimonial: &Testimonial, surface: &Surface) -> Markup {
    quotation(testimonial, share_link(testimonial, surface), surface).into()
}

/// An empty link to a testimonial's own page; `share.js` shares its address instead.
pub(super) fn share_link(testimonial: &Testimonial, surface: &Surface) -> El {
    el(html::a())
        .class("quotation__link")
        .attr("part", "link")
        .attr("href", surface.testimonial_url(&testimonial.id))
}

/// A quotation in a `<figure>` whose caption names the author: few screen readers announce a `<blockquote>`, so the words
/// alone would not say that somebody is quoted. `link` is an empty [`share_link`].
pub(super) fn quotation(testimonial: &Testimonial, link: El, surface: &Surface) -> El {
    let Testimonial { quote, name, role, portrait, .. } = testimonial;
    let terms = surface.foreign_terms();
    let blockquote = el(html::blockquote())
        .class("quotation__words")
        .attr("data-length", Length::of(slice::from_ref(quote)).attribute())
        .attr("part", "quote");
    let link_context =
        el(html::span()).class("visually-hidden").child(format!(" le témoignage de {name}"));
    let portrait = portrait.as_ref();
    let person = el(html::figcaption())
        .class("quotation__person")
        .attr("part", "author")
        .child(portrait.map(|picture| photo("quotation__portrait", picture, surface)))
        .child(el(html::span()).class("quotation__name").child(prose(name, &terms)))
        .child(" ")
        .child(el(html::span()).class("quotation__role").child(prose(role, &terms)))
        .child(" ")
        .child(link.child("Partager").child(link_context));
    el(html::figure())
        .class("quotation")
        .child(blockquote.child(el(html::p()).child(prose(quote, &terms))))
        .child(person)
}
