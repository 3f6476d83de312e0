//! A section by itself: in a frame, or in a shadow root on somebody else's page.

use leptos::prelude::*;

use crate::{
    content::{
        Document, Excerpt, Mission, Organisation, Partners, Press, Testimonial, Testimonials,
    },
    options::{Options, Section},
    sections,
    source::{Request, Source},
    surface::Surface,
};

/// A section of which only some entries may be wanted.
pub struct Widget {
    /// The section's view.
    pub view: AnyView,
    /// The request that brings its document, to ask for it again.
    pub request: Request,
}

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
) -> Option<Widget> {
    let site = Source::known(site, base)?.value.read_only();
    let surface = Surface { base: base.to_owned(), page: Some(base.to_owned()), options, site };
    match section {
        Section::Mission => one::<Mission>(document, surface, sections::mission),
        Section::Testimonials => one::<Testimonials>(document, surface, sections::testimonials),
        Section::Partners => one::<Partners>(document, surface, sections::partners),
        Section::Press => one::<Press>(document, surface, sections::press),
    }
}

fn one<T: Entries>(
    json: String,
    surface: Surface,
    section: fn(ReadSignal<T>, Surface) -> AnyView,
) -> Option<Widget> {
    let options = surface.options;
    let choose = move |document: &mut T| document.choose(&options.read_untracked());
    let source = Source::chosen(json, &surface.base, choose)?;
    let request = source.request;
    let mut whole = true;
    crate::browser::effect(move || {
        let chosen = !options.read().whole();
        if chosen || !whole {
            request.reread();
        }
        whole = !chosen;
    });
    Some(Widget { view: section(source.value.read_only(), surface), request })
}

/// A document that is a list of entries.
trait Entries: Document {
    /// Leaves the entries that are not wanted out, and orders the others.
    fn choose(&mut self, options: &Options);
}

impl Entries for Mission {
    fn choose(&mut self, options: &Options) {
        chosen(&mut self.paragraphs, |_| "", options);
    }
}

impl Entries for Testimonials {
    fn choose(&mut self, options: &Options) {
        chosen(&mut self.testimonials, |Testimonial { id, .. }| id, options);
    }
}

impl Entries for Partners {
    fn choose(&mut self, options: &Options) {
        let before = self.organisations.len();
        chosen(&mut self.organisations, |Organisation { id, .. }| id, options);
        // Whoever was left out is among the others.
        self.and_others |= self.organisations.len() < before;
    }
}

impl Entries for Press {
    fn choose(&mut self, options: &Options) {
        chosen(&mut self.excerpts, |Excerpt { id, .. }| id, options);
    }
}

fn chosen<T: Default>(entries: &mut Vec<T>, id: fn(&T) -> &str, options: &Options) {
    let places = options.wanted(entries.iter().map(id));
    *entries = places.into_iter().map(|place| std::mem::take(&mut entries[place])).collect();
}
