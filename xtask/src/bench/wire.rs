//! The transferred bytes of a visit, by type.

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// The type of a response, by the extension of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ResponseType {
    Html,
    Glue,
    Wasm,
    Json,
    Font,
    Picture,
    Other,
}

/// The sums in kB (1,000 bytes) by the name of their figure, and the number of requests that block the first paint.
pub(super) fn sum_by_figure(responses: &Value) -> Result<Value> {
    use ResponseType::{Font, Glue, Html, Json, Picture, Wasm};
    let responses = responses.as_array().context("bytes.mjs printed no responses")?;
    let kilobytes = |is_counted: &dyn Fn(ResponseType) -> bool| {
        let counted = responses.iter().filter(|response| is_counted(ResponseType::of(response)));
        counted.filter_map(|response| response["bytes"].as_f64()).sum::<f64>() / 1000.0
    };
    Ok(json!({
        "html": kilobytes(&|of| of == Html),
        "glue": kilobytes(&|of| of == Glue),
        "wasm": kilobytes(&|of| of == Wasm),
        "json": kilobytes(&|of| of == Json),
        "fonts": kilobytes(&|of| of == Font),
        "wire": kilobytes(&|of| ![Font, Picture].contains(&of)),
        "requests": responses.iter().filter(|response| response["blocking"] == true).count(),
    }))
}

impl ResponseType {
    fn of(response: &Value) -> Self {
        let path = response["path"].as_str().unwrap_or_default();
        match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
            // Stylesheets count as HTML, inline or not.
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

    use super::sum_by_figure;

    #[test]
    fn everything_but_fonts_and_pictures_counts_on_the_wire() {
        let sums = sum_by_figure(&json!([
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
