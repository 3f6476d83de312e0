//! A section on its own: in a frame, or in a shadow root on a host's page.

use leptos::prelude::*;

use crate::{
    browser::{effect, read_document},
    components::Markup,
    content_fetch::{DocumentFetch, FetchedDocument},
    options::{Options, SelectEntries},
    section::Section,
    sections::{MissionSection, PartnersSection, PressSection, TestimonialsSection},
    surface::Surface,
};
use content::{Document, Mission, Partners, Press, Site, Testimonials};

/// Renders a section from the JSON of `site.json` and of its own document; `None` if either is invalid.
///
/// `base` is the URL of the site's files, ending with `/`. The first render shows the whole section, as
/// the build did; right after it, the options leave out entries.
pub fn widget(
    section: Section,
    site: String,
    document: String,
    base: &str,
    options: ReadSignal<Options>,
) -> Option<Markup> {
    let site = FetchedDocument::from_json(site, base)?.value.read_only();
    let surface = Surface { base_url: base.to_owned(), is_on_page: false, options, site };
    match section {
        Section::Mission => render_section(document, surface, |mission, surface| {
            view! { <MissionSection mission surface/> }
        }),
        Section::Testimonials => render_section(document, surface, |testimonials, surface| {
            view! { <TestimonialsSection testimonials surface/> }
        }),
        Section::Partners => render_section(document, surface, |partners, surface| {
            view! { <PartnersSection partners surface/> }
        }),
        Section::Press => render_section(document, surface, |press, surface| {
            view! { <PressSection press surface/> }
        }),
    }
}

/// Whether the JSON of `site.json` and of the section's document is valid. Hydration needs to know before it begins: an
/// empty view would not match the prerendered nodes.
#[must_use]
pub fn is_readable(section: Section, site: &str, document: &str) -> bool {
    is_document::<Site>(site)
        && match section {
            Section::Mission => is_document::<Mission>(document),
            Section::Testimonials => is_document::<Testimonials>(document),
            Section::Partners => is_document::<Partners>(document),
            Section::Press => is_document::<Press>(document),
        }
}

fn is_document<T: Document>(json: &str) -> bool {
    read_document::<T>(json).is_some()
}

fn render_section<T: Document + SelectEntries>(
    document: String,
    surface: Surface,
    view: fn(ReadSignal<T>, Surface) -> View<Markup>,
) -> Option<Markup> {
    let options = surface.options;
    let select =
        Box::new(move |document: &mut T| document.select_entries(&options.read_untracked()));
    let source = FetchedDocument::from_json_with(document, &surface.base_url, select)?;
    follow_options(source.fetch, options);
    Some(view(source.value.read_only(), surface).into())
}

/// Reads the document again whenever the options select other entries.
fn follow_options(fetch: DocumentFetch, options: ReadSignal<Options>) {
    let mut selected_all = true;
    effect(move || {
        let selects_all = options.read().selects_all();
        if !selects_all || !selected_all {
            fetch.reread();
        }
        selected_all = selects_all;
    });
}
