//! What people say of their training.

use leptos::prelude::*;

use crate::{
    browser::{self, Handle},
    carousel::{Carousel, Move},
    components::{El, el, live, section_title},
    content::{Testimonial, Testimonials},
    surface::Surface,
};
use quotation::quotation;

mod quotation;

const ROW: &str = "temoignages-rangee";

/// The testimonials: a row that scrolls by itself, with buttons once the Wasm runs.
///
/// The roles and names are those of the ARIA Authoring Practices' carousel pattern, in French.
pub fn testimonials(testimonials: ReadSignal<Testimonials>, surface: Surface) -> AnyView {
    let row = Handle::new();
    let carousel = RwSignal::new(Carousel::new(0));
    let shown = move || carousel.get().shown();
    let spoken = RwSignal::new(String::new());
    let running = browser::interactive();
    let controlled = move || running.get() && testimonials.read().testimonials.len() > 1;
    follow_content(testimonials, carousel, row);

    let go = move |to: Move| {
        carousel.update(|carousel| *carousel = carousel.after(to));
        let shown = carousel.get_untracked().shown();
        browser::show_in_row(row, shown, browser::Motion::AsPreferred);
        spoken.set(testimonials.with_untracked(|all| announcement(all, shown)));
    };
    let follow_row = move |_| {
        if let Some(nearest) = browser::nearest_in_row(row) {
            carousel.update(|carousel| *carousel = carousel.scrolled(nearest));
        }
    };
    let release = move |_| carousel.update(|carousel| *carousel = carousel.released());
    // Engines snap to whichever slide is near when the width changes.
    browser::on_resize(move || {
        browser::show_in_row(row, carousel.get_untracked().shown(), browser::Motion::None);
    });
    let key = move |event| {
        if let Some(to) = browser::own_key(&event).and_then(|key| Move::of_key(&key)) {
            event.prevent_default();
            go(to);
        }
    };
    let title = {
        let surface = surface.clone();
        move || section_title("temoignages-titre", &testimonials.read().title, &surface)
    };
    let slides = move || {
        let testimonials = &testimonials.read().testimonials;
        let slide = |(index, testimonial)| {
            let hidden = move || (controlled() && shown() != index).then_some("true");
            el("div")
                .class("testimonials__slide")
                .attr("role", "group")
                .attr("aria-roledescription", "diapositive")
                .attr("aria-label", format!("{} sur {}", index + 1, testimonials.len()))
                .live_attr("aria-hidden", hidden)
                .child(quotation(testimonial, &surface))
                .into_render()
        };
        testimonials.iter().enumerate().map(slide).collect::<Vec<_>>()
    };
    let position = move || carousel.get().position();
    let tools = move || controlled().then(|| controls(go, live(position)));
    let row = el("div")
        .class("testimonials__row")
        .attr("id", ROW)
        .attr("role", "group")
        .attr("aria-label", "Témoignages, zone défilante")
        .attr("tabindex", "0")
        .live_attr("hidden", move || testimonials.read().testimonials.is_empty().then_some(""))
        .handle(row)
        .on("scroll", follow_row)
        .on("scrollend", release)
        .on("pointerdown", release)
        .on("wheel", release)
        .on("keydown", key);
    let status = el("p").class("visually-hidden").attr("role", "status");
    el("section")
        .class("testimonials")
        .attr("aria-labelledby", "temoignages-titre")
        .attr("aria-roledescription", "carrousel")
        .child(live(title))
        .child(el("div").class("testimonials__tools").child(live(tools)))
        .child(row.child(live(slides)))
        .child(status.child(live(move || spoken.get())))
        .into_render()
}

/// When the content changes, the testimonial that is shown stays shown, wherever it now stands.
fn follow_content(
    testimonials: ReadSignal<Testimonials>,
    carousel: RwSignal<Carousel>,
    row: Handle,
) {
    let mut known: Vec<String> = Vec::new();
    browser::effect(move || {
        let all = &testimonials.read().testimonials;
        let ids = all.iter().map(|testimonial| testimonial.id.clone()).collect();
        let before = carousel.get_untracked();
        let shown = known.get(before.shown());
        let place = shown.and_then(|shown| all.iter().position(|now| now.id == *shown));
        let after = before.counting(all.len()).showing(place.unwrap_or(before.shown()));
        known = ids;
        carousel.set(after);
        if after.shown() != before.shown() {
            browser::show_in_row(row, after.shown(), browser::Motion::None);
        }
    });
}

/// The buttons and the position: "2 / 3".
fn controls(go: impl Fn(Move) + Copy + 'static, position: AnyView) -> El {
    let button = move |label, arrow, to| {
        el("button")
            .class("button button--arrow")
            .attr("type", "button")
            .attr("aria-label", label)
            .attr("aria-controls", ROW)
            .on("click", move |_| go(to))
            .child(el("span").attr("aria-hidden", "true").child(arrow))
    };
    el("div")
        .class("testimonials__controls")
        .child(button("Témoignage précédent", "←", Move::Previous))
        .child(button("Témoignage suivant", "→", Move::Next))
        .child(el("p").class("testimonials__position").child(position))
}

/// What a screen reader is told after a move that the person made.
fn announcement(all: &Testimonials, index: usize) -> String {
    let count = all.testimonials.len();
    let told = all.testimonials.get(index);
    told.map_or_else(String::new, |Testimonial { quote, name, .. }| {
        format!("Témoignage {} sur {count}. {quote} {name}", index + 1)
    })
}
