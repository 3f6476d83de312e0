//! `cargo xtask check`: the quick tests, under a minute when warm.

use std::process::ExitCode;

use anyhow::Result;

use crate::process;
use crate::progress::Progress;
use crate::steps::{Step, Tally};
use crate::tools;

/// Cargo's arguments for the site's packages, with the minifiers of the production build.
pub(crate) const SITE_PACKAGES: &str =
    "-p next-level -p content -p text -p editor -p prerender --features prerender/minify";

/// Runs every step even if an earlier one failed, so that all errors show at once. Without Node the stylesheets and
/// scripts are left to `test`.
pub(crate) fn run() -> Result<ExitCode> {
    let has_node = tools::has_node();
    let mut steps = if has_node { quick_checks() } else { rust_checks() };
    let scripts = if has_node { tools::CHECK_SCRIPTS } else { &[] };
    let tools = [tools::CHECK, scripts].concat();
    steps.push(Step::cargo(
        "structure: allowed imports",
        "test --package next-level --test structure",
    ));
    let mut progress = Progress::new(tools.len() + steps.len());
    let mut tally = Tally::default();
    tally.ensure_tools(&tools, &mut progress);
    for step in steps {
        tally.run(step, &mut progress);
    }
    tally.print_failures();
    if !tally.has_failures() {
        println!("All checks passed.");
    }
    Ok(tally.exit_code())
}

/// The steps of [`rust_checks`], and with Node the tests of the bench, stylelint and tsc.
pub(crate) fn quick_checks() -> Vec<Step> {
    let script = |path: &str, arguments: &[&str]| {
        let mut node = process::command("node");
        node.arg(tools::LINT_SCRIPTS.folder().join("node_modules").join(path)).args(arguments);
        node
    };
    let stylesheets =
        ["--config", "tests/lint/stylelint.config.mjs", "style/*.css", "tests/lint/broken/*.css"];
    let mut bench = process::command("node");
    bench.args(["--test", "xtask/bench/test.mjs"]);
    let mut checks = rust_checks();
    checks.extend([
        Step::new("tests of the bench", bench),
        Step::new("stylesheets", script("stylelint/bin/stylelint.mjs", &stylesheets)),
        Step::new("types of the scripts", script("typescript/bin/tsc", &["--build", "tests/lint"])),
    ]);
    checks
}

/// Format, lints on both targets, and the check of the content.
fn rust_checks() -> Vec<Step> {
    // Lints are warnings in Cargo.toml, so that unfinished code compiles.
    let clippy =
        |name, arguments: &str| Step::cargo(name, &format!("clippy {arguments} -- -D warnings"));
    let mut content = process::xtask();
    content.args(["content", "check"]);
    vec![
        Step::cargo("format", "fmt --all --check").remedy("cargo fmt --all"),
        // One call for both: two would compile what they share with other features.
        clippy("lints: native", &format!("{SITE_PACKAGES} -p xtask -p e2e --all-targets")),
        clippy(
            "lints: in the browser",
            "-p next-level --no-default-features --features hydrate --lib --bin site \
             --target wasm32-unknown-unknown",
        ),
        Step::new("content", content),
    ]
}
