//! Automatic rotation of the carousel.
//!
//! By WCAG 2.2.2 (Pause, Stop, Hide) and the APG's carousel pattern it can be stopped, pauses under a pointer, and
//! stops when the user interacts with the carousel, until its button starts it again.

use content::Testimonials;

/// The rotation of a carousel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotation {
    /// The seconds between two moves; `None` for no rotation.
    interval: Option<u32>,
    stopped: bool,
    /// The seconds since the last move, without pauses.
    elapsed: u32,
}

/// The conditions on the page that pause or stop the rotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether a pointer is over the carousel.
    pub hovered: bool,
    /// Whether the carousel is in the viewport of a visible page.
    pub visible: bool,
    /// Whether the user prefers reduced motion.
    pub reduced_motion: bool,
}

impl Rotation {
    /// Sets the interval in seconds, at least `ROTATION_SECONDS.start()`, or none; a stopped rotation stays stopped.
    #[must_use]
    pub fn with_interval(self, seconds: Option<u32>) -> Self {
        Self {
            interval: seconds.map(|seconds| seconds.max(*Testimonials::ROTATION_SECONDS.start())),
            ..self
        }
    }

    /// Whether the content has a rotation, running or not.
    #[must_use]
    pub fn is_available(self) -> bool {
        self.interval.is_some()
    }

    /// Whether it is running.
    #[must_use]
    pub fn is_running(self) -> bool {
        self.is_available() && !self.stopped
    }

    /// Stops until [`Self::toggle`] starts it again.
    #[must_use]
    pub fn stop(self) -> Self {
        Self { stopped: true, ..self }
    }

    /// Starts or stops, given whether it ran before the button was pressed.
    #[must_use]
    pub fn toggle(self, was_running: bool) -> Self {
        Self { stopped: was_running, elapsed: 0, ..self }
    }

    /// Counts a second; also returns whether a move is due.
    #[must_use]
    pub fn tick(self, surroundings: Surroundings) -> (Self, bool) {
        if !self.is_running() || surroundings.hovered || !surroundings.visible {
            return (self, false);
        }
        if surroundings.reduced_motion {
            return (self.stop(), false);
        }
        let elapsed = self.elapsed + 1;
        let due = self.interval.is_some_and(|interval| elapsed >= interval);
        (Self { elapsed: if due { 0 } else { elapsed }, ..self }, due)
    }
}
