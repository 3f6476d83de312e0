//! The visitor's choice of theme.
//!
//! The script in `index.html` applies it before the first paint, listens to the switch and stores the choice.

use leptos::prelude::*;

/// The chosen theme, `light` or `dark`; `None` for the system's.
#[must_use]
pub fn chosen() -> Option<String> {
    document().document_element()?.get_attribute("data-theme")
}
