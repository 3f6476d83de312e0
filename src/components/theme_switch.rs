//! The switch between light and dark.

use leptos::{html, prelude::*};

use super::{Markup, el, void_el};
use crate::browser::theme;

/// What can be chosen, as it is stored, and its words.
const THEMES: [(&str, &str); 3] = [("", "auto"), ("light", "clair"), ("dark", "sombre")];

/// Three choices of colours; the first follows the system. The document's own script hears what is chosen.
#[component]
pub fn ThemeSwitch() -> Markup {
    let chosen = theme::chosen().unwrap_or_default();
    let choice = |(theme, words): (&'static str, &str)| {
        let radio = void_el(html::input())
            .class("theme__radio")
            .attr("type", "radio")
            .attr("name", "theme")
            .attr("value", theme)
            .attr("checked", (theme == chosen).then(String::new));
        el(html::label()).class("theme__choice").child(radio).child(el(html::span()).child(words))
    };
    el(html::fieldset())
        .class("theme__choices")
        .child(el(html::legend()).class("theme__name").child("Couleurs"))
        .children(THEMES.map(choice))
        .into()
}
