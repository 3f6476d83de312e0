//! The place of a section on the page, whether its content is there or not.

use leptos::prelude::*;

use super::{El, el, live};
use crate::{
    browser::{self, FetchError, Handle},
    content::Document,
    heading_level::HeadingLevel,
    source::{Failure, Phase, Request, Source},
};

/// Shows a section once its document is there; before that a quiet place of about its size, and
/// if it does not come, why, with a way to try again.
///
/// `id` is the fragment that links to this place, `name` what a person calls what may be missing,
/// `level` that of the title which then stands here.
pub fn slot<T: Document>(
    id: &'static str,
    name: &'static str,
    level: HeadingLevel,
    source: Source<T>,
    section: impl Fn(ReadSignal<T>) -> AnyView + Send + Sync + 'static,
) -> El {
    let value = source.value.read_only();
    place(id, name, level, source.request, Box::new(move || section(value)))
}

fn place(
    id: &'static str,
    name: &'static str,
    level: HeadingLevel,
    request: Request,
    section: Box<dyn Fn() -> AnyView + Send + Sync>,
) -> El {
    let handle = Handle::new();
    // The button that was pressed is gone when the section stands there: the focus goes to it.
    browser::effect(move || {
        if request.ready() && request.retried() {
            browser::focus(handle);
        }
    });
    let content = move || {
        if request.ready() { section() } else { waiting(name, level, request).into_render() }
    };
    el("div")
        .class("slot")
        .attr("id", id)
        .attr("tabindex", "-1")
        .handle(handle)
        .child(live(content))
}

/// The place of a section that is not there.
fn waiting(name: &'static str, level: HeadingLevel, request: Request) -> El {
    let helpless =
        move || request.retried() || matches!(request.phase(), Phase::Slow | Phase::Failed(_));
    let title = move || helpless().then(|| el(level.tag()).class("waiting__title").child(name));
    let button = move || {
        helpless()
            .then(|| super::button("button").on("click", move |_| request.ask()).child("Réessayer"))
    };
    let message = el("p")
        .class("waiting__message")
        .attr("role", "status")
        .live_attr("data-quiet", move || (!helpless()).then_some(""))
        .child(live(move || message(request.phase())));
    el("section")
        .class("waiting")
        .attr("aria-label", name)
        .child(live(title))
        .child(message)
        .child(live(button))
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
