//! The organisations whose members were trained.

use leptos::{html, prelude::*};

use crate::{
    browser,
    components::{El, ITEM, Markup, el, photo, prose, rich, section_title},
    rich_text::{campaign_links, foreign_terms, spans},
    surface::Surface,
};
use content::{Organisation, Partners};
use text::typography::apply_french_spacing;

/// The organisations as a wall of names, and the campaigns in the sentence that names them.
#[component]
pub fn PartnersSection(partners: ReadSignal<Partners>, surface: Surface) -> Markup {
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
        let others = || el(html::li()).class("partners__others").child("et d’autres");
        let names = organisations.iter().map(|organisation| item(organisation, &surface));
        let names: Vec<El> = names.chain(and_others.then(others)).collect();
        let list = || el(html::ul()).class("partners__names").attr("role", "list");
        (!names.is_empty()).then(|| list().children(names))
    });
    el(html::section())
        .class("partners")
        .attr("aria-labelledby", "organisations-titre")
        .attr("data-layout", layout)
        .child(Markup::live_element(title))
        .child(el(html::p()).class("partners__introduction").live(introduction))
        .child(el(html::div()).live(names))
        .child(el(html::p()).class("partners__conclusion").live(conclusion))
        .into()
}

fn item(organisation: &Organisation, surface: &Surface) -> El {
    let Organisation { id, name, url, logo } = organisation;
    let logo = logo.as_ref().map(|picture| photo("partners__logo", picture, surface));
    let link = url.as_ref().map(|url| url.to_string());
    let element = if link.is_some() { el(html::a()) } else { el(html::span()) };
    let name = element
        .class("partners__name")
        .attr("href", link)
        .attr("part", "link")
        .child(prose(name, &surface.terms()));
    el(html::li()).attr(ITEM, id).attr("part", "card").child(logo).child(name)
}
