//! The testimonials section, a carousel.

use std::time::Duration;

use leptos::{ev, html, prelude::*};

use crate::{
    browser::{self, Debounce, ElementRef},
    carousel::{Carousel, Input, Move, Transition},
    components::{self, ITEM_ATTRIBUTE, Markup, el, section_title},
    options::{Layout, Options},
    surface::Surface,
};
use content::{Testimonial, Testimonials};
use controls::{CarouselControls, carousel_controls};
pub use quotation::testimonial_figure;
use slide::slide;

mod controls;
mod quotation;
mod row;
mod slide;

const ROW_ID: &str = "temoignages-rangee";
/// How long an announcement stays in the live region.
const ANNOUNCEMENT_DURATION: Duration = Duration::from_secs(10);

/// The testimonials: a natively scrolling row with links between the slides, which buttons replace once the Wasm runs.
///
/// The roles and names follow the carousel pattern of the ARIA Authoring Practices Guide (APG), in French.
#[component]
pub fn TestimonialsSection(testimonials: ReadSignal<Testimonials>, surface: Surface) -> Markup {
    let section = ElementRef::new();
    let row = ElementRef::new();
    let controller = CarouselController {
        testimonials,
        carousel: RwSignal::new(Carousel::default()),
        row,
        announcement: RwSignal::new(String::new()),
        rest_timer: Debounce::default(),
        announcement_timer: Debounce::default(),
        is_visible: StoredValue::new(false),
        is_touched: StoredValue::new(false),
    };
    let carousel = controller.carousel;
    controller.follow_row();
    controller.follow_content();
    let interactive = browser::interactive();
    controller.run_rotation(section);
    if surface.is_on_page {
        controller.follow_fragment();
    }

    let interact = move || controller.dispatch(Input::Interact);
    let key = move |event: ev::KeyboardEvent| {
        let to = browser::unmodified_key(&event).and_then(|key| Move::from_key(&key));
        if let Some(to) = to.filter(|_| carousel.get_untracked().can_move()) {
            event.prevent_default();
            controller.dispatch(Input::Move(to));
        }
    };

    let layout = surface.layout();
    let options = surface.options;
    controller.follow_layout(options);
    let title = {
        let surface = surface.clone();
        move || section_title("temoignages-titre", &testimonials.read().title, &surface)
    };
    let is_hidden = move |index| carousel.get().is_hidden(index);
    let slides = move || {
        let all = &testimonials.read().testimonials;
        let slide = |index| slide(all, index, is_hidden, &surface);
        (0..all.len()).map(slide).collect::<Vec<_>>()
    };
    let is_carousel = move || options.read().layout == Layout::Default;
    let tools = move || {
        let has_controls = testimonials.read().testimonials.len() > 1 && is_carousel();
        let has_rotation = testimonials.read().rotation_seconds.is_some();
        (interactive.get() && has_controls).then(|| {
            let dispatch = Box::new(move |input| controller.dispatch(input));
            carousel_controls(CarouselControls { carousel, has_rotation, dispatch })
        })
    };
    let row = el(html::div())
        .class("testimonials__row")
        .attr("id", ROW_ID)
        .attr("role", "group")
        .attr("aria-label", "Témoignages, zone défilante")
        .attr("tabindex", "0")
        .attr("hidden", move || testimonials.read().testimonials.is_empty().then_some(""))
        .node_ref(row)
        .on(ev::keydown, key);
    let status = el(html::p()).class("visually-hidden").attr("role", "status");
    el(html::section())
        .class("testimonials")
        .attr("aria-labelledby", "temoignages-titre")
        .attr("aria-roledescription", "carrousel")
        .attr("data-layout", layout)
        .attr("data-interactive", move || interactive.get().then_some(""))
        .attr("data-rotates", move || testimonials.read().rotation_seconds.map(|_| ""))
        .attr("data-all", move || carousel.get().shows_all().then_some(""))
        .node_ref(section)
        // The embedding script dispatches `moved` after the widget was removed from the page and inserted again.
        .on(ev::Custom::<ev::Event>::new("moved"), move |_| controller.dispatch(Input::Reinsert))
        .on(ev::focusin, move |_| interact())
        .on(ev::pointerdown, move |_| interact())
        .on(ev::keydown, move |_| interact())
        .child(Markup::live_element(title))
        .child(components::controls("testimonials__tools").live(tools))
        .child(row.live(slides))
        .child(status.live_text(move || controller.announcement.get()))
        .into()
}

/// The carousel's state, connected to the row, the focus and the live region.
#[derive(Clone, Copy)]
struct CarouselController {
    testimonials: ReadSignal<Testimonials>,
    /// Without slides until the row is measured, so that none is hidden before.
    carousel: RwSignal<Carousel>,
    row: ElementRef,
    announcement: RwSignal<String>,
    rest_timer: Debounce,
    announcement_timer: Debounce,
    /// Whether the row is in the viewport.
    is_visible: StoredValue<bool>,
    /// Whether a finger is on the row.
    is_touched: StoredValue<bool>,
}

impl CarouselController {
    /// Applies an input and performs its side effects.
    fn dispatch(self, input: Input) {
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
    fn follow_content(self) {
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
    fn follow_layout(self, options: ReadSignal<Options>) {
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
