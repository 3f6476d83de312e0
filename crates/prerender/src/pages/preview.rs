//! `embed/preview.html`: shows a snippet of the dialog "Intégrer" as another site's page would. It is in a frame with
//! an opaque origin, so that nothing in it has access to the page.

use maud::{PreEscaped, html};

use crate::{
    Error,
    html::{NOINDEX, render_document},
    scripts::{minify_inline, minify_stylesheet},
};

/// The path.
pub(crate) const PATH: &str = "embed/preview.html";

/// Renders the document. It gets a snippet as a message, since some are too long for a URL.
pub(crate) fn render_preview() -> Result<String, Error> {
    let stylesheet = minify_stylesheet(include_str!("../../browser/preview.css"));
    let script = minify_inline(PATH, include_str!("../../browser/preview.js"))?;
    let head = html! {
        (NOINDEX)
        meta name="color-scheme" content="light dark";
        style { (PreEscaped(stylesheet)) }
    };
    let body = html! { script { (PreEscaped(script)) } };
    Ok(render_document("fr", "Aperçu", &head, &body))
}
