//! The carousel's slides.

use leptos::html;

use super::{
    controls::with_arrow,
    quotation::{quotation, share_link},
};
use crate::{
    carousel,
    components::{El, ITEM_ATTRIBUTE, el},
    surface::Surface,
};
use content::Testimonial;

/// The prefix of a slide's id, before the testimonial's own id.
pub(super) const SLIDE_ID_PREFIX: &str = "temoignage-";

/// A slide's id, and so the fragment of a link to it.
fn slide_id(testimonial: &Testimonial) -> String {
    [SLIDE_ID_PREFIX, &testimonial.id].concat()
}

/// The slide of one testimonial. A hidden one is removed from the accessibility tree and the tab order; it is not
/// `inert`, since find-in-page misses inert text.
pub(super) fn slide(
    all: &[Testimonial],
    index: usize,
    is_hidden: impl Fn(usize) -> bool + Copy + Send + Sync + 'static,
    surface: &Surface,
) -> El {
    let testimonial = &all[index];
    let link =
        share_link(testimonial, surface).attr("tabindex", move || is_hidden(index).then_some("-1"));
    // Reader views (Firefox's, and others based on Readability) omit `aria-hidden` elements unless they have the class
    // `fallback-image`, which serves no other purpose.
    el(html::div())
        .class("testimonials__slide fallback-image")
        .attr("part", "card")
        .attr(ITEM_ATTRIBUTE, &testimonial.id)
        .attr("id", slide_id(testimonial))
        .attr("role", "group")
        // A link to it moves the focus.
        .attr("tabindex", "-1")
        .attr("aria-roledescription", "diapositive")
        .attr("aria-label", format!("{} sur {}", index + 1, all.len()))
        .attr("aria-hidden", move || is_hidden(index).then_some("true"))
        .child((all.len() > 1).then(|| step_links(all, index, surface)))
        .child(quotation(testimonial, link, surface))
}

/// Links to the previous and next testimonials in place of the buttons: they work as soon as they are painted. The
/// stylesheet hides them once the Wasm runs and they are not focused. On a host's page they would change its address,
/// so only the position is rendered.
fn step_links(all: &[Testimonial], index: usize, surface: &Surface) -> El {
    let count = all.len();
    let link = |label, arrow, to: usize| {
        let link = el(html::a())
            .class("button button--arrow")
            .attr("href", format!("#{}", slide_id(&all[to])));
        with_arrow(link, label, arrow)
    };
    let is_own_page = surface.is_on_page;
    el(html::div())
        .class("testimonials__steps")
        .child(is_own_page.then(|| link("Témoignage précédent", "←", (index + count - 1) % count)))
        .child(is_own_page.then(|| link("Témoignage suivant", "→", (index + 1) % count)))
        .child(
            el(html::p())
                .class("testimonials__position")
                .child(carousel::format_position(index, count)),
        )
}
