//! The organisations whose members were trained.

use leptos::prelude::*;

use crate::{
    browser,
    components::{El, ITEM, el, live, photo, prose, rich, section_title},
    rich_text::{campaign_links, foreign_terms, spans},
    surface::Surface,
};
use content::{Organisation, Partners};
use text::typography::apply_french_spacing;

/// The organisations as a wall of names, and the campaigns in the sentence that names them.
pub fn partners(partners: ReadSignal<Partners>, surface: Surface) -> AnyView {
    let layout = surface.layout();
    let title = {
        let surface = surface.clone();
        move || section_title("organisations-titre", &partners.read().title, &surface)
    };
    let introduction = {
        let surface = surface.clone();
        move || prose(&partners.read().introduction, &surface.terms())
    };
    let conclusion = {
        let surface = surface.clone();
        move || {
            let Partners { conclusion, campaigns, .. } = &*partners.read();
            let conclusion = apply_french_spacing(conclusion);
            let mut notes = campaign_links(&conclusion, campaigns);
            notes.extend(foreign_terms(&conclusion, &surface.terms()));
            rich(spans(&conclusion, &notes))
        }
    };
    // A link may have the focus, so none is made anew because of other words.
    let site = surface.site;
    let all = move || {
        let Partners { organisations, and_others, .. } = &*partners.read();
        (organisations.clone(), *and_others, site.read().foreign_language_terms.clone())
    };
    let names = browser::made_of(all, move |(organisations, and_others, _)| {
        let others = || el("li").class("partners__others").child("et d’autres");
        let names = organisations.iter().map(|organisation| item(organisation, &surface));
        let names: Vec<El> = names.chain(and_others.then(others)).collect();
        let list = || el("ul").class("partners__names").attr("role", "list");
        (!names.is_empty()).then(|| list().children(names))
    });
    el("section")
        .class("partners")
        .attr("aria-labelledby", "organisations-titre")
        .live_attr("data-layout", layout)
        .child(live(title))
        .child(el("p").class("partners__introduction").live(introduction))
        .child(el("div").live(names))
        .child(el("p").class("partners__conclusion").live(conclusion))
        .into_render()
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
