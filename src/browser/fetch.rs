//! Fetching a text from the site.

use gloo_net::http::Request;
use web_sys::RequestCache;

/// Why a file could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: offline, refused, cut off.
    Network,
    /// An answer other than success, by its HTTP status.
    Status(u16),
}

/// Fetches a text.
///
/// # Errors
/// No answer, or one that says there is no such text.
pub async fn fetch_text(url: &str) -> Result<String, FetchError> {
    // Ask the server whether it changed, whatever a cache would say; unchanged costs a 304.
    let request = Request::get(url).cache(RequestCache::NoCache);
    let response = request.send().await.map_err(|_| FetchError::Network)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    response.text().await.map_err(|_| FetchError::Network)
}
