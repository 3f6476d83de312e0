//! A section by itself: in a frame, or in a shadow root on somebody else's page.

use leptos::prelude::*;

use crate::{
    browser::{effect, read_document},
    components::Markup,
    options::{Choose, Options, Section},
    sections::{MissionSection, PartnersSection, PressSection, TestimonialsSection},
    source::{Chooser, Request, Source},
    surface::Surface,
};
use content::{Document, Mission, Partners, Press, Site, Testimonials};

/// Makes a section from its document and the site's, both as JSON; `None` if one is not its document.
///
/// `base` is where the site's files are, ending with `/`; the page stands there too. The first render shows
/// the whole section, as the build did; what the options leave out goes right after it.
pub fn widget(
    section: Section,
    site: String,
    document: String,
    base: &str,
    options: ReadSignal<Options>,
) -> Option<Markup> {
    let site = Source::known(site, base)?.value.read_only();
    let surface = Surface { base: base.to_owned(), page: Some(base.to_owned()), options, site };
    match section {
        Section::Mission => one(document, surface, |mission, surface| {
            view! { <MissionSection mission surface/> }
        }),
        Section::Testimonials => one(document, surface, |testimonials, surface| {
            view! { <TestimonialsSection testimonials surface/> }
        }),
        Section::Partners => one(document, surface, |partners, surface| {
            view! { <PartnersSection partners surface/> }
        }),
        Section::Press => one(document, surface, |press, surface| {
            view! { <PressSection press surface/> }
        }),
    }
}

/// Whether these are the site's document and the section's. What is not must be known before there is
/// anything to hydrate: a view of nothing is another than the one that stands there.
#[must_use]
pub fn readable(section: Section, site: &str, document: &str) -> bool {
    is::<Site>(site)
        && match section {
            Section::Mission => is::<Mission>(document),
            Section::Testimonials => is::<Testimonials>(document),
            Section::Partners => is::<Partners>(document),
            Section::Press => is::<Press>(document),
        }
}

fn is<T: Document>(text: &str) -> bool {
    read_document::<T>(text).is_some()
}

fn one<T: Document + Choose>(
    document: String,
    surface: Surface,
    view: fn(ReadSignal<T>, Surface) -> View<Markup>,
) -> Option<Markup> {
    let options = surface.options;
    let source = Source::chosen(document, &surface.base, chooser(options))?;
    follow(source.request, options);
    Some(view(source.value.read_only(), surface).into())
}

fn chooser<T: Choose>(options: ReadSignal<Options>) -> Chooser<T> {
    Box::new(move |document| document.choose(&options.read_untracked()))
}

/// Reads the document anew whenever other entries are wanted.
fn follow(request: Request, options: ReadSignal<Options>) {
    let mut whole = true;
    effect(move || {
        let chosen = !options.read().whole();
        if chosen || !whole {
            request.reread();
        }
        whole = !chosen;
    });
}
