//! What the press says.

use leptos::{ev, html, prelude::*};

use crate::{
    browser,
    components::{El, ITEM, Markup, button, controls, el, section_title},
    search::Query,
    surface::Surface,
};
use clipping::clipping;
use content::{Excerpt, Press};
use finder::Finder;
use search_form::search_form;

mod clipping;
mod finder;
mod search_form;

/// So many excerpts stand open; the rest are folded away, so that thousands are cheap.
const OPEN: usize = 24;
/// How the id of an excerpt's element begins; the excerpt's own id follows.
const EXCERPT: &str = "extrait-";
/// So many results stand there at first, and so many more with each press of a button. Each key builds
/// them anew, and on a slow phone a dozen take a tenth of a second.
const RESULTS: usize = 10;

/// The press review: excerpts, and a search through them once the Wasm runs.
///
/// All excerpts stand in the document. While somebody searches they are put away as a whole, and
/// the first results stand in their place: so a key costs the same however many there are.
#[component]
pub fn PressSection(press: ReadSignal<Press>, surface: Surface) -> Markup {
    let running = browser::interactive();
    let finder = Finder::new(press, RESULTS);
    finder.follow_content();
    if surface.page.is_none() {
        finder.follow_address();
    }
    let layout = surface.layout();
    let title = {
        let surface = surface.clone();
        move || section_title("presse-titre", &press.read().title, &surface)
    };
    // The field may have the focus, so it is not made anew whenever the excerpts are.
    let searchable = move || running.get() && !press.read().excerpts.is_empty();
    let form =
        browser::made_of(searchable, move |searchable| searchable.then(|| search_form(finder)));
    let results = {
        let surface = surface.clone();
        move || if finder.searches() { results(finder, &surface) } else { Vec::new() }
    };
    let excerpts = move || {
        let excerpts = &press.read().excerpts;
        let item = |excerpt: &Excerpt| {
            let id = [EXCERPT, &excerpt.id].concat();
            let clipping = clipping(excerpt, &Query::default(), &surface);
            el(html::li())
                .class("press__item")
                .attr("id", id)
                .attr(ITEM, &excerpt.id)
                .child(clipping)
        };
        let (first, rest) = excerpts.split_at(excerpts.len().min(OPEN));
        let first = (!first.is_empty()).then(|| list().children(first.iter().map(item)));
        let rest = (!rest.is_empty()).then(|| folded(rest.iter().map(item)));
        [first, rest].into_iter().flatten().collect::<Vec<_>>()
    };
    let all = el(html::div())
        .class("press__all")
        .attr("tabindex", "-1")
        .node_ref(finder.all)
        .attr("data-away", move || finder.searches().then_some(""));
    el(html::section())
        .class("press")
        .attr("aria-labelledby", "presse-titre")
        .attr("data-layout", layout)
        .attr("data-many", move || finder.many().then_some(""))
        .child(Markup::live_element(title))
        .child(controls("press__tools").live(form))
        .child(all.live(excerpts))
        .child(controls("press__results").live(results))
        .child(
            el(html::p())
                .class("visually-hidden")
                .attr("role", "status")
                .live_text(move || finder.said()),
        )
        .into()
}

fn list() -> El {
    el(html::ul()).class("press__list").attr("role", "list")
}

/// What stands folded away, until somebody unfolds or finds it.
fn folded(items: impl ExactSizeIterator<Item = El>) -> El {
    let summary = match items.len() {
        1 => "Afficher l’autre".to_owned(),
        many => format!("Afficher les {many} autres"),
    };
    el(html::details())
        .class("press__rest")
        .child(el(html::summary()).class("button").attr("part", "button").child(summary))
        .child(list().children(items))
}

/// The first results with what matched marked, then a button for more of them, or for a new start
/// if there are none.
fn results(finder: Finder, surface: &Surface) -> Vec<El> {
    let query = finder.query();
    let found = finder.first_found();
    let items = found.iter().map(|excerpt| {
        let clipping = clipping(excerpt, &query, surface);
        el(html::li()).class("press__item").attr("tabindex", "-1").child(clipping)
    });
    let more = finder.more();
    let words = match more {
        1 => "Afficher encore 1 extrait".to_owned(),
        more => format!("Afficher encore {more} extraits"),
    };
    let grow = || button("button").on(ev::click, move |_| finder.grow()).child(words);
    let reset = || button("button").on(ev::click, move |_| finder.reset()).child("Réinitialiser");
    let list =
        if found.is_empty() { el(html::div()).child(reset()) } else { list().children(items) };
    let parts = [Some(list.node_ref(finder.results)), (more > 0).then(grow)];
    parts.into_iter().flatten().collect()
}
