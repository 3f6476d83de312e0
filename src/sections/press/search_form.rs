//! The press review's search form.

use leptos::{ev, html, prelude::*};

use super::finder::Finder;
use crate::{
    browser::{self, ElementRef},
    components::{El, button, el, prose, void_el},
};

const FILTER: &str = "Filtrer par organisation";

/// A search landmark: a labelled field, the organisations to choose from, and how many excerpts
/// there are.
pub(super) fn search_form(finder: Finder) -> El {
    let label = el(html::label()).class("press__label").attr("for", "presse-recherche");
    let field = void_el(html::input())
        .class("press__input")
        .attr("id", "presse-recherche")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("value", untrack(move || finder.filter().typed))
        .node_ref(finder.input)
        .on(ev::focus, move |_| finder.prepare())
        .on(ev::input, move |event| finder.type_words(event_target_value(&event)));
    let known = move || finder.organisations();
    let organisations = browser::made_of(known, move |organisations| {
        (!organisations.is_empty()).then(|| {
            if finder.many() { list(finder, organisations) } else { choice(finder, organisations) }
        })
    });
    el(html::form())
        .class("press__search")
        .attr("role", "search")
        .on(ev::submit, move |event| {
            event.prevent_default();
            finder.submit();
        })
        .child(label.child("Rechercher dans la revue de presse"))
        .child(field)
        .child(el(html::div()).class("press__organisations").live(organisations))
        .child(el(html::p()).class("press__count").live_text(move || finder.count()))
}

/// A list to choose from, which takes the same place however many there are.
fn list(finder: Finder, organisations: Vec<String>) -> El {
    let option =
        |name: &str, words: &str| el(html::option()).attr("value", name).child(prose(words, &[]));
    let each = organisations.iter().map(|name| option(name, name));
    let all = option("", "Toutes les organisations");
    let select = ElementRef::new();
    browser::effect(move || browser::fill(select, &finder.filter().organisation));
    el(html::select())
        .class("press__select")
        .attr("aria-label", FILTER)
        .on(ev::change, move |event| finder.choose(&event_target_value(&event)))
        .node_ref(select)
        .children([all].into_iter().chain(each))
}

/// A button per organisation, of which one at most is pressed.
fn choice(finder: Finder, organisations: Vec<String>) -> El {
    let button = |name: String| {
        let own = name.clone();
        let pressed =
            move || Some(if finder.filter().organisation == own { "true" } else { "false" });
        button("button press__choice")
            .attr("aria-pressed", pressed)
            .child(prose(&name, &[]))
            .on(ev::click, move |_| finder.choose(&name))
    };
    el(html::div())
        .class("press__choices")
        .attr("role", "group")
        .attr("aria-label", FILTER)
        .children(organisations.into_iter().map(button))
}
