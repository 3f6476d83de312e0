//! The visitor's choice of colours, remembered in their browser.
//!
//! The document's own script sets it before the first paint; see `index.html`.

use leptos::prelude::*;
use web_sys::Storage;

const KEY: &str = "theme";
const ATTRIBUTE: &str = "data-theme";

/// The theme that was chosen: `light` or `dark`; `None` if the system's is followed.
#[must_use]
pub fn chosen() -> Option<String> {
    document().document_element()?.get_attribute(ATTRIBUTE)
}

/// Chooses a theme, or with an empty text the system's. Where nothing can be stored, it lasts as
/// long as the page.
pub fn choose(theme: &str) {
    if let Some(root) = document().document_element() {
        let _ = match theme {
            "" => root.remove_attribute(ATTRIBUTE),
            _ => root.set_attribute(ATTRIBUTE, theme),
        };
    }
    if let Some(storage) = storage() {
        let _ = match theme {
            "" => storage.remove_item(KEY),
            _ => storage.set_item(KEY, theme),
        };
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
