//! The level of a heading, which whoever mounts a section decides.

/// A level from 1 to 6, as in `<h1>` to `<h6>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The title of the page itself.
    pub const PAGE: Self = Self(1);
    /// The title of a section of the page.
    pub const SECTION: Self = Self(2);

    /// The title of a widget, if its host says nothing else.
    pub const WIDGET: Self = Self(3);

    /// This level, or the nearest that there is.
    #[must_use]
    pub fn nearest(level: u8) -> Self {
        Self(level.clamp(1, 6))
    }

    /// The element's name.
    #[must_use]
    pub fn tag(self) -> &'static str {
        ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(self.0) - 1]
    }
}
