//! Fetching a text from the site.

use gloo_net::http::Request;
use js_sys::Date;
use leptos::prelude::document;
use web_sys::RequestCache;

/// Why a file could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No response: offline, refused or interrupted.
    Network,
    /// A response other than success, by its HTTP status.
    Status(u16),
}

/// Fetches a text past every cache of the browser, which may hold a broken response.
///
/// With `only_newer`, the result is `None` unless the server reports that the text was modified after the page. Both
/// dates (`Last-Modified`, RFC 9110, 8.8.2) are the server's own. For a page without this header the browser reports
/// its current time, so that nothing is newer.
///
/// # Errors
/// No response, or one with an error status.
pub async fn fetch_text(url: &str, only_newer: bool) -> Result<Option<String>, FetchError> {
    // `NoCache` revalidates with the server; an unchanged file costs a 304.
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
