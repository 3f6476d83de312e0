//! The five documents of the content.

use content::{Document, Mission, Partners, Press, Site, Testimonials, read_text};
use next_level::section::Section;

use crate::Error;

/// The documents that other files than the page are rendered from, too.
pub(crate) struct Documents {
    pub(crate) site: Site,
    pub(crate) mission: Mission,
    pub(crate) testimonials: Testimonials,
    pub(crate) partners: Partners,
    pub(crate) press: Press,
}

impl Documents {
    /// Reads all five; `json` returns the text of a file by its name.
    pub(crate) fn read(json: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        fn read_document<T: Document>(json: impl Fn(&str) -> Option<String>) -> Result<T, Error> {
            json(T::FILE).and_then(|text| read_text(&text)).ok_or(Error::Content)
        }
        Ok(Self {
            site: read_document(&json)?,
            mission: read_document(&json)?,
            testimonials: read_document(&json)?,
            partners: read_document(&json)?,
            press: read_document(&json)?,
        })
    }

    /// The title of a section.
    pub(crate) fn title(&self, section: Section) -> &str {
        match section {
            Section::Mission => &self.mission.title,
            Section::Testimonials => &self.testimonials.title,
            Section::Partners => &self.partners.title,
            Section::Press => &self.press.title,
        }
    }
}
