//! The content's documents, all five read.

use content::{Document, Mission, Partners, Press, Site, Testimonials, read_text};
use next_level::options::Section;

use crate::Error;

/// The documents that more than the page is made of.
pub(crate) struct Documents {
    pub(crate) site: Site,
    pub(crate) mission: Mission,
    pub(crate) testimonials: Testimonials,
    pub(crate) partners: Partners,
    pub(crate) press: Press,
}

impl Documents {
    pub(crate) fn read(json: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        fn one<T: Document>(json: impl Fn(&str) -> Option<String>) -> Result<T, Error> {
            json(T::FILE).and_then(|text| read_text(&text)).ok_or(Error::Content)
        }
        Ok(Self {
            site: one(&json)?,
            mission: one(&json)?,
            testimonials: one(&json)?,
            partners: one(&json)?,
            press: one(&json)?,
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
