//! What a host may ask of a widget.
//!
//! The Wasm gets values that are accepted already: the loader and the embed documents have read them by
//! the table that the build writes into each document.

use std::mem;

use content::{Mission, Partners, Press, Testimonials};

use crate::heading_level::HeadingLevel;
pub use section::Section;

mod section;

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

    /// Leaves out of a list the entries that are not wanted, and puts the others in order. Returns whether any was
    /// left out.
    pub fn keep_wanted<T: Default>(&self, entries: &mut Vec<T>, id: impl Fn(&T) -> &str) -> bool {
        let wanted = self.wanted(entries.iter().map(id));
        let fewer = wanted.len() < entries.len();
        *entries = wanted.into_iter().map(|index| mem::take(&mut entries[index])).collect();
        fewer
    }
}

/// A document of which a widget may show some entries only.
pub trait Choose {
    /// Leaves out the entries that are not wanted, and puts the others in order.
    fn choose(&mut self, options: &Options);
}

impl Choose for Mission {
    fn choose(&mut self, options: &Options) {
        options.keep_wanted(&mut self.paragraphs, |_| "");
    }
}

impl Choose for Testimonials {
    fn choose(&mut self, options: &Options) {
        options.keep_wanted(&mut self.testimonials, |entry| &entry.id);
    }
}

impl Choose for Partners {
    /// Organisations that are left out are among the "others".
    fn choose(&mut self, options: &Options) {
        self.and_others |= options.keep_wanted(&mut self.organisations, |entry| &entry.id);
    }
}

impl Choose for Press {
    fn choose(&mut self, options: &Options) {
        options.keep_wanted(&mut self.excerpts, |entry| &entry.id);
    }
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
    fn a_document_keeps_its_wanted_entries_in_the_order_wanted() {
        let whole: Partners = serde_json::from_str(
            r#"{"title": "t", "organisations": [{"id": "a"}, {"id": "b"}], "campaigns": [{"id": "a"}]}"#,
        )
        .expect("JSON");
        let chosen = |items: &[&str]| {
            let items = items.iter().map(ToString::to_string).collect();
            let mut document = whole.clone();
            document.choose(&Options { items, ..Options::at(HeadingLevel::WIDGET) });
            document
        };
        assert_eq!(chosen(&["a", "b"]), whole, "all of them, in their order");
        let expected: Partners = serde_json::from_str(
            r#"{"title": "t", "organisations": [{"id": "b"}], "campaigns": [{"id": "a"}], "and_others": true}"#,
        )
        .expect("JSON");
        assert_eq!(chosen(&["b"]), expected);
    }
}
