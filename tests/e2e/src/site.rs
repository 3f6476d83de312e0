//! A real static server: a folder, pages from memory, a log of requests, and injected failures.

mod fixture;
mod respond;

use std::collections::HashMap;
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use crate::paths;
use crate::process::find_free_port;
use crate::wait::wait_until;
use respond::{State, respond};

/// A server on a free port of 127.0.0.1, until it is dropped. Two sites are two origins.
#[derive(Debug)]
pub struct Site {
    state: Arc<State>,
    origin: String,
    server: AbortHandle,
}

/// One request and the status of its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The query, without `?`.
    pub query: String,
    /// The response's status; 0 while the response is held or delayed.
    pub status: u16,
    /// The request's headers, names in lower case.
    pub headers: HashMap<String, String>,
}

/// A failure injected into the responses for a path.
#[derive(Clone, Debug)]
pub enum Failure {
    /// 404 with an empty body.
    Missing,
    /// This status with an empty body.
    Status(u16),
    /// 200 and the normal content type, with these bytes instead.
    Body(Vec<u8>),
    /// 200, and the connection breaks before the first byte of the body.
    Broken,
    /// 200, and the connection breaks in the middle of the body.
    Cut,
    /// The normal response in so many parts, with this pause before each.
    Trickle(usize, Duration),
    /// The normal response, after this time.
    Delay(Duration),
    /// Once released, the failure that was set meanwhile, else the normal response; see [`Site::hold`].
    Hold(watch::Receiver<bool>),
}

/// Chooses the failure of the next request for a path.
type ChooseFailure = dyn FnMut(&str) -> Option<Failure> + Send;

/// Chooses the failure of each request.
pub(crate) struct FailurePolicy(Box<ChooseFailure>);

impl std::fmt::Debug for FailurePolicy {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("FailurePolicy")
    }
}

/// Holds the responses for a path until it is released or dropped.
#[derive(Debug)]
#[must_use = "dropping it releases the responses"]
pub struct Hold(watch::Sender<bool>);

impl Hold {
    /// Releases every held response, and lets later ones pass unless a failure has been set meanwhile.
    pub fn release(self) {}
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.send_replace(true);
    }
}

impl Site {
    /// Serves the built site: the folder `NEXT_LEVEL_DIST`, or `dist`.
    pub async fn dist() -> Self {
        Self::start(Some(&paths::dist_dir()), "").await
    }

    /// Serves the built site with the content in `tests/fixtures/usual`, which has three testimonials: for tests
    /// that must not fail when an editor adds a fourth.
    pub async fn with_fixture() -> Self {
        let site = Self::dist().await;
        lock(&site.state.pages).extend(fixture::render_pages().iter().cloned());
        site
    }

    /// Serves the built site in a sub-folder such as `/asso`, and nothing outside it.
    pub async fn dist_under(prefix: &str) -> Self {
        Self::start(Some(&paths::dist_dir()), prefix).await
    }

    /// Serves a folder.
    pub async fn folder(root: &Path) -> Self {
        Self::start(Some(root), "").await
    }

    /// Serves pages from memory: path and body. The path's extension gives the content type; HTML without one.
    pub async fn pages<'a>(pages: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let site = Self::start(None, "").await;
        for (path, body) in pages {
            site.set_page(path, body);
        }
        site
    }

    async fn start(root: Option<&Path>, prefix: &str) -> Self {
        let state = Arc::new(State::new(root, prefix));
        // A browser that is used again has the storage and the cache of origins that it knows.
        let (port, listener) = loop {
            let port = find_free_port();
            match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
                Ok(listener) => break (port, listener),
                // Another program has taken it since it was found free.
                Err(error) if error.kind() == ErrorKind::AddrInUse => {}
                Err(error) => panic!("port {port}: {error}"),
            }
        };
        let router = Router::new().fallback(respond).with_state(state.clone());
        let server =
            tokio::spawn(async move { axum::serve(listener, router).await }).abort_handle();
        Self { state, origin: format!("http://127.0.0.1:{port}"), server }
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The URL of a path, which starts with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Adds or replaces a page from memory; it overrides a file at that path.
    pub fn set_page(&self, path: &str, body: &str) {
        lock(&self.state.pages).insert(path.to_owned(), body.as_bytes().to_vec());
    }

    /// The body of a page from memory.
    pub fn get_page(&self, path: &str) -> String {
        let pages = lock(&self.state.pages);
        let page = pages.get(path).unwrap_or_else(|| panic!("{path} is no page from memory"));
        String::from_utf8_lossy(page).into_owned()
    }

    /// Adds a header to every response, such as `access-control-allow-origin`.
    pub fn set_header(&self, name: &'static str, value: &str) {
        let value = value.parse().expect("a header's value is visible ASCII");
        lock(&self.state.headers).insert(name, value);
    }

    /// Lets pages of other origins load every file, as dist's headers do for the files of embeds.
    pub fn allow_other_origins(self) -> Self {
        self.set_header("access-control-allow-origin", "*");
        self.set_header("cross-origin-resource-policy", "cross-origin");
        self
    }

    /// Makes all further requests for a path fail.
    pub fn fail(&self, path: &str, failure: Failure) {
        self.fail_times(path, usize::MAX, failure);
    }

    /// Makes the next `times` requests for a path fail.
    pub fn fail_times(&self, path: &str, times: usize, failure: Failure) {
        lock(&self.state.failures).insert(path.to_owned(), (times, failure));
    }

    /// Chooses the failure of each request by its path, unless one was set for that path.
    pub fn fail_with(&self, choose: impl FnMut(&str) -> Option<Failure> + Send + 'static) {
        *lock(&self.state.failure_policy) = Some(FailurePolicy(Box::new(choose)));
    }

    /// Sets the `Last-Modified` header of a path, an HTTP date (RFC 9110, 5.6.7).
    pub fn set_last_modified(&self, path: &str, date: &'static str) {
        lock(&self.state.last_modified).insert(path.to_owned(), date);
    }

    /// Counts the requests for a path.
    pub fn count_requests(&self, path: &str) -> usize {
        lock(&self.state.requests).iter().filter(|request| request.path == path).count()
    }

    /// Waits until the page has fetched each of its content files again, and returns how many responses there were.
    /// WebKit reports a fetch that a navigation aborts.
    pub async fn wait_for_content_requests(&self) -> usize {
        wait_until("the content is asked for again", async || {
            let requests = self.requests();
            let content = requests.iter().filter(|request| request.path.starts_with("/content/"));
            let count = content.filter(|request| request.status != 0).count();
            if count >= 5 { Ok(count) } else { Err(count) }
        })
        .await
    }

    /// Holds the responses for a path; wait for [`Site::has_request_for`] to know that one is being held.
    pub fn hold(&self, path: &str) -> Hold {
        let (sender, released) = watch::channel(false);
        self.fail(path, Failure::Hold(released));
        Hold(sender)
    }

    /// Ends the failures of a path.
    pub fn recover(&self, path: &str) {
        lock(&self.state.failures).remove(path);
    }

    /// All requests so far, in order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.state.requests).clone()
    }

    /// Whether a path has been requested.
    pub fn has_request_for(&self, path: &str) -> bool {
        lock(&self.state.requests).iter().any(|request| request.path == path)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().expect("no holder of the site's state panics")
}
