//! `embed/preview.html`: shows a snippet that the page's dialog "Intégrer" has made, as somebody else's
//! page would. It stands in a frame without an origin, so that nothing in it is taken for the page's.

use crate::{
    Error,
    html::{NO_DETECTION, TEXT_SCALE},
    scripts::{minify_inline, minify_stylesheet},
};

/// The path.
pub(crate) const PATH: &str = "embed/preview.html";

/// The document. A snippet comes as a message, since an address would be too short for some.
pub(crate) fn render_preview() -> Result<String, Error> {
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
        sheet = minify_stylesheet(include_str!("../../scripts/preview.css")),
        script = minify_inline(PATH, include_str!("../../scripts/preview.js"))?,
    ))
}
