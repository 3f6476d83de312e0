//! A testimonial.

use std::slice;

use leptos::html;

use crate::{
    components::{El, el, photo, prose},
    copyfit::Length,
    surface::Surface,
};
use content::Testimonial;

/// Somebody's words, with who they are as text: few screen readers tell a `<blockquote>`. The link
/// leads to these very words.
pub(super) fn quotation(testimonial: &Testimonial, link: El, surface: &Surface) -> El {
    let Testimonial { quote, name, role, portrait, .. } = testimonial;
    let terms = surface.terms();
    let words = el(html::blockquote())
        .class("quotation__words")
        .attr("data-length", Length::of(slice::from_ref(quote)).attribute())
        .attr("part", "quote");
    let whose =
        el(html::span()).class("visually-hidden").child(format!(" vers le témoignage de {name}"));
    let portrait = portrait.as_ref();
    let person = el(html::figcaption())
        .class("quotation__person")
        .attr("part", "author")
        .child(portrait.map(|picture| photo("quotation__portrait", picture, surface)))
        .child(el(html::span()).class("quotation__name").child(prose(name, &terms)))
        .child(" ")
        .child(el(html::span()).class("quotation__role").child(prose(role, &terms)))
        .child(" ")
        .child(link.child("Lien").child(whose));
    el(html::figure())
        .class("quotation")
        .child(words.child(el(html::p()).child(prose(quote, &terms))))
        .child(person)
}
