//! `cargo xtask check`: the quick tests, under a minute when warm.

use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::progress::Progress;
use crate::steps::{Step, Tally};
use crate::tools;

/// Selects the packages that the site is made of, with the minifiers of the production build.
#[rustfmt::skip]
pub(crate) const SITE: [&str; 12] = [
    "-p", "next-level", "-p", "content", "-p", "text", "-p", "editor", "-p", "prerender",
    "--features", "prerender/minify",
];

/// Runs every step even if an earlier one failed, so that all errors show at once.
pub(crate) fn run() -> Result<ExitCode> {
    let mut steps = static_checks();
    steps.push(Step::cargo(
        "structure: allowed imports",
        &["test", "--package", "next-level", "--test", "structure"],
    ));
    let mut progress = Progress::new(tools::CHECK.len() + steps.len());
    let mut tally = Tally::default();
    tally.ensure_tools(tools::CHECK, &mut progress);
    for step in steps {
        tally.run(step, &mut progress);
    }
    tally.print_failures();
    if !tally.has_failures() {
        println!("All checks passed.");
    }
    Ok(tally.exit_code())
}

/// The steps without tests: format, lints on both targets, and the check of the content.
pub(crate) fn static_checks() -> Vec<Step> {
    /// Lints are warnings in Cargo.toml, so that unfinished code compiles, and errors here.
    const DENY: [&str; 3] = ["--", "-D", "warnings"];
    let clippy =
        |name, arguments: &[&str]| Step::cargo(name, &[&["clippy"], arguments, &DENY].concat());
    let mut content = process::xtask();
    content.args(["content", "check"]);
    vec![
        Step::cargo("format", &["fmt", "--all", "--check"]).remedy("cargo fmt --all"),
        clippy(
            "lints: the commands and the browsers' tests",
            &["-p", "xtask", "-p", "e2e", "--all-targets"],
        ),
        clippy("lints: the site, native", &[&SITE[..], &["--all-targets"]].concat()),
        clippy(
            "lints: the site, in the browser",
            &[
                "-p",
                "next-level",
                "--no-default-features",
                "--features",
                "hydrate",
                "--target",
                "wasm32-unknown-unknown",
                "--lib",
                "--bin",
                "site",
            ],
        ),
        Step::new("content", content),
    ]
}
