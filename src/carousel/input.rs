//! What happens to a carousel.

use super::Surroundings;

/// Something that happens to the carousel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Somebody pressed a button or a key.
    Move(Move),
    /// Somebody followed a link to this slide.
    Follow(usize),
    /// The row was laid out, at first or anew.
    Layout(Row),
    /// The row scrolled.
    Scroll(Row),
    /// Somebody took hold of the row: a finger, a wheel, its scroll bar.
    Hold,
    /// The row came to rest, and nobody holds it.
    Rest(Row),
    /// The row was taken out of the document and put in again, so it begins anew.
    Reinsert,
    /// There are so many slides now.
    Content {
        /// How many there are.
        count: usize,
        /// The new index of the slide that was shown; none if it is no longer among them.
        shown: Option<usize>,
        /// Whether the slides were written anew: WebKit then scrolls the row back to its start.
        rewritten: bool,
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

/// A row of slides as it is laid out at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// How many slides are in it.
    pub count: usize,
    /// Its width; 0 if it does not scroll, since it is not displayed or not as a row.
    pub width: u32,
    /// The slide that is nearest to its start.
    pub nearest: usize,
    /// Whether that slide is at its start, not between.
    pub aligned: bool,
}
