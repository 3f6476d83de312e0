//! What the press says.

use leptos::prelude::*;

use crate::{
    browser,
    components::{El, el, live, prose, section_title},
    content::{Excerpt, Press},
    fold::fold,
    search::Query,
    surface::Surface,
};

/// So many excerpts stand open; the rest are a press of a button away, so that thousands are cheap.
const OPEN: usize = 24;

/// The press review: excerpts, and a search through them once the Wasm runs.
pub fn press(press: Signal<Press>, surface: Surface) -> AnyView {
    let running = browser::interactive();
    let typed = RwSignal::new(String::new());
    let query = Memo::new(move |_| Query::new(&typed.read()));
    let texts = Memo::new(move |_| {
        press.with(|press| press.excerpts.iter().map(searched).collect::<Vec<_>>())
    });
    let found = Memo::new(move |_| {
        query.with(|query| {
            texts.with(|texts| {
                texts
                    .iter()
                    .map(|text| query.finds(text))
                    .collect::<Vec<_>>()
            })
        })
    });
    let searching = move || query.with(|query| !query.is_empty());
    let total = move || texts.with(Vec::len);
    let count =
        Memo::new(move |_| found.with(|found| found.iter().filter(|found| **found).count()));

    let form = move || {
        (running.get() && total() > 0)
            .then(|| search_form(typed, live(move || told(count.get(), total()))))
    };
    let reset = move || {
        let clear = move |_| typed.set(String::new());
        let button = || {
            el("button")
                .class("button")
                .attr("type", "button")
                .on("click", clear)
                .child("Réinitialiser")
        };
        (searching() && count.get() == 0).then(button)
    };
    live(move || {
        let Press { title, excerpts } = &*press.read();
        let item = |(index, excerpt)| {
            let hidden = move || {
                found
                    .with(|found| found.get(index) == Some(&false))
                    .then_some("")
            };
            el("li")
                .class("press__item")
                .live_attr("hidden", hidden)
                .child(clipping(excerpt, &surface))
        };
        let list = || el("ul").class("press__list").attr("role", "list");
        let mut items = excerpts.iter().enumerate().map(item);
        let first = list().children(items.by_ref().take(OPEN));
        let rest = excerpts.len().saturating_sub(OPEN);
        let rest = (rest > 0).then(|| {
            el("details")
                .class("press__rest")
                .live_attr("open", move || searching().then_some(""))
                .child(
                    el("summary")
                        .class("button")
                        .child(format!("Afficher les {rest} autres")),
                )
                .child(list().children(items))
        });
        el("section")
            .class("press")
            .attr("aria-labelledby", "presse-titre")
            .child(section_title("presse-titre", title, &surface))
            .child(el("div").class("press__tools").child(live(form)))
            .child(first)
            .child(rest)
            .child(live(reset))
    })
}

fn search_form(typed: RwSignal<String>, count: AnyView) -> El {
    let input = el("input")
        .class("press__input")
        .attr("id", "presse-recherche")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .value(typed)
        .on("input", move |event| typed.set(event_target_value(&event)));
    el("form")
        .class("press__search")
        .attr("role", "search")
        .on("submit", |event| event.prevent_default())
        .child(
            el("label")
                .class("press__label")
                .attr("for", "presse-recherche")
                .child("Rechercher dans la revue de presse"),
        )
        .child(input)
        .child(
            el("p")
                .class("press__count")
                .attr("role", "status")
                .child(count),
        )
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
    let words: Vec<&str> = excerpt
        .paragraphs
        .iter()
        .chain(more)
        .map(String::as_str)
        .collect();
    fold(&words.join("\n"))
}

/// An excerpt like a clipping: its words, then whom they speak of and where they appeared.
fn clipping(excerpt: &Excerpt, surface: &Surface) -> El {
    let Excerpt {
        paragraphs,
        organisation,
        publication,
        date,
        url,
        ..
    } = excerpt;
    let terms = surface.terms.read();
    let organisation = organisation
        .as_deref()
        .map(|name| el("li").class("clipping__organisation").child(name));
    let publication = publication
        .as_deref()
        .map(|name| el("li").child(el("cite").child(name)));
    let date = date.as_ref().map(|date| {
        el("li").child(
            el("time")
                .attr("datetime", date.as_str())
                .child(date.in_french()),
        )
    });
    let link = url.as_ref().map(|url| {
        let words = format!("Lire l’article sur {}", url.label());
        el("li").child(el("a").attr("href", url.to_string()).child(words))
    });
    let known: Vec<El> = [organisation, publication, date, link]
        .into_iter()
        .flatten()
        .collect();
    let source = (!known.is_empty()).then(|| {
        el("ul")
            .class("clipping__source")
            .attr("role", "list")
            .children(known)
    });
    let words = paragraphs
        .iter()
        .map(|text| el("p").child(prose(text, &terms)));
    el("article")
        .class("clipping")
        .child(el("blockquote").class("clipping__words").children(words))
        .child(source)
}
