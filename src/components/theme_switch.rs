//! The switch between light and dark.

use leptos::prelude::*;

use super::el;
use crate::browser::theme;

/// What can be chosen, as it is stored, and its words.
const THEMES: [(&str, &str); 3] = [("", "auto"), ("light", "clair"), ("dark", "sombre")];

/// Three choices of colours; the first follows the system. The document's own script hears what is chosen.
pub fn theme_switch() -> AnyView {
    let chosen = theme::chosen().unwrap_or_default();
    let choice = |(theme, words): (&'static str, &str)| {
        let radio = el("input")
            .class("theme__radio")
            .attr("type", "radio")
            .attr("name", "theme")
            .attr("value", theme)
            .maybe("checked", (theme == chosen).then(String::new));
        el("label").class("theme__choice").child(radio).child(el("span").child(words))
    };
    el("fieldset")
        .class("theme__choices")
        .child(el("legend").class("theme__name").child("Couleurs"))
        .children(THEMES.map(choice))
        .into_render()
}
