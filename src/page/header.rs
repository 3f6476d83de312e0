//! The head of the page.

use leptos::prelude::*;

use crate::{
    components::{El, el, live},
    content::Site,
};

/// Where the links of the header lead, and their words.
const ANCHORS: [(&str, &str); 4] = [
    ("#mission", "Mission"),
    ("#temoignages", "Témoignages"),
    ("#organisations", "Organisations"),
    ("#presse", "Presse"),
];

/// The association's name and a link to each section.
pub(super) fn header(site: ReadSignal<Site>) -> El {
    let link = |(href, words)| {
        el("li").child(el("a").class("header__link").attr("href", href).child(words))
    };
    let links = el("ul").class("header__links").attr("role", "list").children(ANCHORS.map(link));
    el("header")
        .class("header")
        .child(
            el("p").class("header__name").child(live(move || site.with(|site| site.name.clone()))),
        )
        .child(el("nav").attr("aria-label", "Sections").child(links))
}
