//! The theme switch.

use leptos::{html, prelude::*};

use super::{Markup, el, void_el};
use crate::browser::theme;

/// The stored value and the label of each theme.
const THEMES: [(&str, &str); 3] = [("", "auto"), ("light", "clair"), ("dark", "sombre")];

/// A radio group of three themes; the first follows the system. The script in `index.html` listens to it.
#[component]
pub fn ThemeSwitch() -> Markup {
    let chosen = theme::chosen().unwrap_or_default();
    let choice = |(theme, label): (&'static str, &str)| {
        let radio = void_el(html::input())
            .class("theme__radio")
            .attr("type", "radio")
            .attr("name", "theme")
            .attr("value", theme)
            .attr("checked", (theme == chosen).then(String::new));
        el(html::label()).class("theme__choice").child(radio).child(el(html::span()).child(label))
    };
    el(html::fieldset())
        .class("theme__choices")
        .child(el(html::legend()).class("theme__name").child("Couleurs"))
        .children(THEMES.map(choice))
        .into()
}
