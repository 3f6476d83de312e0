//! Steps that are run one after the other and counted: what `check` and `test` are made of.

mod live;

use std::fmt;
use std::process::{Command, ExitCode};

use crate::process;
use crate::progress::Progress;
use crate::tools::{self, Tool};
use live::{libtest_result, run_live};

/// One command with a name that says what it holds.
pub(crate) struct Step {
    name: &'static str,
    command: Command,
    counts: Counts,
    remedy: Option<&'static str>,
}

/// What a step adds to the tally.
#[derive(Clone, Copy, PartialEq)]
enum Counts {
    /// One pass or one failure.
    Itself,
    /// What libtest counted in each test file.
    Libtest,
}

/// What passed, what failed, and the names of the steps with faults.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
    faults: Vec<String>,
}

impl Step {
    /// A step that passes or fails as a whole.
    pub(crate) fn new(name: &'static str, command: Command) -> Self {
        Self { name, command, counts: Counts::Itself, remedy: None }
    }

    /// A step whose tests are counted one by one.
    pub(crate) fn libtest(name: &'static str, command: Command) -> Self {
        Self { counts: Counts::Libtest, ..Self::new(name, command) }
    }

    /// A step that is one call of cargo.
    pub(crate) fn cargo(name: &'static str, arguments: &[&str]) -> Self {
        let mut command = process::command("cargo");
        command.args(arguments);
        Self::new(name, command)
    }

    /// The command that mends what this step finds.
    pub(crate) fn remedy(self, command: &'static str) -> Self {
        Self { remedy: Some(command), ..self }
    }
}

impl Tally {
    /// Runs a step and says whether it passed.
    pub(crate) fn run(&mut self, step: Step, progress: &mut Progress) -> bool {
        let shown = progress.begin(step.name.to_owned());
        shown.say("running…");
        let before = (self.passed, self.failed);
        let succeeded = run_live(step.command, |line| {
            if step.counts == Counts::Libtest
                && let Some((passed, failed)) = libtest_result(line)
            {
                self.passed += passed;
                self.failed += failed;
            }
        });
        let succeeded = succeeded.unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            false
        });
        if step.counts == Counts::Itself && succeeded {
            self.passed += 1;
        }
        // A test file that crashed or was not compiled prints no result of its own.
        if !succeeded && self.failed == before.1 {
            self.failed += 1;
        }
        if succeeded {
            shown.end("ok");
            return true;
        }
        shown.end("FAILED");
        let remedy = step.remedy.map(|command| format!(" (mend it with: {command})"));
        self.faults.push(format!("{}{}", step.name, remedy.unwrap_or_default()));
        false
    }

    /// Counts a step as failed that cannot be run.
    pub(crate) fn cannot_run(&mut self, step: Step, reason: &str, progress: &mut Progress) {
        progress.begin(step.name.to_owned()).say(&format!("cannot run: {reason}"));
        self.failed += 1;
        self.faults.push(format!("{} (not run: {reason})", step.name));
    }

    /// Makes sure of the tools; a missing one that cannot be had counts as one failure.
    pub(crate) fn tools(&mut self, tools: &[&Tool], progress: &mut Progress) -> bool {
        let Err(error) = tools::ensure(tools, progress) else {
            return true;
        };
        eprintln!("\nerror: {error:#}\n");
        self.failed += 1;
        self.faults.push("tools".to_owned());
        progress.skip_to(tools.len());
        false
    }

    /// Whether any step failed.
    pub(crate) fn has_faults(&self) -> bool {
        self.failed > 0 || !self.faults.is_empty()
    }

    /// Lists the steps with faults, whose output may stand far above.
    pub(crate) fn name_faults(&self) {
        for (index, fault) in self.faults.iter().enumerate() {
            let lead = if index == 0 { "\nFailed:" } else { "       " };
            eprintln!("{lead} {fault}");
        }
    }

    /// 1 when anything failed.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(self.has_faults()))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, Tally};
    use crate::process;
    use crate::progress::Progress;

    fn shell(script: &str) -> process::Command {
        let mut command = process::command("sh");
        command.args(["-c", script]);
        command
    }

    fn tally(steps: Vec<Step>) -> Tally {
        let mut tally = Tally::default();
        let mut progress = Progress::new(steps.len());
        for step in steps {
            tally.run(step, &mut progress);
        }
        tally
    }

    #[test]
    fn results_of_several_test_files_and_plain_steps_add_up() {
        let two_files = "echo 'test result: ok. 3 passed; 0 failed'; echo 'test result: ok. 4 passed; 0 failed'";
        let tally =
            tally(vec![Step::libtest("tests", shell(two_files)), Step::new("lint", shell("true"))]);
        assert_eq!(tally.to_string(), "8 passed, 0 failed");
        assert!(!tally.has_faults());
    }

    #[test]
    fn every_fault_is_counted_and_named_and_nothing_stops_at_the_first() {
        let tally = tally(vec![
            Step::new("lint", shell("false")).remedy("polish"),
            Step::libtest("crash", shell("echo 'test result: ok. 3 passed; 0 failed'; exit 101")),
            Step::libtest(
                "tests",
                shell("echo 'test result: FAILED. 1 passed; 2 failed'; exit 101"),
            ),
            Step::new("absent", process::command("no-such-program-anywhere")),
        ]);
        assert_eq!(tally.to_string(), "4 passed, 5 failed");
        assert_eq!(tally.faults, ["lint (mend it with: polish)", "crash", "tests", "absent"]);
    }

    #[test]
    fn a_process_left_behind_does_not_hold_the_tests_up() {
        let start = std::time::Instant::now();
        let leaves_one = "sleep 30 & echo 'test result: ok. 1 passed; 0 failed'";
        assert_eq!(
            tally(vec![Step::libtest("tests", shell(leaves_one))]).to_string(),
            "1 passed, 0 failed"
        );
        assert!(start.elapsed().as_secs() < 20, "it waited for the sleeping process");
    }
}
