//! The testimonials section, a carousel.

use leptos::{ev, html, prelude::*};

use crate::{
    browser::{self, ElementRef},
    carousel::{Input, Move},
    components::{self, Markup, el, section_title},
    options::Layout,
    surface::Surface,
};
use carousel_controller::CarouselController;
use content::Testimonials;
use controls::{CarouselControls, carousel_controls};
pub use quotation::testimonial_figure;
use slide::slide;

mod carousel_controller;
mod controls;
mod quotation;
mod rotation;
mod row;
mod slide;

const ROW_ID: &str = "temoignages-rangee";

/// The testimonials: a natively scrolling row with links between the slides, which buttons replace once the Wasm runs.
///
/// The roles and names follow the carousel pattern of the ARIA Authoring Practices Guide (APG), in French.
#[component]
pub fn TestimonialsSection(testimonials: ReadSignal<Testimonials>, surface: Surface) -> Markup {
    let section = ElementRef::new();
    let row = ElementRef::new();
    let controller = CarouselController::new(testimonials, row);
    let carousel = controller.carousel;
    controller.follow_row();
    controller.follow_content();
    let interactive = browser::interactive();
    controller.run_rotation(section);
    if surface.is_on_page {
        controller.follow_fragment();
    }

    let interact = move || controller.dispatch(Input::Interact);
    let key = move |event: ev::KeyboardEvent| {
        let to = browser::unmodified_key(&event).and_then(|key| Move::from_key(&key));
        if let Some(to) = to.filter(|_| carousel.get_untracked().can_move()) {
            event.prevent_default();
            controller.dispatch(Input::Move(to));
        }
    };

    let layout = surface.layout();
    let options = surface.options;
    controller.follow_layout(options);
    let title = {
        let surface = surface.clone();
        move || section_title("temoignages-titre", &testimonials.read().title, &surface)
    };
    let is_hidden = move |index| carousel.get().is_hidden(index);
    let slides = move || {
        let all = &testimonials.read().testimonials;
        let slide = |index| slide(all, index, is_hidden, &surface);
        (0..all.len()).map(slide).collect::<Vec<_>>()
    };
    let is_carousel = move || options.read().layout == Layout::Default;
    let tools = move || {
        let has_controls = testimonials.read().testimonials.len() > 1 && is_carousel();
        let has_rotation = testimonials.read().rotation_seconds.is_some();
        (interactive.get() && has_controls).then(|| {
            let dispatch = Box::new(move |input| controller.dispatch(input));
            carousel_controls(CarouselControls { carousel, has_rotation, dispatch })
        })
    };
    let row = el(html::div())
        .class("testimonials__row")
        .attr("id", ROW_ID)
        .attr("role", "group")
        .attr("aria-label", "Témoignages, zone défilante")
        .attr("tabindex", "0")
        .attr("hidden", move || testimonials.read().testimonials.is_empty().then_some(""))
        .node_ref(row)
        .on(ev::keydown, key);
    let status = el(html::p()).class("visually-hidden").attr("role", "status");
    el(html::section())
        .class("testimonials")
        .attr("aria-labelledby", "temoignages-titre")
        .attr("aria-roledescription", "carrousel")
        .attr("data-layout", layout)
        .attr("data-interactive", move || interactive.get().then_some(""))
        .attr("data-rotates", move || testimonials.read().rotation_seconds.map(|_| ""))
        .attr("data-all", move || carousel.get().shows_all().then_some(""))
        .node_ref(section)
        // The embedding script dispatches `moved` after the widget was removed from the page and inserted again.
        .on(ev::Custom::<ev::Event>::new("moved"), move |_| controller.dispatch(Input::Reinsert))
        .on(ev::focusin, move |_| interact())
        .on(ev::pointerdown, move |_| interact())
        .on(ev::keydown, move |_| interact())
        .child(Markup::live_element(title))
        .child(components::controls("testimonials__tools").live(tools))
        .child(row.live(slides))
        .child(status.live_text(move || controller.announcement.get()))
        .into()
}
