//! The response to one request.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::extract;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, LAST_MODIFIED};
use http::{HeaderValue, StatusCode, Uri};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use super::{Failure, FailurePolicy, Request, lock};

const HTML_DATE: &str = "Thu, 01 Jan 2026 00:00:00 GMT";
const CONTENT_DATE: &str = "Thu, 01 Jan 2099 00:00:00 GMT";

/// What the site serves, and the requests it has received.
#[derive(Debug)]
pub(super) struct State {
    files: Option<ServeDir<tower_http::set_status::SetStatus<ServeFile>>>,
    prefix: String,
    pub(super) pages: Mutex<HashMap<String, Vec<u8>>>,
    pub(super) headers: Mutex<HashMap<&'static str, HeaderValue>>,
    pub(super) failures: Mutex<HashMap<String, (usize, Failure)>>,
    pub(super) failure_policy: Mutex<Option<FailurePolicy>>,
    pub(super) last_modified: Mutex<HashMap<String, &'static str>>,
    pub(super) requests: Mutex<Vec<Request>>,
}

impl State {
    pub(super) fn new(root: Option<&Path>, prefix: &str) -> Self {
        let files = root.map(|root| {
            let missing = ServeFile::new(root.join("404.html"));
            ServeDir::new(root).precompressed_br().precompressed_gzip().not_found_service(missing)
        });
        Self {
            files,
            prefix: prefix.trim_end_matches('/').to_owned(),
            pages: Mutex::default(),
            headers: Mutex::default(),
            failures: Mutex::default(),
            failure_policy: Mutex::default(),
            last_modified: Mutex::default(),
            requests: Mutex::default(),
        }
    }
}

pub(super) async fn respond(
    extract::State(state): extract::State<Arc<State>>,
    request: extract::Request,
) -> Response {
    let index = log_request(&state, &request);
    let path = request.uri().path().to_owned();
    let mut failure = choose_failure(&state, &path);
    if let Some(Failure::Hold(mut released)) = failure {
        // An error means that the holder has been dropped, which is a release, too.
        let _ = released.wait_for(|released| *released).await;
        failure = choose_failure(&state, &path);
    }
    let mut response = match failure {
        Some(Failure::Missing) => StatusCode::NOT_FOUND.into_response(),
        Some(Failure::Status(status)) => StatusCode::from_u16(status)
            .expect("a failure's status is between 100 and 999")
            .into_response(),
        Some(Failure::Body(body)) => page_response(&path, body),
        Some(Failure::Broken) => {
            let broken =
                futures_util::stream::once(async { Err::<Vec<u8>, _>("the connection breaks") });
            ([(CONTENT_TYPE, content_type(&path))], Body::from_stream(broken)).into_response()
        }
        Some(Failure::Cut) => {
            let (head, body) = buffer_body(serve(&state, &path, request).await).await;
            let half = Ok(body[..body.len() / 2].to_vec());
            let parts = [half, Err("the connection breaks")];
            Response::from_parts(head, Body::from_stream(futures_util::stream::iter(parts)))
        }
        Some(Failure::Trickle(parts, pause)) => {
            let (head, body) = buffer_body(serve(&state, &path, request).await).await;
            let part = body.len().div_ceil(parts);
            let parts = body.chunks(part).map(<[u8]>::to_vec).collect::<Vec<_>>();
            let slow = futures_util::stream::iter(parts).then(move |part| async move {
                tokio::time::sleep(pause).await;
                Ok::<_, std::convert::Infallible>(part)
            });
            Response::from_parts(head, Body::from_stream(slow))
        }
        Some(Failure::Delay(time)) => {
            tokio::time::sleep(time).await;
            serve(&state, &path, request).await
        }
        Some(Failure::Hold(_)) | None => serve(&state, &path, request).await,
    };
    for (name, value) in &*lock(&state.headers) {
        response.headers_mut().insert(*name, value.clone());
    }
    if let Some(date) = lock(&state.last_modified).get(&path) {
        response.headers_mut().insert(LAST_MODIFIED, HeaderValue::from_static(date));
    }
    lock(&state.requests)[index].status = response.status().as_u16();
    response
}

/// The failure of this request, if it is to fail.
fn choose_failure(state: &State, path: &str) -> Option<Failure> {
    if let Some((times, failure)) = lock(&state.failures).get_mut(path) {
        *times = times.checked_sub(1)?;
        return Some(failure.clone());
    }
    lock(&state.failure_policy).as_mut().and_then(|policy| (policy.0)(path))
}

/// Reads a response's whole body, and sets its length.
async fn buffer_body(response: Response) -> (http::response::Parts, Bytes) {
    let (mut head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.expect("a file can be read");
    head.headers.insert(http::header::CONTENT_LENGTH, body.len().into());
    (head, body)
}

fn log_request(state: &State, request: &extract::Request) -> usize {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = request.headers().iter().map(|(name, value)| (name.to_string(), text(value)));
    let mut requests = lock(&state.requests);
    requests.push(Request {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        status: 0,
        headers: headers.collect(),
    });
    requests.len() - 1
}

async fn serve(state: &State, path: &str, mut request: extract::Request) -> Response {
    if let Some(body) = lock(&state.pages).get(path).cloned() {
        return page_response(path, body);
    }
    let Some(inner) = path.strip_prefix(&state.prefix).filter(|inner| inner.starts_with('/'))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(files) = state.files.clone() else {
        // Browsers request an icon by themselves; small test pages have none, which is no error.
        let icon = path == "/favicon.ico";
        return if icon { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }.into_response();
    };
    *request.uri_mut() = inner.parse::<Uri>().expect("the rest of a path is a path");
    match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// A response for a page from memory. HTML is older than content, and content newer than any file in a folder.
fn page_response(path: &str, body: Vec<u8>) -> Response {
    let kind = content_type(path);
    let modified = if kind.starts_with("text/html") { HTML_DATE } else { CONTENT_DATE };
    // As in the headers of `cargo xtask dist`; without it a browser would cache for long a page with an old date.
    let revalidate = (CACHE_CONTROL, "no-cache");
    ([(CONTENT_TYPE, kind), (LAST_MODIFIED, modified), revalidate], body).into_response()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("html", |(_, ending)| ending) {
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    }
}
