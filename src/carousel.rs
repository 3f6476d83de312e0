//! The carousel's state: which slide of how many is shown, and what each thing that happens to it
//! leads to. The component only wires it to the browser.

pub use rotation::{Rotation, Surroundings};

mod rotation;

/// Which slide is shown, and how.
///
/// The row's scroll position decides, so that a swipe, find-in-page and a fragment all agree; but
/// while the row is on its way to a slide that was asked for, that slide counts as shown, and a
/// second press goes on from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carousel {
    shown: usize,
    count: usize,
    way: Way,
    /// Whether the person asked for a move since the row last came to rest.
    asked: bool,
    /// The slide that was shown when the person took hold of the row, since it last came to rest. A finger
    /// that only passes on its way down the page takes hold of it, too.
    held: Option<usize>,
    all: bool,
    rotation: Rotation,
}

/// How far a scroll has come that the carousel asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    /// None is under way: the row's position decides.
    #[default]
    None,
    /// The row was asked to scroll.
    Scrolling,
    /// It came to rest somewhere else, and was put where it belongs.
    Corrected,
}

/// Something that shows another slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the slide before; from the first to the last.
    Previous,
    /// To the slide after; from the last to the first.
    Next,
    /// To the first slide.
    First,
    /// To the last slide.
    Last,
}

impl Move {
    /// The move that a key means while the row of slides has focus, by its `KeyboardEvent.key`.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowLeft" => Some(Self::Previous),
            "ArrowRight" => Some(Self::Next),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }
}

/// Something that happens to the carousel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Somebody pressed a button or a key.
    Move(Move),
    /// Somebody followed a link to this slide.
    Follow(usize),
    /// The row scrolled; this slide is the nearest.
    Scroll(usize),
    /// Somebody took hold of the row: a finger, a wheel, its scroll bar.
    Hold,
    /// The row came to rest with this slide at its start, or between two.
    Rest(Option<usize>),
    /// The row has another width, so engines snap to whichever slide is near.
    Resize,
    /// There are so many slides now, and the one that was shown stands here.
    Content {
        /// How many there are.
        count: usize,
        /// The index of the slide that was shown.
        shown: usize,
    },
    /// Somebody asked for all slides at once, or for one again.
    ToggleAll,
    /// Somebody pressed the rotation's button, when it ran or did not.
    ToggleRotation {
        /// Whether it ran before the press began: pointing at the button already stops it.
        ran: bool,
    },
    /// A focus, a pointer or a key somewhere in the carousel.
    Engage,
    /// A second has passed.
    Second(Surroundings),
}

/// What something that happened leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The state after it.
    pub carousel: Carousel,
    /// How the row is to be scrolled to the slide shown, if it is.
    pub scroll: Option<Motion>,
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
        match input {
            Input::Move(to) if self.moves() => {
                Self { asked: true, ..self.stopped() }.go(self.target(to))
            }
            Input::Follow(slide) => self.stopped().untouched().jump(slide),
            Input::Scroll(nearest) if self.way == Way::None && self.moves() => {
                self.showing(nearest).still()
            }
            Input::Hold => {
                let held = self.held.or(Some(self.shown));
                Self { way: Way::None, held, ..self.stopped() }.still()
            }
            Input::Rest(at) if self.moves() => self.rested(at),
            Input::Resize => self.jump(self.shown),
            Input::Content { count, shown } => {
                let after = Self { count, held: None, ..self }.showing(shown);
                if after.shown == self.shown { after.still() } else { after.jump(shown) }
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
            Input::Move(_) | Input::Scroll(_) | Input::Rest(_) | Input::Second(_) => self.still(),
        }
    }

    /// The row came to rest: where it belongs, where somebody took it, or on its way, since engines
    /// cut a smooth scroll short when another begins or the page is busy.
    fn rested(self, at: Option<usize>) -> Step {
        let arrived = at == Some(self.shown);
        if self.way == Way::Scrolling && !arrived {
            let corrected = Self { way: Way::Corrected, ..self };
            return Step { carousel: corrected, scroll: Some(Motion::Instant), announce: false };
        }
        let rested = Self { way: Way::None, ..self.untouched() };
        let carousel = at.map_or(rested, |at| rested.showing(at));
        let moved = self.held.is_some_and(|before| before != carousel.shown);
        Step { carousel, scroll: None, announce: self.asked || moved }
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

    fn scrolling(self, slide: usize, motion: Motion) -> Step {
        let shown = self.showing(slide);
        if !shown.moves() {
            return Self { way: Way::None, ..shown }.still();
        }
        let carousel = Self { way: Way::Scrolling, ..shown };
        Step { carousel, scroll: Some(motion), announce: false }
    }

    fn still(self) -> Step {
        Step { carousel: self, scroll: None, announce: false }
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
