//! The section of the organisations whose members were trained.

use leptos::{html, prelude::*};

use crate::{
    browser,
    components::{El, ITEM_ATTRIBUTE, Markup, el, photo, prose, render_spans, section_title},
    rich_text::{find_campaign_links, find_foreign_terms, split_into_spans},
    surface::Surface,
};
use content::{Organisation, Partners};
use text::typography::apply_french_spacing;

/// The organisations as a wall of names, and the campaigns as links in the conclusion.
#[component]
pub fn PartnersSection(partners: ReadSignal<Partners>, surface: Surface) -> Markup {
    let layout = surface.layout();
    let title = {
        let surface = surface.clone();
        move || section_title("organisations-titre", &partners.read().title, &surface)
    };
    let introduction = {
        let surface = surface.clone();
        move || prose(&partners.read().introduction, &surface.foreign_terms())
    };
    let conclusion = {
        let surface = surface.clone();
        move || {
            let Partners { conclusion, campaigns, .. } = &*partners.read();
            let conclusion = apply_french_spacing(conclusion);
            let mut annotations = find_campaign_links(&conclusion, campaigns);
            annotations.extend(find_foreign_terms(&conclusion, &surface.foreign_terms()));
            render_spans(split_into_spans(&conclusion, &annotations))
        }
    };
    // A link may have the focus, so the links are not rendered again when only other texts change.
    let site = surface.site;
    let read_names = move || {
        let Partners { organisations, and_others, .. } = &*partners.read();
        (organisations.clone(), *and_others, site.read().foreign_language_terms.clone())
    };
    let names = browser::memoized(read_names, move |(organisations, and_others, _)| {
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
        .child(prose(name, &surface.foreign_terms()));
    el(html::li()).attr(ITEM_ATTRIBUTE, id).attr("part", "card").child(logo).child(name)
}
