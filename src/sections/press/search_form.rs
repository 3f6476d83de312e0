//! The press review's search form.

use leptos::prelude::*;

use super::finder::Finder;
use crate::components::{El, button, el, live, prose};

/// A search landmark: a labelled field, the organisations to choose from, and how many excerpts
/// there are.
pub(super) fn search_form(finder: Finder) -> El {
    let label = el("label").class("press__label").attr("for", "presse-recherche");
    let field = el("input")
        .class("press__input")
        .attr("id", "presse-recherche")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("value", untrack(move || finder.filter().typed))
        .handle(finder.input)
        .on("focus", move |_| finder.prepare())
        .on("input", move |event| finder.type_words(event_target_value(&event)));
    let organisations = finder.organisations();
    el("form")
        .class("press__search")
        .attr("role", "search")
        .on("submit", |event| event.prevent_default())
        .child(label.child("Rechercher dans la revue de presse"))
        .child(field)
        .child((!organisations.is_empty()).then(|| choice(finder, organisations)))
        .child(el("p").class("press__count").child(live(move || finder.count())))
}

/// A button per organisation, of which one at most is pressed.
fn choice(finder: Finder, organisations: Vec<String>) -> El {
    let button = |name: String| {
        let own = name.clone();
        let pressed =
            move || Some(if finder.filter().organisation == own { "true" } else { "false" });
        button("button press__choice")
            .live_attr("aria-pressed", pressed)
            .child(prose(&name, &[]))
            .on("click", move |_| finder.choose(&name))
    };
    el("div")
        .class("press__choices")
        .attr("role", "group")
        .attr("aria-label", "Filtrer par organisation")
        .children(organisations.into_iter().map(button))
}
