//! The place of a section on the page, whether its content is there or not.

use leptos::prelude::*;

use super::{El, Handle, el, live};
use crate::{
    browser::{self, FetchError},
    content::Document,
    source::{Failure, Phase, Request, Source},
};

/// Shows a section once its document is there; before that a quiet place of about its size, and
/// if it does not come, why, with a way to try again.
///
/// `id` is the fragment that links to this place, `name` what a person calls what may be missing.
pub fn slot<T: Document>(
    id: &'static str,
    name: &'static str,
    source: Source<T>,
    section: impl Fn(Signal<T>) -> AnyView + Send + Sync + 'static,
) -> El {
    let again = Callback::new(move |()| source.ask());
    place(
        id,
        name,
        source.request,
        again,
        Box::new(move || section(source.value.into())),
    )
}

fn place(
    id: &'static str,
    name: &'static str,
    request: Request,
    again: Callback<()>,
    section: Box<dyn Fn() -> AnyView + Send + Sync>,
) -> El {
    let handle = Handle::new();
    let ready = Memo::new(move |_| request.phase() == Phase::Ready);
    // The button that was pressed is gone when the section stands there: the focus goes to it.
    Effect::new(move |_| {
        if ready.get() && request.retried() {
            browser::focus(handle);
        }
    });
    let content = move || {
        if ready.get() {
            section()
        } else {
            waiting(name, request, again).into_render()
        }
    };
    el("div")
        .class("slot")
        .attr("id", id)
        .attr("tabindex", "-1")
        .handle(handle)
        .child(live(content))
}

/// The place of a section that is not there.
fn waiting(name: &'static str, request: Request, again: Callback<()>) -> El {
    let helpless = Memo::new(move |_| {
        request.retried() || matches!(request.phase(), Phase::Slow | Phase::Failed(_))
    });
    let title = move || {
        helpless
            .get()
            .then(|| el("h2").class("waiting__title").child(name))
    };
    let button = move || {
        let press = move |_| again.run(());
        helpless.get().then(|| {
            el("button")
                .class("button")
                .attr("type", "button")
                .on("click", press)
                .child("Réessayer")
        })
    };
    let message = el("p")
        .attr("class", "waiting__message")
        .attr("role", "status")
        .child(live(move || message(request.phase())));
    el("section")
        .class("waiting")
        .attr("aria-label", name)
        .child(live(title))
        .child(message.live_attr("data-quiet", move || (!helpless.get()).then_some("")))
        .child(live(button))
}

/// What the visitor is told.
fn message(phase: Phase) -> String {
    match phase {
        Phase::Waiting | Phase::Ready => "Chargement…".to_owned(),
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
