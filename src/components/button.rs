//! A button.

use super::{El, el};

/// A button with these classes, which submits nothing.
pub fn button(class: &'static str) -> El {
    el("button").class(class).attr("type", "button").attr("part", "button")
}
