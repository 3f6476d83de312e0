//! The page's address: its fragment, and what it says of the search.

use leptos::prelude::*;
use web_sys::Url;

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

/// Sets parameters; one without a value goes, all others stay. Nothing happens if they say so
/// already, or if the browser refuses: Safari does when asked too often.
pub fn set_parameters(parameters: &[(&str, &str)], entry: Entry) {
    let Some(url) = here() else { return };
    let before = url.href();
    for (name, value) in parameters {
        let all = url.search_params();
        if value.is_empty() { all.delete(name) } else { all.set(name, value) }
    }
    let after = url.href();
    let Ok(history) = window().history() else { return };
    if after != before {
        let nothing = &wasm_bindgen::JsValue::NULL;
        let _ = match entry {
            Entry::Pushed => history.push_state_with_url(nothing, "", Some(&after)),
            Entry::Replaced => history.replace_state_with_url(nothing, "", Some(&after)),
        };
    }
}

fn here() -> Option<Url> {
    Url::new(&window().location().href().ok()?).ok()
}
