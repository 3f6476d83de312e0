//! What a section needs to know about its page, since it contains no URL of its own.

use leptos::prelude::*;

use crate::options::Options;
use content::{ForeignTerm, Site};

/// The place of a section, the site's page, an embed document or a host's page: its URLs, its options, and the content
/// that all sections share.
#[derive(Clone)]
pub struct Surface {
    /// The URL of the site's files, ending with `/`.
    pub base_url: String,
    /// The URL of the site's page, for permalinks; `None` if the section is on that page.
    pub page_url: Option<String>,
    /// The options of the section.
    pub options: ReadSignal<Options>,
    /// The content of `site.json`.
    pub site: ReadSignal<Site>,
}

impl Surface {
    /// Whether the section is on the site's page.
    #[must_use]
    pub fn is_on_page(&self) -> bool {
        self.page_url.is_none()
    }

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

    /// A link to an element of the site's page, by its id. On a host's page, a fragment alone would change the host's
    /// address.
    #[must_use]
    pub fn permalink(&self, id: &str) -> String {
        format!("{}#{id}", self.page_url.as_deref().unwrap_or_default())
    }

    /// The content's foreign-language terms.
    #[must_use]
    pub fn foreign_terms(&self) -> Vec<ForeignTerm> {
        self.site.read().foreign_language_terms.clone()
    }
}
