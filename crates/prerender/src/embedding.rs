//! How sections are embedded: their paths and heights, and the table of options that hosts may set, by which the
//! loader and the embed documents read attributes and parameters.

use serde_json::json;

use content::{Document, Mission, Partners, Press, Testimonials};
use next_level::options::Section;

/// The URL of the site's folder, relative to an embed document.
pub(crate) const BASE: &str = "../../";

/// The path of a section's embed document.
pub(crate) fn path(section: Section) -> String {
    format!("embed/v1/{}.html", section.name())
}

/// The content file that a section shows.
pub(crate) fn file(section: Section) -> &'static str {
    match section {
        Section::Mission => Mission::FILE,
        Section::Testimonials => Testimonials::FILE,
        Section::Partners => Partners::FILE,
        Section::Press => Press::FILE,
    }
}

/// The approximate height of a section in a column of 600 CSS pixels, in CSS pixels.
pub(crate) fn height(section: Section) -> u32 {
    match section {
        Section::Mission | Section::Press => 1000,
        Section::Testimonials => 560,
        Section::Partners => 900,
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
    let layouts: &[&str] = match section {
        Section::Mission => &["list"],
        Section::Testimonials => &["carousel", "list", "grid"],
        Section::Partners => &["list", "grid"],
        Section::Press => &["grid", "list"],
    };
    let mut options = vec![
        ("theme", Values::Keywords(&["auto", "light", "dark"])),
        ("layout", Values::Keywords(layouts)),
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
