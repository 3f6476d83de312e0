//! What befalls an element: events that do not wait for an answer, another size, coming into sight.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Event, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, ResizeObserver,
};

use super::{ElementRef, STOPPED};

/// So much of an element must be seen for it to be in sight: of one that is clipped away no area is left.
const SEEN: f64 = 0.01;

/// Calls back with the type of each of these events of an element, as long as the caller's owner lives. The
/// listeners are passive: no scroll waits for them.
pub fn on_passive(
    element: ElementRef,
    events: &'static [&'static str],
    callback: impl Fn(&str) + 'static,
) {
    let Some(element) = element.get_untracked() else { return };
    let callback = js(move |event| callback(&event.unchecked_into::<Event>().type_()));
    let options = AddEventListenerOptions::new();
    options.set_passive(true);
    for event in events {
        let _ = element.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            callback.as_ref().unchecked_ref(),
            &options,
        );
    }
    at_the_end(move || {
        for event in events {
            let listener = callback.as_ref().unchecked_ref();
            let _ = element.remove_event_listener_with_callback(event, listener);
        }
    });
}

/// Calls back now and whenever an element has another size, as long as the caller's owner lives.
pub fn on_resize(element: ElementRef, callback: impl Fn() + 'static) {
    let callback = js(move |_| callback());
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref());
    if let (Some(element), Ok(observer)) = (element.get_untracked(), observer) {
        observer.observe(&element);
        at_the_end(move || {
            observer.disconnect();
            let _ = &callback;
        });
    }
}

/// Calls back whenever an element comes into sight or leaves it, in whatever frame or box it is, as long as the
/// caller's owner lives.
pub fn on_sight(element: ElementRef, callback: impl Fn(bool) + 'static) {
    let callback = js(move |entries| {
        let last = entries.unchecked_into::<js_sys::Array>().pop();
        callback(last.unchecked_into::<IntersectionObserverEntry>().intersection_ratio() >= SEEN);
    });
    let options = IntersectionObserverInit::new();
    options.set_threshold(&SEEN.into());
    let observer =
        IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options);
    if let (Some(element), Ok(observer)) = (element.get_untracked(), observer) {
        observer.observe(&element);
        at_the_end(move || {
            observer.disconnect();
            let _ = &callback;
        });
    }
}

/// A callback for the browser, silent once the Wasm has panicked.
fn js(callback: impl Fn(JsValue) + 'static) -> Closure<dyn Fn(JsValue)> {
    let callback: Box<dyn Fn(JsValue)> = Box::new(callback);
    Closure::new(move |value| {
        if !STOPPED.get() {
            callback(value);
        }
    })
}

/// Runs something when the current owner ends.
fn at_the_end(run: impl Fn() + 'static) {
    StoredValue::new_local(End(Box::new(run)));
}

/// Runs when it is dropped.
struct End(Box<dyn Fn()>);

impl Drop for End {
    fn drop(&mut self) {
        (self.0)();
    }
}
