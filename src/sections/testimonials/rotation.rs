//! The automatic rotation.

use std::time::Duration;

use leptos::prelude::*;

use super::carousel_controller::CarouselController;
use crate::{
    browser::{self, Debounce, ElementRef},
    carousel::Input,
};

const SECOND: Duration = Duration::from_secs(1);

impl CarouselController {
    /// Dispatches a tick each second while the rotation runs.
    pub(super) fn run_rotation(self, section: ElementRef) {
        let timer = Debounce::default();
        browser::effect(move || {
            if self.carousel.get().rotation().is_running() {
                self.schedule_tick(section, timer);
            }
        });
    }

    fn schedule_tick(self, section: ElementRef, timer: Debounce) {
        timer.restart(SECOND, move || {
            let surroundings = browser::read_surroundings(section, self.is_visible.get_value());
            self.dispatch(Input::Tick(surroundings));
            if self.carousel.get_untracked().rotation().is_running() {
                self.schedule_tick(section, timer);
            }
        });
    }
}
