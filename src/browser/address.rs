//! The page's address: its fragment and its query parameters.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{History, Url};

/// The fragment, without its `#`.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The value of a query parameter.
#[must_use]
pub fn query_parameter(name: &str) -> Option<String> {
    current_url()?.search_params().get(name)
}

/// How a new address enters the session history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryUpdate {
    /// As a new entry: "back" leads to the previous address.
    Push,
    /// In place of the current entry.
    Replace,
}

/// Sets query parameters, and the fragment if one is given. A parameter with an empty value is removed, all others
/// stay. An unchanged address is not pushed. Nothing happens if the browser refuses: Safari limits the rate of changes.
pub fn update(parameters: &[(&str, &str)], fragment: Option<&str>, mode: HistoryUpdate) {
    let Some((url, history)) = current_url().zip(history()) else { return };
    let before = url.href();
    if let Some(fragment) = fragment {
        url.set_hash(fragment);
    }
    for (name, value) in parameters {
        let all = url.search_params();
        if value.is_empty() { all.delete(name) } else { all.set(name, value) }
    }
    let after = url.href();
    // This state marks an entry that was written by this function; see `is_navigation`.
    let state = &JsValue::TRUE;
    let _ = match mode {
        HistoryUpdate::Push if after != before => {
            history.push_state_with_url(state, "", Some(&after))
        }
        HistoryUpdate::Replace => history.replace_state_with_url(state, "", Some(&after)),
        HistoryUpdate::Push => Ok(()),
    };
}

/// Whether the current entry comes from a navigation (a link, or an address that the visitor typed), not from
/// [`update`].
#[must_use]
pub fn is_navigation() -> bool {
    history().and_then(|history| history.state().ok()).is_some_and(|state| state.is_null())
}

/// Navigates to the current fragment again, once its target exists and is displayed.
pub fn repeat_fragment_navigation() {
    let location = window().location();
    let _ = location.hash().and_then(|hash| location.replace(&hash));
}

fn current_url() -> Option<Url> {
    Url::new(&window().location().href().ok()?).ok()
}

fn history() -> Option<History> {
    window().history().ok()
}
