//! The page: header, the four sections, footer.

use leptos::prelude::*;

use crate::{
    components::{el, embed_control, slot},
    content::{Document, Mission, Partners, Press, Site, Testimonials},
    heading_level::HeadingLevel,
    options::{Options, Section},
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
    pub site: Source<Site>,
    /// `mission.json`
    pub mission: Source<Mission>,
    /// `testimonials.json`
    pub testimonials: Source<Testimonials>,
    /// `partners.json`
    pub partners: Source<Partners>,
    /// `press.json`
    pub press: Source<Press>,
}

impl Sources {
    /// All five, known from their JSON by the name of their file; `None` if one is not there.
    #[must_use]
    pub fn known(json: impl Fn(&str) -> Option<String>, base: &str) -> Option<Self> {
        Some(Self {
            site: Source::known(json(Site::FILE)?, base)?,
            mission: Source::known(json(Mission::FILE)?, base)?,
            testimonials: Source::known(json(Testimonials::FILE)?, base)?,
            partners: Source::known(json(Partners::FILE)?, base)?,
            press: Source::known(json(Press::FILE)?, base)?,
        })
    }

    /// Asks once whether any of them has changed since.
    pub fn refresh(self) {
        self.site.request.refresh();
        self.mission.request.refresh();
        self.testimonials.request.refresh();
        self.partners.request.refresh();
        self.press.request.refresh();
    }

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
    let Sources { site, mission, testimonials, partners, press } = sources;
    let surface = |level| Surface {
        base: base.to_owned(),
        page: None,
        options: RwSignal::new(Options::at(level)).read_only(),
        site: site.value.read_only(),
    };
    let [first, second, third, fourth] = [
        surface(HeadingLevel::PAGE),
        surface(HeadingLevel::SECTION),
        surface(HeadingLevel::SECTION),
        surface(HeadingLevel::SECTION),
    ];
    let [first, second, third, fourth] = [
        slot("mission", "Mission", HeadingLevel::PAGE, mission, move |value| {
            sections::opening(value, first.clone())
        })
        .child(embed_control(Section::Mission, "Mission", base)),
        slot("temoignages", "Témoignages", HeadingLevel::SECTION, testimonials, move |value| {
            sections::testimonials(value, second.clone())
        })
        .child(embed_control(Section::Testimonials, "Témoignages", base)),
        slot("organisations", "Organisations", HeadingLevel::SECTION, partners, move |value| {
            sections::partners(value, third.clone())
        })
        .child(embed_control(Section::Partners, "Organisations", base)),
        slot("presse", "Revue de presse", HeadingLevel::SECTION, press, move |value| {
            sections::press(value, fourth.clone())
        })
        .child(embed_control(Section::Press, "Revue de presse", base)),
    ];
    let main = el("main")
        .attr("id", "contenu")
        .attr("tabindex", "-1")
        .children([first, second, third, fourth]);
    [
        el("a").class("skip-link").attr("href", "#contenu").child("Aller au contenu"),
        header(site.value.read_only()),
        main,
        footer(site),
    ]
    .map(IntoRender::into_render)
}
