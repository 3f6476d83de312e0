//! Heading levels, which are set by the page or host that mounts a section.

/// A heading level from 1 to 6, as in `<h1>` to `<h6>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The level of the page's title.
    pub const PAGE: Self = Self(1);
    /// The level of a section's title on the page.
    pub const SECTION: Self = Self(2);
    /// The default level of a widget's title.
    pub const WIDGET: Self = Self(3);

    /// The valid level nearest to this number.
    #[must_use]
    pub fn nearest(level: u8) -> Self {
        Self(level.clamp(1, 6))
    }

    /// The tag name of the heading element.
    #[must_use]
    pub fn tag(self) -> &'static str {
        ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(self.0) - 1]
    }
}
