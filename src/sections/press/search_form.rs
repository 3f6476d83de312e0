//! The press review's search form.

use leptos::prelude::*;

use crate::{
    browser::Handle,
    components::{El, el},
};

/// A search landmark with one labelled field, and beside it how many excerpts there are.
pub(super) fn search_form(typed: RwSignal<String>, input: Handle, count: AnyView) -> El {
    let label = el("label").class("press__label").attr("for", "presse-recherche");
    let field = el("input")
        .class("press__input")
        .attr("id", "presse-recherche")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .handle(input)
        .on("input", move |event| typed.set(event_target_value(&event)));
    el("form")
        .class("press__search")
        .attr("role", "search")
        .on("submit", |event| event.prevent_default())
        .child(label.child("Rechercher dans la revue de presse"))
        .child(field)
        .child(el("p").class("press__count").attr("role", "status").child(count))
}
