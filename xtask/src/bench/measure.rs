//! The measurements: which script is run on which variant, and which figures come of it.

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
use crate::progress::Shown;

/// The name under which a page of another site is served, and where it is.
pub(super) const HOST: &str = "host";
pub(super) const HOST_PAGES: &str = "xtask/bench/host";

/// What is ready to be measured.
pub(super) struct Bench {
    server: Server,
    rounds: usize,
    /// What was found besides the figures, and with which versions.
    notes: RefCell<BTreeSet<String>>,
    versions: RefCell<Value>,
}

impl Bench {
    /// Serves the variants.
    pub(super) fn start(folders: &[(&str, PathBuf)], rounds: usize) -> Result<Self> {
        let versions = RefCell::new(json!({}));
        Ok(Self { server: Server::start(folders)?, rounds, notes: RefCell::default(), versions })
    }

    pub(super) fn measure(&self, what: Measurement, step: &Shown) -> Result<Vec<Reading>> {
        match what {
            Measurement::Lighthouse => self.lighthouse(step),
            Measurement::Slow => self.slow(step),
            Measurement::Bytes => self.bytes(),
            Measurement::Search => self.search(step),
            Measurement::Widget => self.widget(step),
        }
    }

    /// Remarks that help to read the table.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = vec![
            "A value is the median of its rounds; the spread is (greatest − least) / median."
                .to_owned(),
        ];
        notes.extend(self.notes.borrow().iter().cloned());
        notes
    }

    /// How the values came about, for the record.
    pub(super) fn about(&self) -> Value {
        let mut about = self.versions.borrow().clone();
        about["rounds"] = json!(self.rounds);
        about
    }

    fn lighthouse(&self, step: &Shown) -> Result<Vec<Reading>> {
        const SCORES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
        let runs = self.take_turns(step, |variant, address| {
            let scores = if variant == Variant::Site { &SCORES[..] } else { &SCORES[..1] };
            node::run("lighthouse.mjs", &[&[address], scores].concat())
        })?;
        for fault in runs.of(Variant::Site).filter_map(|run| run["faults"].as_array()).flatten() {
            let fault = fault.as_str().unwrap_or_default();
            self.notes
                .borrow_mut()
                .insert(format!("Lighthouse took points off the site for {fault}."));
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

    fn slow(&self, step: &Shown) -> Result<Vec<Reading>> {
        let runs = self.take_turns(step, |variant, address| {
            if variant == Variant::Floor {
                return node::run("slow.mjs", &[address]);
            }
            let mut found = node::run("slow.mjs", &[address, "any"])?;
            found["button"] = node::run("slow.mjs", &[address, "button"])?["answered"].clone();
            Ok(found)
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

    /// Once is enough: bytes do not vary.
    fn bytes(&self) -> Result<Vec<Reading>> {
        let mut runs = Runs(Vec::new());
        for variant in Variant::ALL {
            let found =
                self.noted(node::run("bytes.mjs", &[self.server.address(variant.name())?])?);
            runs.0.push((variant, wire::sums(&found["answers"])?));
        }
        for note in [
            "The site asks for its JSON again once it is idle: that counts as bytes on the wire.",
            "The first paint waits for the HTML and for what the browser reports as render-blocking.",
        ] {
            self.notes.borrow_mut().insert(note.to_owned());
        }
        ["wasm", "glue", "html", "wire", "json", "fonts", "requests"]
            .into_iter()
            .map(|name| runs.compared(name, name))
            .collect()
    }

    fn search(&self, step: &Shown) -> Result<Vec<Reading>> {
        let words = search::searched()?;
        let mut arguments = vec![self.server.address(search::NAME)?];
        arguments.extend(words.iter().map(String::as_str));
        let (mut keys, mut back, mut slowest) = (Vec::new(), Vec::new(), Vec::new());
        for round in 1..=self.rounds {
            step.say(&format!("round {round} of {}", self.rounds));
            let found = self.noted(node::run("search.mjs", &arguments)?);
            let times = |list: &str| {
                let times = found[list].as_array().into_iter().flatten();
                let times = times.filter_map(Value::as_f64).collect();
                Sample::new(times).with_context(|| format!("search.mjs measured no {list}"))
            };
            keys.push(times("keys")?.median());
            slowest.push(times("keys")?.greatest());
            back.push(times("back")?.median());
        }
        let sample = |values| Sample::new(values).context("there was no round");
        self.notes.borrow_mut().insert(format!(
            "Searched key by key: {}; the slowest key took {:.0} ms.",
            words.join(", "),
            sample(slowest)?.median()
        ));
        Ok(vec![
            Reading::of_site("search-key", sample(keys)?),
            Reading::of_site("search-back", sample(back)?),
        ])
    }

    fn widget(&self, step: &Shown) -> Result<Vec<Reading>> {
        let addresses = [self.server.address(HOST)?, self.server.address(Variant::Site.name())?];
        let mut rounds = Vec::new();
        for round in 1..=self.rounds {
            step.say(&format!("round {round} of {}", self.rounds));
            rounds.push(self.noted(node::run("widget.mjs", &addresses)?));
        }
        let reading = |name: &'static str, of: &dyn Fn(&Value) -> Option<f64>| {
            let values = rounds.iter().filter_map(of).collect();
            let sample = Sample::new(values);
            let sample = sample.with_context(|| format!("widget.mjs measured no {name}"))?;
            anyhow::Ok(Reading::of_site(name, sample))
        };
        let added = |figure: &'static str| {
            move |run: &Value| Some(run["far"][figure].as_f64()? - run["plain"][figure].as_f64()?)
        };
        Ok(vec![
            reading("loader", &|run| run["loader"].as_f64())?,
            reading("widget-before", &|run| run["before"].as_f64())?,
            reading("widget-programs", &|run| run["programs"].as_f64())?,
            reading("widget-documents", &|run| run["documents"].as_f64())?,
            reading("host-paint", &|run| run["far"]["lcp"].as_f64())?,
            reading("host-paint-added", &added("lcp"))?,
            reading("host-shift", &|run| run["far"]["cls"].as_f64())?,
            reading("host-blocking-added", &added("tbt"))?,
        ])
    }

    /// Measures each variant in each round.
    fn take_turns(
        &self,
        step: &Shown,
        measure: impl Fn(Variant, &str) -> Result<Value>,
    ) -> Result<Runs> {
        let mut runs = Vec::new();
        for round in 1..=self.rounds {
            for variant in Variant::ALL {
                step.say(&format!("round {round} of {}: {}", self.rounds, variant.name()));
                let address = self.server.address(variant.name())?;
                runs.push((variant, self.noted(measure(variant, address)?)));
            }
        }
        Ok(Runs(runs))
    }

    /// Keeps the versions that a script tells.
    fn noted(&self, found: Value) -> Value {
        for program in ["chromium", "lighthouse"] {
            if let Some(version) = found.get(program) {
                self.versions.borrow_mut()[program] = version.clone();
            }
        }
        found
    }
}
