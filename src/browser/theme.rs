//! The visitor's choice of colours.
//!
//! The document's own script shows it before the first paint, hears the switch, and keeps what is chosen: see
//! `index.html`.

use leptos::prelude::*;

/// The theme that was chosen: `light` or `dark`; `None` if the system's is followed.
#[must_use]
pub fn chosen() -> Option<String> {
    document().document_element()?.get_attribute("data-theme")
}
