//! The page: a shell that stays what it is, and in it the parts that follow the content.

use leptos::prelude::*;

use crate::{
    components::{Awaited, Markup, ThemeSwitch},
    heading_level::HeadingLevel,
    options::Options,
    sections::{OpeningSection, PartnersSection, PressSection, TestimonialsSection},
    source::{Request, Source},
    surface::Surface,
};
use content::{Document, Mission, Partners, Press, Site, Testimonials};
use footer::Footer;

mod footer;

/// All that is on the page but its parts: the build fills it, and the Wasm writes it where there is nothing.
/// Each part has an element of its own in it, whose `data-part` is the part's name.
pub const SHELL: &str = include_str!("page/shell.html");

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

    /// The same, where what is not there, or is not the document, is fetched.
    #[must_use]
    pub fn found(json: impl Fn(&str) -> Option<String>, base: &str) -> Self {
        Self {
            site: Source::found(json(Site::FILE), base),
            mission: Source::found(json(Mission::FILE), base),
            testimonials: Source::found(json(Testimonials::FILE), base),
            partners: Source::found(json(Partners::FILE), base),
            press: Source::found(json(Press::FILE), base),
        }
    }

    /// Asks once whether any of those that were known has changed since.
    pub fn refresh(self) {
        self.site.request.refresh();
        self.mission.request.refresh();
        self.testimonials.request.refresh();
        self.partners.request.refresh();
        self.press.request.refresh();
    }
}

/// A part of the page, which is hydrated or rendered by itself.
pub struct Part {
    /// The `data-part` of its element in the [`SHELL`].
    pub name: &'static str,
    /// The documents that its first render follows from, by their files.
    pub files: &'static [&'static str],
    /// What brings its own.
    pub request: Option<Request>,
    /// Makes its view.
    pub view: Box<dyn FnOnce() -> Markup>,
}

/// All parts but the [`theme`]'s. `base` is where the site's files
/// are, ending with `/`.
pub fn parts(sources: Sources, base: &str) -> [Part; 6] {
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
    let name = site.value.read_only();
    [
        Part {
            name: "nom",
            files: &[Site::FILE],
            request: Some(site.request),
            view: Box::new(move || Markup::live(move || name.with(|site| site.name.clone()))),
        },
        section("mission", "Mission", HeadingLevel::PAGE, mission, move |value| {
            view! { <OpeningSection mission=value surface=first.clone()/> }
        }),
        section("temoignages", "Témoignages", HeadingLevel::SECTION, testimonials, move |value| {
            view! { <TestimonialsSection testimonials=value surface=second.clone()/> }
        }),
        section("organisations", "Organisations", HeadingLevel::SECTION, partners, move |value| {
            view! { <PartnersSection partners=value surface=third.clone()/> }
        }),
        section("presse", "Revue de presse", HeadingLevel::SECTION, press, move |value| {
            view! { <PressSection press=value surface=fourth.clone()/> }
        }),
        Part {
            files: &[Site::FILE],
            ..section("pied", "Informations sur le site", HeadingLevel::SECTION, site, |site| {
                view! { <Footer site/> }
            })
        },
    ]
}

/// The name of the theme's switch.
pub const THEME: &str = "theme";

/// The theme's switch, which follows from no document. The build knows no choice, and renders none.
pub fn theme() -> Part {
    Part {
        name: THEME,
        files: &[],
        request: None,
        view: Box::new(|| view! { <ThemeSwitch/> }.into()),
    }
}

/// `words` are what a person calls it, should it be missing, as a title of this level.
fn section<T: Document>(
    name: &'static str,
    words: &'static str,
    level: HeadingLevel,
    source: Source<T>,
    view: impl Fn(ReadSignal<T>) -> View<Markup> + Send + Sync + 'static,
) -> Part {
    let (request, value) = (source.request, source.value.read_only());
    let part = Box::new(move || view(value).into());
    let view = Box::new(move || view! { <Awaited name=words level request children=part/> }.into());
    Part { name, files: &[Site::FILE, T::FILE], request: Some(request), view }
}
