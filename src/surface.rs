//! What a section must be told of the place where it stands, since it knows no URL of its own.

use leptos::prelude::*;

use crate::{content::ForeignTerm, heading_level::HeadingLevel};

/// A place for a section: the page, or somebody else's.
#[derive(Clone)]
pub struct Surface {
    /// Where the site's files are, ending with `/`.
    pub base: String,
    /// The level of the section's title.
    pub level: HeadingLevel,
    /// The expressions in another language, wherever they stand.
    pub terms: Signal<Vec<ForeignTerm>>,
}

impl Surface {
    /// Where a picture of the content is.
    #[must_use]
    pub fn picture(&self, file: &str) -> String {
        format!("{}images/{file}", self.base)
    }
}
