//! `embed/preview.html`: shows a snippet that the page's dialog "Intégrer" has made, as somebody else's
//! page would. It stands in a frame without an origin, so that nothing in it is taken for the page's.

use super::{Fault, NO_DETECTION, TEXT_SCALE, script, sheet};

/// The path.
pub(super) const PATH: &str = "embed/preview.html";

/// The document. A snippet comes as a message, since an address would be too short for some.
pub(super) fn preview() -> Result<String, Fault> {
    Ok(format!(
        "<!doctype html>
<html lang=\"fr\">
  <head>
    <meta charset=\"utf-8\">
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
    <title>Aperçu</title>
    <meta name=\"robots\" content=\"noindex\">
    {TEXT_SCALE}
    {NO_DETECTION}
    <meta name=\"color-scheme\" content=\"light dark\">
    <style>{sheet}</style>
  </head>
  <body>
    <script>{script}</script>
  </body>
</html>
",
        sheet = sheet::minified(include_str!("preview/preview.css")),
        script = script::inline(PATH, include_str!("preview/preview.js"))?,
    ))
}
