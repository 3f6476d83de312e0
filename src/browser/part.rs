//! The parts of the page, and whether each is what the build rendered.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::fingerprint::{FINGERPRINT, fingerprint};

/// Writes the page's shell into an element, unless a part of the page is there already; says whether it did. A
/// shell is a text of the program's own, never of the content.
pub fn ensure_shell(inside: &Element, shell: &'static str) -> bool {
    let missing = inside.query_selector("[data-part]").ok().flatten().is_none();
    if missing {
        inside.set_inner_html(shell);
    }
    missing
}

/// The element inside another that holds the part of this name; see [`crate::page::Part`].
#[must_use]
pub fn part(inside: &Element, name: &str) -> Option<HtmlElement> {
    let found = inside.query_selector(&["[data-part=", name, "]"].concat());
    found.ok()??.dyn_into().ok()
}

/// Whether what is inside an element is still what the build rendered there, from these data.
#[must_use]
pub fn as_rendered(element: &Element, data: &[&str]) -> bool {
    // Texts that somebody has split are one again.
    element.normalize();
    let known = element.get_attribute(FINGERPRINT);
    known.is_some_and(|known| known == fingerprint(&element.inner_html(), data).to_string())
}
