//! The carousel's inputs.

use super::Surroundings;

/// An event in the carousel's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The user pressed a button or a key.
    Move(Move),
    /// The user followed a link to this slide.
    Follow(usize),
    /// The row was laid out, at first or again.
    Layout(RowLayout),
    /// The row scrolled.
    Scroll(RowLayout),
    /// The user took hold of the row with a finger, a wheel or its scroll bar.
    Hold,
    /// The row came to rest, and nobody holds it.
    Rest(RowLayout),
    /// The row was removed from the document and inserted again, which resets its scroll position.
    Reinsert,
    /// The slides changed.
    Content {
        /// The number of slides.
        count: usize,
        /// The new index of the slide that was shown; `None` if it is gone.
        shown: Option<usize>,
        /// Whether the slides were rendered again: WebKit then scrolls the row back to its start.
        rewritten: bool,
    },
    /// The user, or the option `layout`, switched between all slides and one.
    ToggleAll,
    /// The user pressed the rotation's button.
    ToggleRotation {
        /// Whether the rotation ran before the press began: `pointerdown` on the button already stops it.
        was_running: bool,
    },
    /// A focus, a pointer or a key somewhere in the carousel.
    Interact,
    /// A second has passed.
    Tick(Surroundings),
}

/// A move to another slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the previous slide; from the first to the last.
    Previous,
    /// To the next slide; from the last to the first.
    Next,
    /// To the first slide.
    First,
    /// To the last slide.
    Last,
}

impl Move {
    /// The move for a key (`KeyboardEvent.key`) while the row of slides has the focus.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "ArrowLeft" => Some(Self::Previous),
            "ArrowRight" => Some(Self::Next),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }
}

/// A measurement of the row of slides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowLayout {
    /// The number of slides in the row.
    pub count: usize,
    /// Its width in CSS pixels; 0 if it does not scroll, since it is not displayed or not laid out as a row.
    pub width: u32,
    /// The index of the slide nearest to the row's start.
    pub nearest: usize,
    /// Whether that slide is at the start, but for the rounding of scroll positions.
    pub aligned: bool,
}
