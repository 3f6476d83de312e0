//! The carousel's state machine: which slide of how many is shown, and the transition for each input. The component
//! only connects it to the browser.

pub use input::{Input, Move, RowLayout};
pub use rotation::{Rotation, Surroundings};

mod input;
mod rotation;

/// Which slide is shown, and how.
///
/// From its first measurement on, the row's scroll position decides which slide is shown, so that a swipe before
/// hydration, find-in-page and a fragment all agree. While the row scrolls to a requested slide, that slide already
/// counts as shown, and a second press continues from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carousel {
    shown: usize,
    count: usize,
    /// The row's width at its last measurement; `None` before the first.
    measured_width: Option<u32>,
    /// Whether the row is to be realigned once nobody holds it.
    needs_realignment: bool,
    scroll_state: ScrollState,
    /// Whether the user requested a move since the row last came to rest.
    move_requested: bool,
    /// The slide that was shown when the user took hold of the row, since it last came to rest. A finger that only
    /// passes over the row while scrolling the page takes hold of it, too.
    held_from: Option<usize>,
    shows_all: bool,
    rotation: Rotation,
}

/// How many times a row is realigned before its position is accepted: there may be rows in which no slide can be at the
/// start.
const MAX_CORRECTIONS: u8 = 3;

/// The progress of a scroll that the carousel requested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ScrollState {
    /// No scroll is in progress: the row's position decides.
    #[default]
    Idle,
    /// The row was scrolled to a slide and has not come to rest.
    Scrolling,
    /// The row came to rest elsewhere this many times, and was realigned each time.
    Corrected(u8),
}

/// The new state after an input, and its side effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The new state.
    pub carousel: Carousel,
    /// How to scroll the row to the slide shown; `None` for no scroll.
    pub scroll: Option<Motion>,
    /// Whether another slide is shown than before, so that listeners get an event.
    pub changed: bool,
    /// Whether to announce the slide shown to screen readers.
    pub announce: bool,
}

/// How the row scrolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Smoothly, except under `prefers-reduced-motion`.
    Smooth,
    /// At once.
    Instant,
}

impl Carousel {
    /// Creates a carousel that shows the first of `count` slides.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { count, ..Self::default() }
    }

    /// Sets the rotation's interval in seconds; `None` for no rotation.
    #[must_use]
    pub fn with_rotation(self, seconds: Option<u32>) -> Self {
        Self { rotation: self.rotation.with_interval(seconds), ..self }
    }

    /// The zero-based index of the slide shown; 0 without slides.
    #[must_use]
    pub fn shown(self) -> usize {
        self.shown
    }

    /// The number of slides.
    #[must_use]
    pub fn count(self) -> usize {
        self.count
    }

    /// Whether all slides are shown at once.
    #[must_use]
    pub fn shows_all(self) -> bool {
        self.shows_all
    }

    /// Whether there is another slide to move to.
    #[must_use]
    pub fn can_move(self) -> bool {
        self.count > 1 && !self.shows_all
    }

    /// Whether this slide is hidden.
    #[must_use]
    pub fn is_hidden(self, index: usize) -> bool {
        self.can_move() && index != self.shown
    }

    /// The rotation's state.
    #[must_use]
    pub fn rotation(self) -> Rotation {
        self.rotation
    }

    /// The position of the slide shown; see [`format_position`].
    #[must_use]
    pub fn position(self) -> String {
        format_position(self.shown, self.count)
    }

    /// The transition for an input.
    #[must_use]
    pub fn apply(self, input: Input) -> Transition {
        let transition = self.handle(input);
        let differs = transition.carousel.shown != self.shown;
        let changed = match input {
            // The first measurement finds what the user already sees.
            Input::Layout(_) => differs && self.measured_width.is_some(),
            Input::Content { count, shown, .. } => shown.is_none() && count > 0,
            _ => differs,
        };
        Transition { changed, ..transition }
    }

    fn handle(self, input: Input) -> Transition {
        match input {
            Input::Move(to) if self.can_move() => {
                Self { move_requested: true, ..self.stop_rotation() }
                    .scroll_smoothly_to(self.target_of(to))
            }
            Input::Follow(slide) => self.stop_rotation().forget_user_move().jump_to(slide),
            Input::Layout(row) => self.handle_layout(row),
            Input::Scroll(row) => self.adopt_position(row).without_scroll(),
            Input::Hold => {
                let held_from = self.held_from.or(Some(self.shown));
                let held = Self { scroll_state: ScrollState::Idle, held_from, ..self };
                held.stop_rotation().without_scroll()
            }
            Input::Rest(row) if self.can_move() => self.handle_rest(row),
            Input::Reinsert => self.forget_user_move().jump_to(self.shown),
            Input::Content { count, shown, rewritten } => {
                let after = Self { count, ..self }.with_shown(shown.unwrap_or(self.shown));
                let is_in_place = after.shown == self.shown && !rewritten;
                if is_in_place { after.without_scroll() } else { after.realign() }
            }
            Input::ToggleAll => {
                let toggled = Self { shows_all: !self.shows_all, ..self };
                toggled.stop_rotation().forget_user_move().jump_to(self.shown)
            }
            Input::ToggleRotation { was_running } => {
                Self { rotation: self.rotation.toggle(was_running), ..self }.without_scroll()
            }
            Input::Interact => self.stop_rotation().without_scroll(),
            Input::Tick(surroundings) if self.can_move() => {
                let (rotation, due) = self.rotation.tick(surroundings);
                let after = Self { rotation, ..self };
                if due {
                    after.forget_user_move().scroll_smoothly_to(after.target_of(Move::Next))
                } else {
                    after.without_scroll()
                }
            }
            Input::Move(_) | Input::Rest(_) | Input::Tick(_) => self.without_scroll(),
        }
    }

    /// Whether the row's position is reliable. A row that is not displayed has none, and a row with a new width was
    /// moved by the engine, not by the user, until it is realigned.
    fn is_reliable(self, row: RowLayout) -> bool {
        row.width > 0 && self.measured_width == Some(row.width)
    }

    /// Shows the slide nearest to the row's start, unless a scroll is in progress.
    fn adopt_position(self, row: RowLayout) -> Self {
        let is_free = self.scroll_state == ScrollState::Idle && !self.needs_realignment;
        if is_free && self.can_move() && self.is_reliable(row) {
            self.with_shown(row.nearest)
        } else {
            self
        }
    }

    /// Adopts the row's position at the first measurement. Later, only a new width realigns the row. One that is not
    /// displayed (width 0) has no position, and may have lost it when it is displayed again.
    fn handle_layout(self, row: RowLayout) -> Transition {
        let measured = Self { measured_width: Some(row.width), ..self };
        match self.measured_width {
            None if row.width == 0 => self.without_scroll(),
            None => measured.with_shown(row.nearest).without_scroll(),
            Some(width) if width == row.width => self.adopt_position(row).without_scroll(),
            Some(_) if row.width == 0 => measured.without_scroll(),
            Some(_) => measured.realign(),
        }
    }

    /// The row came to rest: at its target, where the user left it, or before its target, since engines cut a smooth
    /// scroll short when another begins or the page is busy. A row that rests between two slides was not snapped:
    /// engines do not snap when their own scroll was delayed.
    fn handle_rest(self, row: RowLayout) -> Transition {
        let is_reliable = self.is_reliable(row);
        let is_aligned = is_reliable && row.aligned;
        let (is_misplaced, corrections) = match self.scroll_state {
            ScrollState::Idle => (is_reliable && !row.aligned, 0),
            ScrollState::Scrolling => (!is_aligned || row.nearest != self.shown, 0),
            // After a resize, Chromium may undo a correction: it continues a smooth scroll to the slide's old place.
            ScrollState::Corrected(corrections) => {
                (is_reliable && !row.aligned && corrections < MAX_CORRECTIONS, corrections)
            }
        };
        if self.needs_realignment || is_misplaced {
            let scroll_state = ScrollState::Corrected(corrections.saturating_add(1));
            let corrected = Self { scroll_state, needs_realignment: false, ..self };
            return Transition { scroll: Some(Motion::Instant), ..corrected.without_scroll() };
        }
        let rested = Self { scroll_state: ScrollState::Idle, ..self.forget_user_move() };
        let carousel = if is_aligned { rested.with_shown(row.nearest) } else { rested };
        let was_dragged = self.held_from.is_some_and(|before| before != carousel.shown);
        Transition { announce: self.move_requested || was_dragged, ..carousel.without_scroll() }
    }

    fn target_of(self, to: Move) -> usize {
        let last = self.count.saturating_sub(1);
        match to {
            Move::Previous => self.shown.checked_sub(1).unwrap_or(last),
            Move::Next if self.shown == last => 0,
            Move::Next => self.shown + 1,
            Move::First => 0,
            Move::Last => last,
        }
    }

    fn scroll_smoothly_to(self, slide: usize) -> Transition {
        self.scroll_to(slide, Motion::Smooth)
    }

    fn jump_to(self, slide: usize) -> Transition {
        self.scroll_to(slide, Motion::Instant)
    }

    /// Scrolls the row to the slide shown; a row that the user holds, only after its release.
    fn realign(self) -> Transition {
        match self.held_from {
            Some(_) => Self { needs_realignment: true, ..self }.without_scroll(),
            None => self.jump_to(self.shown),
        }
    }

    fn scroll_to(self, slide: usize, motion: Motion) -> Transition {
        let shown = Self { needs_realignment: false, ..self.with_shown(slide) };
        if !shown.can_move() {
            return Self { scroll_state: ScrollState::Idle, ..shown }.without_scroll();
        }
        let carousel = Self { scroll_state: ScrollState::Scrolling, ..shown };
        Transition { scroll: Some(motion), ..carousel.without_scroll() }
    }

    fn without_scroll(self) -> Transition {
        Transition { carousel: self, scroll: None, changed: false, announce: false }
    }

    /// Forgets the user's move, so that it is not announced.
    fn forget_user_move(self) -> Self {
        Self { move_requested: false, held_from: None, ..self }
    }

    fn stop_rotation(self) -> Self {
        Self { rotation: self.rotation.stop(), ..self }
    }

    /// Shows the slide at this index, or the last one.
    fn with_shown(self, index: usize) -> Self {
        Self { shown: index.min(self.count.saturating_sub(1)), ..self }
    }
}

/// A slide's one-based position: `2 / 3` for the index 1.
#[must_use]
pub fn format_position(index: usize, count: usize) -> String {
    format!("{} / {count}", index + 1)
}
