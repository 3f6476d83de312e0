//! One browser session, driven by WebDriver.

mod act;
mod command;
mod find;
mod focus;
mod inspect;
mod view;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fantoccini::Client;

use crate::engine::{Emulation, Engine};
use crate::pool::{self, RunningBrowser};
use crate::wait::wait_until;

pub use act::element_reference;
pub use find::Role;

/// A visitor's browser session. Its methods panic with the failed action and the browser's error.
///
/// Cloning gives another handle to the same session; [`crate::run`] closes it after the scenario.
#[derive(Clone)]
pub struct Session(Arc<Lease>);

/// The use of a browser by one scenario.
struct Lease {
    browser: Arc<RunningBrowser>,
    is_closed: AtomicBool,
}

impl Session {
    /// Starts a browser, or takes one from the pool: then its window is new and its log is empty.
    pub(crate) async fn start(engine: Engine, emulations: &[Emulation]) -> Self {
        Self::of(&pool::take_or_start(engine, emulations).await)
    }

    /// A session of a running browser.
    pub(crate) fn of(browser: &Arc<RunningBrowser>) -> Self {
        Self(Arc::new(Lease { browser: browser.clone(), is_closed: AtomicBool::new(false) }))
    }

    /// The session's engine.
    pub fn engine(&self) -> Engine {
        self.0.browser.engine
    }

    /// The plain WebDriver client, for commands without a method of their own.
    pub fn client(&self) -> &Client {
        &self.0.browser.client
    }

    /// Navigates to a URL and waits until its page has loaded. The console may then have requests that leaving the page
    /// before has aborted: pages whose console is asserted need a session each.
    pub async fn open(&self, url: &str) {
        // Navigating to a fragment of the page keeps its document.
        let path = url.split('#').next().unwrap_or(url);
        let keeps_document = url != path && self.current_url().await.starts_with(path);
        if !keeps_document {
            self.mark_document().await;
        }
        self.client()
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url} does not open: {error}"));
        self.wait_for_document(url).await;
    }

    /// Reloads the page, and waits until it has loaded.
    pub async fn reload(&self) {
        self.mark_document().await;
        self.client()
            .refresh()
            .await
            .unwrap_or_else(|error| panic!("the page does not load again: {error}"));
        self.wait_for_document("the reloaded page").await;
    }

    /// Marks the window that a navigation replaces; see [`Session::wait_for_document`].
    async fn mark_document(&self) {
        let script =
            "Object.defineProperty(window, 'e2eLeft', { value: true, configurable: true })";
        // A page that cannot run it is replaced all the same.
        let _ = self.client().execute(script, vec![]).await;
    }

    /// Waits until the new document has loaded: under load, drivers report a navigation's end while the old document
    /// (WebKit) or none (Firefox) is there.
    async fn wait_for_document(&self, url: &str) {
        let script = "return !!document.documentElement && !window.e2eLeft && document.readyState";
        wait_until(&format!("the document of {url} has loaded"), async || {
            match self.client().execute(script, vec![]).await {
                Ok(state) if state == "complete" => Ok(()),
                Ok(state) => Err(state.to_string()),
                Err(error) => Err(error.to_string()),
            }
        })
        .await;
    }

    /// The page's URL.
    pub async fn current_url(&self) -> String {
        self.client()
            .current_url()
            .await
            .unwrap_or_else(|error| panic!("the page has no address: {error}"))
            .to_string()
    }

    /// What the driver and its browser wrote to their output.
    pub(crate) fn read_driver_log(&self) -> String {
        self.0.browser.driver.read_log()
    }

    /// Closes the session before the scenario's end.
    pub async fn close(&self) {
        if !self.0.is_closed.swap(true, Ordering::Relaxed) {
            self.0.browser.clone().release().await;
        }
    }

    /// Ends the browser, whose state after a failure is unknown.
    pub(crate) async fn quit(&self) {
        if !self.0.is_closed.swap(true, Ordering::Relaxed) {
            self.0.browser.quit().await;
        }
    }

    /// Whether [`Session::close`] was called.
    pub(crate) fn is_closed(&self) -> bool {
        self.0.is_closed.load(Ordering::Relaxed)
    }

    /// Writes a marker to the page's console and waits for it: all earlier messages have then arrived, too.
    async fn flush_console(&self) {
        let marker =
            format!("e2e-fence-{}", self.0.browser.markers.fetch_add(1, Ordering::Relaxed));
        self.eval("console.debug(arguments[0])", vec![marker.as_str().into()]).await;
        wait_until("the console has the marker", async || self.0.browser.log.take_marker(&marker))
            .await;
    }
}
