//! The progress of a command, on stderr: `[2/4] trunk 0.21.14: found`.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// Numbers the steps of one command.
pub(crate) struct Progress {
    current: usize,
    total: usize,
}

/// A step that has begun.
pub(crate) struct RunningStep {
    label: String,
    start: Instant,
}

/// The progress of a long step: one changing line on a terminal, a new line every ten seconds elsewhere.
pub(crate) struct Heartbeat {
    start: Instant,
    last: Instant,
    is_terminal: bool,
}

impl Progress {
    /// The progress of a command with this number of steps.
    pub(crate) fn new(total: usize) -> Self {
        Self { current: 0, total }
    }

    /// Begins the next step.
    pub(crate) fn begin(&mut self, name: String) -> RunningStep {
        self.current += 1;
        let label = format!("[{}/{}] {name}", self.current, self.total);
        RunningStep { label, start: Instant::now() }
    }

    /// Continues after this number of steps, when some of them were skipped.
    pub(crate) fn skip_to(&mut self, steps: usize) {
        self.current = steps;
    }
}

impl RunningStep {
    /// Prints the step's label with a message.
    pub(crate) fn print(&self, message: &str) {
        eprintln!("{}: {message}", self.label);
    }

    /// Prints the step's result, with its duration.
    pub(crate) fn end(&self, result: &str) {
        self.print(&format!("{result} in {}", format_duration(self.start.elapsed())));
    }
}

impl Heartbeat {
    /// Starts now; the first line comes after a second on a terminal, after ten elsewhere.
    pub(crate) fn new() -> Self {
        let now = Instant::now();
        Self { start: now, last: now, is_terminal: stderr().is_terminal() }
    }

    /// Prints the elapsed time with a status, unless the last line is too recent.
    pub(crate) fn beat(&mut self, status: impl FnOnce() -> String) {
        let pause = if self.is_terminal { 1 } else { 10 };
        if self.last.elapsed() < Duration::from_secs(pause) {
            return;
        }
        self.last = Instant::now();
        let line = format!("      {}: {}", format_duration(self.start.elapsed()), status());
        if self.is_terminal {
            let fitting: String = line.chars().take(79).collect();
            eprint!("\r\x1b[2K{fitting}");
        } else {
            eprintln!("{line}");
        }
    }
}

impl Drop for Heartbeat {
    fn drop(&mut self) {
        if self.is_terminal {
            eprint!("\r\x1b[2K");
        }
    }
}

/// Formats a duration: `0.8 s`, `12 s`, `3 min 12 s`.
fn format_duration(duration: Duration) -> String {
    match duration.as_secs() {
        0..10 => format!("{:.1} s", duration.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::format_duration;

    #[test]
    fn durations_are_readable() {
        for (milliseconds, expected) in [(840, "0.8 s"), (12_300, "12 s"), (192_000, "3 min 12 s")]
        {
            assert_eq!(format_duration(Duration::from_millis(milliseconds)), expected);
        }
    }
}
