//! The row of slides, and whatever moves it: a hand, the browser, the page's address, time.

use std::time::Duration;

use leptos::prelude::*;

use super::{Wired, slide};
use crate::{
    browser::{self, Delay, ElementRef, address},
    carousel::{Carousel, Input},
};

/// A row that did not scroll for so long has come to rest. (Safari has `scrollend` since 26.2 only.)
const REST: Duration = Duration::from_millis(200);
const SECOND: Duration = Duration::from_secs(1);
/// What moves the row, and who takes hold of it and lets it go.
const EVENTS: &[&str] =
    &["scroll", "pointerdown", "wheel", "touchstart", "touchend", "touchcancel"];

impl Wired {
    /// Finds out which slide is shown, since the row may have been moved before there was anything to notice
    /// it, and takes note whenever that changes.
    pub(super) fn follow_row(self) {
        browser::effect(move || {
            let row = browser::look_at_row(self.row);
            self.carousel.set(Carousel::new(row.count));
            self.step(Input::Layout(row));
            browser::on_passive(self.row, EVENTS, move |event| {
                match event {
                    "scroll" => self.step(Input::Scroll(browser::look_at_row(self.row))),
                    "touchend" | "touchcancel" => self.touched.set_value(false),
                    _ => {
                        self.touched.set_value(event == "touchstart");
                        self.step(Input::Hold);
                    }
                }
                self.rest_soon();
            });
            browser::on_resize(self.row, move || {
                self.step(Input::Layout(browser::look_at_row(self.row)));
            });
            browser::on_sight(self.row, move |seen| self.seen.set_value(seen));
        });
    }

    /// Takes note when the row comes to rest; in a hand it does not.
    pub(super) fn rest_soon(self) {
        self.rest.restart(REST, move || {
            if self.touched.get_value() || browser::pressed(self.row) {
                self.rest_soon();
            } else {
                self.step(Input::Rest(browser::look_at_row(self.row)));
            }
        });
    }

    /// Shows the testimonial that the address names whenever it comes to name another. At first the browser has
    /// done so, unless the slide came later than the address; and whoever has moved the row since goes first.
    pub(super) fn follow_fragment(self) {
        let follow = move |at_first: bool| {
            let fragment = address::fragment();
            let Some(id) = fragment.strip_prefix(slide::PREFIX) else { return };
            let place = self.testimonials.with_untracked(|all| {
                all.testimonials.iter().position(|testimonial| testimonial.id == id)
            });
            let shown = self.carousel.get_untracked().shown();
            let followed = |place| shown != 0 || browser::led_to_in_row(self.row, place);
            if !at_first || place.is_some_and(|place| !followed(place)) {
                self.step(Input::Follow(place.unwrap_or(0)));
            }
        };
        browser::effect(move || follow(true));
        browser::on_window("hashchange", move || follow(false));
    }

    /// Tells the time, if the content asks for a rotation.
    pub(super) fn rotate(self, whole: ElementRef) {
        let tick = Delay::new();
        browser::effect(move || {
            if self.carousel.get().rotation().runs() {
                self.wait_a_second(whole, tick);
            }
        });
    }

    fn wait_a_second(self, whole: ElementRef, tick: Delay) {
        tick.restart(SECOND, move || {
            let around = browser::surroundings(whole, self.seen.get_value());
            self.step(Input::Second(around));
            if self.carousel.get_untracked().rotation().runs() {
                self.wait_a_second(whole, tick);
            }
        });
    }
}
