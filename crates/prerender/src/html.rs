//! Pieces of HTML that several documents share.

use next_level::fingerprint::{FINGERPRINT, fingerprint};

use crate::Error;

/// Keeps phones from making links of what looks like a telephone number, a day or a place: the content says
/// itself what is a link, and hydration would meet another page than was rendered.
pub(crate) const NO_DETECTION: &str =
    "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">";

/// Lets the size of letters that a visitor has chosen for the whole system count, too; the sheets measure in it.
pub(crate) const TEXT_SCALE: &str = "<meta name=\"text-scale\" content=\"scale\">";

/// The rest of a start tag with the fingerprint of what follows it, and that.
pub(crate) fn taken_over(tag: &str, html: &str, data: &[String]) -> String {
    let data: Vec<_> = data.iter().map(String::as_str).collect();
    format!("{tag} {FINGERPRINT}=\"{}\">{html}", fingerprint(html, &data))
}

/// HTML that comes to the browser as it was rendered: a CDN that hides mailboxes from robots would rewrite an
/// `@`, and hydration would meet another page. In HTML the sign may be written so that it finds none.
pub(crate) fn safe(html: &str) -> String {
    html.replace('@', "&#64;")
}

/// JSON as a data block: no `<` is left in it, so that nothing can end the block early, and no carriage return,
/// since whoever parses the document leaves none: so the block is letter by letter what a browser reads.
pub(crate) fn data(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\r', "")
}

pub(crate) fn replaced(text: &str, place: &'static str, by: &str) -> Result<String, Error> {
    match text.split_once(place) {
        Some((before, after)) if !after.contains(place) => Ok([before, by, after].concat()),
        _ => Err(Error::Place(place)),
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
