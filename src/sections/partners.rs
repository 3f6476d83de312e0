//! The organisations whose members were trained.

use leptos::prelude::*;

use crate::{
    components::{El, ITEM, el, live, photo, prose, rich, section_title},
    content::{Organisation, Partners},
    rich_text::{campaign_links, foreign_terms, spans},
    surface::Surface,
    typography::french,
};

/// The organisations as a wall of names, and the campaigns in the sentence that names them.
pub fn partners(partners: ReadSignal<Partners>, surface: Surface) -> AnyView {
    live(move || {
        let partners = &*partners.read();
        let terms = surface.terms();
        let introduction = el("p").class("partners__introduction");
        let others = || el("li").class("partners__others").child("et d’autres");
        let mut names: Vec<El> = partners
            .organisations
            .iter()
            .map(|organisation| item(organisation, &surface))
            .collect();
        names.extend(partners.and_others.then(others));
        let list = || el("ul").class("partners__names").attr("role", "list");
        let conclusion = french(&partners.conclusion);
        let mut notes = campaign_links(&conclusion, &partners.campaigns);
        notes.extend(foreign_terms(&conclusion, &terms));
        el("section")
            .class("partners")
            .attr("aria-labelledby", "organisations-titre")
            .live_attr("data-layout", surface.layout())
            .child(section_title("organisations-titre", &partners.title, &surface))
            .child(introduction.child(prose(&partners.introduction, &terms)))
            .child((!names.is_empty()).then(|| list().children(names)))
            .child(el("p").class("partners__conclusion").child(rich(spans(&conclusion, &notes))))
    })
}

fn item(organisation: &Organisation, surface: &Surface) -> El {
    let Organisation { id, name, url, logo } = organisation;
    let logo = logo.as_ref().map(|picture| photo("partners__logo", picture, surface));
    let link = url.as_ref().map(|url| url.to_string());
    let name = el(if link.is_some() { "a" } else { "span" })
        .class("partners__name")
        .maybe("href", link)
        .attr("part", "link")
        .child(prose(name, &surface.terms()));
    el("li").attr(ITEM, id).attr("part", "card").child(logo).child(name)
}
