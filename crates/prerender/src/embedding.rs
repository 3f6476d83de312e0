//! How sections are embedded: their paths, heights and stylesheets.

use content::{Document, Mission, Partners, Press, Testimonials};
use next_level::section::Section;

pub(crate) mod element_types;
pub(crate) mod options;

/// The URL of the site's folder, relative to an embed document.
pub(crate) const BASE: &str = "../../";

/// The path of a section's embed document.
pub(crate) fn path(section: Section) -> String {
    format!("embed/v1/{}.html", section.name())
}

/// The settings of a section's embed document.
pub(crate) struct EmbedSettings {
    /// The content file that it shows.
    pub(crate) file: &'static str,
    /// Its height in a column of 600 CSS pixels, in CSS pixels, measured in November 2026: a consumer of the oEmbed
    /// response that runs no script keeps it.
    pub(crate) height: u32,
    /// The layouts that hosts may choose; the first is the default.
    pub(crate) layouts: &'static [&'static str],
    /// Its own stylesheet.
    pub(crate) stylesheet: &'static str,
}

/// The settings of each section.
pub(crate) const fn embed_settings(section: Section) -> &'static EmbedSettings {
    match section {
        Section::Mission => &EmbedSettings {
            file: Mission::FILE,
            height: 1530,
            layouts: &["list"],
            stylesheet: include_str!("../../../style/mission.css"),
        },
        Section::Testimonials => &EmbedSettings {
            file: Testimonials::FILE,
            height: 720,
            layouts: &["carousel", "list", "grid"],
            stylesheet: include_str!("../../../style/testimonials.css"),
        },
        Section::Partners => &EmbedSettings {
            file: Partners::FILE,
            height: 730,
            layouts: &["list", "grid"],
            stylesheet: include_str!("../../../style/partners.css"),
        },
        Section::Press => &EmbedSettings {
            file: Press::FILE,
            height: 2840,
            layouts: &["grid", "list"],
            stylesheet: include_str!("../../../style/press.css"),
        },
    }
}
