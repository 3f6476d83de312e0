//! The search's state, wired to the field, the address and the person.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    browser::{self, Delay, ElementRef, address::Entry},
    search::{Filter, Index, Query, organisations},
};
use content::{Excerpt, Press};

mod place;

/// So many organisations at most have a button each: more would take half a phone's screen.
const FEW: usize = 6;
/// So long after the last key the number of results is told to those who hear the page.
const SAY: Duration = Duration::from_millis(1400);
/// So long after the last key the address follows. Safari refuses too many changes at once.
const FOLLOW: Duration = Duration::from_millis(400);

/// What is looked for, and what was found.
#[derive(Clone, Copy)]
pub(super) struct Finder {
    /// The field.
    pub input: ElementRef,
    /// All excerpts.
    pub all: ElementRef,
    /// What stands in their place while somebody searches: the list of results, or a way back to all.
    pub results: ElementRef,
    press: ReadSignal<Press>,
    filter: RwSignal<Filter>,
    /// The excerpts made ready, once somebody begins to search.
    index: StoredValue<Option<Index>>,
    /// The places of the excerpts found, while somebody searches.
    found: RwSignal<Vec<usize>>,
    /// How many results are shown, and by how many that grows.
    shown: RwSignal<usize>,
    at_once: usize,
    said: RwSignal<String>,
    say: Delay,
    /// Whether this page's address tells the search.
    addressed: StoredValue<bool>,
    follow: Delay,
    focus: Delay,
}

impl Finder {
    /// Nothing is looked for yet. `at_once` results are shown at first, and so many more each time.
    pub(super) fn new(press: ReadSignal<Press>, at_once: usize) -> Self {
        Self {
            input: ElementRef::new(),
            all: ElementRef::new(),
            results: ElementRef::new(),
            press,
            filter: RwSignal::default(),
            index: StoredValue::default(),
            found: RwSignal::default(),
            shown: RwSignal::new(at_once),
            at_once,
            said: RwSignal::default(),
            say: Delay::new(),
            addressed: StoredValue::new(false),
            follow: Delay::new(),
            focus: Delay::new(),
        }
    }

    /// What is looked for.
    pub(super) fn filter(self) -> Filter {
        self.filter.get()
    }

    /// What is looked for, to mark it.
    pub(super) fn query(self) -> Query {
        Query::new(&self.filter.read().typed)
    }

    /// Whether something is looked for.
    pub(super) fn searches(self) -> bool {
        !self.filter.read().is_empty()
    }

    /// The organisations to choose from.
    pub(super) fn organisations(self) -> Vec<String> {
        organisations(&self.press.read().excerpts)
    }

    /// Whether they are too many for a button each.
    pub(super) fn many(self) -> bool {
        self.organisations().len() > FEW
    }

    /// The excerpts found that are shown.
    pub(super) fn first_found(self) -> Vec<Excerpt> {
        let excerpts = &self.press.read().excerpts;
        let places = self.found.read();
        let first = places.iter().take(self.shown.get());
        first.filter_map(|place| excerpts.get(*place).cloned()).collect()
    }

    /// How many more "more" shows.
    pub(super) fn more(self) -> usize {
        self.found.read().len().saturating_sub(self.shown.get()).min(self.at_once)
    }

    /// How many excerpts there are, of how many.
    pub(super) fn count(self) -> String {
        let total = self.press.read().excerpts.len();
        told(if self.searches() { self.found.read().len() } else { total }, total)
    }

    /// What is told to those who hear the page.
    pub(super) fn said(self) -> String {
        self.said.get()
    }

    /// Makes the excerpts ready, so that the first key is as quick as the next.
    pub(super) fn prepare(self) {
        if self.index.with_value(Option::is_none) {
            let index = self.press.with_untracked(|press| Index::new(&press.excerpts));
            self.index.set_value(Some(index));
        }
    }

    /// Looks for what was typed; "back" does not lead through every key.
    pub(super) fn type_words(self, typed: String) {
        let organisation = self.filter.get_untracked().organisation;
        self.find(Filter { typed, organisation });
        self.follow.restart(FOLLOW, move || self.tell_address(Entry::Replaced));
    }

    /// Looks only for what speaks of this organisation, or again of any.
    pub(super) fn choose(self, organisation: &str) {
        let Filter { typed, organisation: before } = self.filter.get_untracked();
        let organisation = if before == organisation { "" } else { organisation };
        self.leave(Filter { typed, organisation: organisation.to_owned() });
    }

    /// Looks for nothing again. The button that was pressed goes, so the focus goes to the field.
    pub(super) fn reset(self) {
        browser::fill(self.input, "");
        browser::focus(self.input);
        self.leave(Filter::default());
    }

    /// Ends the typing, as a phone's search key does: the focus goes to the first result, or to what stands in
    /// the place of it. That closes the keyboard, and brings it into view.
    pub(super) fn submit(self) {
        self.focus.restart(Duration::ZERO, move || {
            if self.filter.with_untracked(Filter::is_empty) {
                browser::focus(self.all);
            } else {
                browser::focus_child(self.results, 0);
            }
        });
    }

    /// Shows more results; the focus goes to the first of them.
    pub(super) fn grow(self) {
        let before = self.shown.get_untracked();
        self.shown.set(before + self.at_once);
        self.focus.restart(Duration::ZERO, move || browser::focus_child(self.results, before));
    }

    /// When the content changes, the search goes on in it.
    pub(super) fn follow_content(self) {
        let mut known = false;
        browser::effect(move || {
            self.press.track();
            self.index.set_value(None);
            if known && !self.filter.get_untracked().is_empty() {
                self.find(self.filter.get_untracked());
            }
            known = true;
        });
    }

    /// Looks for something that "back" leads away from.
    fn leave(self, filter: Filter) {
        self.follow.stop();
        self.tell_address(Entry::Replaced);
        self.find(filter);
        self.tell_address(Entry::Pushed);
    }

    fn find(self, filter: Filter) {
        let found = if filter.is_empty() {
            Vec::new()
        } else {
            self.prepare();
            let mut found = Vec::new();
            self.index.update_value(|index| {
                found = index.as_mut().map(|index| index.find(&filter)).unwrap_or_default();
            });
            found
        };
        self.shown.set(self.at_once);
        self.found.set(found);
        if filter != *self.filter.read_untracked() {
            // A live region speaks when its text changes: two searches may find as many.
            self.said.set(String::new());
        }
        self.filter.set(filter);
        self.say.restart(SAY, move || self.said.set(untrack(move || self.count())));
    }
}

/// How many excerpts there are, of how many.
fn told(count: usize, total: usize) -> String {
    match (count, total) {
        (0, _) => "Aucun extrait ne correspond.".to_owned(),
        (1, 1) => "1 extrait".to_owned(),
        (1, total) => format!("1 extrait sur {total}"),
        (count, total) if count == total => format!("{total} extraits"),
        (count, total) => format!("{count} extraits sur {total}"),
    }
}
