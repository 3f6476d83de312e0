//! `integrer.js`: the dialog "Intégrer", which makes the snippet that shows a section on somebody else's
//! site. The page's own script loads it once somebody asks for it, so it costs nobody else a byte.

use serde_json::json;

use super::{minify_module, minify_stylesheet};
use crate::Error;

/// The path.
pub(crate) const PATH: &str = "integrer.js";

/// The module, with its sheet in it: it exports `prepare(section)`.
pub(crate) fn dialog() -> Result<String, Error> {
    let sheet = minify_stylesheet(include_str!("../../scripts/dialog.css"));
    minify_module(
        PATH,
        &format!("const SHEET = {};\n{}", json!(sheet), include_str!("../../scripts/dialog.js")),
    )
}
