//! `cargo xtask test`: all tests. The last line on stdout is `N passed, N failed`.

use std::process::ExitCode;

use anyhow::Result;
use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::check;
use crate::dist::TRUNK;
use crate::process;
use crate::progress::Progress;
use crate::steps::{Step, Tally};
use crate::tools;

/// The folder in which the hosting tests expect one site for each location.
const HOSTED: &str = "target/hosted";

/// The flags of `cargo xtask test`.
pub(crate) struct Options {
    /// Whether the slow tests, marked `#[ignore]`, run too.
    pub(crate) all: bool,
    /// Parts of test names; if there are any, only tests whose name contains one of them run.
    pub(crate) filters: Vec<String>,
}

/// Continues after a failure; steps that depend on the failed step are skipped, and counted as failed.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let mut tally = Tally::default();
    let checks = if options.filters.is_empty() { check::quick_checks() } else { Vec::new() };
    let natives = [
        Step::libtest("tests of the site, native", options.cargo_test(check::SITE_PACKAGES)),
        Step::libtest("tests of the commands", options.cargo_test("-p xtask")),
    ];
    let steps = checks.len() + natives.len() + 3 + usize::from(options.all);
    let slow = if options.all { tools::TEST_ALL } else { &[] };
    let needed = [tools::TEST, slow].concat();
    let mut progress = Progress::new(needed.len() + steps);

    let has_tools = tally.ensure_tools(&needed, &mut progress);
    for step in checks.into_iter().chain(natives) {
        tally.run(step, &mut progress);
    }
    let form = if options.all { &["--editor", "github:owner/repository"][..] } else { &[] };
    let build = Step::new("build for production", dist("root", "https://exemple.org/", form));
    let content_only = [&["--content-only"], form].concat();
    let sub_folder = dist("sub", "https://exemple.org/a/b/", &content_only);
    let sub_folder = Step::new("the same build for a sub-folder", sub_folder);
    let browsers = Step::libtest("tests in the browsers", options.browsers());
    let mut run_or_skip = |step: Step, obstacle: Option<&str>| match obstacle {
        Some(reason) => {
            tally.skip(&step, reason, &mut progress);
            false
        }
        None => tally.run(step, &mut progress),
    };
    let missing_tools = (!has_tools).then_some("its tools are missing");
    let no_build = |is_built: bool| (!is_built).then_some("there is no build to test");
    let mut is_built = run_or_skip(build, missing_tools);
    is_built = run_or_skip(sub_folder, missing_tools.or(no_build(is_built)));
    run_or_skip(browsers, missing_tools.or(no_build(is_built)));
    if options.all {
        let mut reproduce = process::xtask();
        reproduce.arg("reproduce");
        run_or_skip(Step::new("two clean builds give the same bytes", reproduce), missing_tools);
    }

    tally.print_failures();
    println!("{tally}");
    Ok(tally.exit_code())
}

impl Options {
    /// Reads the flags; `None` for `--help`.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self { all: false, filters: Vec::new() };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("all") => options.all = true,
                Short('h') | Long("help") => return Ok(None),
                Value(filter) => options.filters.push(filter.string()?),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(Some(options))
    }

    /// `cargo test` for the packages, with the filters; continues after a failed test file.
    fn cargo_test(&self, packages: &str) -> process::Command {
        let mut command = process::command("cargo");
        self.add_cargo_test(&mut command, packages);
        command
    }

    /// The browser tests.
    fn browsers(&self) -> process::Command {
        let mut command = process::command("cargo");
        // A scenario waits now and then, for an animation or for an announcement to end: as many threads as processors
        // leave a third of their time unused.
        let threads =
            std::thread::available_parallelism().map_or(2, |processors| processors.get() * 2);
        command
            .env("NEXT_LEVEL_DIST", process::root().join(TRUNK))
            .env("NEXT_LEVEL_HOSTED", process::root().join(HOSTED))
            .env("RUST_TEST_THREADS", threads.to_string())
            // The messages say what failed; a log that keeps only its end would lose them behind backtraces.
            .env("RUST_BACKTRACE", "0");
        if self.all {
            // More random interactions.
            command.env("NEXT_LEVEL_ALL", "1");
        }
        self.add_cargo_test(&mut command, "-p e2e");
        command
    }

    fn add_cargo_test(&self, command: &mut process::Command, packages: &str) {
        command.args(["test", "--no-fail-fast"]).args(packages.split_whitespace()).arg("--");
        command.args(self.all.then_some("--include-ignored")).args(&self.filters);
    }
}

/// `cargo xtask dist` for one of the locations that the hosting tests serve.
fn dist(location: &str, url: &str, flags: &[&str]) -> process::Command {
    let mut command = process::xtask();
    command.args(["dist", "--site-url", url, "--out", &format!("{HOSTED}/{location}/dist")]);
    command.args(flags);
    command
}
