//! Fetching a text from the site.

use gloo_net::http::Request;
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
/// # Errors
/// No response, or one with an error status.
pub async fn fetch_text(url: &str) -> Result<String, FetchError> {
    let request = Request::get(url).cache(RequestCache::Reload);
    let response = request.send().await.map_err(|_| FetchError::Network)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    response.text().await.map_err(|_| FetchError::Network)
}
