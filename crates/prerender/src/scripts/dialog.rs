//! `integrer.js`: the dialog "Intégrer", which writes the snippet that embeds a section in another site. The page's
//! script imports it when the dialog is opened.

use serde_json::json;

use super::{WIDGET_OPTIONS, minify_module, minify_stylesheet};
use crate::Error;

/// The path.
pub(crate) const PATH: &str = "integrer.js";

/// Builds the module with its stylesheet in it. It exports `prepare(section)`.
pub(crate) fn build_dialog() -> Result<String, Error> {
    let stylesheet = minify_stylesheet(include_str!("../../browser/dialog.css"));
    minify_module(
        PATH,
        &format!(
            "const SHEET = {};\n{WIDGET_OPTIONS}\n{}",
            json!(stylesheet),
            include_str!("../../browser/dialog.js")
        ),
    )
}
