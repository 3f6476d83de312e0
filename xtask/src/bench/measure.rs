//! The measurements: the scripts, the variants they run on, and the figures derived from them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::figures::Measurement;
use super::node::{self, Server};
use super::reading::Reading;
use super::runs::Runs;
use super::sample::Sample;
use super::variants::Variant;
use super::{search, wire};
use crate::progress::RunningStep;

/// The name under which another site's page is served.
pub(super) const HOST: &str = "host";
/// The folder of that page, from the project's root.
pub(super) const HOST_PAGES: &str = "xtask/bench/host";

/// The served variants, ready to be measured.
pub(super) struct Bench {
    server: Server,
    rounds: usize,
    /// Remarks that explain the figures.
    notes: RefCell<BTreeSet<String>>,
    /// The versions of the programs that the scripts used.
    versions: RefCell<Value>,
}

impl Bench {
    /// Serves the variants.
    pub(super) fn start(folders: &[(&str, PathBuf)], rounds: usize) -> Result<Self> {
        let versions = RefCell::new(json!({}));
        Ok(Self { server: Server::start(folders)?, rounds, notes: RefCell::default(), versions })
    }

    /// Takes a measurement.
    pub(super) fn measure(
        &self,
        measurement: Measurement,
        step: &RunningStep,
    ) -> Result<Vec<Reading>> {
        match measurement {
            Measurement::Lighthouse => self.lighthouse(step),
            Measurement::Slow => self.slow(step),
            Measurement::Bytes => self.bytes(),
            Measurement::Search => self.search(step),
            Measurement::Widget => self.widget(step),
        }
    }

    /// Remarks that explain the table.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = vec![
            "A value is the median of its rounds; the spread is (greatest − least) / median."
                .to_owned(),
        ];
        notes.extend(self.notes.borrow().iter().cloned());
        notes
    }

    /// The conditions of the measurements: versions and number of rounds.
    pub(super) fn conditions(&self) -> Value {
        let mut conditions = self.versions.borrow().clone();
        conditions["rounds"] = json!(self.rounds);
        conditions
    }

    fn lighthouse(&self, step: &RunningStep) -> Result<Vec<Reading>> {
        const SCORES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
        let runs = self.measure_variants(step, |variant, address| {
            let scores = if variant == Variant::Site { &SCORES[..] } else { &SCORES[..1] };
            node::run("lighthouse.mjs", &[&[address], scores].concat())
        })?;
        let audits = runs.of(Variant::Site).filter_map(|run| run["failedAudits"].as_array());
        for audit in audits.flatten().filter_map(Value::as_str) {
            self.note(format!("Lighthouse took points off the site for {audit}."));
        }
        let mut readings = vec![
            runs.compared("largest-paint", "lcp")?,
            runs.against_floor("largest-paint-ratio", "lcp", "lcp", |own, floor| own / floor)?,
            runs.compared("first-paint", "fcp")?,
            runs.compared("layout-shift", "cls")?,
            runs.compared("blocking-time", "tbt")?,
            runs.against_floor("blocking-time-added", "tbt", "tbt", |own, floor| own - floor)?,
        ];
        for score in SCORES {
            readings.push(Reading::of_site(score, runs.sample(Variant::Site, score)?));
        }
        Ok(readings)
    }

    fn slow(&self, step: &RunningStep) -> Result<Vec<Reading>> {
        let runs = self.measure_variants(step, |variant, address| {
            if variant == Variant::Floor {
                return node::run("slow.mjs", &[address]);
            }
            let mut result = node::run("slow.mjs", &[address, "any"])?;
            result["button"] = node::run("slow.mjs", &[address, "button"])?["answered"].clone();
            Ok(result)
        })?;
        Ok(vec![
            runs.compared("slow-first-paint", "fcp")?,
            runs.compared("carousel-answer", "answered")?,
            runs.against_floor("carousel-answer-ratio", "answered", "fcp", |own, floor| {
                own / floor
            })?,
            runs.compared("button-answer", "button")?,
        ])
    }

    /// Measures once: bytes do not vary.
    fn bytes(&self) -> Result<Vec<Reading>> {
        let mut runs = Runs(Vec::new());
        for variant in Variant::ALL {
            let result = self.run("bytes.mjs", &[self.server.address(variant.name())?])?;
            runs.0.push((variant, wire::sum_by_figure(&result["responses"])?));
        }
        for note in [
            "The site fetches its JSON again once it is idle: that counts as bytes on the wire.",
            "The first paint waits for the HTML and for what the browser reports as render-blocking.",
        ] {
            self.note(note.to_owned());
        }
        ["wasm", "glue", "html", "wire", "json", "fonts", "requests"]
            .into_iter()
            .map(|name| runs.compared(name, name))
            .collect()
    }

    fn search(&self, step: &RunningStep) -> Result<Vec<Reading>> {
        let queries = search::queries()?;
        let mut arguments = vec![self.server.address(search::NAME)?];
        arguments.extend(queries.iter().map(String::as_str));
        let (mut keys, mut back, mut slowest) = (Vec::new(), Vec::new(), Vec::new());
        for result in self.run_rounds(step, "search.mjs", &arguments)? {
            let times = |list: &str| {
                let times = result[list].as_array().into_iter().flatten();
                let times = times.filter_map(Value::as_f64).collect();
                Sample::new(times).with_context(|| format!("search.mjs measured no {list}"))
            };
            keys.push(times("keys")?.median());
            slowest.push(times("keys")?.max());
            back.push(times("back")?.median());
        }
        let sample = |values| Sample::new(values).context("there was no round");
        self.note(format!(
            "Searched key by key: {}; the slowest key took {:.0} ms.",
            queries.join(", "),
            sample(slowest)?.median()
        ));
        Ok(vec![
            Reading::of_site("search-key", sample(keys)?),
            Reading::of_site("search-back", sample(back)?),
        ])
    }

    fn widget(&self, step: &RunningStep) -> Result<Vec<Reading>> {
        let addresses = [self.server.address(HOST)?, self.server.address(Variant::Site.name())?];
        let results = self.run_rounds(step, "widget.mjs", &addresses)?;
        let reading = |name: &'static str, value: &dyn Fn(&Value) -> Option<f64>| {
            let values = results.iter().filter_map(value).collect();
            let sample = Sample::new(values);
            let sample = sample.with_context(|| format!("widget.mjs measured no {name}"))?;
            anyhow::Ok(Reading::of_site(name, sample))
        };
        let added = |figure: &'static str| {
            move |it: &Value| Some(it["far"][figure].as_f64()? - it["plain"][figure].as_f64()?)
        };
        Ok(vec![
            reading("loader", &|it| it["loader"].as_f64())?,
            reading("widget-before", &|it| it["before"].as_f64())?,
            reading("widget-programs", &|it| it["programs"].as_f64())?,
            reading("widget-documents", &|it| it["documents"].as_f64())?,
            reading("host-paint", &|it| it["far"]["lcp"].as_f64())?,
            reading("host-paint-added", &added("lcp"))?,
            reading("host-shift", &|it| it["far"]["cls"].as_f64())?,
            reading("host-blocking-added", &added("tbt"))?,
        ])
    }

    /// Measures each variant in each round.
    fn measure_variants(
        &self,
        step: &RunningStep,
        measure: impl Fn(Variant, &str) -> Result<Value>,
    ) -> Result<Runs> {
        let mut runs = Vec::new();
        for round in 1..=self.rounds {
            for variant in Variant::ALL {
                step.print(&format!("round {round} of {}: {}", self.rounds, variant.name()));
                let address = self.server.address(variant.name())?;
                runs.push((variant, self.record_versions(measure(variant, address)?)));
            }
        }
        Ok(Runs(runs))
    }

    /// Runs a script once per round.
    fn run_rounds(
        &self,
        step: &RunningStep,
        script: &str,
        arguments: &[&str],
    ) -> Result<Vec<Value>> {
        let run = |round| {
            step.print(&format!("round {round} of {}", self.rounds));
            self.run(script, arguments)
        };
        (1..=self.rounds).map(run).collect()
    }

    fn run(&self, script: &str, arguments: &[&str]) -> Result<Value> {
        Ok(self.record_versions(node::run(script, arguments)?))
    }

    fn note(&self, note: String) {
        self.notes.borrow_mut().insert(note);
    }

    /// Records the versions in a script's result.
    fn record_versions(&self, result: Value) -> Value {
        for program in ["chromium", "lighthouse"] {
            if let Some(version) = result.get(program) {
                self.versions.borrow_mut()[program] = version.clone();
            }
        }
        result
    }
}
