//! The press review's search form.

use leptos::prelude::*;

use super::finder::Finder;
use crate::{
    browser::{self, Handle},
    components::{El, button, el, prose},
};

const FILTER: &str = "Filtrer par organisation";

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
    let known = move || finder.organisations();
    let organisations = browser::made_of(known, move |organisations| {
        (!organisations.is_empty()).then(|| {
            if finder.many() { list(finder, organisations) } else { choice(finder, organisations) }
        })
    });
    el("form")
        .class("press__search")
        .attr("role", "search")
        .on("submit", move |event| {
            event.prevent_default();
            finder.submit();
        })
        .child(label.child("Rechercher dans la revue de presse"))
        .child(field)
        .child(el("div").class("press__organisations").live(organisations))
        .child(el("p").class("press__count").live_text(move || finder.count()))
}

/// A list to choose from, which takes the same place however many there are.
fn list(finder: Finder, organisations: Vec<String>) -> El {
    let option =
        |name: &str, words: &str| el("option").attr("value", name).child(prose(words, &[]));
    let each = organisations.iter().map(|name| option(name, name));
    let all = option("", "Toutes les organisations");
    let select = Handle::new();
    browser::effect(move || browser::fill(select, &finder.filter().organisation));
    el("select")
        .class("press__select")
        .attr("aria-label", FILTER)
        .on("change", move |event| finder.choose(&event_target_value(&event)))
        .handle(select)
        .children([all].into_iter().chain(each))
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
        .attr("aria-label", FILTER)
        .children(organisations.into_iter().map(button))
}
