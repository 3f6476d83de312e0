//! The carousel's state, connected to the row, the focus, the content and the live region.

use std::time::Duration;

use content::{Testimonial, Testimonials};
use leptos::prelude::*;

use crate::{
    browser::{self, Debounce, ElementRef},
    carousel::{Carousel, Input, Transition},
    components::ITEM_ATTRIBUTE,
    options::{Layout, Options},
};

/// How long an announcement stays in the live region.
const ANNOUNCEMENT_DURATION: Duration = Duration::from_secs(10);

/// The carousel's state, connected to the row, the focus and the live region.
#[derive(Clone, Copy)]
pub(super) struct CarouselController {
    pub(super) testimonials: ReadSignal<Testimonials>,
    /// Without slides until the row is measured, so that none is hidden before.
    pub(super) carousel: RwSignal<Carousel>,
    pub(super) row: ElementRef,
    pub(super) announcement: RwSignal<String>,
    pub(super) rest_timer: Debounce,
    announcement_timer: Debounce,
    /// Whether the row is in the viewport.
    pub(super) is_visible: StoredValue<bool>,
    /// Whether a finger is on the row.
    pub(super) is_touched: StoredValue<bool>,
}

impl CarouselController {
    pub(super) fn new(testimonials: ReadSignal<Testimonials>, row: ElementRef) -> Self {
        Self {
            testimonials,
            carousel: RwSignal::new(Carousel::default()),
            row,
            announcement: RwSignal::new(String::new()),
            rest_timer: Debounce::default(),
            announcement_timer: Debounce::default(),
            is_visible: StoredValue::new(false),
            is_touched: StoredValue::new(false),
        }
    }

    /// Applies an input and performs its side effects.
    pub(super) fn dispatch(self, input: Input) {
        // The `scroll` event of a row that was just moved may still be pending.
        if matches!(input, Input::Move(_)) {
            self.dispatch(Input::Scroll(browser::measure_row(self.row)));
        }
        // A row that was just removed may still dispatch `scroll`.
        let Some(before) = self.carousel.try_get_untracked() else { return };
        let Transition { carousel, scroll, changed, announce } = before.apply(input);
        if carousel != before {
            // Only when the hidden slides change: a fragment link may just have focused the slide that scrolls in.
            let visibility = |carousel: Carousel| (carousel.can_move(), carousel.shown());
            if carousel.can_move() && visibility(carousel) != visibility(before) {
                browser::move_focus_off_hidden_children(self.row, carousel.shown());
            }
            self.carousel.set(carousel);
        }
        if changed {
            self.dispatch_change();
        }
        if let Some(motion) = scroll {
            browser::scroll_row_to(self.row, carousel.shown(), motion);
            self.schedule_rest();
        }
        if announce {
            self.announce(carousel.shown());
        }
    }

    /// Dispatches the event that another testimonial is shown.
    fn dispatch_change(self) {
        let shown = self.carousel.get_untracked().shown();
        self.testimonials.with_untracked(|all| {
            if let Some(Testimonial { id, .. }) = all.testimonials.get(shown) {
                browser::dispatch_change(self.row, shown, id);
            }
        });
    }

    /// Announces a testimonial in the live region.
    fn announce(self, index: usize) {
        let announcement = self.testimonials.with_untracked(|all| announcement(all, index));
        self.announcement.set(announcement);
        self.announcement_timer
            .restart(ANNOUNCEMENT_DURATION, move || self.announcement.set(String::new()));
    }

    /// Keeps the same testimonial shown when the content changes.
    pub(super) fn follow_content(self) {
        let mut known_ids = None;
        browser::effect(move || {
            let Testimonials { testimonials: all, rotation_seconds, .. } =
                &*self.testimonials.read();
            let ids: Vec<_> = all.iter().map(|testimonial| testimonial.id.clone()).collect();
            // At first the row may show every slide although the options have already left out entries, so the ids are
            // those in the document.
            let is_first = known_ids.is_none();
            let before = known_ids
                .take()
                .unwrap_or_else(|| browser::read_child_attributes(self.row, ITEM_ATTRIBUTE));
            let rewritten = !is_first || before != ids;
            known_ids = Some(ids);
            let carousel = self.carousel.get_untracked();
            let shown = before.get(carousel.shown());
            let shown = shown.and_then(|shown| all.iter().position(|other| other.id == *shown));
            self.carousel.set(carousel.with_rotation(*rotation_seconds));
            self.dispatch(Input::Content { count: all.len(), shown, rewritten });
        });
    }

    /// Shows all testimonials in every layout but the section's own.
    pub(super) fn follow_layout(self, options: ReadSignal<Options>) {
        let mut before = Layout::Default;
        browser::effect(move || {
            let layout = options.read().layout;
            let all = layout != Layout::Default;
            if layout != before && all != self.carousel.get_untracked().shows_all() {
                self.dispatch(Input::ToggleAll);
            }
            before = layout;
        });
    }
}

/// The announcement after the user's move.
fn announcement(all: &Testimonials, index: usize) -> String {
    let count = all.testimonials.len();
    let testimonial = all.testimonials.get(index);
    testimonial.map_or_else(String::new, |Testimonial { quote, name, .. }| {
        format!("Témoignage {} sur {count}. {quote} {name}", index + 1)
    })
}
