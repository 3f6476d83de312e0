//! The options of a widget.
//!
//! The Wasm receives validated values: widgets and embed documents check them against the table that the build writes
//! into each document.

use std::mem;

use content::{Mission, Partners, Press, Testimonials};

use crate::heading_level::HeadingLevel;

/// How to show a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The level of its title.
    pub level: HeadingLevel,
    /// The layout of its entries.
    pub layout: Layout,
    /// The ids of the selected entries, in their order; empty for all.
    pub items: Vec<String>,
    /// The maximum number of entries; 0 for all.
    pub limit: usize,
}

impl Options {
    /// The whole section in its own layout, with its title at this level.
    #[must_use]
    pub fn with_level(level: HeadingLevel) -> Self {
        Self { level, layout: Layout::Default, items: Vec::new(), limit: 0 }
    }

    /// Whether all entries are selected, in the content's order.
    #[must_use]
    pub fn selects_all(&self) -> bool {
        self.items.is_empty() && self.limit == 0
    }

    /// The indices of the selected entries, in the options' order. Unknown ids are ignored; if none is left, all
    /// entries are selected.
    fn selected_indices<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let ids: Vec<&str> = ids.collect();
        let mut selected: Vec<usize> = Vec::new();
        for item in &self.items {
            let index = ids.iter().position(|id| id == item);
            selected.extend(index.filter(|index| !selected.contains(index)));
        }
        if selected.is_empty() {
            selected = (0..ids.len()).collect();
        }
        if self.limit > 0 {
            selected.truncate(self.limit);
        }
        selected
    }

    /// Retains the selected entries of a list, in the options' order. Returns whether any was removed.
    fn retain_selected<T: Default>(&self, entries: &mut Vec<T>, id: impl Fn(&T) -> &str) -> bool {
        let selected = self.selected_indices(entries.iter().map(id));
        let removed_any = selected.len() < entries.len();
        *entries = selected.into_iter().map(|index| mem::take(&mut entries[index])).collect();
        removed_any
    }
}

/// A document of which a widget may show only some entries.
pub trait SelectEntries {
    /// Retains the selected entries, in the options' order.
    fn select_entries(&mut self, options: &Options);
}

impl SelectEntries for Mission {
    fn select_entries(&mut self, options: &Options) {
        options.retain_selected(&mut self.paragraphs, |_| "");
    }
}

impl SelectEntries for Testimonials {
    fn select_entries(&mut self, options: &Options) {
        options.retain_selected(&mut self.testimonials, |entry| &entry.id);
    }
}

impl SelectEntries for Partners {
    /// Removed organisations count among the "others".
    fn select_entries(&mut self, options: &Options) {
        self.and_others |= options.retain_selected(&mut self.organisations, |entry| &entry.id);
    }
}

impl SelectEntries for Press {
    fn select_entries(&mut self, options: &Options) {
        options.retain_selected(&mut self.excerpts, |entry| &entry.id);
    }
}

/// The layout of a section's entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The section's own layout.
    Default,
    /// One below the other.
    List,
    /// Side by side, as many as fit.
    Grid,
}

impl Layout {
    /// The layout with this name; for any other name, the section's own.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "list" => Self::List,
            "grid" => Self::Grid,
            _ => Self::Default,
        }
    }

    /// The value of `data-layout` on the section's element, for the stylesheet.
    #[must_use]
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Default => None,
            Self::List => Some("list"),
            Self::Grid => Some("grid"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(items: &[&str], limit: usize) -> Vec<usize> {
        let items = items.iter().map(ToString::to_string).collect();
        let options = Options { items, limit, ..Options::with_level(HeadingLevel::WIDGET) };
        options.selected_indices(["a", "b", "c"].into_iter())
    }

    #[test]
    fn selected_entries_keep_the_options_order_without_repetition() {
        assert_eq!(selected(&[], 0), [0, 1, 2]);
        assert_eq!(selected(&["c", "a"], 0), [2, 0]);
        assert_eq!(selected(&["c", "a", "c"], 0), [2, 0]);
        assert_eq!(selected(&["c", "a"], 1), [2]);
        assert_eq!(selected(&[], 2), [0, 1]);
        assert_eq!(selected(&[], 9), [0, 1, 2]);
    }

    #[test]
    fn unknown_ids_are_ignored() {
        assert_eq!(selected(&["z", "b", "__proto__"], 0), [1]);
        assert_eq!(selected(&["z"], 0), [0, 1, 2]);
        assert_eq!(selected(&["z"], 2), [0, 1]);
    }

    #[test]
    fn a_document_retains_its_selected_entries_in_the_options_order() {
        let whole: Partners = serde_json::from_str(
            r#"{"title": "t", "organisations": [{"id": "a"}, {"id": "b"}], "campaigns": [{"id": "a"}]}"#,
        )
        .expect("JSON");
        let chosen = |items: &[&str]| {
            let items = items.iter().map(ToString::to_string).collect();
            let mut document = whole.clone();
            document
                .select_entries(&Options { items, ..Options::with_level(HeadingLevel::WIDGET) });
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
