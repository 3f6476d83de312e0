//! What stands in the place of a part of the page whose content is not there.

use leptos::{ev, html, prelude::*};

use super::{El, Markup, controls, el};
use crate::{
    browser::{self, FetchError, made_of},
    heading_level::HeadingLevel,
    source::{Failure, Phase, Request},
};

/// All that is inside the place of a part: the part once its document is there; before that nothing but a
/// quiet place of about its size, and if it does not come, why, with a way to try again; when the network is
/// back it is tried by itself.
#[component]
pub fn Awaited(
    /// What a person calls what may be missing.
    name: &'static str,
    /// The level of the title that then stands here.
    level: HeadingLevel,
    /// How far its document has come.
    request: Request,
    /// The part.
    children: Box<dyn Fn() -> Markup + Send + Sync>,
) -> Markup {
    Markup::live(move || {
        if request.ready() { untrack(&children) } else { waiting(name, level, request).into() }
    })
}

fn waiting(name: &'static str, level: HeadingLevel, request: Request) -> El {
    browser::on_window("online", move || {
        request.ask_again();
    });
    let helpless =
        move || request.retried() || matches!(request.phase(), Phase::Slow | Phase::Failed(_));
    let title = made_of(helpless, move |helpless| {
        helpless.then(|| El::named(level.tag()).class("waiting__title").child(name))
    });
    let button = made_of(helpless, move |helpless| {
        helpless.then(|| {
            super::button("button").on(ev::click, move |_| request.ask()).child("Réessayer")
        })
    });
    let message = el(html::p())
        .class("waiting__message")
        .attr("role", "status")
        .attr("data-quiet", move || (!helpless()).then_some(""))
        .live_text(move || message(request.phase()));
    el(html::section())
        .class("waiting")
        .attr("aria-label", name)
        .child(el(html::div()).live(title))
        .child(message)
        .child(controls("waiting__controls").live(button))
}

/// What the visitor is told.
fn message(phase: Phase) -> String {
    match phase {
        Phase::Waiting => "Chargement…".to_owned(),
        Phase::Slow => "La connexion est lente\u{a0}: cette partie arrive encore.".to_owned(),
        Phase::Failed(Failure::Fetch(FetchError::Network)) => {
            "Cette partie n’a pas pu être chargée\u{a0}: la connexion ne répond pas.".to_owned()
        }
        Phase::Failed(Failure::Fetch(FetchError::Status(status))) => {
            format!(
                "Cette partie n’a pas pu être chargée\u{a0}: le site répond par l’erreur {status}."
            )
        }
        Phase::Failed(Failure::Data) => {
            "Cette partie est arrivée illisible. Elle sera sans doute bientôt réparée.".to_owned()
        }
    }
}
