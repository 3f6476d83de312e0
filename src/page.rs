//! The page: a static shell, and the parts in it that follow the content.

use leptos::prelude::*;

use crate::{
    components::{Awaited, Markup, ThemeSwitch},
    content_fetch::{DocumentFetch, FetchedDocument},
    heading_level::HeadingLevel,
    options::Options,
    sections::{OpeningSection, PartnersSection, PressSection, TestimonialsSection},
    surface::Surface,
};
use content::{Document, Mission, Partners, Press, Site, Testimonials};
use footer::Footer;

mod footer;

/// The page's static HTML, with an empty element for each part, whose `data-part` is the part's name. The build fills
/// it; the Wasm writes it where the page was not prerendered.
pub const SHELL: &str = include_str!("page/shell.html");

/// The five documents of the page.
#[derive(Clone, Copy)]
pub struct Sources {
    /// `site.json`
    pub site: FetchedDocument<Site>,
    /// `mission.json`
    pub mission: FetchedDocument<Mission>,
    /// `testimonials.json`
    pub testimonials: FetchedDocument<Testimonials>,
    /// `partners.json`
    pub partners: FetchedDocument<Partners>,
    /// `press.json`
    pub press: FetchedDocument<Press>,
}

impl Sources {
    /// Reads all five from their JSON, given by file name; `None` if one is missing or invalid.
    #[must_use]
    pub fn from_json(json: impl Fn(&str) -> Option<String>, base: &str) -> Option<Self> {
        Some(Self {
            site: FetchedDocument::from_json(json(Site::FILE)?, base)?,
            mission: FetchedDocument::from_json(json(Mission::FILE)?, base)?,
            testimonials: FetchedDocument::from_json(json(Testimonials::FILE)?, base)?,
            partners: FetchedDocument::from_json(json(Partners::FILE)?, base)?,
            press: FetchedDocument::from_json(json(Press::FILE)?, base)?,
        })
    }

    /// Reads all five from their JSON, and fetches those that are missing or invalid.
    #[must_use]
    pub fn from_json_or_fetch(json: impl Fn(&str) -> Option<String>, base: &str) -> Self {
        Self {
            site: FetchedDocument::from_json_or_fetch(json(Site::FILE), base),
            mission: FetchedDocument::from_json_or_fetch(json(Mission::FILE), base),
            testimonials: FetchedDocument::from_json_or_fetch(json(Testimonials::FILE), base),
            partners: FetchedDocument::from_json_or_fetch(json(Partners::FILE), base),
            press: FetchedDocument::from_json_or_fetch(json(Press::FILE), base),
        }
    }

    /// Updates the document of this file once; see [`DocumentFetch::refresh`].
    pub fn refresh(self, file: &str) {
        let fetches = [
            (Site::FILE, self.site.fetch),
            (Mission::FILE, self.mission.fetch),
            (Testimonials::FILE, self.testimonials.fetch),
            (Partners::FILE, self.partners.fetch),
            (Press::FILE, self.press.fetch),
        ];
        if let Some((_, fetch)) = fetches.into_iter().find(|(name, _)| *name == file) {
            fetch.refresh();
        }
    }
}

/// A part of the page that is hydrated or rendered on its own.
pub struct Part {
    /// The `data-part` of its element in the [`SHELL`].
    pub name: &'static str,
    /// The files of the documents that its first render reads.
    pub files: &'static [&'static str],
    /// The fetch of its document.
    pub fetch: Option<DocumentFetch>,
    /// Renders its view.
    pub view: Box<dyn FnOnce() -> Markup>,
}

/// All parts but [`theme_part`]. `base` is the URL of the site's files, ending with `/`.
pub fn parts(sources: Sources, base: &str) -> [Part; 6] {
    let Sources { site, mission, testimonials, partners, press } = sources;
    let surface = |level| Surface {
        base_url: base.to_owned(),
        is_on_page: true,
        options: RwSignal::new(Options::with_level(level)).read_only(),
        site: site.value.read_only(),
    };
    let [mission_surface, testimonials_surface, partners_surface, press_surface] = [
        surface(HeadingLevel::PAGE),
        surface(HeadingLevel::SECTION),
        surface(HeadingLevel::SECTION),
        surface(HeadingLevel::SECTION),
    ];
    let site_value = site.value.read_only();
    [
        Part {
            name: "nom",
            files: &[Site::FILE],
            fetch: Some(site.fetch),
            view: Box::new(move || Markup::live(move || site_value.with(|site| site.name.clone()))),
        },
        section("mission", "Mission", HeadingLevel::PAGE, mission, move |value| {
            view! { <OpeningSection mission=value surface=mission_surface.clone()/> }
        }),
        section("temoignages", "Témoignages", HeadingLevel::SECTION, testimonials, move |value| {
            view! { <TestimonialsSection testimonials=value surface=testimonials_surface.clone()/> }
        }),
        section("organisations", "Organisations", HeadingLevel::SECTION, partners, move |value| {
            view! { <PartnersSection partners=value surface=partners_surface.clone()/> }
        }),
        section("presse", "Revue de presse", HeadingLevel::SECTION, press, move |value| {
            view! { <PressSection press=value surface=press_surface.clone()/> }
        }),
        Part {
            files: &[Site::FILE],
            ..section("pied", "Informations sur le site", HeadingLevel::SECTION, site, |site| {
                view! { <Footer site/> }
            })
        },
    ]
}

/// The name of [`theme_part`].
pub const THEME_PART: &str = "theme";

/// The theme switch, which reads no document. The build does not render it, since it does not know the visitor's
/// choice.
pub fn theme_part() -> Part {
    Part {
        name: THEME_PART,
        files: &[],
        fetch: None,
        view: Box::new(|| view! { <ThemeSwitch/> }.into()),
    }
}

/// A part whose placeholder, until its document is ready, has this label as a title of this level.
fn section<T: Document>(
    name: &'static str,
    label: &'static str,
    level: HeadingLevel,
    source: FetchedDocument<T>,
    view: impl Fn(ReadSignal<T>) -> View<Markup> + Send + Sync + 'static,
) -> Part {
    let (fetch, value) = (source.fetch, source.value.read_only());
    let part = Box::new(move || view(value).into());
    let view = Box::new(move || view! { <Awaited label level fetch children=part/> }.into());
    Part { name, files: &[Site::FILE, T::FILE], fetch: Some(fetch), view }
}
