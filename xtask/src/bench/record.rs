//! The readings as JSON with every value, for comparing runs.

use serde_json::{Value, json};

use super::figures::Unit;
use super::reading::Reading;
use super::sample::Sample;

/// Renders `bench.json`; `conditions` are the versions and the number of rounds.
pub(super) fn render(readings: &[Reading], conditions: &Value) -> String {
    let figures: Vec<Value> = readings.iter().map(figure_json).collect();
    let record = json!({ "about": conditions, "figures": figures });
    format!("{record:#}\n")
}

fn figure_json(reading: &Reading) -> Value {
    let unit = reading.figure.unit;
    let mut figure = json!({
        "name": reading.figure.name,
        "what": reading.figure.label,
        "measurement": reading.figure.measurement.title(),
        "unit": unit.format(0.0).trim_start_matches(['0', '.', ' ']),
        "site": sample_json(&reading.site, unit),
    });
    for (name, other) in [("floor", &reading.floor), ("csr", &reading.csr)] {
        if let Some(other) = other {
            figure[name] = sample_json(other, unit);
        }
    }
    if let Some(limits) = reading.figure.limits {
        figure["must"] = json!(limits.must);
        figure["aim"] = json!(limits.aim);
        figure["verdict"] = json!(reading.verdict().map(|verdict| verdict.as_str()));
    }
    figure
}

fn sample_json(sample: &Sample, unit: Unit) -> Value {
    let values: Vec<f64> = sample.values().iter().map(|value| unit.round(*value)).collect();
    json!({
        "median": unit.round(sample.median()),
        "spread": sample.spread().map(|spread| Unit::Times.round(spread)),
        "values": values,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::reading::example;
    use super::render;

    #[test]
    fn the_record_keeps_every_value_and_the_verdict() {
        let readings = [example("wasm", 100.0, None, Some(100.0))];
        let text = render(&readings, &json!({"rounds": 3}));
        let record: Value = serde_json::from_str(&text).unwrap();
        let sample = json!({"median": 100.0, "spread": 0.2, "values": [100.0, 110.0, 90.0]});
        assert_eq!(
            record["figures"][0],
            json!({
                "name": "wasm", "what": "Wasm", "measurement": "bytes on the wire, brotli 11",
                "unit": "kB", "must": 90.0, "aim": 60.0, "verdict": "MISSES THE MUST",
                "site": sample, "csr": sample,
            })
        );
        assert_eq!(record["about"]["rounds"], 3);
    }
}
