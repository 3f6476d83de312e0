//! The readings as a table for the terminal.

use super::reading::Reading;
use super::sample::Sample;

const HEAD: [&str; 8] = ["", "site", "floor", "csr", "spread", "must", "aim", "verdict"];

/// Renders one row per figure, below the title of its measurement.
pub(super) fn render(readings: &[Reading]) -> String {
    let rows: Vec<[String; 8]> = readings.iter().map(format_row).collect();
    let widths: [usize; 8] = std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| row[column].as_str()).chain([HEAD[column]]);
        cells.map(width).max().unwrap_or(0)
    });
    let mut text = String::new();
    let mut last = None;
    for (reading, row) in readings.iter().zip(&rows) {
        let measurement = reading.figure.measurement;
        if last != Some(measurement) {
            let head = HEAD.map(str::to_owned);
            text += &format!("\n{}\n{}", measurement.title(), format_line(&head, &widths));
            last = Some(measurement);
        }
        text += &format_line(row, &widths);
    }
    text
}

fn format_row(reading: &Reading) -> [String; 8] {
    let unit = reading.figure.unit;
    let median = |sample: &Sample| unit.format(sample.median());
    let other = |sample: &Option<Sample>| sample.as_ref().map(median).unwrap_or_default();
    let limits = reading.figure.limits;
    let limit =
        |value: Option<f64>| value.map(|value| unit.format_limit(value)).unwrap_or_default();
    [
        format!("  {}", reading.figure.label),
        median(&reading.site),
        other(&reading.floor),
        other(&reading.csr),
        reading
            .site
            .spread()
            .map_or_else(|| "–".to_owned(), |part| format!("{:.0} %", part * 100.0)),
        limit(limits.map(|limits| limits.must)),
        limit(limits.map(|limits| limits.aim)),
        reading.verdict().map_or_else(String::new, |verdict| verdict.as_str().to_owned()),
    ]
}

/// Aligns text to the left and numbers to the right.
fn format_line(cells: &[String; 8], widths: &[usize; 8]) -> String {
    let mut text = String::new();
    for (column, (cell, column_width)) in cells.iter().zip(widths).enumerate() {
        let padding = " ".repeat(column_width - width(cell));
        let is_text = column == 0 || column == HEAD.len() - 1;
        text += &if is_text { format!("{cell}{padding}  ") } else { format!("{padding}{cell}  ") };
    }
    format!("{}\n", text.trim_end())
}

fn width(cell: &str) -> usize {
    cell.chars().count()
}

#[cfg(test)]
mod tests {
    use super::super::reading::example;
    use super::render;

    #[test]
    fn each_row_has_its_values_limits_and_verdict() {
        let table = render(&[
            example("wasm", 72.9, None, Some(72.9)),
            example("requests", 1.0, Some(1.0), None),
            example("carousel-answer-ratio", 2.4, None, Some(3.0)),
        ]);
        assert_eq!(
            table,
            "
bytes on the wire, brotli 11
                                      site  floor      csr  spread      must       aim  verdict
  Wasm                             72.9 kB         72.9 kB    20 %   ≤ 90 kB   ≤ 60 kB  misses the aim
  requests before the first paint        1      1             20 %       ≤ 2       ≤ 1  ok

slow profile: CPU ÷ 4, 150 ms, 1.6 Mbit/s
                                      site  floor      csr  spread      must       aim  verdict
  that / floor's first paint        2.40 ×          3.00 ×    20 %  ≤ 2.00 ×  ≤ 1.50 ×  MISSES THE MUST
"
        );
    }
}
