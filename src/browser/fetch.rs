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

/// Fetches a text past every cache of the browser, which may have kept what arrived broken; if `only_newer`, one that the
/// server says was changed after the page was, and `None` where that is not known. Both dates (`Last-Modified`, RFC
/// 9110, 8.8.2) are the server's own. Where the page has none the browser gives the time of its own clock, so nothing is
/// newer.
///
/// # Errors
/// No answer, or one that says there is no such text.
pub async fn fetch_text(url: &str, only_newer: bool) -> Result<Option<String>, FetchError> {
    // Whether it has changed is asked of the server, whatever a cache would say; unchanged costs a 304.
    let cache = if only_newer { RequestCache::NoCache } else { RequestCache::Reload };
    let request = Request::get(url).cache(cache);
    let response = request.send().await.map_err(|_| FetchError::Network)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    if only_newer {
        let modified = response.headers().get("last-modified");
        let page = Date::parse(&document().last_modified());
        if !modified.is_some_and(|modified| Date::parse(&modified) > page) {
            return Ok(None);
        }
    }
    response.text().await.map(Some).map_err(|_| FetchError::Network)
}
