//! A real static server: a folder, pages from memory, a log of requests, and faults on demand.

mod answer;
mod usual;

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use crate::paths;
use answer::{State, answer};

/// A site on a free port of 127.0.0.1, until it is dropped. Two sites are two origins.
#[derive(Debug)]
pub struct Site {
    state: Arc<State>,
    origin: String,
    server: AbortHandle,
}

/// One request and its answer's status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// The path as asked for, without its query.
    pub path: String,
    /// The query, without `?`.
    pub query: String,
    /// The answer's status; 0 while the answer is held or delayed.
    pub status: u16,
    /// The request's headers, names in lower case.
    pub headers: HashMap<String, String>,
}

/// What goes wrong with a path.
#[derive(Clone, Debug)]
pub enum Fault {
    /// 404 with a short text.
    Missing,
    /// This status with an empty body.
    Status(u16),
    /// 200 and the usual type, with these bytes instead.
    Body(Vec<u8>),
    /// 200, and the connection breaks before a byte of the body.
    Broken,
    /// 200, and the connection breaks in the middle of the body.
    Cut,
    /// The usual answer, but one byte in so many comes after each such pause.
    Trickle(usize, Duration),
    /// The usual answer, after this time.
    Delay(Duration),
    /// The usual answer once released; see [`Site::hold`].
    Hold(watch::Receiver<bool>),
}

/// What goes wrong with the next request of a path.
type NextFault = dyn FnMut(&str) -> Option<Fault> + Send;

/// Decides what goes wrong with each request.
pub(crate) struct Weather(Box<NextFault>);

impl std::fmt::Debug for Weather {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Weather")
    }
}

/// Holds the answers to a path until it is released or dropped.
#[derive(Debug)]
#[must_use = "dropping it releases the answers"]
pub struct Hold(watch::Sender<bool>);

impl Hold {
    /// Lets every held answer go, and later ones pass.
    pub fn release(self) {}
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.send_replace(true);
    }
}

impl Site {
    /// The built site: the folder `NEXT_LEVEL_DIST` names, or `dist`.
    pub async fn dist() -> Self {
        Self::start(Some(&paths::dist()), "").await
    }

    /// The built site with the content in `tests/fixtures/usual`, three testimonials among it: for tests
    /// that must not fail when an editor adds a fourth.
    pub async fn usual() -> Self {
        let site = Self::dist().await;
        lock(&site.state.pages).extend(usual::pages().iter().cloned());
        site
    }

    /// The built site in a sub-folder such as `/asso`, and nothing beside it.
    pub async fn dist_under(prefix: &str) -> Self {
        Self::start(Some(&paths::dist()), prefix).await
    }

    /// Any folder.
    pub async fn folder(root: &Path) -> Self {
        Self::start(Some(root), "").await
    }

    /// Pages from memory: path and body. The path's ending gives the type; none is HTML.
    pub async fn pages<'a>(pages: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let site = Self::start(None, "").await;
        for (path, body) in pages {
            site.page(path, body);
        }
        site
    }

    async fn start(root: Option<&Path>, prefix: &str) -> Self {
        let state = Arc::new(State::new(root, prefix));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("the loopback interface has a free port");
        let port = listener.local_addr().expect("a bound listener has an address").port();
        let router = Router::new().fallback(answer).with_state(state.clone());
        let server =
            tokio::spawn(async move { axum::serve(listener, router).await }).abort_handle();
        Self { state, origin: format!("http://127.0.0.1:{port}"), server }
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The address of a path, which starts with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Adds or replaces a page from memory; it comes before a file of that path.
    pub fn page(&self, path: &str, body: &str) {
        lock(&self.state.pages).insert(path.to_owned(), body.as_bytes().to_vec());
    }

    /// A page from memory, as it is served.
    pub fn get(&self, path: &str) -> String {
        let pages = lock(&self.state.pages);
        let page = pages.get(path).unwrap_or_else(|| panic!("{path} is no page from memory"));
        String::from_utf8_lossy(page).into_owned()
    }

    /// Adds a header to every answer, such as `access-control-allow-origin`.
    pub fn header(&self, name: &'static str, value: &str) {
        let value = value.parse().expect("a header's value is visible ASCII");
        lock(&self.state.headers).insert(name, value);
    }

    /// Makes a path fail from now on.
    pub fn fault(&self, path: &str, fault: Fault) {
        self.fault_times(path, usize::MAX, fault);
    }

    /// Makes a path fail so many times from now on.
    pub fn fault_times(&self, path: &str, times: usize, fault: Fault) {
        lock(&self.state.faults).insert(path.to_owned(), (times, fault));
    }

    /// Lets this decide what goes wrong with each request, by its path, unless a fault was set for that.
    pub fn weather(&self, next: impl FnMut(&str) -> Option<Fault> + Send + 'static) {
        *lock(&self.state.weather) = Some(Weather(Box::new(next)));
    }

    /// Says of a path when it was last changed; see RFC 9110, 5.6.7.
    pub fn modified(&self, path: &str, date: &'static str) {
        lock(&self.state.modified).insert(path.to_owned(), date);
    }

    /// How often a path has been asked for.
    pub fn times_asked_for(&self, path: &str) -> usize {
        lock(&self.state.requests).iter().filter(|request| request.path == path).count()
    }

    /// Holds the answers to a path; wait for [`Site::asked_for`] to know that one is being held.
    pub fn hold(&self, path: &str) -> Hold {
        let (hold, released) = watch::channel(false);
        self.fault(path, Fault::Hold(released));
        Hold(hold)
    }

    /// Ends a path's fault.
    pub fn heal(&self, path: &str) {
        lock(&self.state.faults).remove(path);
    }

    /// Every request so far, in order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.state.requests).clone()
    }

    /// Whether a path has been asked for.
    pub fn asked_for(&self, path: &str) -> bool {
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
