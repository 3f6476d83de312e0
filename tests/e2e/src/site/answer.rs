//! How one request is answered.

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

use super::{Fault, Request, Weather, lock};

const EARLY: &str = "Thu, 01 Jan 2026 00:00:00 GMT";
const LATE: &str = "Thu, 01 Jan 2099 00:00:00 GMT";

/// What the site serves and what it has seen.
#[derive(Debug)]
pub(super) struct State {
    files: Option<ServeDir<tower_http::set_status::SetStatus<ServeFile>>>,
    prefix: String,
    pub(super) pages: Mutex<HashMap<String, Vec<u8>>>,
    pub(super) headers: Mutex<HashMap<&'static str, HeaderValue>>,
    pub(super) faults: Mutex<HashMap<String, (usize, Fault)>>,
    pub(super) weather: Mutex<Option<Weather>>,
    pub(super) modified: Mutex<HashMap<String, &'static str>>,
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
            faults: Mutex::default(),
            weather: Mutex::default(),
            modified: Mutex::default(),
            requests: Mutex::default(),
        }
    }
}

pub(super) async fn answer(
    extract::State(state): extract::State<Arc<State>>,
    request: extract::Request,
) -> Response {
    let index = note(&state, &request);
    let path = request.uri().path().to_owned();
    let fault = next_fault(&state, &path);
    let mut response = match fault {
        Some(Fault::Missing) => StatusCode::NOT_FOUND.into_response(),
        Some(Fault::Status(status)) => StatusCode::from_u16(status)
            .expect("a fault's status is between 100 and 999")
            .into_response(),
        Some(Fault::Body(body)) => typed(&path, body),
        Some(Fault::Broken) => {
            let end =
                futures_util::stream::once(async { Err::<Vec<u8>, _>("the connection breaks") });
            ([(CONTENT_TYPE, typed_as(&path))], Body::from_stream(end)).into_response()
        }
        Some(Fault::Cut) => {
            let (head, body) = whole(usual(&state, &path, request).await).await;
            let half = Ok(body[..body.len() / 2].to_vec());
            let parts = [half, Err("the connection breaks")];
            Response::from_parts(head, Body::from_stream(futures_util::stream::iter(parts)))
        }
        Some(Fault::Trickle(parts, pause)) => {
            let (head, body) = whole(usual(&state, &path, request).await).await;
            let part = body.len().div_ceil(parts);
            let parts = body.chunks(part).map(<[u8]>::to_vec).collect::<Vec<_>>();
            let slow = futures_util::stream::iter(parts).then(move |part| async move {
                tokio::time::sleep(pause).await;
                Ok::<_, std::convert::Infallible>(part)
            });
            Response::from_parts(head, Body::from_stream(slow))
        }
        Some(Fault::Delay(time)) => {
            tokio::time::sleep(time).await;
            usual(&state, &path, request).await
        }
        Some(Fault::Hold(mut released)) => {
            // An error means that the holder is gone, which is a release too.
            let _ = released.wait_for(|released| *released).await;
            usual(&state, &path, request).await
        }
        None => usual(&state, &path, request).await,
    };
    for (name, value) in &*lock(&state.headers) {
        response.headers_mut().insert(*name, value.clone());
    }
    if let Some(date) = lock(&state.modified).get(&path) {
        response.headers_mut().insert(LAST_MODIFIED, HeaderValue::from_static(date));
    }
    lock(&state.requests)[index].status = response.status().as_u16();
    response
}

/// What goes wrong with a path this time.
fn next_fault(state: &State, path: &str) -> Option<Fault> {
    if let Some((times, fault)) = lock(&state.faults).get_mut(path) {
        *times = times.checked_sub(1)?;
        return Some(fault.clone());
    }
    lock(&state.weather).as_mut().and_then(|weather| (weather.0)(path))
}

/// An answer in one piece.
async fn whole(response: Response) -> (http::response::Parts, Bytes) {
    let (mut head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.expect("a file can be read");
    head.headers.insert(http::header::CONTENT_LENGTH, body.len().into());
    (head, body)
}

fn note(state: &State, request: &extract::Request) -> usize {
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

async fn usual(state: &State, path: &str, mut request: extract::Request) -> Response {
    if let Some(body) = lock(&state.pages).get(path).cloned() {
        return typed(path, body);
    }
    let Some(inner) = path.strip_prefix(&state.prefix).filter(|inner| inner.starts_with('/'))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(files) = state.files.clone() else {
        // Browsers ask for an icon unbidden; small test pages have none, and that is no fault.
        let icon = path == "/favicon.ico";
        return if icon { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }.into_response();
    };
    *request.uri_mut() = inner.parse::<Uri>().expect("the rest of a path is a path");
    match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// A page from memory is older than its content from memory, and that than nothing that lies in a folder.
fn typed(path: &str, body: Vec<u8>) -> Response {
    let kind = typed_as(path);
    let modified = if kind.starts_with("text/html") { EARLY } else { LATE };
    // As the headers of `cargo xtask dist` say; else a page that is said to be old would be kept for long.
    let asked_again = (CACHE_CONTROL, "no-cache");
    ([(CONTENT_TYPE, kind), (LAST_MODIFIED, modified), asked_again], body).into_response()
}

fn typed_as(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("html", |(_, ending)| ending) {
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    }
}
