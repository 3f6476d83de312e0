//! One browser session, driven by WebDriver.

mod act;
mod command;
mod find;
mod focus;
mod inspect;
mod view;

use std::fs;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::console::firefox::Bidi;
use crate::console::{Log, webkit};
use crate::driver::Driver;
use crate::engine::{Emulation, Engine};
use crate::wait::wait_until;

pub use act::element_reference;
pub use find::Role;

/// The time for a browser to start, or to close by itself.
const BROWSER_TIMEOUT: Duration = Duration::from_secs(30);

/// How often a browser is started before the test fails: a browser that does not start is no error of the site.
const START_ATTEMPTS: usize = 3;

/// A browser session. Its methods panic with the failed action and the browser's error.
///
/// Cloning gives another handle to the same session; [`crate::run`] closes it after the scenario.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    engine: Engine,
    client: Client,
    bidi: Option<Bidi>,
    log: Log,
    markers: AtomicUsize,
    /// Reading Chromium's logs empties them, so one reader at a time.
    log_reader: Mutex<()>,
    driver: Driver,
}

impl Session {
    pub(crate) async fn start(engine: Engine, emulations: &[Emulation]) -> Self {
        for attempt in 1..START_ATTEMPTS {
            // The reason is on stderr: the panic's message, or this one.
            match timeout(
                BROWSER_TIMEOUT,
                AssertUnwindSafe(Self::start_once(engine, emulations)).catch_unwind(),
            )
            .await
            {
                Ok(Ok(session)) => return session,
                Ok(Err(_)) => eprintln!("{engine}: start {attempt} of {START_ATTEMPTS} failed"),
                Err(_) => eprintln!(
                    "{engine}: start {attempt} of {START_ATTEMPTS} took more than {BROWSER_TIMEOUT:?}"
                ),
            }
        }
        Self::start_once(engine, emulations).await
    }

    async fn start_once(engine: Engine, emulations: &[Emulation]) -> Self {
        let driver = Driver::start(engine, emulations).await;
        let Value::Object(capabilities) = engine.build_capabilities(driver.home(), emulations)
        else {
            unreachable!("capabilities are an object");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url())
            .await
            .unwrap_or_else(|error| {
                panic!("{engine} does not start: {error}\n{}", driver.read_log())
            });
        let log = Log::default();
        let mut bidi = None;
        match engine {
            Engine::Chromium => {}
            Engine::Firefox => {
                let capabilities = client.capabilities().and_then(|all| all.get("webSocketUrl"));
                let url =
                    capabilities.and_then(Value::as_str).expect("Firefox offers WebDriver BiDi");
                bidi = Some(Bidi::connect(url, log.clone()).await);
            }
            Engine::WebKit => {
                let address = fs::read_to_string(driver.home().join("inspector"))
                    .expect("MiniBrowser's shell has written the inspector's address");
                webkit::attach(&address, emulations, log.clone()).await;
            }
        }
        let markers = AtomicUsize::new(0);
        let session = Self(Arc::new(Inner {
            engine,
            client,
            bidi,
            log,
            markers,
            log_reader: Mutex::default(),
            driver,
        }));
        if engine == Engine::Chromium {
            session.emulate_in_chromium(emulations).await;
        }
        session
    }

    /// The session's engine.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// The plain WebDriver client, for commands without a method of their own.
    pub fn client(&self) -> &Client {
        &self.0.client
    }

    /// Navigates to a URL and waits until the page has loaded.
    pub async fn open(&self, url: &str) {
        self.client()
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.client()
            .refresh()
            .await
            .unwrap_or_else(|error| panic!("the page does not load again: {error}"));
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
        self.0.driver.read_log()
    }

    /// Ends the browser at once instead of after the scenario.
    pub async fn close_window(&self) {
        self.client().clone().close().await.expect("the window closes");
    }

    /// Asks the browser to end; remaining processes are killed when the last handle is dropped.
    pub(crate) async fn close(self) {
        // A browser that no longer answers is killed all the same.
        let _ = timeout(BROWSER_TIMEOUT, self.client().clone().close()).await;
    }

    /// Writes a marker to the page's console and waits for it: all earlier messages have then arrived, too.
    async fn flush_console(&self) {
        let marker = format!("e2e-fence-{}", self.0.markers.fetch_add(1, Ordering::Relaxed));
        self.eval("console.debug(arguments[0])", vec![marker.as_str().into()]).await;
        wait_until("the console tells all it has", async || self.0.log.take_marker(&marker)).await;
    }
}
