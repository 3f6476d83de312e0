//! How sections are embedded: their addresses and heights, and the one table of options that hosts may set, by
//! which the loader and the embed documents read attributes and parameters.

use serde_json::json;

use content::{Document, Mission, Partners, Press, Testimonials};
use next_level::options::Section;

/// The site's folder, seen from an embed document.
pub(crate) const BASE: &str = "../../";

/// The path of a section's embed document.
pub(crate) fn path(section: Section) -> String {
    format!("embed/v1/{}.html", section.name())
}

/// The name of the content's file that a section shows.
pub(crate) fn file(section: Section) -> &'static str {
    match section {
        Section::Mission => Mission::FILE,
        Section::Testimonials => Testimonials::FILE,
        Section::Partners => Partners::FILE,
        Section::Press => Press::FILE,
    }
}

/// About how high a section is in a column of 600 CSS pixels, in such pixels.
pub(crate) fn height(section: Section) -> u32 {
    match section {
        Section::Mission | Section::Press => 1000,
        Section::Testimonials => 560,
        Section::Partners => 900,
    }
}

/// What an attribute of a widget's element, and the parameter of that name, may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these words; the first is what counts if none is said.
    Words(&'static [&'static str]),
    /// A whole number from the first to the second; the third is what counts if none is said.
    Number(u8, u8, Option<u8>),
    /// Ids of entries, separated by commas.
    Ids,
}

/// The attributes of a section's element and what each accepts.
#[must_use]
pub fn accepted(section: Section) -> Vec<(&'static str, Values)> {
    let layouts: &[&str] = match section {
        Section::Mission => &["list"],
        Section::Testimonials => &["carousel", "list", "grid"],
        Section::Partners => &["list", "grid"],
        Section::Press => &["grid", "list"],
    };
    let mut accepted = vec![
        ("theme", Values::Words(&["auto", "light", "dark"])),
        ("layout", Values::Words(layouts)),
        ("limit", Values::Number(1, 50, None)),
        ("loading", Values::Words(&["lazy", "eager"])),
        ("heading-level", Values::Number(2, 6, Some(3))),
    ];
    if section != Section::Mission {
        accepted.push(("items", Values::Ids));
    }
    accepted
}

/// What the scripts read options by.
pub(crate) fn options_table(section: Section) -> serde_json::Value {
    let row = |(name, values): (&str, Values)| {
        let values = match values {
            Values::Words(words) => json!({ "words": words }),
            Values::Number(least, most, unsaid) => json!({ "number": [least, most, unsaid] }),
            Values::Ids => json!("ids"),
        };
        (name.to_owned(), values)
    };
    serde_json::Value::Object(accepted(section).into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use next_level::options::Layout;

    use super::*;

    /// What the sheets and the Wasm know of layouts is what hosts may ask for.
    #[test]
    fn every_accepted_layout_is_known() {
        for section in Section::ALL {
            assert_eq!(Section::named(section.name()), Some(section));
            let (_, layouts) =
                accepted(section).into_iter().find(|(name, _)| *name == "layout").expect("layouts");
            let Values::Words(layouts) = layouts else { panic!("{layouts:?}") };
            for layout in layouts.iter().skip(1) {
                assert_eq!(Layout::named(layout).attribute(), Some(*layout));
            }
        }
    }
}
