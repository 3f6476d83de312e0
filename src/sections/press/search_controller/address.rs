//! The search in the page's address. Where a navigation leads to another part of the page, `crates/prerender/browser/address.js`
//! removes the search from the address, but the search itself continues.

use std::time::Duration;

use leptos::prelude::*;

use super::{super::EXCERPT_ID_PREFIX, SearchController};
use crate::{
    browser::{
        self,
        address::{self, HistoryUpdate},
    },
    search::{Filter, list_organisations},
};
use text::fold::is_same_name;

const TEXT_PARAMETER: &str = "q";
const ORGANISATION_PARAMETER: &str = "organisation";

/// The fragment of the press review, which every address with a search has.
const PRESS_FRAGMENT: &str = "presse";

impl SearchController {
    /// Searches for what the address contains, now and on each `popstate`.
    pub(in super::super) fn follow_address(self) {
        self.syncs_address.set_value(true);
        browser::effect(move || {
            self.read_address(true);
            let is_empty = self.filter.with_untracked(Filter::is_empty);
            if is_empty || address::fragment() != PRESS_FRAGMENT {
                return;
            }
            if address::is_navigation() {
                // The browser scrolled before the fonts loaded and the results replaced the excerpts.
                self.focus_timer
                    .restart(Duration::ZERO, move || browser::scroll_back_to(self.input));
            }
            self.write_address(HistoryUpdate::Replace);
        });
        browser::on_window_event("popstate", move || self.read_address(false));
    }

    fn read_address(self, is_first: bool) {
        let fragment = address::fragment();
        let text = address::query_parameter(TEXT_PARAMETER);
        let organisation = address::query_parameter(ORGANISATION_PARAMETER);
        let is_press = fragment == PRESS_FRAGMENT;
        let is_active = !self.filter.with_untracked(Filter::is_empty);
        let filter = if is_first || is_press || fragment.is_empty() {
            // A link to the press review without a search leads to the current search.
            let has_no_search = text.is_none() && organisation.is_none();
            if is_press && is_active && has_no_search && address::is_navigation() {
                return self.write_address(HistoryUpdate::Replace);
            }
            let name = organisation.unwrap_or_default();
            let organisation = self.press.with_untracked(|press| {
                list_organisations(&press.excerpts)
                    .into_iter()
                    .find(|other| is_same_name(other, &name))
            });
            Filter {
                text: text.unwrap_or_default(),
                organisation: organisation.unwrap_or_default(),
            }
        } else {
            self.address_timer.cancel();
            if !is_active || !fragment.starts_with(EXCERPT_ID_PREFIX) {
                return;
            }
            // The target of a link to an excerpt must be displayed, so the search ends.
            self.focus_timer.restart(Duration::ZERO, address::repeat_fragment_navigation);
            Filter::default()
        };
        if filter != *self.filter.read_untracked() {
            if browser::has_focus_in_or_around(self.all) {
                browser::focus_ancestor(self.all);
            }
            self.address_timer.cancel();
            browser::set_value(self.input, &filter.text);
            self.apply(filter);
        }
    }

    /// Writes the search into the address.
    pub(super) fn write_address(self, update: HistoryUpdate) {
        if self.syncs_address.get_value() {
            let filter = &*self.filter.read_untracked();
            let parameters = &[
                (TEXT_PARAMETER, filter.text.trim()),
                (ORGANISATION_PARAMETER, &*filter.organisation),
            ];
            address::update(parameters, (!filter.is_empty()).then_some(PRESS_FRAGMENT), update);
        }
    }
}
