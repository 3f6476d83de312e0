//! Fetching a text from the site.

use gloo_net::http::Request;
use js_sys::Date;
use leptos::prelude::document;
use web_sys::RequestCache;

/// Why a file could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: offline, refused, cut off.
    Network,
    /// An answer other than success, by its HTTP status.
    Status(u16),
}

/// A text of the site, and whether it is known to be newer than the page.
pub struct Fetched {
    /// The text.
    pub text: String,
    /// Whether the server says that the text was changed after the page was. Both dates (RFC 9110, 8.8.2,
    /// `Last-Modified`) are the server's own. Where the text has none, nothing is known; where the page has none, the
    /// browser gives the time of its own clock, so nothing is newer.
    pub newer: bool,
}

/// Fetches a text, `again` past every cache of the browser: it may have kept what arrived broken.
///
/// # Errors
/// No answer, or one that says there is no such text.
pub async fn fetch_text(url: &str, again: bool) -> Result<Fetched, FetchError> {
    // Ask the server whether it changed, whatever a cache would say; unchanged costs a 304.
    let cache = if again { RequestCache::Reload } else { RequestCache::NoCache };
    let request = Request::get(url).cache(cache);
    let response = request.send().await.map_err(|_| FetchError::Network)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let modified = response.headers().get("last-modified");
    let page = || Date::parse(&document().last_modified());
    let newer = modified.is_some_and(|modified| Date::parse(&modified) > page());
    response.text().await.map(|text| Fetched { text, newer }).map_err(|_| FetchError::Network)
}
