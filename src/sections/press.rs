//! What the press says.

use leptos::prelude::*;

use crate::{
    browser::{self, Handle},
    components::{El, el, live, section_title},
    content::{Excerpt, Press},
    fold::fold,
    search::Query,
    surface::Surface,
};
use clipping::clipping;
use search_form::search_form;

mod clipping;
mod search_form;

/// So many excerpts stand open; the rest are a press of a button away, so that thousands are cheap.
const OPEN: usize = 24;

/// The press review: excerpts, and a search through them once the Wasm runs.
pub fn press(press: ReadSignal<Press>, surface: Surface) -> AnyView {
    let running = browser::interactive();
    let typed = RwSignal::new(String::new());
    let input = Handle::new();
    let texts = RwSignal::new(Vec::new());
    let found = RwSignal::new(Vec::new());
    browser::effect(move || texts.set(press.read().excerpts.iter().map(searched).collect()));
    browser::effect(move || {
        let query = Query::new(&typed.read());
        found.set(texts.read().iter().map(|text: &String| query.finds(text)).collect());
    });
    let searching = move || !typed.read().trim().is_empty();
    let total = move || press.read().excerpts.len();
    let count = move || found.read().iter().filter(|found: &&bool| **found).count();

    let form = move || {
        let count = move || told(count(), total());
        (running.get() && total() > 0).then(|| search_form(typed, input, live(count)))
    };
    let reset = move || {
        // The button goes, so the focus goes back to the field.
        let clear = move |_| {
            browser::clear(input);
            browser::focus(input);
            typed.set(String::new());
        };
        let button = || el("button").class("button").attr("type", "button").on("click", clear);
        (searching() && count() == 0).then(|| button().child("Réinitialiser"))
    };
    let title = {
        let surface = surface.clone();
        move || section_title("presse-titre", &press.read().title, &surface)
    };
    let excerpts = move || {
        let item = |(index, excerpt): (usize, &Excerpt)| {
            let hidden = move || (found.read().get(index) == Some(&false)).then_some("");
            let clipping = clipping(excerpt, &surface);
            el("li").class("press__item").live_attr("hidden", hidden).child(clipping)
        };
        let press = press.read();
        let mut items = press.excerpts.iter().enumerate().map(item);
        let first: Vec<El> = items.by_ref().take(OPEN).collect();
        let first = (!first.is_empty()).then(|| list(first));
        let rest: Vec<El> = items.collect();
        let rest = (!rest.is_empty()).then(|| folded(rest, searching));
        [first, rest].into_iter().flatten().map(IntoRender::into_render).collect::<Vec<_>>()
    };
    el("section")
        .class("press")
        .attr("aria-labelledby", "presse-titre")
        .child(live(title))
        .child(el("div").class("press__tools").child(live(form)))
        .child(live(excerpts))
        .child(live(reset))
        .into_render()
}

fn list(items: impl IntoIterator<Item = El>) -> El {
    el("ul").class("press__list").attr("role", "list").children(items)
}

/// What stands folded away, until somebody unfolds or searches it.
fn folded(items: Vec<El>, searching: impl Fn() -> bool + Send + Sync + 'static) -> El {
    let summary = match items.len() {
        1 => "Afficher l’autre".to_owned(),
        many => format!("Afficher les {many} autres"),
    };
    el("details")
        .class("press__rest")
        .live_attr("open", move || searching().then_some(""))
        .child(el("summary").class("button").child(summary))
        .child(list(items))
}

/// How many excerpts are shown, of how many.
fn told(count: usize, total: usize) -> String {
    match (count, total) {
        (0, _) => "Aucun extrait ne correspond.".to_owned(),
        (1, 1) => "1 extrait".to_owned(),
        (1, total) => format!("1 extrait sur {total}"),
        (count, total) if count == total => format!("{total} extraits"),
        (count, total) => format!("{count} extraits sur {total}"),
    }
}

/// All the words of an excerpt that the search looks at, folded.
fn searched(excerpt: &Excerpt) -> String {
    let more = excerpt.organisation.iter().chain(&excerpt.publication);
    let mut words = String::new();
    for part in excerpt.paragraphs.iter().chain(more) {
        words.push_str(&fold(part));
        words.push('\n');
    }
    words
}
