//! A slide of the carousel.

use leptos::html;

use super::quotation::quotation;
use crate::{
    carousel,
    components::{El, ITEM, el},
    surface::Surface,
};
use content::Testimonial;

/// How the id of a slide begins; the testimonial's own id follows.
pub(super) const PREFIX: &str = "temoignage-";

/// A slide's id, which is what a link to it names.
pub(super) fn slide_id(testimonial: &Testimonial) -> String {
    [PREFIX, &testimonial.id].concat()
}

/// One testimonial of all. While `hides` says so it is not exposed and nothing in it takes the
/// focus; it is not `inert`, since find-in-page misses inert text.
pub(super) fn slide(
    all: &[Testimonial],
    index: usize,
    hides: impl Fn(usize) -> bool + Copy + Send + Sync + 'static,
    surface: &Surface,
) -> El {
    let testimonial = &all[index];
    let link = el(html::a())
        .class("quotation__link")
        .attr("part", "link")
        .attr("href", surface.permalink(&slide_id(testimonial)))
        .attr("tabindex", move || hides(index).then_some("-1"));
    // Reader views (Firefox's, and those that are made with the same Readability) leave out what is
    // `aria-hidden`, unless it has the second class. It means nothing else, and no sheet knows it.
    el(html::div())
        .class("testimonials__slide fallback-image")
        .attr("part", "card")
        .attr(ITEM, &testimonial.id)
        .attr("id", slide_id(testimonial))
        .attr("role", "group")
        // A link to it takes the focus along.
        .attr("tabindex", "-1")
        .attr("aria-roledescription", "diapositive")
        .attr("aria-label", format!("{} sur {}", index + 1, all.len()))
        .attr("aria-hidden", move || hides(index).then_some("true"))
        .child((all.len() > 1).then(|| steps(all, index, surface)))
        .child(quotation(testimonial, link, surface))
}

/// Links to the testimonials before and after, where the buttons will stand: they work as soon as
/// they are painted. A style sheet takes them away once the Wasm runs and they have not the focus.
/// On somebody else's page they would change the address, so there is only their place.
fn steps(all: &[Testimonial], index: usize, surface: &Surface) -> El {
    let count = all.len();
    let link = |label, arrow, to: usize| {
        el(html::a())
            .class("button button--arrow")
            .attr("href", surface.permalink(&slide_id(&all[to])))
            .attr("aria-label", label)
            .child(el(html::span()).attr("aria-hidden", "true").child(arrow))
    };
    let here = surface.page.is_none();
    el(html::div())
        .class("testimonials__steps")
        .child(here.then(|| link("Témoignage précédent", "←", (index + count - 1) % count)))
        .child(here.then(|| link("Témoignage suivant", "→", (index + 1) % count)))
        .child(
            el(html::p()).class("testimonials__position").child(carousel::position(index, count)),
        )
}
