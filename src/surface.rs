//! What a section has to know about the place where it is shown.

use leptos::prelude::*;

use crate::options::Options;
use content::{ForeignTerm, Site};

/// Where a section is shown (the site's page, an embed document or a host's page): the base URL, the options, and the
/// content that all sections share.
#[derive(Clone)]
pub struct Surface {
    /// The URL of the site's files, ending with `/`.
    pub base_url: String,
    /// Whether the section is on the site's page, whose address it then follows.
    pub is_on_page: bool,
    /// The options of the section.
    pub options: ReadSignal<Options>,
    /// The content of `site.json`.
    pub site: ReadSignal<Site>,
}

impl Surface {
    /// The tag name of the title's heading element.
    #[must_use]
    pub fn heading_tag(&self) -> &'static str {
        self.options.read().level.tag()
    }

    /// The value of `data-layout` on the section's element, for the stylesheet.
    pub fn layout(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let options = self.options;
        move || options.read().layout.attribute()
    }

    /// The URL of a picture of the content.
    #[must_use]
    pub fn picture_url(&self, file: &str) -> String {
        format!("{}images/{file}", self.base_url)
    }

    /// The URL of a testimonial's own page.
    #[must_use]
    pub fn testimonial_url(&self, id: &str) -> String {
        [&self.base_url, "temoignages/", id, "/"].concat()
    }

    /// The content's foreign-language terms.
    #[must_use]
    pub fn foreign_terms(&self) -> Vec<ForeignTerm> {
        self.site.read().foreign_language_terms.clone()
    }
}
