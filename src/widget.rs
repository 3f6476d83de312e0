//! A section by itself: in a frame, or in a shadow root on somebody else's page.

use leptos::prelude::*;

use crate::{
    browser::{effect, read_document},
    options::{Choose, Options, Section},
    sections,
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
) -> Option<AnyView> {
    let site = Source::known(site, base)?.value.read_only();
    let surface = Surface { base: base.to_owned(), page: Some(base.to_owned()), options, site };
    match section {
        Section::Mission => one(document, surface, sections::mission),
        Section::Testimonials => one(document, surface, sections::testimonials),
        Section::Partners => one(document, surface, sections::partners),
        Section::Press => one(document, surface, sections::press),
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
    view: fn(ReadSignal<T>, Surface) -> AnyView,
) -> Option<AnyView> {
    let options = surface.options;
    let source = Source::chosen(document, &surface.base, chooser(options))?;
    follow(source.request, options);
    Some(view(source.value.read_only(), surface))
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
