//! The carousel's buttons, and its position.

use leptos::{ev, html, prelude::*};

use super::ROW;
use crate::{
    carousel::{Carousel, Input, Move},
    components::{self, El, el},
};

/// What the buttons show and do.
pub(super) struct Controls {
    /// The state that they show.
    pub carousel: RwSignal<Carousel>,
    /// Whether the content asks for a rotation.
    pub rotates: bool,
    /// Does what follows from a press.
    pub step: Box<dyn Fn(Input)>,
}

/// Previous, next, all of them, and "2 / 3"; before them the rotation's button, if there is one.
pub(super) fn controls(Controls { carousel, rotates, step }: Controls) -> El {
    let step = StoredValue::new_local(step);
    let button = move |class, press: Box<dyn Fn() -> Input>| {
        components::button(class)
            .attr("aria-controls", ROW)
            .on(ev::click, move |_| step.with_value(|step| step(press())))
    };
    let arrow = move |label, arrow, to| {
        button("button button--arrow testimonials__move", Box::new(move || Input::Move(to)))
            .attr("aria-label", label)
            .child(el(html::span()).attr("aria-hidden", "true").child(arrow))
    };
    let all = move || match carousel.get().shows_all() {
        true => "Afficher un témoignage à la fois",
        false => "Afficher tous les témoignages",
    };
    // Pointing at the button stops the rotation before it is pressed.
    let ran = StoredValue::new(false);
    let rotation = move || {
        let runs = move || carousel.get().rotation().runs();
        let words = move || match runs() {
            true => "Arrêter le défilement automatique",
            false => "Lancer le défilement automatique",
        };
        let press = move || {
            let before = ran.get_value();
            ran.set_value(false);
            Input::ToggleRotation { ran: before }
        };
        button("button", Box::new(press))
            .on(ev::pointerdown, move |_| {
                ran.set_value(carousel.get_untracked().rotation().runs());
            })
            .live_text(move || words().to_owned())
    };
    el(html::div())
        .class("testimonials__controls")
        .child(rotates.then(rotation))
        .child(arrow("Témoignage précédent", "←", Move::Previous))
        .child(arrow("Témoignage suivant", "→", Move::Next))
        .child(
            el(html::p())
                .class("testimonials__position")
                .live_text(move || carousel.get().position()),
        )
        .child(
            button("button testimonials__all", Box::new(|| Input::ToggleAll))
                .live_text(move || all().to_owned()),
        )
}
