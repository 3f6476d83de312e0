//! What people say of their training.

use leptos::prelude::*;

use crate::{
    browser,
    carousel::{Carousel, Move},
    components::{El, Handle, el, live, photo, prose, section_title},
    content::{Testimonial, Testimonials},
    surface::Surface,
};

/// The testimonials: a row that scrolls by itself, with buttons once the Wasm runs.
///
/// The roles and names are those of the ARIA Authoring Practices' carousel pattern, in French.
pub fn testimonials(testimonials: Signal<Testimonials>, surface: Surface) -> AnyView {
    let count = Memo::new(move |_| testimonials.with(|all| all.testimonials.len()));
    let carousel = RwSignal::new(Carousel::new(0));
    Effect::new(move |_| carousel.update(|carousel| *carousel = carousel.counting(count.get())));
    let shown = Memo::new(move |_| carousel.get().shown());
    let running = browser::interactive();
    let controlled = Memo::new(move |_| running.get() && count.get() > 1);
    let spoken = RwSignal::new(String::new());

    let row = Handle::new();
    let go = move |to: Move| {
        carousel.update(|carousel| *carousel = carousel.after(to));
        let shown = carousel.get_untracked().shown();
        browser::show_in_row(row, shown);
        spoken.set(testimonials.with_untracked(|all| announcement(all, shown)));
    };
    let follow = move |_| {
        if let Some(nearest) = browser::nearest_in_row(row) {
            carousel.update(|carousel| *carousel = carousel.scrolled(nearest));
        }
    };
    let release = move |_| carousel.update(|carousel| *carousel = carousel.released());
    let controls = move || {
        let button = move |label, arrow, to| {
            el("button")
                .class("button button--arrow")
                .attr("type", "button")
                .attr("aria-label", label)
                .attr("aria-controls", "temoignages-rangee")
                .on("click", move |_| go(to))
                .child(el("span").attr("aria-hidden", "true").child(arrow))
        };
        let position = move || carousel.get().position();
        let controls = [
            button("Témoignage précédent", "←", Move::Previous),
            button("Témoignage suivant", "→", Move::Next),
            el("p")
                .class("testimonials__position")
                .child(live(position)),
        ];
        controlled
            .get()
            .then(|| el("div").class("testimonials__controls").children(controls))
    };

    live(move || {
        let Testimonials {
            title,
            testimonials,
        } = &*testimonials.read();
        let slide = |(index, testimonial)| {
            el("div")
                .class("testimonials__slide")
                .attr("role", "group")
                .attr("aria-roledescription", "diapositive")
                .attr(
                    "aria-label",
                    format!("{} sur {}", index + 1, testimonials.len()),
                )
                .live_attr("aria-hidden", move || {
                    (controlled.get() && shown.get() != index).then_some("true")
                })
                .child(quotation(testimonial, &surface))
        };
        let row = el("div")
            .class("testimonials__row")
            .attr("id", "temoignages-rangee")
            .attr("role", "group")
            .attr("aria-label", "Témoignages, zone défilante")
            .attr("tabindex", "0")
            .handle(row)
            .on("scroll", follow)
            .on("scrollend", release)
            .on("pointerdown", release)
            .on("wheel", release)
            .on("keydown", move |event| {
                if let Some(to) = browser::own_key(&event).and_then(|key| Move::of_key(&key)) {
                    event.prevent_default();
                    go(to);
                }
            });
        el("section")
            .class("testimonials")
            .attr("aria-labelledby", "temoignages-titre")
            .attr("aria-roledescription", "carrousel")
            .child(section_title("temoignages-titre", title, &surface))
            .child(el("div").class("testimonials__tools").child(live(controls)))
            .child(row.children(testimonials.iter().enumerate().map(slide)))
            .child(
                el("p")
                    .class("visually-hidden")
                    .attr("role", "status")
                    .child(live(move || spoken.get())),
            )
    })
}

/// What a screen reader is told after a move that the person made.
fn announcement(all: &Testimonials, index: usize) -> String {
    let count = all.testimonials.len();
    let told = all.testimonials.get(index);
    told.map_or_else(String::new, |Testimonial { quote, name, .. }| {
        format!("Témoignage {} sur {count}. {quote} {name}", index + 1)
    })
}

/// Somebody's words, with who they are as text: few screen readers tell a `<blockquote>`.
fn quotation(testimonial: &Testimonial, surface: &Surface) -> El {
    let Testimonial {
        quote,
        name,
        role,
        portrait,
        ..
    } = testimonial;
    let terms = surface.terms.read();
    let person = el("figcaption")
        .class("quotation__person")
        .child(
            portrait
                .as_ref()
                .map(|picture| photo("quotation__portrait", picture, surface)),
        )
        .child(el("span").class("quotation__name").child(name.as_str()))
        .child(" ")
        .child(
            el("span")
                .class("quotation__role")
                .child(prose(role, &terms)),
        );
    let words = el("blockquote")
        .class("quotation__words")
        .child(el("p").child(prose(quote, &terms)));
    el("figure").class("quotation").child(words).child(person)
}
