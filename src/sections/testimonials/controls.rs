//! The carousel's buttons and position.

use leptos::{ev, html, prelude::*};

use super::ROW_ID;
use crate::{
    carousel::{Carousel, Input, Move},
    components::{self, El, el},
};

/// The arguments of [`carousel_controls`].
pub(super) struct CarouselControls {
    /// The carousel's state.
    pub carousel: RwSignal<Carousel>,
    /// Whether the content has a rotation.
    pub has_rotation: bool,
    /// Dispatches an input to the carousel.
    pub dispatch: Box<dyn Fn(Input)>,
}

/// Adds an arrow and an accessible name to a button or a link.
pub(super) fn with_arrow(control: El, label: &'static str, arrow: &'static str) -> El {
    control
        .attr("aria-label", label)
        .child(el(html::span()).attr("aria-hidden", "true").child(arrow))
}

/// The rotation's button if there is one, previous, next, the position as `2 / 3`, and all.
pub(super) fn carousel_controls(
    CarouselControls { carousel, has_rotation, dispatch }: CarouselControls,
) -> El {
    let dispatch = StoredValue::new_local(dispatch);
    let button = move |class, input: Box<dyn Fn() -> Input>| {
        components::button(class)
            .attr("aria-controls", ROW_ID)
            .on(ev::click, move |_| dispatch.with_value(|dispatch| dispatch(input())))
    };
    let arrow = move |label, arrow, to| {
        let button =
            button("button button--arrow testimonials__move", Box::new(move || Input::Move(to)));
        with_arrow(button, label, arrow)
    };
    let all_label = move || match carousel.get().shows_all() {
        true => "Afficher un témoignage à la fois",
        false => "Afficher tous les témoignages",
    };
    // `pointerdown` on the button already stops the rotation, before `click`.
    let was_running = StoredValue::new(false);
    let rotation = move || {
        let label = move || match carousel.get().rotation().is_running() {
            true => "Arrêter le défilement automatique",
            false => "Lancer le défilement automatique",
        };
        let input = move || {
            let before = was_running.get_value();
            was_running.set_value(false);
            Input::ToggleRotation { was_running: before }
        };
        button("button", Box::new(input))
            .on(ev::pointerdown, move |_| {
                was_running.set_value(carousel.get_untracked().rotation().is_running());
            })
            .live_text(move || label().to_owned())
    };
    el(html::div())
        .class("testimonials__controls")
        .child(has_rotation.then(rotation))
        .child(arrow("Témoignage précédent", "←", Move::Previous))
        .child(arrow("Témoignage suivant", "→", Move::Next))
        .child(
            el(html::p())
                .class("testimonials__position")
                .live_text(move || carousel.get().position()),
        )
        .child(
            button("button testimonials__all", Box::new(|| Input::ToggleAll))
                .live_text(move || all_label().to_owned()),
        )
}
