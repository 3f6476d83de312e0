//! What a command says while it works, on stderr: `[2/4] trunk 0.21.14: found`.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// Numbers the steps of one command.
pub(crate) struct Progress {
    current: usize,
    total: usize,
}

/// One step that has begun.
pub(crate) struct Shown {
    label: String,
    start: Instant,
}

/// Shows that a long step lives: one line that changes on a terminal, a new line now and then
/// elsewhere.
pub(crate) struct Heartbeat {
    start: Instant,
    last: Instant,
    terminal: bool,
}

impl Progress {
    /// A command of so many steps.
    pub(crate) fn new(total: usize) -> Self {
        Self { current: 0, total }
    }

    /// Begins the next step.
    pub(crate) fn begin(&mut self, name: String) -> Shown {
        self.current += 1;
        Shown { label: format!("[{}/{}] {name}", self.current, self.total), start: Instant::now() }
    }

    /// Goes on after so many steps, when some of them were given up.
    pub(crate) fn skip_to(&mut self, steps: usize) {
        self.current = steps;
    }
}

impl Shown {
    /// Says what the step does or found.
    pub(crate) fn say(&self, what: &str) {
        eprintln!("{}: {what}", self.label);
    }

    /// Says how the step ended, and after how long.
    pub(crate) fn end(&self, how: &str) {
        self.say(&format!("{how} in {}", readable(self.start.elapsed())));
    }
}

impl Heartbeat {
    /// Starts now; the first beat on anything but a terminal comes some seconds later.
    pub(crate) fn new() -> Self {
        let now = Instant::now();
        Self { start: now, last: now, terminal: stderr().is_terminal() }
    }

    /// Shows the time and what goes on, if it is time again.
    pub(crate) fn beat(&mut self, doing: impl FnOnce() -> String) {
        let pause = if self.terminal { 1 } else { 10 };
        if self.last.elapsed() < Duration::from_secs(pause) {
            return;
        }
        self.last = Instant::now();
        let line = format!("      {}: {}", readable(self.start.elapsed()), doing());
        if self.terminal {
            let fitting: String = line.chars().take(79).collect();
            eprint!("\r\x1b[2K{fitting}");
        } else {
            eprintln!("{line}");
        }
    }
}

impl Drop for Heartbeat {
    fn drop(&mut self) {
        if self.terminal {
            eprint!("\r\x1b[2K");
        }
    }
}

/// A time as one says it: `0.8 s`, `12 s`, `3 min 12 s`.
fn readable(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::readable;

    #[test]
    fn times_are_readable() {
        for (milliseconds, expected) in [(840, "0.8 s"), (12_300, "12 s"), (192_000, "3 min 12 s")]
        {
            assert_eq!(readable(Duration::from_millis(milliseconds)), expected);
        }
    }
}
