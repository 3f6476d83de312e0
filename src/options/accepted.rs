//! What hosts may say: the one table of names and values. The loader and the embed documents read
//! attributes and parameters by it; only the build has it, and writes it into each embed document.

use super::Section;

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

#[cfg(test)]
mod tests {
    use super::{super::Layout, *};

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
