//! The steps of `check` and `test`, which run one after the other and are counted.

mod live;

use std::fmt;
use std::process::{Command, ExitCode};

use crate::process;
use crate::progress::Progress;
use crate::tools::{self, Tool};
use live::{parse_libtest_result, run_live};

/// A command with a name.
pub(crate) struct Step {
    name: &'static str,
    command: Command,
    counting: Counting,
    remedy: Option<&'static str>,
}

/// How a step is counted.
#[derive(Clone, Copy, PartialEq)]
enum Counting {
    /// As one pass or one failure.
    WholeStep,
    /// By libtest's results of each test file.
    Libtest,
}

/// The numbers of passes and failures, and the names of the failed steps.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
    failed_steps: Vec<String>,
}

impl Step {
    /// A step that passes or fails as a whole.
    pub(crate) fn new(name: &'static str, command: Command) -> Self {
        Self { name, command, counting: Counting::WholeStep, remedy: None }
    }

    /// A step whose tests are counted one by one.
    pub(crate) fn libtest(name: &'static str, command: Command) -> Self {
        Self { counting: Counting::Libtest, ..Self::new(name, command) }
    }

    /// A step that is one call of cargo; spaces separate its arguments.
    pub(crate) fn cargo(name: &'static str, arguments: &str) -> Self {
        let mut command = process::command("cargo");
        command.args(arguments.split_whitespace());
        Self::new(name, command)
    }

    /// Adds the command that fixes what this step reports.
    pub(crate) fn remedy(self, command: &'static str) -> Self {
        Self { remedy: Some(command), ..self }
    }
}

impl Tally {
    /// Runs a step and returns whether it passed.
    pub(crate) fn run(&mut self, step: Step, progress: &mut Progress) -> bool {
        let running = progress.begin(step.name.to_owned());
        running.print("running…");
        let failed_before = self.failed;
        let succeeded = run_live(step.command, |line| {
            if step.counting == Counting::Libtest
                && let Some((passed, failed)) = parse_libtest_result(line)
            {
                self.passed += passed;
                self.failed += failed;
            }
        });
        let succeeded = succeeded.unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            false
        });
        if step.counting == Counting::WholeStep && succeeded {
            self.passed += 1;
        }
        // A test file that crashed or was not compiled prints no result.
        if !succeeded && self.failed == failed_before {
            self.failed += 1;
        }
        if succeeded {
            running.end("ok");
            return true;
        }
        running.end("FAILED");
        let remedy = step.remedy.map(|command| format!(" (fix it with: {command})"));
        self.failed_steps.push(format!("{}{}", step.name, remedy.unwrap_or_default()));
        false
    }

    /// Counts a step that cannot be run as failed.
    pub(crate) fn skip(&mut self, step: &Step, reason: &str, progress: &mut Progress) {
        progress.begin(step.name.to_owned()).print(&format!("cannot run: {reason}"));
        self.failed += 1;
        self.failed_steps.push(format!("{} (not run: {reason})", step.name));
    }

    /// Installs the missing tools; counts one failure if one cannot be installed.
    pub(crate) fn ensure_tools(&mut self, tools: &[&Tool], progress: &mut Progress) -> bool {
        let Err(error) = tools::ensure(tools, progress) else {
            return true;
        };
        eprintln!("\nerror: {error:#}\n");
        self.failed += 1;
        self.failed_steps.push("tools".to_owned());
        progress.skip_to(tools.len());
        false
    }

    /// Whether any step failed.
    pub(crate) fn has_failures(&self) -> bool {
        self.failed > 0
    }

    /// Lists the failed steps, whose output may be far above.
    pub(crate) fn print_failures(&self) {
        for (index, step) in self.failed_steps.iter().enumerate() {
            let lead = if index == 0 { "\nFailed:" } else { "       " };
            eprintln!("{lead} {step}");
        }
    }

    /// 1 if any step failed.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(self.has_failures()))
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
        assert!(!tally.has_failures());
    }

    #[test]
    fn every_failure_is_counted_and_named_and_later_steps_still_run() {
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
        assert_eq!(tally.failed_steps, ["lint (fix it with: polish)", "crash", "tests", "absent"]);
    }

    #[test]
    fn a_process_that_outlives_its_step_does_not_block_the_tests() {
        let start = std::time::Instant::now();
        let leaves_process = "sleep 30 & echo 'test result: ok. 1 passed; 0 failed'";
        assert_eq!(
            tally(vec![Step::libtest("tests", shell(leaves_process))]).to_string(),
            "1 passed, 0 failed"
        );
        assert!(start.elapsed().as_secs() < 20, "it waited for the sleeping process");
    }
}
