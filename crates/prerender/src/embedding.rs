//! How sections are embedded: their paths and heights, and the table of options that hosts may set, by which the
//! loader and the embed documents read attributes and parameters.

use serde_json::json;

use content::{Document, Mission, Partners, Press, Testimonials};
use next_level::section::Section;

/// The URL of the site's folder, relative to an embed document.
pub(crate) const BASE: &str = "../../";

/// The path of a section's embed document.
pub(crate) fn path(section: Section) -> String {
    format!("embed/v1/{}.html", section.name())
}

/// What the build knows of a section.
pub(crate) struct EmbeddedSection {
    /// The content file that it shows.
    pub(crate) file: &'static str,
    /// Its approximate height in a column of 600 CSS pixels, in CSS pixels.
    pub(crate) height: u32,
    /// The layouts that hosts may choose; the first is the default.
    layouts: &'static [&'static str],
    /// Its own stylesheet.
    pub(crate) stylesheet: &'static str,
}

/// The one table of what differs from section to section.
pub(crate) const fn describe(section: Section) -> &'static EmbeddedSection {
    match section {
        Section::Mission => &EmbeddedSection {
            file: Mission::FILE,
            height: 1000,
            layouts: &["list"],
            stylesheet: include_str!("../../../style/mission.css"),
        },
        Section::Testimonials => &EmbeddedSection {
            file: Testimonials::FILE,
            height: 560,
            layouts: &["carousel", "list", "grid"],
            stylesheet: include_str!("../../../style/testimonials.css"),
        },
        Section::Partners => &EmbeddedSection {
            file: Partners::FILE,
            height: 900,
            layouts: &["list", "grid"],
            stylesheet: include_str!("../../../style/partners.css"),
        },
        Section::Press => &EmbeddedSection {
            file: Press::FILE,
            height: 1000,
            layouts: &["grid", "list"],
            stylesheet: include_str!("../../../style/press.css"),
        },
    }
}

/// The values of an attribute of a widget's element, and of the URL parameter of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these keywords; the first is the default.
    Keywords(&'static [&'static str]),
    /// A whole number from the first to the second; the third is the default.
    Number(u8, u8, Option<u8>),
    /// Ids of entries, separated by commas.
    Ids,
}

/// The attributes of a section's element and the values that each accepts.
#[must_use]
pub fn accepted_options(section: Section) -> Vec<(&'static str, Values)> {
    let mut options = vec![
        ("theme", Values::Keywords(&["auto", "light", "dark"])),
        ("layout", Values::Keywords(describe(section).layouts)),
        ("limit", Values::Number(1, 50, None)),
        ("loading", Values::Keywords(&["lazy", "eager"])),
        ("heading-level", Values::Number(2, 6, Some(3))),
    ];
    if section != Section::Mission {
        options.push(("items", Values::Ids));
    }
    options
}

/// The table by which the scripts read options.
pub(crate) fn options_table(section: Section) -> serde_json::Value {
    let row = |(name, values): (&str, Values)| {
        let values = match values {
            Values::Keywords(keywords) => json!({ "words": keywords }),
            Values::Number(least, most, default) => json!({ "number": [least, most, default] }),
            Values::Ids => json!("ids"),
        };
        (name.to_owned(), values)
    };
    serde_json::Value::Object(accepted_options(section).into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use next_level::options::Layout;

    use super::*;

    /// The stylesheets and the Wasm know the layouts that hosts may set.
    #[test]
    fn every_accepted_layout_is_known() {
        for section in Section::ALL {
            assert_eq!(Section::named(section.name()), Some(section));
            let (_, layouts) = accepted_options(section)
                .into_iter()
                .find(|(name, _)| *name == "layout")
                .expect("layouts");
            let Values::Keywords(layouts) = layouts else { panic!("{layouts:?}") };
            for layout in layouts.iter().skip(1) {
                assert_eq!(Layout::named(layout).attribute(), Some(*layout));
            }
        }
    }
}
