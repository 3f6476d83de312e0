//! The live output of a step, and libtest's results in it.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Runs a command, prints each line of its stdout at once, and returns whether it succeeded.
///
/// A browser that outlives a crashed test may keep the pipe open forever: two seconds after the end of the command itself
/// the reading ends, too.
pub(super) fn run_live(mut command: Command, mut on_line: impl FnMut(&str)) -> Result<bool> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run {program}"))?;
    let stdout = child.stdout.take().context("the command has no stdout")?;
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let mut ended: Option<Instant> = None;
    while ended.is_none_or(|since| since.elapsed() < Duration::from_secs(2)) {
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(line) => {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                on_line(&line);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                if ended.is_none() && child.try_wait()?.is_some() {
                    ended = Some(Instant::now());
                }
            }
        }
    }
    Ok(child.wait()?.success())
}

/// The numbers of passes and failures in a line like `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
pub(super) fn parse_libtest_result(line: &str) -> Option<(usize, usize)> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |name: &str| {
        counts.split("; ").find_map(|part| part.strip_suffix(name)?.trim().parse().ok())
    };
    Some((count("passed")?, count("failed")?))
}

#[cfg(test)]
mod tests {
    use super::parse_libtest_result;

    #[test]
    fn only_libtest_s_own_lines_are_parsed() {
        for (line, expected) in [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.00s",
                Some((12, 0)),
            ),
            (
                "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
                Some((1, 2)),
            ),
            ("running 12 tests", None),
            ("a quote: test result: ok. 12 passed; 0 failed", None),
        ] {
            assert_eq!(parse_libtest_result(line), expected, "{line}");
        }
    }
}
