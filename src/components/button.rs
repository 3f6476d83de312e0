//! A button.

use leptos::html;

use super::{El, el};

/// A button with these classes, which submits nothing.
pub fn button(class: &'static str) -> El {
    el(html::button()).class(class).attr("type", "button").attr("part", "button")
}
