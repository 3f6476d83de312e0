//! The press review's search form.

use leptos::{ev, html, prelude::*};

use super::search_controller::SearchController;
use crate::{
    browser::{self, ElementRef},
    components::{El, button, el, prose, void_el},
};

const ORGANISATION_LABEL: &str = "Filtrer par organisation";

/// A search landmark: a labelled field, a filter by organisation, and the number of excerpts found.
pub(super) fn search_form(search: SearchController) -> El {
    let label = el(html::label()).class("press__label").attr("for", "presse-recherche");
    let field = void_el(html::input())
        .class("press__input")
        .attr("id", "presse-recherche")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("value", untrack(move || search.filter().text))
        .node_ref(search.input)
        .on(ev::focus, move |_| search.build_index())
        .on(ev::input, move |event| search.set_text(event_target_value(&event)));
    let organisations = move || search.organisations();
    let organisations = browser::memoized(organisations, move |organisations| {
        (!organisations.is_empty()).then(|| {
            if search.has_many_organisations() {
                organisation_select(search, organisations)
            } else {
                organisation_buttons(search, organisations)
            }
        })
    });
    el(html::form())
        .class("press__search")
        .attr("role", "search")
        .on(ev::submit, move |event| {
            event.prevent_default();
            search.submit();
        })
        .child(label.child("Rechercher dans la revue de presse"))
        .child(field)
        .child(el(html::div()).class("press__organisations").live(organisations))
        .child(el(html::p()).class("press__count").live_text(move || search.count()))
}

/// A select, whose size does not grow with the number of organisations.
fn organisation_select(search: SearchController, organisations: Vec<String>) -> El {
    let option =
        |value: &str, label: &str| el(html::option()).attr("value", value).child(prose(label, &[]));
    let options = organisations.iter().map(|name| option(name, name));
    let all = option("", "Toutes les organisations");
    let select = ElementRef::new();
    browser::effect(move || browser::set_value(select, &search.filter().organisation));
    el(html::select())
        .class("press__select")
        .attr("aria-label", ORGANISATION_LABEL)
        .on(ev::change, move |event| search.toggle_organisation(&event_target_value(&event)))
        .node_ref(select)
        .children([all].into_iter().chain(options))
}

/// A toggle button per organisation; at most one is pressed.
fn organisation_buttons(search: SearchController, organisations: Vec<String>) -> El {
    let button = |name: String| {
        let own = name.clone();
        let pressed =
            move || Some(if search.filter().organisation == own { "true" } else { "false" });
        button("button press__choice")
            .attr("aria-pressed", pressed)
            .child(prose(&name, &[]))
            .on(ev::click, move |_| search.toggle_organisation(&name))
    };
    el(html::div())
        .class("press__choices")
        .attr("role", "group")
        .attr("aria-label", ORGANISATION_LABEL)
        .children(organisations.into_iter().map(button))
}
