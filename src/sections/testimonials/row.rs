//! What moves the row of slides: the user, the browser and the address.

use std::time::Duration;

use leptos::prelude::*;

use super::{carousel_controller::CarouselController, slide::SLIDE_ID_PREFIX};
use crate::{
    browser::{self, address},
    carousel::{Carousel, Input},
};

/// The time without a scroll event after which the row is at rest. (Safari has `scrollend` only since 26.2.)
const REST_DELAY: Duration = Duration::from_millis(200);
/// The events that move, hold or release the row.
const ROW_EVENTS: &[&str] =
    &["scroll", "pointerdown", "wheel", "touchstart", "touchend", "touchcancel"];

impl CarouselController {
    /// Measures which slide is shown, since the row may have scrolled before hydration, and follows its changes.
    pub(super) fn follow_row(self) {
        browser::effect(move || {
            let row = browser::measure_row(self.row);
            self.carousel.set(Carousel::new(row.count));
            self.dispatch(Input::Layout(row));
            browser::on_passive_events(self.row, ROW_EVENTS, move |event| {
                match event {
                    "scroll" => self.dispatch(Input::Scroll(browser::measure_row(self.row))),
                    "touchend" | "touchcancel" => self.is_touched.set_value(false),
                    _ => {
                        self.is_touched.set_value(event == "touchstart");
                        self.dispatch(Input::Hold);
                    }
                }
                self.schedule_rest();
            });
            browser::on_resize(self.row, move || {
                self.dispatch(Input::Layout(browser::measure_row(self.row)));
            });
            browser::on_visibility_change(self.row, move |visible| {
                self.is_visible.set_value(visible)
            });
        });
    }

    /// Dispatches [`Input::Rest`] once the row is at rest and not held.
    pub(super) fn schedule_rest(self) {
        self.rest_timer.restart(REST_DELAY, move || {
            if self.is_touched.get_value() || browser::is_pressed(self.row) {
                self.schedule_rest();
            } else {
                self.dispatch(Input::Rest(browser::measure_row(self.row)));
            }
        });
    }

    /// Shows the testimonial of the address's fragment, now and whenever the fragment changes. At first the browser has
    /// scrolled to it already, unless the slide was rendered after the navigation; a row that the user has moved since
    /// is left alone.
    pub(super) fn follow_fragment(self) {
        let follow = move |is_first: bool| {
            let fragment = address::fragment();
            let Some(id) = fragment.strip_prefix(SLIDE_ID_PREFIX) else { return };
            let index = self.testimonials.with_untracked(|all| {
                all.testimonials.iter().position(|testimonial| testimonial.id == id)
            });
            let shown = self.carousel.get_untracked().shown();
            let is_done = |index| shown != 0 || browser::is_child_targeted(self.row, index);
            if !is_first || index.is_some_and(|index| !is_done(index)) {
                self.dispatch(Input::Follow(index.unwrap_or(0)));
            }
        };
        browser::effect(move || follow(true));
        browser::on_window_event("hashchange", move || follow(false));
    }
}
