//! Passive event listeners, and observers of an element's size and visibility.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Event, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, ResizeObserver,
};

use super::ElementRef;

/// The least visible ratio of an element in the viewport: one that is clipped away has no visible area.
const MIN_VISIBLE_RATIO: f64 = 0.01;

/// Calls back with the type of each of these events of an element, until the reactive owner is cleaned up. The
/// listeners are passive: no scroll waits for them.
pub fn on_passive_events(
    element: ElementRef,
    events: &'static [&'static str],
    callback: impl Fn(&str) + 'static,
) {
    let Some(element) = element.get_untracked() else { return };
    let callback = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        callback(&event.unchecked_into::<Event>().type_())
    });
    let options = AddEventListenerOptions::new();
    options.set_passive(true);
    for event in events {
        let _ = element.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            callback.as_ref().unchecked_ref(),
            &options,
        );
    }
    on_local_cleanup(move || {
        for event in events {
            let listener = callback.as_ref().unchecked_ref();
            let _ = element.remove_event_listener_with_callback(event, listener);
        }
    });
}

/// Calls back once an element is laid out and whenever its size changes, until the reactive owner is cleaned up.
pub fn on_resize(element: ElementRef, callback: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn(JsValue)>::new(move |_: JsValue| callback());
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref());
    if let (Some(element), Ok(observer)) = (element.get_untracked(), observer) {
        observer.observe(&element);
        on_local_cleanup(move || {
            observer.disconnect();
            let _ = &callback;
        });
    }
}

/// Calls back whenever an element enters or leaves the viewport, through all frames and scroll containers, until the
/// reactive owner is cleaned up.
pub fn on_visibility_change(element: ElementRef, callback: impl Fn(bool) + 'static) {
    let callback = Closure::<dyn Fn(JsValue)>::new(move |entries: JsValue| {
        let last = entries.unchecked_into::<js_sys::Array>().pop();
        let ratio = last.unchecked_into::<IntersectionObserverEntry>().intersection_ratio();
        callback(ratio >= MIN_VISIBLE_RATIO);
    });
    let options = IntersectionObserverInit::new();
    options.set_threshold(&MIN_VISIBLE_RATIO.into());
    let observer =
        IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options);
    if let (Some(element), Ok(observer)) = (element.get_untracked(), observer) {
        observer.observe(&element);
        on_local_cleanup(move || {
            observer.disconnect();
            let _ = &callback;
        });
    }
}

/// Runs a closure when the reactive owner is cleaned up. Unlike [`on_cleanup`] it takes closures that are not `Send`.
fn on_local_cleanup(run: impl Fn() + 'static) {
    StoredValue::new_local(RunOnDrop(Box::new(run)));
}

struct RunOnDrop(Box<dyn Fn()>);

impl Drop for RunOnDrop {
    fn drop(&mut self) {
        (self.0)();
    }
}
