//! The browser's API for the rest of the crate: the only module that uses web-sys, js-sys or gloo.
//!
//! Also compiled natively, where views call it while they are rendered: effects and event handlers do not run there.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, tachys::html::element::Custom};
use wasm_bindgen::JsCast;
use web_sys::{
    CustomEvent, CustomEventInit, Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent,
};

pub use fetch::{FetchError, fetch_text};
pub use focus::{
    focus, focus_ancestor, focus_child, has_focus_in_or_around, move_focus_off_hidden_children,
};
pub use json::read_document;
pub use part::{ensure_shell, find_theme_part, is_as_rendered};
pub use preserved_state::{DRAWN_ATTRIBUTE, PreservedState};
pub use row::{is_child_targeted, is_pressed, measure_row, read_child_attributes, scroll_row_to};
pub use surroundings::read_surroundings;
pub use watch::{on_passive_events, on_resize, on_visibility_change};

pub mod address;
mod fetch;
mod focus;
mod json;
mod part;
mod preserved_state;
mod row;
mod surroundings;
pub mod theme;
mod watch;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A node ref to an element of a view, filled once the element is mounted.
pub type ElementRef = NodeRef<Custom<String>>;

/// The text of the data block with this id, which the build wrote into the document for the Wasm.
#[must_use]
pub fn data_block(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
}

/// The HTML element of the document with this id.
#[must_use]
pub fn element_by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Spawns a future on the page's executor, which runs from the first mount.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    leptos::task::spawn_local(task);
}

/// Runs in the next microtask and whenever a signal that it reads changes; never in a native build. All closures share
/// one effect type, since each type would add its own code.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}

/// Memoizes the input of a view: the returned closure notifies its reader only when `value` returns something else,
/// not whenever a signal changes that `value` reads.
pub fn memoized<T: PartialEq + 'static, Output>(
    value: impl Fn() -> T + Clone + Send + Sync + 'static,
    render: impl Fn(T) -> Output + Send + Sync + 'static,
) -> impl Fn() -> Output + Send + Sync + 'static {
    let version = RwSignal::new(0_u32);
    let mut last = untrack(&value);
    let current = value.clone();
    effect(move || {
        let current = current();
        if current != last {
            last = current;
            version.update(|version| *version += 1);
        }
    });
    move || {
        version.track();
        untrack(|| render(value()))
    }
}

/// A signal that becomes true once the Wasm runs, for views that need it. It is false at the first render, in the
/// browser as in the build.
#[must_use]
pub fn interactive() -> ReadSignal<bool> {
    let (interactive, set_interactive) = signal(false);
    effect(move || set_interactive.set(true));
    interactive
}

/// A timeout that is cancelled on drop.
#[must_use = "dropping a timer cancels it"]
pub struct Timer(Option<TimeoutHandle>);

impl Timer {
    /// Calls back once after a duration.
    pub fn after(duration: Duration, callback: impl FnOnce() + 'static) -> Self {
        let callback: Box<dyn FnOnce()> = Box::new(callback);
        Self(set_timeout_with_handle(callback, duration).ok())
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.clear();
        }
    }
}

/// A timer that can be restarted; its reactive owner cancels it.
#[derive(Clone, Copy, Default)]
pub struct Debounce(StoredValue<Option<Timer>>);

impl Debounce {
    /// Cancels the pending callback.
    pub fn cancel(self) {
        self.0.set_value(None);
    }

    /// Calls back after a duration, and cancels the pending callback.
    pub fn restart(self, duration: Duration, callback: impl FnOnce() + 'static) {
        self.0.set_value(Some(Timer::after(duration, callback)));
    }
}

/// Calls back on an event of the window until the reactive owner is cleaned up.
pub fn on_window_event(event: &'static str, callback: impl Fn() + 'static) {
    if cfg!(target_arch = "wasm32") {
        let listener = window_event_listener_untyped(event, move |_| callback());
        on_cleanup(move || listener.remove());
    }
}

/// The key (`KeyboardEvent.key`) pressed without modifiers, if the event's target is the listening element or a child of
/// it (a slide that a fragment link has focused), but not a control inside one.
#[must_use]
pub fn unmodified_key(event: &Event) -> Option<String> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let has_modifier = key.alt_key() || key.ctrl_key() || key.meta_key() || key.shift_key();
    let listening: Element = event.current_target()?.unchecked_into();
    let target: Element = event.target()?.unchecked_into();
    let is_own = target == listening || target.parent_element().as_ref() == Some(&listening);
    (!has_modifier && is_own).then(|| key.key())
}

/// Sets the value of an input or a select.
pub fn set_value(input: ElementRef, value: &str) {
    if let Some(input) = input.get_untracked() {
        input.unchecked_into::<HtmlInputElement>().set_value(value);
    }
}

/// Dispatches `next-level-change` on an element, with `{index, id}` as its detail. It bubbles out of the shadow root,
/// so that hosts can listen on the widget.
pub fn dispatch_change(element: ElementRef, index: usize, id: &str) {
    // An id consists of letters, digits and hyphens, so it needs no escaping; the tolerant reading may let another pass,
    // for which no event is dispatched if it is invalid JSON.
    let detail = js_sys::JSON::parse(&format!(r#"{{"index":{index},"id":"{id}"}}"#));
    if let (Some(element), Ok(detail)) = (element.get_untracked(), detail) {
        let event = CustomEventInit::new();
        event.set_bubbles(true);
        event.set_composed(true);
        event.set_detail(&detail);
        let event = CustomEvent::new_with_event_init_dict("next-level-change", &event);
        let _ = event.is_ok_and(|event| element.dispatch_event(&event).is_ok());
    }
}

/// Scrolls the page back to an element that is above the viewport.
pub fn scroll_back_to(element: ElementRef) {
    if let Some(element) = element.get_untracked()
        && element.get_bounding_client_rect().bottom() < 0.0
    {
        element.scroll_into_view();
    }
}
