//! The carousel's state: which slide of how many is shown, and where a move leads.

/// Which slide is shown.
///
/// The row's scroll position decides, so that a swipe, find-in-page and a fragment all agree; but
/// while the row is on its way to a slide that a button asked for, that slide counts as shown, and
/// a second press goes on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carousel {
    shown: usize,
    count: usize,
    under_way: bool,
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

impl Carousel {
    /// The first of `count` slides.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { shown: 0, count, under_way: false }
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

    /// Whether there is anything to move to.
    #[must_use]
    pub fn moves(self) -> bool {
        self.count > 1
    }

    /// "2 / 3", as a person counts.
    #[must_use]
    pub fn position(self) -> String {
        format!("{} / {}", self.shown + 1, self.count)
    }

    /// With the slide at this index shown, or the last one.
    #[must_use]
    pub fn showing(self, index: usize) -> Self {
        Self { shown: index.min(self.count.saturating_sub(1)), ..self }
    }

    /// With so many slides; the slide shown stays where it is as long as there is one.
    #[must_use]
    pub fn counting(self, count: usize) -> Self {
        Self { count, ..self }.showing(self.shown)
    }

    /// After a move: on the way to its slide. Previous and next wrap.
    #[must_use]
    pub fn after(self, to: Move) -> Self {
        let last = self.count.saturating_sub(1);
        let target = self.showing(match to {
            Move::Previous => self.shown.checked_sub(1).unwrap_or(last),
            Move::Next if self.shown == last => 0,
            Move::Next => self.shown + 1,
            Move::First => 0,
            Move::Last => last,
        });
        Self { under_way: true, ..target }
    }

    /// After the row scrolled so that this slide is the nearest.
    #[must_use]
    pub fn scrolled(self, nearest: usize) -> Self {
        let arrived = nearest == self.shown;
        if self.under_way { Self { under_way: !arrived, ..self } } else { self.showing(nearest) }
    }

    /// After the row came to rest, or somebody took hold of it: from now on its position decides.
    #[must_use]
    pub fn released(self) -> Self {
        Self { under_way: false, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn previous_and_next_wrap() {
        let first = Carousel::new(3);
        let shown: Vec<_> =
            [Move::Next, Move::Next, Move::Next, Move::Previous, Move::First, Move::Last]
                .into_iter()
                .scan(first, |state, to| {
                    *state = state.after(to);
                    Some(state.shown())
                })
                .collect();
        assert_eq!(shown, [1, 2, 0, 2, 0, 2]);
        assert_eq!(first.after(Move::Last).position(), "3 / 3");
    }

    #[test]
    fn one_slide_or_none_stays_where_it_is() {
        for count in [0, 1] {
            for to in [Move::Previous, Move::Next, Move::First, Move::Last] {
                assert_eq!(Carousel::new(count).after(to).shown(), 0);
            }
            assert!(!Carousel::new(count).moves());
        }
    }

    #[test]
    fn on_the_way_to_a_slide_that_slide_counts_as_shown() {
        let asked = Carousel::new(4).after(Move::Next).after(Move::Next);
        assert_eq!(asked.shown(), 2);
        assert_eq!(asked.scrolled(0).scrolled(1).shown(), 2, "passing by");
        assert_eq!(asked.scrolled(2).scrolled(1).shown(), 1, "a swipe after it arrived");
        assert_eq!(asked.released().scrolled(0).shown(), 0, "taken hold of");
    }

    #[test]
    fn fewer_slides_leave_a_slide_that_exists() {
        let last = Carousel::new(5).showing(9);
        assert_eq!(last.shown(), 4);
        assert_eq!(last.counting(2).shown(), 1);
    }
}
