//! The browser, as the rest of the crate sees it. The only module that names web-sys, js-sys or gloo.
//!
//! All of it compiles natively too, where nothing calls it: effects and event handlers do not run
//! in a native build.

use std::{cell::Cell, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, tachys::html::element::Custom};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    CustomEvent, CustomEventInit, Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent,
};

pub use fetch::{FetchError, fetch_text};
pub use focus::{focus, focus_around, focus_child, keep_focus_in_sight, may_lose_focus};
pub use json::read_document;
pub use kept::{DRAWN, Kept};
pub use part::{as_rendered, ensure_shell, part};
pub use row::{led_to_in_row, look_at_row, named_in_row, pressed, show_in_row, surroundings};
pub use watch::{on_passive, on_resize, on_sight};

pub mod address;
mod fetch;
mod focus;
mod json;
mod kept;
mod part;
mod row;
pub mod theme;
mod watch;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A handle on an element of a view, once it stands in the document.
pub type ElementRef = NodeRef<Custom<String>>;

/// The text of the data block with this id: what the build left in the document for the Wasm.
#[must_use]
pub fn data_block(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
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

thread_local!(static STOPPED: Cell<bool> = const { Cell::new(false) });

/// From now on nothing happens any more, on a page that is not ours: the Wasm has panicked, and what it
/// listens to on the window, and waits for, would only panic again.
pub fn stop() {
    STOPPED.set(true);
}

/// Runs now and whenever a signal that it reads changes; never in a native build. One effect type
/// for all closures, since each would cost its own bytes.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}

/// What is made of a value: anew only once the value is another, not whenever a signal changes that it is read
/// from.
pub fn made_of<T: PartialEq + 'static, Made>(
    value: impl Fn() -> T + Clone + Send + Sync + 'static,
    make: impl Fn(T) -> Made + Send + Sync + 'static,
) -> impl Fn() -> Made + Send + Sync + 'static {
    let edition = RwSignal::new(0_u32);
    let mut known = untrack(&value);
    let now = value.clone();
    effect(move || {
        let now = now();
        if now != known {
            known = now;
            edition.update(|edition| *edition += 1);
        }
    });
    move || {
        edition.track();
        untrack(|| make(value()))
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

/// Something that will happen, unless this is dropped before.
#[must_use = "dropping a timer cancels it"]
pub struct Timer(Option<TimeoutHandle>);

impl Timer {
    /// Calls back once, after a time.
    pub fn after(time: Duration, callback: impl FnOnce() + 'static) -> Self {
        let callback: Box<dyn FnOnce()> = Box::new(callback);
        let callback = move || {
            if !STOPPED.get() {
                callback()
            }
        };
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

/// A wait that begins anew each time it is asked for, as long as the caller's owner lives.
#[derive(Clone, Copy)]
pub struct Delay(StoredValue<Option<Timer>>);

impl Delay {
    /// None that runs.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// Forgets what it waits for.
    pub fn stop(self) {
        self.0.set_value(None);
    }

    /// Calls back after a time, unless it is asked for again before.
    pub fn restart(self, time: Duration, callback: impl FnOnce() + 'static) {
        self.0.set_value(Some(Timer::after(time, callback)));
    }
}

impl Default for Delay {
    fn default() -> Self {
        Self::new()
    }
}

/// Calls back on an event of the window, as long as the caller's owner lives.
pub fn on_window(event: &'static str, callback: impl Fn() + 'static) {
    if cfg!(target_arch = "wasm32") {
        let callback: Box<dyn Fn()> = Box::new(callback);
        let callback = move || {
            if !STOPPED.get() {
                callback()
            }
        };
        let listening = window_event_listener_untyped(event, move |_| callback());
        on_cleanup(move || listening.remove());
    }
}

/// The key (`KeyboardEvent.key`) that was pressed, alone, on the very element that listens or on a child of it
/// that a link has led to, not on something further inside.
#[must_use]
pub fn own_key(event: &Event) -> Option<String> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let alone = !(key.alt_key() || key.ctrl_key() || key.meta_key() || key.shift_key());
    let listens: Element = event.current_target()?.unchecked_into();
    let target: Element = event.target()?.unchecked_into();
    let own = target == listens || target.parent_element().as_ref() == Some(&listens);
    (alone && own).then(|| key.key())
}

/// Puts a text into an input, or chooses it in a list.
pub fn fill(input: ElementRef, text: &str) {
    if let Some(input) = input.get_untracked() {
        input.unchecked_into::<HtmlInputElement>().set_value(text);
    }
}

/// Fires `next-level-change` on an element, with `{index, id}` as its detail; hosts of a widget hear it
/// on the widget.
pub fn tell_change(at: ElementRef, index: usize, id: &str) {
    // An id is letters, digits and hyphens; anything else is no JSON, and nothing is told.
    let detail = js_sys::JSON::parse(&format!(r#"{{"index":{index},"id":"{id}"}}"#));
    if let (Some(at), Ok(detail)) = (at.get_untracked(), detail) {
        let event = CustomEventInit::new();
        event.set_bubbles(true);
        event.set_composed(true);
        event.set_detail(&detail);
        let event = CustomEvent::new_with_event_init_dict("next-level-change", &event);
        let _ = event.is_ok_and(|event| at.dispatch_event(&event).is_ok());
    }
}

/// Scrolls the page back to an element that is above what is seen of it.
pub fn go_back_to(handle: ElementRef) {
    if let Some(element) = handle.get_untracked()
        && element.get_bounding_client_rect().bottom() < 0.0
    {
        element.scroll_into_view();
    }
}

/// Clicks an element, as a person does.
pub fn click(handle: ElementRef) {
    if let Some(element) = handle.get_untracked() {
        element.click();
    }
}
