//! What a section must be told of the place where it stands, since it knows no URL of its own.

use leptos::prelude::*;

use crate::options::Options;
use content::{ForeignTerm, Site};

/// A place for a section: the page, or somebody else's.
#[derive(Clone)]
pub struct Surface {
    /// Where the site's files are, ending with `/`.
    pub base: String,
    /// The page that permalinks lead to; `None` if the section stands on that very page.
    pub page: Option<String>,
    /// How the section is to be shown.
    pub options: ReadSignal<Options>,
    /// What holds for the whole site.
    pub site: ReadSignal<Site>,
}

impl Surface {
    /// The name of its title's heading element.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        self.options.read().level.tag()
    }

    /// What the section's element says of its layout, for the sheet.
    pub fn layout(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let options = self.options;
        move || options.read().layout.attribute()
    }

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
