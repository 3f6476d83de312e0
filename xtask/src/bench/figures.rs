//! The figures in README.md, with their measurements and limits.

mod unit;

pub(super) use unit::Unit;

use std::str::FromStr;

use Measurement::{Bytes, Lighthouse, Search, Slow, Widget};
use Unit::{Count, Kilobytes, Milliseconds, Score, Shift, Times};

/// A figure.
#[derive(Debug)]
pub(crate) struct Figure {
    /// The name in `bench.json` and in this crate.
    pub(super) name: &'static str,
    /// The name in the table.
    pub(super) label: &'static str,
    pub(super) measurement: Measurement,
    pub(super) unit: Unit,
    /// `None` for a figure that only gives the others their context.
    pub(super) limits: Option<Limits>,
}

/// The values that a figure must reach, and should reach.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(super) must: f64,
    pub(super) aim: f64,
}

const fn figure(
    name: &'static str,
    label: &'static str,
    measurement: Measurement,
    unit: Unit,
    limits: Option<(f64, f64)>,
) -> Figure {
    let limits = match limits {
        Some((must, aim)) => Some(Limits { must, aim }),
        None => None,
    };
    Figure { name, label, measurement, unit, limits }
}

/// All figures, in the table's order. Limits are `(must, aim)`.
#[rustfmt::skip]
pub(crate) static FIGURES: &[Figure] = &[
    figure("largest-paint", "largest paint", Lighthouse, Milliseconds, None),
    figure("largest-paint-ratio", "largest paint / floor's", Lighthouse, Times, Some((1.25, 1.1))),
    figure("first-paint", "first paint", Lighthouse, Milliseconds, None),
    figure("layout-shift", "layout shift", Lighthouse, Shift, Some((0.0, 0.0))),
    figure("blocking-time", "blocking time", Lighthouse, Milliseconds, None),
    figure("blocking-time-added", "blocking time − floor's", Lighthouse, Milliseconds, Some((50.0, 20.0))),
    figure("performance", "performance", Lighthouse, Score, Some((100.0, 100.0))),
    figure("accessibility", "accessibility", Lighthouse, Score, Some((100.0, 100.0))),
    figure("best-practices", "best practices", Lighthouse, Score, Some((100.0, 100.0))),
    figure("seo", "SEO", Lighthouse, Score, Some((100.0, 100.0))),
    figure("slow-first-paint", "first paint", Slow, Milliseconds, None),
    figure("carousel-answer", "carousel answers \"suivant\"", Slow, Milliseconds, None),
    figure("carousel-answer-ratio", "that / floor's first paint", Slow, Times, Some((2.0, 1.5))),
    figure("button-answer", "its button (Wasm) answers", Slow, Milliseconds, None),
    figure("wasm", "Wasm", Bytes, Kilobytes, Some((90.0, 60.0))),
    figure("glue", "JS glue", Bytes, Kilobytes, Some((8.0, 5.0))),
    figure("html", "HTML with CSS and data", Bytes, Kilobytes, Some((18.0, 12.0))),
    figure("wire", "all but fonts and pictures", Bytes, Kilobytes, Some((116.0, 77.0))),
    figure("json", "of which JSON files", Bytes, Kilobytes, None),
    figure("fonts", "fonts", Bytes, Kilobytes, Some((70.0, 45.0))),
    figure("requests", "requests before the first paint", Bytes, Count, Some((2.0, 1.0))),
    figure("search-key", "a key to the painted result", Search, Milliseconds, Some((100.0, 50.0))),
    figure("search-back", "last key deleted: all are back", Search, Milliseconds, Some((200.0, 100.0))),
    figure("loader", "loader", Widget, Kilobytes, Some((4.0, 2.5))),
    figure("widget-before", "requests before it is near", Widget, Count, Some((1.0, 1.0))),
    figure("widget-programs", "five widgets: glue and Wasm", Widget, Count, Some((2.0, 2.0))),
    figure("widget-documents", "five widgets, four sections: documents", Widget, Count, Some((4.0, 4.0))),
    figure("host-paint", "the host's largest paint, one far below", Widget, Milliseconds, None),
    figure("host-paint-added", "that − without it", Widget, Milliseconds, None),
    figure("host-shift", "the host's layout shift", Widget, Shift, Some((0.0, 0.0))),
    figure("host-blocking-added", "the host's blocking time − without it", Widget, Milliseconds, None),
];

/// A group of figures that are measured together, and can be selected by `--only`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measurement {
    Lighthouse,
    Slow,
    Bytes,
    Search,
    Widget,
}

/// The comparison of a figure with its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Ok,
    MissesAim,
    MissesMust,
}

impl Figure {
    /// Finds a figure by its name.
    pub(super) fn find(name: &str) -> &'static Self {
        FIGURES.iter().find(|figure| figure.name == name).expect("the name of a figure")
    }

    /// Compares a value with the limits as it is displayed, so that the table never contradicts itself.
    pub(super) fn verdict(&self, value: f64) -> Option<Verdict> {
        let Limits { must, aim } = self.limits?;
        let displayed = self.unit.round(value);
        let reaches = |limit| match self.unit {
            Score => displayed >= limit,
            _ => displayed <= limit,
        };
        Some(if reaches(aim) {
            Verdict::Ok
        } else if reaches(must) {
            Verdict::MissesAim
        } else {
            Verdict::MissesMust
        })
    }
}

impl Measurement {
    pub(super) const ALL: [Self; 5] =
        [Self::Bytes, Self::Widget, Self::Lighthouse, Self::Slow, Self::Search];

    /// The title in the table.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Lighthouse => "Lighthouse mobile, simulated throttling",
            Self::Slow => "slow profile: CPU ÷ 4, 150 ms, 1.6 Mbit/s",
            Self::Bytes => "bytes on the wire, brotli 11",
            Self::Search => "search in 5,000 excerpts, CPU ÷ 4",
            Self::Widget => "widgets on another site's page (its own figures: slow profile)",
        }
    }
}

impl FromStr for Measurement {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "lighthouse" => Ok(Self::Lighthouse),
            "slow" => Ok(Self::Slow),
            "bytes" => Ok(Self::Bytes),
            "search" => Ok(Self::Search),
            "widget" => Ok(Self::Widget),
            _ => {
                Err(format!("--only takes bytes, widget, lighthouse, slow or search, not `{name}`"))
            }
        }
    }
}

impl Verdict {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::MissesAim => "misses the aim",
            Self::MissesMust => "MISSES THE MUST",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FIGURES, Figure, Verdict};

    #[test]
    fn a_verdict_compares_displayed_values() {
        for (name, value, verdict) in [
            ("largest-paint-ratio", 1.104, Verdict::Ok),
            ("largest-paint-ratio", 1.254, Verdict::MissesAim),
            ("largest-paint-ratio", 1.256, Verdict::MissesMust),
            ("accessibility", 100.0, Verdict::Ok),
            ("accessibility", 99.0, Verdict::MissesMust),
            ("layout-shift", 0.0004, Verdict::Ok),
            ("layout-shift", 0.01, Verdict::MissesMust),
            ("blocking-time-added", -12.0, Verdict::Ok),
        ] {
            assert_eq!(Figure::find(name).verdict(value), Some(verdict), "{name} {value}");
        }
        assert_eq!(Figure::find("largest-paint").verdict(900.0), None);
    }

    #[test]
    fn every_name_is_unique_and_every_aim_reaches_its_must() {
        for (index, figure) in FIGURES.iter().enumerate() {
            assert!(FIGURES[..index].iter().all(|other| other.name != figure.name));
            if let Some(limits) = figure.limits {
                assert_ne!(
                    figure.verdict(limits.aim),
                    Some(Verdict::MissesMust),
                    "{}",
                    figure.name
                );
            }
        }
    }
}
