//! The browser, as the rest of the crate sees it. The only module that names web-sys, js-sys or gloo.
//!
//! All of it compiles natively too, where nothing calls it: effects and event handlers do not run
//! in a native build.

use std::time::Duration;

use gloo_net::http::Request;
use js_sys::{Array, Object};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, tachys::html::element::Custom};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Event, HtmlElement, HtmlInputElement, KeyboardEvent, RequestCache, ScrollBehavior,
    ScrollToOptions,
};

use crate::json::Json;

/// A handle on an element of a view, once it stands in the document.
pub type Handle = NodeRef<Custom<String>>;

/// An element's name as the browser itself tells it: `Element.tagName` is in capitals, and Leptos
/// keeps an element in place only if its name is told alike.
#[must_use]
pub fn element_name(tag: &str) -> String {
    if cfg!(target_arch = "wasm32") { tag.to_ascii_uppercase() } else { tag.to_owned() }
}

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
    // Ask the server whether it changed, whatever a cache would say; unchanged costs a 304.
    let request = Request::get(url).cache(RequestCache::NoCache);
    let response = request.send().await.map_err(|_| FetchError::Network)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    response.text().await.map_err(|_| FetchError::Network)
}

/// Parses JSON; `None` if it is none.
#[must_use]
pub fn json(text: &str) -> Option<Json> {
    if cfg!(target_arch = "wasm32") {
        tree(&js_sys::JSON::parse(text).ok()?)
    } else {
        serde_json::from_str(text).ok()
    }
}

fn tree(value: &JsValue) -> Option<Json> {
    Some(if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Json::List(list.iter().map(|value| tree(&value)).collect::<Option<_>>()?)
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let field = |field: JsValue| {
            let field: Array = field.unchecked_into();
            Some((field.get(0).as_string()?, tree(&field.get(1))?))
        };
        Json::Object(Object::entries(object).iter().map(field).collect::<Option<_>>()?)
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else {
        value.as_bool().map_or(Json::Null, Json::Bool)
    })
}

/// The text of the data block with this id: what the build left in the document for the Wasm.
#[must_use]
pub fn data_block(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
}

/// Calls back once the page has nothing better to do; where a browser cannot tell, soon.
pub fn when_idle(callback: impl FnOnce() + 'static) {
    let known = js_sys::Reflect::has(&window(), &"requestIdleCallback".into()).unwrap_or(false);
    let callback = Closure::once_into_js(callback);
    let callback = callback.unchecked_ref();
    let _ = if known {
        window().request_idle_callback(callback).map(drop)
    } else {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(callback, 200).map(drop)
    };
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

/// Runs now and whenever a signal that it reads changes; never in a native build. One effect type
/// for all closures, since each would cost its own bytes.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
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
    effect(move || set_running.set(true));
    running
}

/// The child of a scrolling row that stands nearest to the row's start.
#[must_use]
pub fn nearest_in_row(row: Handle) -> Option<usize> {
    let row = &row.get_untracked()?;
    let distance = |index: &u32| row_position(row, *index).map(|at| (at - row.scroll_left()).abs());
    let children = 0..row.child_element_count();
    children.min_by_key(|index| distance(index).unwrap_or(i32::MAX)).map(|index| index as usize)
}

/// How a programmatic scroll moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Smoothly, unless the visitor asked for reduced motion (WCAG 2.3.3).
    AsPreferred,
    /// At once.
    None,
}

/// Scrolls a row, and nothing else, so that a child stands at its start.
pub fn show_in_row(row: Handle, index: usize, motion: Motion) {
    let Some(row) = row.get_untracked() else { return };
    let place = u32::try_from(index).ok().and_then(|index| row_position(&row, index));
    let Some(left) = place else { return };
    let smooth = motion == Motion::AsPreferred && !reduced_motion();
    let options = ScrollToOptions::new();
    options.set_left(f64::from(left));
    options.set_behavior(if smooth { ScrollBehavior::Smooth } else { ScrollBehavior::Instant });
    row.scroll_to_with_scroll_to_options(&options);
}

/// How far a row is scrolled when a child stands at its start, in CSS pixels.
fn row_position(row: &HtmlElement, index: u32) -> Option<i32> {
    let offset = |at| Some(row.children().item(at)?.dyn_into::<HtmlElement>().ok()?.offset_left());
    Some(offset(index)? - offset(0)?)
}

fn reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// The key (`KeyboardEvent.key`) that was pressed, alone, on the very element that listens, not on
/// something inside it.
#[must_use]
pub fn own_key(event: &Event) -> Option<String> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let alone = !(key.alt_key() || key.ctrl_key() || key.meta_key() || key.shift_key());
    (alone && event.target() == event.current_target()).then(|| key.key())
}

/// Calls back whenever the window has another size, as long as the caller's owner lives.
pub fn on_resize(callback: impl Fn() + 'static) {
    if cfg!(target_arch = "wasm32") {
        let listening = window_event_listener_untyped("resize", move |_| callback());
        on_cleanup(move || listening.remove());
    }
}

/// Empties an input.
pub fn clear(input: Handle) {
    if let Some(input) = input.get_untracked() {
        input.unchecked_into::<HtmlInputElement>().set_value("");
    }
}

/// Moves the focus to an element, if it is in the document.
pub fn focus(handle: Handle) {
    if let Some(element) = handle.get_untracked() {
        let _ = element.focus();
    }
}
