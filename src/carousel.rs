//! The carousel's state: which slide of how many is shown, and what each thing that happens to it
//! leads to. The component only wires it to the browser.

pub use input::{Input, Move, Row};
pub use rotation::{Rotation, Surroundings};

mod input;
mod rotation;

/// Which slide is shown, and how.
///
/// The row's scroll position decides, from the first look at it on, so that a swipe before there was
/// anything to hear it, find-in-page and a fragment all agree; but while the row is on its way to a
/// slide that was asked for, that slide counts as shown, and a second press goes on from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carousel {
    shown: usize,
    count: usize,
    /// The row's width when it was last looked at; none before it was ever seen.
    width: Option<u32>,
    /// Whether the row is to be put where it belongs once nobody holds it any more.
    displaced: bool,
    way: Way,
    /// Whether the person asked for a move since the row last came to rest.
    asked: bool,
    /// The slide that was shown when the person took hold of the row, since it last came to rest. A finger
    /// that only passes on its way down the page takes hold of it, too.
    held: Option<usize>,
    all: bool,
    rotation: Rotation,
}

/// So often a row is put where it belongs before it may be where it is: there may be rows in which no slide can be at
/// the start.
const CORRECTIONS: u8 = 3;

/// How far a scroll has come that the carousel asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    /// None is under way: the row's position decides.
    #[default]
    None,
    /// The row was asked to scroll.
    Scrolling,
    /// It came to rest somewhere else so many times, and was put where it belongs.
    Corrected(u8),
}

/// What something that happened leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The state after it.
    pub carousel: Carousel,
    /// How the row is to be scrolled to the slide shown, if it is.
    pub scroll: Option<Motion>,
    /// Whether another slide is shown than before, which those who listen are to be told.
    pub changed: bool,
    /// Whether the slide shown is to be told to those who hear the page.
    pub announce: bool,
}

/// How the row moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Smoothly, unless the visitor asked for reduced motion.
    Smooth,
    /// At once.
    Instant,
}

impl Carousel {
    /// The first of `count` slides.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { count, ..Self::default() }
    }

    /// With a rotation every so many seconds, if the content asks for one.
    #[must_use]
    pub fn rotating(self, seconds: Option<u32>) -> Self {
        Self { rotation: self.rotation.every(seconds), ..self }
    }

    /// The index of the slide shown, from 0. Without slides, 0.
    #[must_use]
    pub fn shown(self) -> usize {
        self.shown
    }

    /// How many slides there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.count
    }

    /// Whether all slides are shown at once.
    #[must_use]
    pub fn shows_all(self) -> bool {
        self.all
    }

    /// Whether there is anything to move to.
    #[must_use]
    pub fn moves(self) -> bool {
        self.count > 1 && !self.all
    }

    /// Whether this slide is out of sight.
    #[must_use]
    pub fn hides(self, index: usize) -> bool {
        self.moves() && index != self.shown
    }

    /// Its rotation.
    #[must_use]
    pub fn rotation(self) -> Rotation {
        self.rotation
    }

    /// "2 / 3", as a person counts.
    #[must_use]
    pub fn position(self) -> String {
        position(self.shown, self.count)
    }

    /// What follows from something that happens.
    #[must_use]
    pub fn after(self, input: Input) -> Step {
        let step = self.answer(input);
        let other = step.carousel.shown != self.shown;
        let changed = match input {
            // Nothing has changed yet for who sees the row for the first time.
            Input::Layout(_) => other && self.width.is_some(),
            Input::Content { count, shown, .. } => shown.is_none() && count > 0,
            _ => other,
        };
        Step { changed, ..step }
    }

    fn answer(self, input: Input) -> Step {
        match input {
            Input::Move(to) if self.moves() => {
                Self { asked: true, ..self.stopped() }.go(self.target(to))
            }
            Input::Follow(slide) => self.stopped().untouched().jump(slide),
            Input::Layout(row) => self.laid_out(row),
            Input::Scroll(row) => self.read(row).still(),
            Input::Hold => {
                let held = self.held.or(Some(self.shown));
                Self { way: Way::None, held, ..self.stopped() }.still()
            }
            Input::Rest(row) if self.moves() => self.rested(row),
            Input::Reinsert => self.untouched().jump(self.shown),
            Input::Content { count, shown, rewritten } => {
                let after = Self { count, ..self }.showing(shown.unwrap_or(self.shown));
                let placed = after.shown == self.shown && !rewritten;
                if placed { after.still() } else { after.replace() }
            }
            Input::ToggleAll => {
                Self { all: !self.all, ..self.stopped().untouched() }.jump(self.shown)
            }
            Input::ToggleRotation { ran } => {
                Self { rotation: self.rotation.toggled(ran), ..self }.still()
            }
            Input::Engage => self.stopped().still(),
            Input::Second(around) if self.moves() => {
                let (rotation, due) = self.rotation.second(around);
                let after = Self { rotation, ..self };
                if due { after.untouched().go(after.target(Move::Next)) } else { after.still() }
            }
            Input::Move(_) | Input::Rest(_) | Input::Second(_) => self.still(),
        }
    }

    /// Whether the place of a row says anything: one that is not displayed is nowhere, and one that has another
    /// width was moved by an engine, and by nobody else, until it is put where it belongs.
    fn trusts(self, row: Row) -> bool {
        row.width > 0 && self.width == Some(row.width)
    }

    /// Shows the slide that the row is at, unless it is on its way.
    fn read(self, row: Row) -> Self {
        let free = self.way == Way::None && !self.displaced;
        if free && self.moves() && self.trusts(row) { self.showing(row.nearest) } else { self }
    }

    /// The first look finds what is shown. Later only another width moves the row: a row that is not
    /// displayed tells nothing, and when it is displayed again it may have lost its place.
    fn laid_out(self, row: Row) -> Step {
        let seen = Self { width: Some(row.width), ..self };
        match self.width {
            None if row.width == 0 => self.still(),
            None => seen.showing(row.nearest).still(),
            Some(width) if width == row.width => self.read(row).still(),
            Some(_) if row.width == 0 => seen.still(),
            Some(_) => seen.replace(),
        }
    }

    /// The row came to rest: where it belongs, where somebody took it, or on its way, since engines
    /// cut a smooth scroll short when another begins or the page is busy. Where it is between two slides no
    /// engine has snapped it, as none does that is late for its own scroll.
    fn rested(self, row: Row) -> Step {
        let trusted = self.trusts(row);
        let aligned = trusted && row.aligned;
        let (astray, times) = match self.way {
            Way::None => (trusted && !row.aligned, 0),
            Way::Scrolling => (!aligned || row.nearest != self.shown, 0),
            // Chromium may go on with the smooth scroll that was under way, to where the slide was before another width.
            Way::Corrected(times) => (trusted && !row.aligned && times < CORRECTIONS, times),
        };
        if self.displaced || astray {
            let corrected =
                Self { way: Way::Corrected(times.saturating_add(1)), displaced: false, ..self };
            return Step { scroll: Some(Motion::Instant), ..corrected.still() };
        }
        let rested = Self { way: Way::None, ..self.untouched() };
        let carousel = if aligned { rested.showing(row.nearest) } else { rested };
        let moved = self.held.is_some_and(|before| before != carousel.shown);
        Step { announce: self.asked || moved, ..carousel.still() }
    }

    fn target(self, to: Move) -> usize {
        let last = self.count.saturating_sub(1);
        match to {
            Move::Previous => self.shown.checked_sub(1).unwrap_or(last),
            Move::Next if self.shown == last => 0,
            Move::Next => self.shown + 1,
            Move::First => 0,
            Move::Last => last,
        }
    }

    fn go(self, slide: usize) -> Step {
        self.scrolling(slide, Motion::Smooth)
    }

    fn jump(self, slide: usize) -> Step {
        self.scrolling(slide, Motion::Instant)
    }

    /// Puts the row where it belongs; as long as somebody holds it, it is theirs.
    fn replace(self) -> Step {
        match self.held {
            Some(_) => Self { displaced: true, ..self }.still(),
            None => self.jump(self.shown),
        }
    }

    fn scrolling(self, slide: usize, motion: Motion) -> Step {
        let shown = Self { displaced: false, ..self.showing(slide) };
        if !shown.moves() {
            return Self { way: Way::None, ..shown }.still();
        }
        let carousel = Self { way: Way::Scrolling, ..shown };
        Step { scroll: Some(motion), ..carousel.still() }
    }

    fn still(self) -> Step {
        Step { carousel: self, scroll: None, changed: false, announce: false }
    }

    /// As if the person had not moved it.
    fn untouched(self) -> Self {
        Self { asked: false, held: None, ..self }
    }

    fn stopped(self) -> Self {
        Self { rotation: self.rotation.stopped(), ..self }
    }

    /// With the slide at this index shown, or the last one.
    fn showing(self, index: usize) -> Self {
        Self { shown: index.min(self.count.saturating_sub(1)), ..self }
    }
}

/// A slide's place among so many, as a person counts: "2 / 3".
#[must_use]
pub fn position(index: usize, count: usize) -> String {
    format!("{} / {count}", index + 1)
}
