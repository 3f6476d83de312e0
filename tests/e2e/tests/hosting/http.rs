//! A client that hides nothing: no cache, no redirect followed, nothing unpacked.

use axum::body::{Body, Bytes, to_bytes};
use http::{HeaderMap, Request};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// A header; several of one name are joined as a browser joins them.
    pub fn header(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter().map(|value| value.to_str().expect("ASCII"));
        values.collect::<Vec<_>>().join(", ")
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Asks for an address, with these headers.
pub async fn get(url: &str, headers: &[(&str, &str)]) -> Result<Answer, String> {
    let mut request = Request::get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("an address and headers");
    let client = Client::builder(TokioExecutor::new()).build_http();
    let answer = client.request(request).await.map_err(|error| format!("{url}: {error}"))?;
    let (parts, body) = answer.into_parts();
    let body = to_bytes(Body::new(body), usize::MAX).await.map_err(|error| error.to_string())?;
    Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
}

/// The same for an answer that must come.
pub async fn ask(url: &str, headers: &[(&str, &str)]) -> Answer {
    get(url, headers).await.unwrap_or_else(|error| panic!("{error}"))
}
