//! The readings as a bar chart in SVG, for the README, in a light and a dark scheme and with the system's fonts.

mod svg;

use super::figures::{Figure, Unit};
use super::reading::Reading;
use super::sample::Sample;
use svg::{Bar, Panel};

/// Renders the chart, without the panels whose figures were not measured.
pub(super) fn render(readings: &[Reading]) -> String {
    let panels = [
        largest_paint_panel(readings),
        carousel_panel(readings),
        bytes_panel(readings),
        search_panel(readings),
    ];
    let panels: Vec<Panel> = panels.into_iter().flatten().collect();
    svg::render(
        "The page measured against its limits",
        "Floor: the same HTML without any script. CSR: nothing prerendered. \
         Shorter is better; a solid line is what a figure must reach, a dotted one what it aims at.",
        &panels,
    )
}

fn largest_paint_panel(readings: &[Reading]) -> Option<Panel> {
    let paint = find(readings, "largest-paint")?;
    variants_panel(
        "Largest paint, Lighthouse mobile",
        ["floor", "site", "CSR"],
        paint,
        paint.floor.as_ref()?,
        "largest-paint-ratio",
    )
}

fn carousel_panel(readings: &[Reading]) -> Option<Panel> {
    variants_panel(
        "The carousel answers a press, slow phone and network",
        ["floor: first paint", "site: answer", "CSR: answer"],
        find(readings, "carousel-answer")?,
        find(readings, "slow-first-paint")?.floor.as_ref()?,
        "carousel-answer-ratio",
    )
}

/// A panel of the floor's value, and of a reading on the site and on CSR, with the limits of their ratio.
fn variants_panel(
    title: &str,
    [floor_label, site_label, csr_label]: [&str; 3],
    reading: &Reading,
    floor: &Sample,
    ratio: &str,
) -> Option<Panel> {
    let limits = Figure::find(ratio).limits;
    let limits = limits.map(|it| (it.must * floor.median(), it.aim * floor.median()));
    Some(Panel {
        title: title.to_owned(),
        bars: vec![
            bar(floor_label, floor, Unit::Milliseconds),
            bar(site_label, &reading.site, Unit::Milliseconds).own().with_limits(limits),
            bar(csr_label, reading.csr.as_ref()?, Unit::Milliseconds),
        ],
    })
}

fn bytes_panel(readings: &[Reading]) -> Option<Panel> {
    let bars =
        [("wasm", "Wasm"), ("glue", "JS glue"), ("html", "HTML, CSS, data"), ("fonts", "fonts")];
    site_panel(readings, "On the wire, brotli 11", &bars)
}

fn search_panel(readings: &[Reading]) -> Option<Panel> {
    let bars = [("search-key", "a key"), ("search-back", "all are back")];
    site_panel(readings, "Search in 5,000 excerpts, slow phone", &bars)
}

/// A panel of the site's figures with their limits.
fn site_panel(readings: &[Reading], title: &str, bars: &[(&str, &str)]) -> Option<Panel> {
    let bars: Option<Vec<Bar>> = bars
        .iter()
        .map(|(name, label)| {
            let reading = find(readings, name)?;
            let limits = reading.figure.limits.map(|limits| (limits.must, limits.aim));
            Some(bar(label, &reading.site, reading.figure.unit).own().with_limits(limits))
        })
        .collect();
    Some(Panel { title: title.to_owned(), bars: bars? })
}

fn find<'a>(readings: &'a [Reading], name: &str) -> Option<&'a Reading> {
    readings.iter().find(|reading| reading.figure.name == name)
}

fn bar(label: &str, sample: &Sample, unit: Unit) -> Bar {
    let value = sample.median();
    Bar { label: label.to_owned(), value, text: unit.format(value), own: false, limits: None }
}

#[cfg(test)]
mod tests {
    use super::super::reading::example;
    use super::render;

    #[test]
    fn only_measured_figures_are_drawn() {
        let svg = render(&[example("largest-paint", 1100.0, Some(1000.0), Some(2100.0))]);
        for part in ["Largest paint", "floor", "1000 ms", "1100 ms", "2100 ms"] {
            assert!(svg.contains(part), "{part} is missing in {svg}");
        }
        assert!(!svg.contains("carousel") && !svg.contains("Wasm"), "{svg}");
        assert_eq!(svg.matches("class=\"must\"").count(), 2, "the site's and the legend's");
    }
}
