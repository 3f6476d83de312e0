//! Whether and when the carousel moves by itself.
//!
//! WCAG 2.2.2 (Pause, Stop, Hide) and the APG's carousel pattern: it can be stopped, it waits while
//! somebody points at it, and it stops for good as soon as somebody has to do with it.

/// The shortest time between two moves, in seconds: people say that quotes rotate too fast.
const SHORTEST: u32 = 12;

/// The rotation of a carousel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotation {
    /// The seconds between two moves; without them there is no rotation.
    every: Option<u32>,
    stopped: bool,
    passed: u32,
}

/// What the rotation must know of the page, whenever a second has passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether a pointer rests on the carousel.
    pub hovered: bool,
    /// Whether the carousel can be seen: on a page that shows, within the window.
    pub visible: bool,
    /// Whether the visitor asked for reduced motion.
    pub reduced_motion: bool,
}

impl Rotation {
    /// Every so many seconds, but not faster than twelve; `None` for no rotation. One that was
    /// stopped stays stopped.
    #[must_use]
    pub fn every(self, seconds: Option<u32>) -> Self {
        Self { every: seconds.map(|seconds| seconds.max(SHORTEST)), ..self }
    }

    /// Whether there is one, running or not.
    #[must_use]
    pub fn offered(self) -> bool {
        self.every.is_some()
    }

    /// Whether it runs.
    #[must_use]
    pub fn runs(self) -> bool {
        self.offered() && !self.stopped
    }

    /// Until it is asked for again.
    #[must_use]
    pub fn stopped(self) -> Self {
        Self { stopped: true, ..self }
    }

    /// After its button was pressed, when it ran or did not.
    #[must_use]
    pub fn toggled(self, ran: bool) -> Self {
        Self { stopped: ran, passed: 0, ..self }
    }

    /// After another second; says whether a move is due.
    #[must_use]
    pub fn second(self, around: Surroundings) -> (Self, bool) {
        if !self.runs() || around.hovered || !around.visible {
            return (self, false);
        }
        if around.reduced_motion {
            return (self.stopped(), false);
        }
        let passed = self.passed + 1;
        let due = self.every.is_some_and(|every| passed >= every);
        (Self { passed: if due { 0 } else { passed }, ..self }, due)
    }
}
