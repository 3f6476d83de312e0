//! The page's address: its fragment, and what it says of the search.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{History, Url};

/// The fragment, without its `#`.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The value of a parameter.
#[must_use]
pub fn parameter(name: &str) -> Option<String> {
    here()?.search_params().get(name)
}

/// What becomes of the address that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// "Back" leads to it.
    Pushed,
    /// It is forgotten.
    Replaced,
}

/// Sets parameters, and the fragment if one is given; a parameter without a value goes, all others stay.
/// Nothing happens if they say so already, or if the browser refuses: Safari does when asked too often.
pub fn set(parameters: &[(&str, &str)], fragment: Option<&str>, entry: Entry) {
    let Some((url, history)) = here().zip(history()) else { return };
    let before = url.href();
    if let Some(fragment) = fragment {
        url.set_hash(fragment);
    }
    for (name, value) in parameters {
        let all = url.search_params();
        if value.is_empty() { all.delete(name) } else { all.set(name, value) }
    }
    let after = url.href();
    // By this state an address is known again that was written here.
    let ours = &JsValue::TRUE;
    let _ = match entry {
        Entry::Pushed if after != before => history.push_state_with_url(ours, "", Some(&after)),
        Entry::Replaced => history.replace_state_with_url(ours, "", Some(&after)),
        Entry::Pushed => Ok(()),
    };
}

/// Whether the address is one that a link led to, or a visitor wrote: it was never written here.
#[must_use]
pub fn led_to() -> bool {
    history().and_then(|history| history.state().ok()).is_some_and(|state| state.is_null())
}

/// Leads once more to what the address names: it was not there, or hidden.
pub fn lead_again() {
    let location = window().location();
    let _ = location.hash().and_then(|hash| location.replace(&hash));
}

fn here() -> Option<Url> {
    Url::new(&window().location().href().ok()?).ok()
}

fn history() -> Option<History> {
    window().history().ok()
}
