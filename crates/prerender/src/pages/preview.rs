//! `embed/preview.html`: shows a snippet that the page's dialog "Intégrer" has made, as somebody else's
//! page would. It stands in a frame without an origin, so that nothing in it is taken for the page's.

use maud::{PreEscaped, html};

use crate::{
    Error,
    html::render_document,
    scripts::{minify_inline, minify_stylesheet},
};

/// The path.
pub(crate) const PATH: &str = "embed/preview.html";

/// The document. A snippet comes as a message, since an address would be too short for some.
pub(crate) fn render_preview() -> Result<String, Error> {
    let stylesheet = minify_stylesheet(include_str!("../../scripts/preview.css"));
    let script = minify_inline(PATH, include_str!("../../scripts/preview.js"))?;
    let head = html! {
        meta name="color-scheme" content="light dark";
        style { (PreEscaped(stylesheet)) }
    };
    let body = html! { script { (PreEscaped(script)) } };
    Ok(render_document("fr", "Aperçu", &head, &body))
}
