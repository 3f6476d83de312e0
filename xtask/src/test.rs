//! `cargo xtask test`: every test there is. The last line on stdout is `N passed, N failed`.

use std::process::ExitCode;

use anyhow::Result;
use lexopt::prelude::{Long, Value, ValueExt};

use crate::check;
use crate::dist;
use crate::process;
use crate::progress::Progress;
use crate::steps::{Step, Tally};
use crate::tools;

/// Where Trunk builds for production, and where most of the browsers' tests look for the site.
const DIST: &str = dist::TRUNK;

/// Where the tests of hosting look for the folders to host, one for each place.
const HOSTED: &str = "target/hosted";

/// Where the same site is built with Leptos's own checks, which say where hydration fails.
const CHECKED: &str = "target/checked-dist";

/// The flags of `cargo xtask test`.
pub(crate) struct Options {
    /// Whether the tests marked `#[ignore]` for being slow run too.
    pub(crate) all: bool,
    /// Parts of test names; when there are any, only the tests that contain one run.
    pub(crate) filters: Vec<String>,
}

/// Goes on after a fault; only what cannot work without the failed step is left out, and counted as
/// failed.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let mut tally = Tally::default();
    let checks = if options.filters.is_empty() { check::static_checks() } else { Vec::new() };
    let natives = [
        Step::libtest("tests of the site, native", options.cargo_test(&check::SITE)),
        Step::libtest("tests of the commands", options.cargo_test(&["-p", "xtask"])),
    ];
    let steps = checks.len() + natives.len() + 4 + usize::from(options.all);
    let mut progress = Progress::new(tools::TEST.len() + steps);

    let tools_are_there = tally.tools(tools::TEST, &mut progress);
    for step in checks.into_iter().chain(natives) {
        tally.run(step, &mut progress);
    }
    let build = Step::new("build for production", dist_of("root", "https://exemple.org/", &[]));
    let again = dist_of("sub", "https://exemple.org/a/b/", &["--content-only"]);
    let again = Step::new("the same build for a sub-folder", again);
    let mut checked = trunk_build(CHECKED);
    checked.env(process::WASM_FLAGS, "--cfg leptos_debuginfo");
    let checked = Step::new("build that names hydration's mismatches", checked);
    let browsers = Step::libtest("tests in the browsers", options.browsers());
    if !tools_are_there {
        tally.cannot_run(build, "its tools are missing", &mut progress);
        tally.cannot_run(again, "its tools are missing", &mut progress);
        tally.cannot_run(checked, "its tools are missing", &mut progress);
        tally.cannot_run(browsers, "its tools are missing", &mut progress);
    } else if tally.run(build, &mut progress)
        & tally.run(again, &mut progress)
        & tally.run(checked, &mut progress)
    {
        tally.run(browsers, &mut progress);
    } else {
        tally.cannot_run(browsers, "there is no build to test", &mut progress);
    }

    if options.all {
        let mut twice = process::xtask();
        twice.arg("reproduce");
        let twice = Step::new("two clean builds give the same bytes", twice);
        if tools_are_there {
            tally.run(twice, &mut progress);
        } else {
            tally.cannot_run(twice, "its tools are missing", &mut progress);
        }
    }

    tally.name_faults();
    println!("{tally}");
    Ok(tally.exit_code())
}

impl Options {
    /// Reads the flags; `None` when they ask for help.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self { all: false, filters: Vec::new() };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("all") => options.all = true,
                Long("help") => return Ok(None),
                Value(filter) => options.filters.push(filter.string()?),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(Some(options))
    }

    /// `cargo test` for the packages, with the filters; one failing test file does not stop the
    /// next.
    fn cargo_test(&self, packages: &[&str]) -> process::Command {
        let mut command = process::command("cargo");
        self.add_cargo_test(&mut command, packages);
        command
    }

    /// The browsers' tests, on a screen of their own: WebKit has no headless mode.
    fn browsers(&self) -> process::Command {
        let mut command = process::command("xvfb-run");
        command
            .args(["-a", "cargo"])
            .env("NEXT_LEVEL_DIST", process::root().join(DIST))
            .env("NEXT_LEVEL_HOSTED", process::root().join(HOSTED))
            .env("RUST_TEST_THREADS", "2");
        if self.all {
            // The random interactions are more then.
            command.env("NEXT_LEVEL_ALL", "1");
        }
        self.add_cargo_test(&mut command, &["-p", "e2e"]);
        command
    }

    fn add_cargo_test(&self, command: &mut process::Command, packages: &[&str]) {
        command.args(["test", "--no-fail-fast"]).args(packages).arg("--");
        command.args(self.all.then_some("--include-ignored")).args(&self.filters);
    }
}

/// `cargo xtask dist` for one of the places that the tests of hosting serve.
fn dist_of(place: &str, url: &str, flags: &[&str]) -> process::Command {
    let mut command = process::xtask();
    command.args(["dist", "--site-url", url, "--out", &format!("{HOSTED}/{place}/dist")]);
    command.args(flags);
    command
}

/// Trunk's build for production, into a folder below the project's root.
pub(crate) fn trunk_build(folder: &str) -> process::Command {
    let mut command = process::trunk();
    command.args(["build", "--release", "--dist", folder]);
    command
}
