//! The placeholder of a part of the page whose document is not ready.

use leptos::{ev, html, prelude::*};

use super::{El, Markup, controls, el};
use crate::{
    browser::{self, FetchError, memoized},
    content_fetch::{DocumentFetch, FetchState, LoadError},
    heading_level::HeadingLevel,
};

/// Renders a part once its document is ready. Until then, an empty placeholder of about its size; after a failure, the
/// error and a button to retry. It retries automatically when the browser is online again.
#[component]
pub fn Awaited(
    /// The label of the part.
    label: &'static str,
    /// The level of the placeholder's title.
    level: HeadingLevel,
    /// The fetch of its document.
    fetch: DocumentFetch,
    /// The part.
    children: Box<dyn Fn() -> Markup + Send + Sync>,
) -> Markup {
    Markup::live(move || {
        if fetch.is_ready() { untrack(&children) } else { placeholder(label, level, fetch).into() }
    })
}

fn placeholder(label: &'static str, level: HeadingLevel, fetch: DocumentFetch) -> El {
    browser::on_window_event("online", move || fetch.retry_if_failed());
    let can_retry = move || {
        fetch.was_retried() || matches!(fetch.state(), FetchState::Slow | FetchState::Failed(_))
    };
    let title = memoized(can_retry, move |can_retry| {
        can_retry.then(|| El::named(level.tag()).class("waiting__title").child(label))
    });
    let button = memoized(can_retry, move |can_retry| {
        can_retry.then(|| {
            super::button("button").on(ev::click, move |_| fetch.start()).child("Réessayer")
        })
    });
    let message = el(html::p())
        .class("waiting__message")
        .attr("role", "status")
        .attr("data-quiet", move || (!can_retry()).then_some(""))
        .live_text(move || message(fetch.state()));
    el(html::section())
        .class("waiting")
        .attr("aria-label", label)
        .child(el(html::div()).live(title))
        .child(message)
        .child(controls("waiting__controls").live(button))
}

/// The message to the visitor.
fn message(state: FetchState) -> String {
    match state {
        FetchState::Loading => "Chargement…".to_owned(),
        FetchState::Slow => "La connexion est lente\u{a0}: cette partie arrive encore.".to_owned(),
        FetchState::Failed(LoadError::Fetch(FetchError::Network)) => {
            "Cette partie n’a pas pu être chargée\u{a0}: la connexion ne répond pas.".to_owned()
        }
        FetchState::Failed(LoadError::Fetch(FetchError::Status(status))) => {
            format!(
                "Cette partie n’a pas pu être chargée\u{a0}: le site répond par l’erreur {status}."
            )
        }
        FetchState::Failed(LoadError::InvalidDocument) => {
            "Cette partie est arrivée illisible. Elle sera sans doute bientôt réparée.".to_owned()
        }
    }
}
