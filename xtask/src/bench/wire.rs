//! The bytes of a visit, by type.

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// What an answer is, by the end of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Html,
    Glue,
    Wasm,
    Json,
    Font,
    Picture,
    Other,
}

/// Sums in kB (of 1,000 bytes) by the name of their figure, and the requests that the first paint waits for.
pub(super) fn sums(answers: &Value) -> Result<Value> {
    let answers = answers.as_array().context("bytes.mjs told no answers")?;
    let kilobytes = |fits: &dyn Fn(Kind) -> bool| {
        let fitting = answers.iter().filter(|answer| fits(Kind::of(answer)));
        fitting.filter_map(|answer| answer["bytes"].as_f64()).sum::<f64>() / 1000.0
    };
    Ok(json!({
        "html": kilobytes(&|kind| kind == Kind::Html),
        "glue": kilobytes(&|kind| kind == Kind::Glue),
        "wasm": kilobytes(&|kind| kind == Kind::Wasm),
        "json": kilobytes(&|kind| kind == Kind::Json),
        "fonts": kilobytes(&|kind| kind == Kind::Font),
        "wire": kilobytes(&|kind| ![Kind::Font, Kind::Picture].contains(&kind)),
        "requests": answers.iter().filter(|answer| answer["blocking"] == true).count(),
    }))
}

impl Kind {
    fn of(answer: &Value) -> Self {
        let path = answer["path"].as_str().unwrap_or_default();
        match path.rsplit_once('.').map_or("", |(_, end)| end) {
            // The style sheets are the document's, wherever they stand.
            "" | "html" | "css" => Self::Html,
            "js" => Self::Glue,
            "wasm" => Self::Wasm,
            "json" => Self::Json,
            "woff2" => Self::Font,
            "avif" | "gif" | "ico" | "jpg" | "png" | "svg" | "webp" => Self::Picture,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::sums;

    #[test]
    fn everything_counts_on_the_wire_but_fonts_and_pictures() {
        let sums = sums(&json!([
            {"path": "/", "bytes": 8000, "blocking": true},
            {"path": "/base.css", "bytes": 500, "blocking": true},
            {"path": "/site-1.js", "bytes": 6000, "blocking": false},
            {"path": "/site-1_bg.wasm", "bytes": 70_000, "blocking": false},
            {"path": "/content/press.json", "bytes": 1500, "blocking": false},
            {"path": "/fonts/a.woff2", "bytes": 30_000, "blocking": false},
            {"path": "/images/a.webp", "bytes": 9000, "blocking": false},
            {"path": "/unknown.xyz", "bytes": 1000, "blocking": false},
        ]));
        assert_eq!(
            sums.unwrap(),
            json!({
                "html": 8.5, "glue": 6.0, "wasm": 70.0, "json": 1.5, "fonts": 30.0, "wire": 87.0,
                "requests": 2,
            })
        );
    }
}
