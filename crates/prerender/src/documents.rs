//! The five documents of the content.

use content::{
    Document, FormerTestimonials, Mission, Partners, Press, Site, Testimonials, read_text,
};
use next_level::section::Section;

use crate::Error;

/// The documents that other files than the page are rendered from, too.
pub(crate) struct Documents {
    pub(crate) site: Site,
    pub(crate) mission: Mission,
    pub(crate) testimonials: Testimonials,
    pub(crate) partners: Partners,
    pub(crate) press: Press,
    /// The ids of testimonials that were withdrawn.
    pub(crate) former_ids: Vec<String>,
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
            former_ids: json(Testimonials::FILE)
                .and_then(|text| serde_json::from_str::<FormerTestimonials>(&text).ok())
                .ok_or(Error::Content)?
                .former_ids,
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

    /// The first words of a section, which describe it where its address is shown; empty if it has none.
    pub(crate) fn description(&self, section: Section) -> &str {
        let first = match section {
            Section::Mission => self.mission.paragraphs.first(),
            Section::Testimonials => {
                self.testimonials.testimonials.first().map(|first| &first.quote)
            }
            Section::Partners => Some(&self.partners.introduction),
            Section::Press => {
                self.press.excerpts.first().and_then(|first| first.paragraphs.first())
            }
        };
        first.map_or("", String::as_str)
    }
}
