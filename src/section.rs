//! The four sections, and their names for hosts, documents and the page.

/// One of the four sections, as a widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// `<next-level-mission>`
    Mission,
    /// `<next-level-testimonials>`
    Testimonials,
    /// `<next-level-partners>`
    Partners,
    /// `<next-level-press>`
    Press,
}

impl Section {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Mission, Self::Testimonials, Self::Partners, Self::Press];

    /// The name in the tag of its custom element and in the file name of its embed document.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mission => "mission",
            Self::Testimonials => "testimonials",
            Self::Partners => "partners",
            Self::Press => "press",
        }
    }

    /// The section with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }

    /// The id of its element on the page, and so the fragment of links to it.
    #[must_use]
    pub fn anchor(self) -> &'static str {
        match self {
            Self::Mission => "mission",
            Self::Testimonials => "temoignages",
            Self::Partners => "organisations",
            Self::Press => "presse",
        }
    }
}
