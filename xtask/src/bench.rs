//! `cargo xtask bench`: measures the production build beside its floor (itself without scripts) and beside the same content made with other
//! libraries. The program is `xtask/bench/bench.mjs`: this command only provides the tools and the site.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result, bail};
use lexopt::ValueExt;
use lexopt::prelude::{Long, Short};

use crate::process;
use crate::progress::Progress;
use crate::tools;

/// The folder of the builds and their logs.
const FOLDER: &str = "target/bench";

/// The names that `--only` takes: the keys of `MEASUREMENTS` in `xtask/bench/figures.mjs`.
const MEASUREMENTS: [&str; 5] = ["bytes", "lighthouse", "load", "search", "widget"];

/// The flags of `cargo xtask bench`.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// The greatest number of rounds; by default as many as it takes until the medians are steady.
    pub(crate) rounds: Option<u32>,
    /// The only measurement to take; all by default.
    pub(crate) only: Option<String>,
    /// A finished `dist` to measure instead of a new one.
    pub(crate) dist: Option<PathBuf>,
}

/// Measures, and exits with 1 if a figure misses its target.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let mut progress = Progress::new(tools::BENCH.len() + 2);
    tools::ensure(tools::BENCH, &mut progress)?;
    let site = build(options.dist.as_deref(), &mut progress)?;

    let step = progress.begin("the figures".to_owned());
    step.print("measuring (about an hour, without other work on this machine)…");
    let chromium = ["chromium", "google-chrome"].into_iter().find_map(process::find);
    let mut node = process::command("node");
    node.arg(tools::BENCH_SCRIPTS.folder().join("bench.mjs"))
        .args(["--content", "public/content", "--folder", FOLDER, "--dist"])
        .arg(site)
        .env("CHROME_PATH", chromium.context("no Chromium on the PATH")?)
        .stdout(Stdio::inherit());
    if let Some(rounds) = options.rounds {
        node.arg("--rounds").arg(rounds.to_string());
    }
    if let Some(only) = &options.only {
        node.arg("--only").arg(only);
    }
    let status = node.status().context("cannot run node")?;
    step.end("measured");
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the site, unless `dist` names a finished build, and returns its folder.
fn build(dist: Option<&Path>, progress: &mut Progress) -> Result<PathBuf> {
    let step = progress.begin("the site".to_owned());
    if let Some(dist) = dist {
        step.print(&format!("taken from {}", dist.display()));
        let dist =
            fs::canonicalize(dist).with_context(|| format!("no folder {}", dist.display()))?;
        if !dist.join("index.html").is_file() {
            bail!(
                "--dist {}: it holds no index.html; name what `cargo xtask dist` wrote",
                dist.display()
            );
        }
        return Ok(dist);
    }
    step.print("building for production (the first time takes some minutes)…");
    let folder = Path::new(FOLDER);
    let mut xtask = process::xtask();
    xtask.args(["dist", "--out"]).arg(folder.join("dist"));
    process::follow(xtask, &folder.join("log/dist.log"), "Fix it, then run this again.")?;
    step.end("built");
    Ok(process::root().join(folder).join("dist"))
}

impl Options {
    /// Reads the flags; `None` for `--help`.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("rounds") => {
                    let value = arguments.value()?;
                    let rounds = value.parse().ok().filter(|rounds| *rounds > 0);
                    let error = || format!("--rounds takes a number from 1, not {value:?}");
                    options.rounds = Some(rounds.ok_or_else(error)?);
                }
                Long("only") => {
                    let name = arguments.value()?.string()?;
                    if !MEASUREMENTS.contains(&&*name) {
                        let names = MEASUREMENTS.join(", ");
                        return Err(format!("--only takes one of {names}, not `{name}`").into());
                    }
                    options.only = Some(name);
                }
                Long("dist") => options.dist = Some(arguments.value()?.into()),
                Short('h') | Long("help") => return Ok(None),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(Some(options))
    }
}
