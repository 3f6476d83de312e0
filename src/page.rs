//! The page: header, the four sections, footer.

use leptos::prelude::*;

use crate::{
    components::{el, slot},
    content,
    heading_level::HeadingLevel,
    sections,
    source::Source,
    surface::Surface,
};
use footer::footer;
use header::header;

mod footer;
mod header;

/// The five documents that the page is made of.
#[derive(Clone, Copy)]
pub struct Sources {
    /// `site.json`
    pub site: Source<content::Site>,
    /// `mission.json`
    pub mission: Source<content::Mission>,
    /// `testimonials.json`
    pub testimonials: Source<content::Testimonials>,
    /// `partners.json`
    pub partners: Source<content::Partners>,
    /// `press.json`
    pub press: Source<content::Press>,
}

impl Sources {
    /// Asks for all five.
    #[must_use]
    pub fn fetched(base: &str) -> Self {
        Self {
            site: Source::fetched(base),
            mission: Source::fetched(base),
            testimonials: Source::fetched(base),
            partners: Source::fetched(base),
            press: Source::fetched(base),
        }
    }
}

/// The whole page below `<body>`. `base` is where the site's files are, ending with `/`.
pub fn page(sources: Sources, base: &str) -> impl IntoView + use<> {
    let Sources {
        site,
        mission,
        testimonials,
        partners,
        press,
    } = sources;
    let terms = Signal::derive(move || site.value.with(|site| site.foreign_language_terms.clone()));
    let surface = |level| Surface {
        base: base.to_owned(),
        level,
        terms,
    };
    let [first, second, third, fourth] = [
        surface(HeadingLevel::PAGE),
        surface(HeadingLevel::SECTION),
        surface(HeadingLevel::SECTION),
        surface(HeadingLevel::SECTION),
    ];
    let main = el("main")
        .attr("id", "contenu")
        .attr("tabindex", "-1")
        .child(slot("mission", "Mission", mission, move |value| {
            sections::mission(value, first.clone())
        }))
        .child(slot(
            "temoignages",
            "Témoignages",
            testimonials,
            move |value| sections::testimonials(value, second.clone()),
        ))
        .child(slot(
            "organisations",
            "Organisations",
            partners,
            move |value| sections::partners(value, third.clone()),
        ))
        .child(slot("presse", "Revue de presse", press, move |value| {
            sections::press(value, fourth.clone())
        }));
    [
        el("a")
            .class("skip-link")
            .attr("href", "#contenu")
            .child("Aller au contenu"),
        header(site.value.into()),
        main,
        footer(site),
    ]
    .map(IntoRender::into_render)
}
