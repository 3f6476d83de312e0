//! The parts of the page in the document.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::fingerprint::{FINGERPRINT, fingerprint};

/// Writes the page's shell into an element that holds no part of the page; returns whether it did. The shell is a
/// constant of the program, so no content is read as HTML.
pub fn ensure_shell(container: &Element, shell: &'static str) -> bool {
    let is_missing = container.query_selector("[data-part]").ok().flatten().is_none();
    if is_missing {
        container.set_inner_html(shell);
    }
    is_missing
}

/// The element of the theme switch; see [`crate::page::theme_part`].
#[must_use]
pub fn find_theme_part(container: &Element) -> Option<HtmlElement> {
    container.query_selector("[data-part=theme]").ok()?.map(JsCast::unchecked_into)
}

/// Whether an element's content is still what the build rendered from this data; see [`crate::fingerprint`].
#[must_use]
pub fn is_as_rendered(element: &Element, data: &[&str]) -> bool {
    // Joins texts that an extension has split.
    element.normalize();
    let expected = element.get_attribute(FINGERPRINT);
    expected
        .is_some_and(|expected| expected == fingerprint(&element.inner_html(), data).to_string())
}
