//! A plain HTTP client: no cache, no redirects followed, no decompression.

use axum::body::{Body, Bytes, to_bytes};
use http::{HeaderMap, Request};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

/// A server's response.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Response {
    /// The value of a header; several of one name are joined as in a browser.
    pub fn header(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter().map(|value| value.to_str().expect("ASCII"));
        values.collect::<Vec<_>>().join(", ")
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Fetches a URL with these headers; an error if no response arrives.
pub async fn try_fetch(url: &str, headers: &[(&str, &str)]) -> Result<Response, String> {
    let mut request = Request::get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("an address and headers");
    let client = Client::builder(TokioExecutor::new()).build_http();
    let response = client.request(request).await.map_err(|error| format!("{url}: {error}"))?;
    let (parts, body) = response.into_parts();
    let body = to_bytes(Body::new(body), usize::MAX).await.map_err(|error| error.to_string())?;
    Ok(Response { status: parts.status.as_u16(), headers: parts.headers, body })
}

/// Fetches a URL with these headers; panics if no response arrives.
pub async fn fetch(url: &str, headers: &[(&str, &str)]) -> Response {
    try_fetch(url, headers).await.unwrap_or_else(|error| panic!("{error}"))
}
