//! `cargo xtask bench`: measures the production build against the figures in README.md.
//!
//! Three variants of one build are served, each on its own port: the `site` as built, the `floor` (the same HTML
//! without any script: the limit), and `csr` (nothing prerendered). Their loads alternate, so that a busy moment
//! of the machine affects all three, and medians count.

mod chart;
mod excerpts;
mod figures;
mod measure;
mod node;
mod reading;
mod record;
mod runs;
mod sample;
mod search;
mod table;
mod variants;
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use lexopt::ValueExt;
use lexopt::prelude::Long;

use crate::dist;
use crate::files;
use crate::process;
use crate::progress::Progress;
use crate::tools;
use figures::{Measurement, Verdict};
use measure::{Bench, HOST, HOST_PAGES};
use variants::Variant;

/// The folder of the build, its variants and their logs.
const FOLDER: &str = "target/bench";
const JSON: &str = "docs/bench.json";
const CHART: &str = "docs/pictures/bench.svg";

/// The flags of `cargo xtask bench`.
pub(crate) struct Options {
    /// The number of measurements of each variant.
    pub(crate) rounds: usize,
    /// The only measurement to take; all by default.
    pub(crate) only: Option<Measurement>,
    /// A finished build to measure instead of a new one.
    pub(crate) dist: Option<PathBuf>,
}

/// Measures, and exits with 1 if a figure misses its must. A complete run writes the JSON and the chart, too.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let measurements = options.only.map_or_else(|| Measurement::ALL.to_vec(), |only| vec![only]);
    let mut progress = Progress::new(tools::BENCH.len() + 2 + measurements.len());
    tools::ensure(tools::BENCH, &mut progress)?;
    let site = build(options.dist.as_deref(), &mut progress)?;

    let step = progress.begin("the variants".to_owned());
    step.print("writing and compressing…");
    let folder = process::root().join(FOLDER);
    let mut folders = Variant::write_all(&site, &folder)?;
    if measurements.contains(&Measurement::Search) {
        folders.push((search::NAME, search::write_variant(&site, &folder.join(search::NAME))?));
    }
    if measurements.contains(&Measurement::Widget) {
        folders.push((HOST, process::root().join(HOST_PAGES)));
    }
    let bench = Bench::start(&folders, options.rounds)?;
    step.end("served");

    let mut readings = Vec::new();
    for measurement in measurements {
        let step = progress.begin(measurement.title().to_owned());
        readings.extend(bench.measure(measurement, &step)?);
        step.end("measured");
    }
    println!("{}", table::render(&readings));
    for note in bench.notes() {
        println!("{note}");
    }
    if options.only.is_none() {
        let root = process::root();
        files::write(&root.join(JSON), record::render(&readings, &bench.conditions()))?;
        files::write(&root.join(CHART), chart::render(&readings))?;
        println!("Written to {JSON} and {CHART}.");
    }
    let missed: Vec<_> =
        readings.iter().filter(|reading| reading.verdict() == Some(Verdict::MissesMust)).collect();
    for reading in &missed {
        eprintln!("error: {} misses its must", reading.figure.label);
    }
    Ok(ExitCode::from(u8::from(!missed.is_empty())))
}

impl Options {
    /// Reads the flags; `None` for `--help`.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self { rounds: 5, only: None, dist: None };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("rounds") => {
                    let value = arguments.value()?;
                    let rounds = value.parse().ok().filter(|rounds| *rounds > 0);
                    options.rounds = rounds
                        .ok_or_else(|| format!("--rounds takes a number from 1, not {value:?}"))?;
                }
                Long("only") => options.only = Some(arguments.value()?.parse()?),
                Long("dist") => options.dist = Some(arguments.value()?.into()),
                Long("help") => return Ok(None),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(Some(options))
    }
}

/// Builds the site, unless `dist` names a finished build, and returns the folder.
fn build(dist: Option<&Path>, progress: &mut Progress) -> Result<PathBuf> {
    let step = progress.begin("the site".to_owned());
    if let Some(dist) = dist {
        step.print(&format!("taken from {}", dist.display()));
        return fs::canonicalize(dist).with_context(|| format!("no folder {}", dist.display()));
    }
    step.print("building for production (the first time takes some minutes)…");
    let folder = format!("{FOLDER}/dist");
    let log = format!("{FOLDER}/log/trunk.log");
    let trunk = dist::production_build(&folder, false);
    process::follow(trunk, Path::new(&log), "Fix it, then run this again.")?;
    step.end("built");
    Ok(process::root().join(folder))
}
