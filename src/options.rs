//! What a host may ask of a widget.
//!
//! The loader and the embed documents read attributes and parameters by [`accepted`], the one table of
//! names and values; the Wasm gets values that are accepted already.

use crate::{heading_level::HeadingLevel, json::Json};

/// How a section is to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The level of its title.
    pub level: HeadingLevel,
    /// How its entries stand together.
    pub layout: Layout,
    /// The ids of the entries wanted, in their order; none for all.
    pub items: Vec<String>,
    /// How many entries are wanted at most; 0 for all.
    pub limit: usize,
}

impl Options {
    /// A whole section, in its own layout.
    #[must_use]
    pub fn at(level: HeadingLevel) -> Self {
        Self { level, layout: Layout::Own, items: Vec::new(), limit: 0 }
    }

    /// Whether every entry is wanted, where it stands.
    #[must_use]
    pub fn whole(&self) -> bool {
        self.items.is_empty() && self.limit == 0
    }

    /// Where the wanted among these entries stand, in the order wanted. Ids that no entry has count for
    /// nothing; if none is left, all entries are wanted.
    #[must_use]
    pub fn wanted<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let ids: Vec<&str> = ids.collect();
        let mut places: Vec<usize> = Vec::new();
        for item in &self.items {
            let place = ids.iter().position(|id| id == item);
            places.extend(place.filter(|place| !places.contains(place)));
        }
        if places.is_empty() {
            places = (0..ids.len()).collect();
        }
        if self.limit > 0 {
            places.truncate(self.limit);
        }
        places
    }
}

impl Options {
    /// Leaves out of a section's document, as JSON, the entries that are not wanted, and orders the others.
    /// Of organisations, those that are left out are among "others".
    pub fn choose(&self, section: Section, document: &mut Json) {
        let Json::Object(fields) = document else { return };
        let field = fields.iter_mut().find(|(name, _)| name == section.entries());
        let Some((_, Json::List(entries))) = field else { return };
        let places = self.wanted(entries.iter().map(id));
        let less = places.len() < entries.len();
        let mut chosen = Vec::with_capacity(places.len());
        for place in places {
            chosen.push(std::mem::replace(&mut entries[place], Json::Null));
        }
        *entries = chosen;
        if less && section == Section::Partners {
            fields.push(("and_others".to_owned(), Json::Bool(true)));
        }
    }
}

/// The id of an entry; a paragraph has none.
fn id(entry: &Json) -> &str {
    let Json::Object(fields) = entry else { return "" };
    let id = fields.iter().find(|(name, _)| name == "id");
    if let Some((_, Json::Text(id))) = id { id } else { "" }
}

/// How the entries of a section stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// As the section itself has it.
    Own,
    /// One below the other.
    List,
    /// Side by side, as many as fit.
    Grid,
}

impl Layout {
    /// The layout of this name; any other name is the section's own.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "list" => Self::List,
            "grid" => Self::Grid,
            _ => Self::Own,
        }
    }

    /// What the section's element says of it, for the sheet.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Own => None,
            Self::List => Some("list"),
            Self::Grid => Some("grid"),
        }
    }
}

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

    /// Its name, in the element's and in the document's.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mission => "mission",
            Self::Testimonials => "testimonials",
            Self::Partners => "partners",
            Self::Press => "press",
        }
    }

    /// The section of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }

    /// The field of its document that lists its entries.
    #[must_use]
    pub fn entries(self) -> &'static str {
        match self {
            Self::Mission => "paragraphs",
            Self::Testimonials => "testimonials",
            Self::Partners => "organisations",
            Self::Press => "excerpts",
        }
    }

    /// The id of its place on the page.
    #[must_use]
    pub fn place(self) -> &'static str {
        match self {
            Self::Mission => "mission",
            Self::Testimonials => "temoignages",
            Self::Partners => "organisations",
            Self::Press => "presse",
        }
    }
}

/// What an attribute of a widget's element, and the parameter of that name, may say.
#[cfg(not(target_arch = "wasm32"))]
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
#[cfg(not(target_arch = "wasm32"))]
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
    use super::*;

    fn wanted(items: &[&str], limit: usize) -> Vec<usize> {
        let items = items.iter().map(ToString::to_string).collect();
        let options = Options { items, limit, ..Options::at(HeadingLevel::WIDGET) };
        options.wanted(["a", "b", "c"].into_iter())
    }

    #[test]
    fn what_is_wanted_stands_in_the_order_wanted_and_once() {
        assert_eq!(wanted(&[], 0), [0, 1, 2]);
        assert_eq!(wanted(&["c", "a"], 0), [2, 0]);
        assert_eq!(wanted(&["c", "a", "c"], 0), [2, 0]);
        assert_eq!(wanted(&["c", "a"], 1), [2]);
        assert_eq!(wanted(&[], 2), [0, 1]);
        assert_eq!(wanted(&[], 9), [0, 1, 2]);
    }

    #[test]
    fn what_nobody_has_counts_for_nothing() {
        assert_eq!(wanted(&["z", "b", "__proto__"], 0), [1]);
        assert_eq!(wanted(&["z"], 0), [0, 1, 2]);
        assert_eq!(wanted(&["z"], 2), [0, 1]);
    }

    #[test]
    fn what_is_chosen_of_a_document_stands_in_it_in_the_order_wanted() {
        let mut document: Json = serde_json::from_str(
            r#"{"title": "t", "organisations": [{"id": "a"}, {"id": "b"}], "campaigns": [{"id": "a"}]}"#,
        )
        .expect("JSON");
        let whole = document.clone();
        let options = |items: &[&str]| Options {
            items: items.iter().map(ToString::to_string).collect(),
            ..Options::at(HeadingLevel::WIDGET)
        };
        options(&["a", "b"]).choose(Section::Partners, &mut document);
        assert_eq!(document, whole, "all of them, in their order");
        options(&["b"]).choose(Section::Partners, &mut document);
        let expected: Json = serde_json::from_str(
            r#"{"title": "t", "organisations": [{"id": "b"}], "campaigns": [{"id": "a"}], "and_others": true}"#,
        )
        .expect("JSON");
        assert_eq!(document, expected);
    }

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
