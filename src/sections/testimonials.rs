//! What people say of their training.

use std::time::Duration;

use leptos::{ev, html, prelude::*};

use crate::{
    browser::{self, Delay, ElementRef},
    carousel::{Carousel, Input, Move},
    components::{self, ITEM, Markup, el, section_title},
    options::{Layout, Options},
    surface::Surface,
};
use content::{Testimonial, Testimonials};
use controls::{Controls, controls};
use slide::slide;

mod controls;
mod quotation;
mod row;
mod slide;

const ROW: &str = "temoignages-rangee";
/// So long an announcement stands for those who hear the page.
const SAID: Duration = Duration::from_secs(10);

/// The testimonials: a row that scrolls by itself, with links from one to the next; once the Wasm
/// runs, with buttons in their place.
///
/// The roles and names are those of the ARIA Authoring Practices' carousel pattern, in French.
#[component]
pub fn TestimonialsSection(testimonials: ReadSignal<Testimonials>, surface: Surface) -> Markup {
    let whole = ElementRef::new();
    let row = ElementRef::new();
    let wired = Wired {
        testimonials,
        carousel: RwSignal::new(Carousel::default()),
        row,
        said: RwSignal::new(String::new()),
        rest: Delay::new(),
        silence: Delay::new(),
        seen: StoredValue::new(false),
        touched: StoredValue::new(false),
    };
    let carousel = wired.carousel;
    wired.follow_row();
    wired.follow_content();
    // Effects run in this order: which slide is shown is known before any other is hidden.
    let running = browser::interactive();
    wired.rotate(whole);
    if surface.page.is_none() {
        wired.follow_fragment();
    }

    let engage = move || wired.step(Input::Engage);
    let key = move |event: ev::KeyboardEvent| {
        let to = browser::own_key(&event).and_then(|key| Move::of_key(&key));
        if let Some(to) = to.filter(|_| carousel.get_untracked().moves()) {
            event.prevent_default();
            wired.step(Input::Move(to));
        }
    };

    let layout = surface.layout();
    let options = surface.options;
    wired.follow_layout(options);
    let title = {
        let surface = surface.clone();
        move || section_title("temoignages-titre", &testimonials.read().title, &surface)
    };
    let hides = move |index| running.get() && carousel.get().hides(index);
    let slides = move || {
        let all = &testimonials.read().testimonials;
        let one = |index| slide(all, index, hides, &surface);
        (0..all.len()).map(one).collect::<Vec<_>>()
    };
    let own_layout = move || options.read().layout == Layout::Own;
    let tools = move || {
        let several = testimonials.read().testimonials.len() > 1 && own_layout();
        let rotates = testimonials.read().rotation_seconds.is_some();
        let step = || Box::new(move |input| wired.step(input));
        (running.get() && several).then(|| controls(Controls { carousel, rotates, step: step() }))
    };
    let row = el(html::div())
        .class("testimonials__row")
        .attr("id", ROW)
        .attr("role", "group")
        .attr("aria-label", "Témoignages, zone défilante")
        .attr("tabindex", "0")
        .attr("hidden", move || testimonials.read().testimonials.is_empty().then_some(""))
        .node_ref(row)
        .on(ev::keydown, key);
    let said = el(html::p()).class("visually-hidden").attr("role", "status");
    el(html::section())
        .class("testimonials")
        .attr("aria-labelledby", "temoignages-titre")
        .attr("aria-roledescription", "carrousel")
        .attr("data-layout", layout)
        .attr("data-interactive", move || running.get().then_some(""))
        .attr("data-rotates", move || testimonials.read().rotation_seconds.map(|_| ""))
        .attr("data-all", move || carousel.get().shows_all().then_some(""))
        .node_ref(whole)
        // Whoever mounts it tells that it was taken out of the page and put in again: a row then begins anew.
        .on(ev::Custom::<ev::Event>::new("moved"), move |_| wired.step(Input::Reinsert))
        .on(ev::focusin, move |_| engage())
        .on(ev::pointerdown, move |_| engage())
        .on(ev::keydown, move |_| engage())
        .child(Markup::live_element(title))
        .child(components::controls("testimonials__tools").live(tools))
        .child(row.live(slides))
        .child(said.live_text(move || wired.said.get()))
        .into()
}

/// The carousel's state, wired to the row and to the person.
#[derive(Clone, Copy)]
struct Wired {
    testimonials: ReadSignal<Testimonials>,
    carousel: RwSignal<Carousel>,
    row: ElementRef,
    said: RwSignal<String>,
    rest: Delay,
    silence: Delay,
    /// Whether the row can be seen.
    seen: StoredValue<bool>,
    /// Whether a finger is on the row.
    touched: StoredValue<bool>,
}

impl Wired {
    /// Does what follows from something that happens.
    fn step(self, input: Input) {
        // A row that was just moved has not told it yet.
        if matches!(input, Input::Move(_)) {
            self.step(Input::Scroll(browser::look_at_row(self.row)));
        }
        // A row that was just taken away may still tell that it has scrolled.
        let Some(before) = self.carousel.try_get_untracked() else { return };
        let step = before.after(input);
        if step.carousel != before {
            // A link may have led the focus to a slide that is about to be shown: so not before it is another.
            let hides = |carousel: Carousel| (carousel.moves(), carousel.shown());
            if step.carousel.moves() && hides(step.carousel) != hides(before) {
                browser::keep_focus_in_sight(self.row, step.carousel.shown());
            }
            self.carousel.set(step.carousel);
        }
        if step.changed {
            self.tell();
        }
        if let Some(motion) = step.scroll {
            browser::show_in_row(self.row, step.carousel.shown(), motion);
            self.rest_soon();
        }
        if step.announce {
            self.say(step.carousel.shown());
        }
    }

    /// Tells whoever listens on the page which testimonial is shown now.
    fn tell(self) {
        let shown = self.carousel.get_untracked().shown();
        self.testimonials.with_untracked(|all| {
            if let Some(Testimonial { id, .. }) = all.testimonials.get(shown) {
                browser::tell_change(self.row, shown, id);
            }
        });
    }

    /// Tells those who hear the page which testimonial is shown, once.
    fn say(self, index: usize) {
        self.said.set(self.testimonials.with_untracked(|all| announcement(all, index)));
        self.silence.restart(SAID, move || self.said.set(String::new()));
    }

    /// When the content changes, the testimonial that is shown stays shown, wherever it now stands.
    fn follow_content(self) {
        let mut known = None;
        browser::effect(move || {
            let Testimonials { testimonials: all, rotation_seconds, .. } =
                &*self.testimonials.read();
            let ids: Vec<_> = all.iter().map(|testimonial| testimonial.id.clone()).collect();
            // The row may hold others at first: a host that chose some of them has chosen before this runs.
            let at_first = known.is_none();
            let before = known.take().unwrap_or_else(|| browser::named_in_row(self.row, ITEM));
            let rewritten = !at_first || before != ids;
            known = Some(ids);
            let carousel = self.carousel.get_untracked();
            let shown = before.get(carousel.shown());
            let shown = shown.and_then(|shown| all.iter().position(|now| now.id == *shown));
            self.carousel.set(carousel.rotating(*rotation_seconds));
            self.step(Input::Content { count: all.len(), shown, rewritten });
        });
    }

    /// Any layout but its own shows all of them.
    fn follow_layout(self, options: ReadSignal<Options>) {
        let mut before = Layout::Own;
        browser::effect(move || {
            let layout = options.read().layout;
            let all = layout != Layout::Own;
            if layout != before && all != self.carousel.get_untracked().shows_all() {
                self.step(Input::ToggleAll);
            }
            before = layout;
        });
    }
}

/// What a screen reader is told after a move that the person made.
fn announcement(all: &Testimonials, index: usize) -> String {
    let count = all.testimonials.len();
    let told = all.testimonials.get(index);
    told.map_or_else(String::new, |Testimonial { quote, name, .. }| {
        format!("Témoignage {} sur {count}. {quote} {name}", index + 1)
    })
}
