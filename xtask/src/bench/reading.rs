//! A figure with its measured values.

use super::figures::{Figure, Verdict};
use super::sample::Sample;

/// A figure's values on the site and, for comparison, on the other variants.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(super) figure: &'static Figure,
    pub(super) site: Sample,
    pub(super) floor: Option<Sample>,
    pub(super) csr: Option<Sample>,
}

impl Reading {
    /// A figure that is only measured on the site.
    pub(super) fn of_site(name: &str, site: Sample) -> Self {
        Self { figure: Figure::find(name), site, floor: None, csr: None }
    }

    /// Compares the site's median with the figure's limits, if it has any.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        self.figure.verdict(self.site.median())
    }
}

#[cfg(test)]
pub(super) fn example(name: &str, site: f64, floor: Option<f64>, csr: Option<f64>) -> Reading {
    let sample =
        |value: f64| Sample::new(vec![value, value * 1.1, value * 0.9]).expect("three values");
    Reading {
        figure: Figure::find(name),
        site: sample(site),
        floor: floor.map(sample),
        csr: csr.map(sample),
    }
}
