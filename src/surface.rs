//! What a section must be told of the place where it stands, since it knows no URL of its own.

use leptos::prelude::*;

use crate::{
    content::{ForeignTerm, Site},
    heading_level::HeadingLevel,
};

/// A place for a section: the page, or somebody else's.
#[derive(Clone)]
pub struct Surface {
    /// Where the site's files are, ending with `/`.
    pub base: String,
    /// The page that permalinks lead to; `None` if the section stands on that very page.
    pub page: Option<String>,
    /// The level of the section's title.
    pub level: HeadingLevel,
    /// What holds for the whole site.
    pub site: ReadSignal<Site>,
}

impl Surface {
    /// Where a picture of the content is.
    #[must_use]
    pub fn picture(&self, file: &str) -> String {
        format!("{}images/{file}", self.base)
    }

    /// A link to an element of the page, by its id. On somebody else's page a mere fragment would
    /// change their address.
    #[must_use]
    pub fn permalink(&self, id: &str) -> String {
        format!("{}#{id}", self.page.as_deref().unwrap_or_default())
    }

    /// The expressions in another language, wherever they stand.
    #[must_use]
    pub fn terms(&self) -> Vec<ForeignTerm> {
        self.site.read().foreign_language_terms.clone()
    }
}
