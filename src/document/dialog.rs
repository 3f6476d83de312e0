//! `integrer.js`: the dialog "Intégrer", which makes the snippet that shows a section on somebody else's
//! site. The page's own script loads it once somebody asks for it, so it costs nobody else a byte.

use serde_json::json;

use super::{Fault, script, sheet};

/// The path.
pub(super) const PATH: &str = "integrer.js";

/// The module, with its sheet in it: it exports `prepare(section)`.
pub(super) fn dialog() -> Result<String, Fault> {
    let sheet = sheet::minified(include_str!("dialog/dialog.css"));
    script::module(
        PATH,
        &format!("const SHEET = {};\n{}", json!(sheet), include_str!("dialog/dialog.js")),
    )
}
