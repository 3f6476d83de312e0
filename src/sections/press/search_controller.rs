//! The search's state, connected to the field, the address and the focus.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    browser::{self, Debounce, ElementRef, address::HistoryUpdate},
    search::{Filter, Index, Query, list_organisations},
};
use content::{Excerpt, Press};

mod address;

/// The maximum number of organisations with a button each: more would take half a phone's screen.
const MAX_ORGANISATION_BUTTONS: usize = 6;
/// The delay of the announcement of the number of results after the last key.
const ANNOUNCEMENT_DELAY: Duration = Duration::from_millis(1400);
/// The delay of the address's update after the last key: Safari refuses too many changes at once.
const ADDRESS_DELAY: Duration = Duration::from_millis(400);

/// The search's state: the filter and its results.
#[derive(Clone, Copy)]
pub(super) struct SearchController {
    /// The search field.
    pub input: ElementRef,
    /// The list of all excerpts.
    pub all: ElementRef,
    /// What replaces that list during a search: the results, or a button to reset.
    pub results: ElementRef,
    press: ReadSignal<Press>,
    filter: RwSignal<Filter>,
    /// The search index, built when a search begins.
    index: StoredValue<Option<Index>>,
    /// The indices of the excerpts found, during a search.
    found: RwSignal<Vec<usize>>,
    /// The maximum number of results shown.
    limit: RwSignal<usize>,
    /// The value of `limit` after each change of the filter.
    initial_limit: usize,
    announcement: RwSignal<String>,
    announcement_timer: Debounce,
    /// Whether the search is in the page's address.
    syncs_address: StoredValue<bool>,
    address_timer: Debounce,
    focus_timer: Debounce,
}

impl SearchController {
    /// Creates an empty search, which shows this number of results at first.
    pub(super) fn new(press: ReadSignal<Press>, initial_limit: usize) -> Self {
        Self {
            input: ElementRef::new(),
            all: ElementRef::new(),
            results: ElementRef::new(),
            press,
            filter: RwSignal::default(),
            index: StoredValue::default(),
            found: RwSignal::default(),
            limit: RwSignal::new(initial_limit),
            initial_limit,
            announcement: RwSignal::default(),
            announcement_timer: Debounce::default(),
            syncs_address: StoredValue::new(false),
            address_timer: Debounce::default(),
            focus_timer: Debounce::default(),
        }
    }

    /// The current filter.
    pub(super) fn filter(self) -> Filter {
        self.filter.get()
    }

    /// The query, whose matches are highlighted.
    pub(super) fn query(self) -> Query {
        Query::new(&self.filter.read().text)
    }

    /// Whether a search is in progress.
    pub(super) fn is_active(self) -> bool {
        !self.filter.read().is_empty()
    }

    /// The organisations to filter by.
    pub(super) fn organisations(self) -> Vec<String> {
        list_organisations(&self.press.read().excerpts)
    }

    /// Whether there are too many organisations for a button each.
    pub(super) fn has_many_organisations(self) -> bool {
        self.organisations().len() > MAX_ORGANISATION_BUTTONS
    }

    /// The results shown.
    pub(super) fn shown_results(self) -> Vec<Excerpt> {
        let excerpts = &self.press.read().excerpts;
        let found = self.found.read();
        let shown = found.iter().take(self.limit.get());
        shown.filter_map(|index| excerpts.get(*index).cloned()).collect()
    }

    /// How many results [`Self::show_more`] adds.
    pub(super) fn next_batch(self) -> usize {
        let limit = self.limit.get();
        self.found.read().len().saturating_sub(limit).min(limit)
    }

    /// The number of excerpts found, as text.
    pub(super) fn count(self) -> String {
        let total = self.press.read().excerpts.len();
        format_count(if self.is_active() { self.found.read().len() } else { total }, total)
    }

    /// The text of the live region.
    pub(super) fn announcement(self) -> String {
        self.announcement.get()
    }

    /// Builds the index, so that the first key is as fast as the next.
    pub(super) fn build_index(self) {
        if self.index.with_value(Option::is_none) {
            let index = self.press.with_untracked(|press| Index::new(&press.excerpts));
            self.index.set_value(Some(index));
        }
    }

    /// Searches for a text; the keys add no history entries.
    pub(super) fn set_text(self, text: String) {
        let organisation = self.filter.get_untracked().organisation;
        self.apply(Filter { text, organisation });
        self.address_timer
            .restart(ADDRESS_DELAY, move || self.write_address(HistoryUpdate::Replace));
    }

    /// Filters by an organisation, or by none if it is the current one.
    pub(super) fn toggle_organisation(self, organisation: &str) {
        let Filter { text, organisation: before } = self.filter.get_untracked();
        let organisation = if before == organisation { "" } else { organisation };
        self.apply_and_push(Filter { text, organisation: organisation.to_owned() });
    }

    /// Ends the search. Its button is removed, so the field gets the focus.
    pub(super) fn reset(self) {
        browser::set_value(self.input, "");
        browser::focus(self.input);
        self.apply_and_push(Filter::default());
    }

    /// Ends the typing, as by a phone's search key: focuses the first result, or what replaces it. That closes the
    /// keyboard, and scrolls the result into view.
    pub(super) fn submit(self) {
        self.focus_timer.restart(Duration::ZERO, move || {
            if self.filter.with_untracked(Filter::is_empty) {
                browser::focus(self.all);
            } else {
                browser::focus_child(self.results, 0);
            }
        });
    }

    /// Shows twice as many results, and focuses the first new one.
    pub(super) fn show_more(self) {
        let before = self.limit.get_untracked();
        self.limit.set(2 * before);
        self.focus_timer
            .restart(Duration::ZERO, move || browser::focus_child(self.results, before));
    }

    /// Repeats the search whenever the content changes.
    pub(super) fn follow_content(self) {
        let mut is_first = true;
        browser::effect(move || {
            self.press.track();
            self.index.set_value(None);
            if !is_first && !self.filter.get_untracked().is_empty() {
                self.apply(self.filter.get_untracked());
            }
            is_first = false;
        });
    }

    /// Applies a filter as a new history entry, after updating the current one.
    fn apply_and_push(self, filter: Filter) {
        self.address_timer.cancel();
        self.write_address(HistoryUpdate::Replace);
        self.apply(filter);
        self.write_address(HistoryUpdate::Push);
    }

    fn apply(self, filter: Filter) {
        let found = if filter.is_empty() {
            Vec::new()
        } else {
            self.build_index();
            let mut found = Vec::new();
            self.index.update_value(|index| {
                found = index.as_mut().map(|index| index.find(&filter)).unwrap_or_default();
            });
            found
        };
        self.limit.set(self.initial_limit);
        self.found.set(found);
        if filter != *self.filter.read_untracked() {
            // A live region announces only changed text, and two searches may have the same number of results.
            self.announcement.set(String::new());
        }
        self.filter.set(filter);
        self.announcement_timer.restart(ANNOUNCEMENT_DELAY, move || {
            self.announcement.set(untrack(move || self.count()));
        });
    }
}

fn format_count(count: usize, total: usize) -> String {
    match (count, total) {
        (0, _) => "Aucun extrait ne correspond.".to_owned(),
        (1, 1) => "1 extrait".to_owned(),
        (1, total) => format!("1 extrait sur {total}"),
        (count, total) if count == total => format!("{total} extraits"),
        (count, total) => format!("{count} extraits sur {total}"),
    }
}
