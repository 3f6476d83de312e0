//! The browser, as the rest of the crate sees it. The only module that names web-sys, js-sys or gloo.
//!
//! All of it compiles natively too, where nothing calls it: effects and event handlers do not run
//! in a native build.

use std::time::Duration;

use gloo_net::http::Request;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use web_sys::{
    Event, HtmlElement, KeyboardEvent, ScrollBehavior, ScrollToOptions, wasm_bindgen::JsCast,
};

use crate::components::Handle;

/// Why a file could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: offline, refused, cut off.
    Network,
    /// An answer other than success, by its HTTP status.
    Status(u16),
}

/// Fetches a text.
///
/// # Errors
/// No answer, or one that says there is no such text.
pub async fn fetch_text(url: &str) -> Result<String, FetchError> {
    let response = Request::get(url)
        .send()
        .await
        .map_err(|_| FetchError::Network)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    response.text().await.map_err(|_| FetchError::Network)
}

/// Reads JSON, with the browser's own parser.
#[must_use]
pub fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_wasm_bindgen::from_value(js_sys::JSON::parse(text).ok()?).ok()
}

/// The element of the document that the app lives in, by its id.
#[must_use]
pub fn container(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Runs a future on this page, once the page runs (not before the first mount).
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    leptos::task::spawn_local(task);
}

/// Something that will happen, unless this is dropped before.
#[must_use = "dropping a timer cancels it"]
pub struct Timer(Option<TimeoutHandle>);

impl Timer {
    /// Calls back once, after a time.
    pub fn after(time: Duration, callback: impl FnOnce() + 'static) -> Self {
        Self(set_timeout_with_handle(callback, time).ok())
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.clear();
        }
    }
}

/// Becomes true once the Wasm runs: what needs it is shown from then on. The first render, in the
/// browser as in the build, sees false.
#[must_use]
pub fn interactive() -> ReadSignal<bool> {
    let (running, set_running) = signal(false);
    Effect::new(move |_| set_running.set(true));
    running
}

/// The child of a scrolling row that stands nearest to the row's start.
#[must_use]
pub fn nearest_in_row(row: Handle) -> Option<usize> {
    let row = &row.get_untracked()?;
    let distance = |index: &u32| row_position(row, *index).map(|at| (at - row.scroll_left()).abs());
    let children = 0..row.child_element_count();
    children
        .min_by_key(|index| distance(index).unwrap_or(i32::MAX))
        .map(|index| index as usize)
}

/// Scrolls a row, and nothing else, so that a child stands at its start: smoothly, unless the
/// visitor asked for reduced motion (WCAG 2.3.3).
pub fn show_in_row(row: Handle, index: usize) {
    let Some(row) = row.get_untracked() else {
        return;
    };
    let Some(left) = u32::try_from(index)
        .ok()
        .and_then(|index| row_position(&row, index))
    else {
        return;
    };
    let options = ScrollToOptions::new();
    options.set_left(f64::from(left));
    options.set_behavior(if reduced_motion() {
        ScrollBehavior::Instant
    } else {
        ScrollBehavior::Smooth
    });
    row.scroll_to_with_scroll_to_options(&options);
}

/// How far a row is scrolled when a child stands at its start, in CSS pixels.
fn row_position(row: &HtmlElement, index: u32) -> Option<i32> {
    let offset = |at| {
        Some(
            row.children()
                .item(at)?
                .dyn_into::<HtmlElement>()
                .ok()?
                .offset_left(),
        )
    };
    Some(offset(index)? - offset(0)?)
}

fn reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// The key (`KeyboardEvent.key`) that was pressed on the very element that listens, not on
/// something inside it.
#[must_use]
pub fn own_key(event: &Event) -> Option<String> {
    let own = event.target() == event.current_target();
    own.then(|| event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key))
        .flatten()
}

/// Moves the focus to an element, if it is in the document.
pub fn focus(handle: Handle) {
    if let Some(element) = handle.get_untracked() {
        let _ = element.focus();
    }
}
