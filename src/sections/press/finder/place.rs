//! The search in the address. Where an address leads to another part of the page, the template's script takes the
//! search out of it; the search itself goes on.

use std::time::Duration;

use leptos::prelude::*;

use super::Finder;
use crate::{
    browser::{
        self,
        address::{self, Entry},
    },
    search::{Filter, organisations},
};
use text::fold::is_same_name;

/// The names of the search's parameters.
const WORDS: &str = "q";
const ORGANISATION: &str = "organisation";

/// The fragment of the press review: an address that has a search leads there.
const PLACE: &str = "presse";
/// How the fragment of an excerpt begins.
const EXCERPT: &str = super::super::EXCERPT;

impl Finder {
    /// Looks for what the address says, now and whenever it is another.
    pub(in super::super) fn follow_address(self) {
        self.addressed.set_value(true);
        browser::effect(move || {
            self.read_address(true);
            if self.filter.with_untracked(Filter::is_empty) || address::fragment() != PLACE {
                return;
            }
            if address::led_to() {
                // Fonts have come, and the results are fewer than all: the page is not where it was led to.
                self.focus.restart(Duration::ZERO, move || browser::go_back_to(self.input));
            }
            self.tell_address(Entry::Replaced);
        });
        browser::on_window("popstate", move || self.read_address(false));
    }

    fn read_address(self, at_first: bool) {
        let fragment = address::fragment();
        let words = address::parameter(WORDS);
        let organisation = address::parameter(ORGANISATION);
        let here = fragment == PLACE;
        let searches = !self.filter.with_untracked(Filter::is_empty);
        let filter = if at_first || here || fragment.is_empty() {
            // Whoever follows a link to the press review comes to the search that goes on there.
            if here && searches && words.is_none() && organisation.is_none() && address::led_to() {
                return self.tell_address(Entry::Replaced);
            }
            let named = organisation.unwrap_or_default();
            let known = self.press.with_untracked(|press| {
                organisations(&press.excerpts).into_iter().find(|known| is_same_name(known, &named))
            });
            Filter { typed: words.unwrap_or_default(), organisation: known.unwrap_or_default() }
        } else {
            self.follow.stop();
            if !searches || !fragment.starts_with(EXCERPT) {
                return;
            }
            // An excerpt that is named is to be seen.
            self.focus.restart(Duration::ZERO, address::lead_again);
            Filter::default()
        };
        if filter != *self.filter.read_untracked() {
            if browser::may_lose_focus(self.all) {
                browser::focus_around(self.all);
            }
            self.follow.stop();
            browser::fill(self.input, &filter.typed);
            self.find(filter);
        }
    }

    /// Says in the address what is looked for.
    pub(super) fn tell_address(self, entry: Entry) {
        if self.addressed.get_value() {
            let filter = &*self.filter.read_untracked();
            let parameters = &[(WORDS, filter.typed.trim()), (ORGANISATION, &*filter.organisation)];
            address::set(parameters, (!filter.is_empty()).then_some(PLACE), entry);
        }
    }
}
