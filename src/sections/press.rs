//! The press review section.

use leptos::{ev, html, prelude::*};

use crate::{
    browser,
    components::{El, ITEM_ATTRIBUTE, Markup, button, controls, el, section_title},
    search::Query,
    surface::Surface,
};
use clipping::clipping;
use content::{Excerpt, Press};
use search_controller::SearchController;
use search_form::search_form;

mod clipping;
mod search_controller;
mod search_form;

/// The number of excerpts shown initially; the others are in a closed `details`, so that thousands are cheap.
const INITIALLY_EXPANDED: usize = 24;
/// The prefix of the id of an excerpt's element, before the excerpt's own id.
const EXCERPT_ID_PREFIX: &str = "extrait-";
/// The number of results shown initially; each press of the button doubles it. Each key renders them again, and on a slow
/// phone a dozen take a tenth of a second.
const INITIAL_RESULTS: usize = 6;

/// The press review: excerpts, with a search once the Wasm runs.
///
/// All excerpts stay in the document. During a search they are hidden as a whole and replaced by the first results, so
/// that the cost of a key does not grow with their number.
#[component]
pub fn PressSection(press: ReadSignal<Press>, surface: Surface) -> Markup {
    let interactive = browser::interactive();
    let search = SearchController::new(press, INITIAL_RESULTS);
    search.follow_content();
    if surface.is_on_page {
        search.follow_address();
    }
    let layout = surface.layout();
    let title = {
        let surface = surface.clone();
        move || section_title("presse-titre", &press.read().title, &surface)
    };
    // The field may have the focus, so it is not rendered again whenever the excerpts are.
    let is_searchable = move || interactive.get() && !press.read().excerpts.is_empty();
    let form = browser::memoized(is_searchable, move |is_searchable| {
        is_searchable.then(|| search_form(search))
    });
    let results = {
        let surface = surface.clone();
        move || if search.is_active() { results(search, &surface) } else { Vec::new() }
    };
    let excerpts = move || {
        let excerpts = &press.read().excerpts;
        let item = |excerpt: &Excerpt| {
            let id = [EXCERPT_ID_PREFIX, &excerpt.id].concat();
            let clipping = clipping(excerpt, &Query::default(), &surface);
            el(html::li())
                .class("press__item")
                .attr("id", id)
                .attr(ITEM_ATTRIBUTE, &excerpt.id)
                .child(clipping)
        };
        let (first, rest) = excerpts.split_at(excerpts.len().min(INITIALLY_EXPANDED));
        let first = (!first.is_empty()).then(|| list().children(first.iter().map(item)));
        let rest = (!rest.is_empty()).then(|| collapsed_list(rest.iter().map(item)));
        [first, rest].into_iter().flatten().collect::<Vec<_>>()
    };
    let all = el(html::div())
        .class("press__all")
        .attr("tabindex", "-1")
        .node_ref(search.all)
        .attr("data-hide", move || search.is_active().then_some(""));
    el(html::section())
        .class("press")
        .attr("aria-labelledby", "presse-titre")
        .attr("data-layout", layout)
        .attr("data-many", move || search.has_many_organisations().then_some(""))
        .child(Markup::live_element(title))
        .child(controls("press__tools").live(form))
        .child(all.live(excerpts))
        .child(controls("press__results").live(results))
        .child(
            el(html::p())
                .class("visually-hidden")
                .attr("role", "status")
                .live_text(move || search.announcement()),
        )
        .into()
}

fn list() -> El {
    el(html::ul()).class("press__list").attr("role", "list")
}

/// A list in a closed `details`, which find-in-page opens, too.
fn collapsed_list(items: impl ExactSizeIterator<Item = El>) -> El {
    let summary = match items.len() {
        1 => "Afficher l’autre".to_owned(),
        many => format!("Afficher les {many} autres"),
    };
    el(html::details())
        .class("press__rest")
        .child(el(html::summary()).class("button").attr("part", "button").child(summary))
        .child(list().children(items))
}

/// The first results with their matches highlighted, then a button for more; without results, a button to reset.
fn results(search: SearchController, surface: &Surface) -> Vec<El> {
    let query = search.query();
    let found = search.shown_results();
    let items = found.iter().map(|excerpt| {
        let clipping = clipping(excerpt, &query, surface);
        el(html::li()).class("press__item").attr("tabindex", "-1").child(clipping)
    });
    let next_batch = search.next_batch();
    let label = match next_batch {
        1 => "Afficher encore 1 extrait".to_owned(),
        count => format!("Afficher encore {count} extraits"),
    };
    let more = || button("button").on(ev::click, move |_| search.show_more()).child(label);
    let reset = || button("button").on(ev::click, move |_| search.reset()).child("Réinitialiser");
    let list =
        if found.is_empty() { el(html::div()).child(reset()) } else { list().children(items) };
    let parts = [Some(list.node_ref(search.results)), (next_batch > 0).then(more)];
    parts.into_iter().flatten().collect()
}
