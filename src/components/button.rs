//! Buttons.

use leptos::html;

use super::{El, el};

/// A button with these classes, which does not submit a form.
pub fn button(class: &'static str) -> El {
    el(html::button()).class(class).attr("type", "button").attr("part", "button")
}
