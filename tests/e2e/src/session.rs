//! One browser window, driven.

mod act;
mod command;
mod find;
mod focus;
mod look;
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

pub use find::Role;

/// How long a browser may take to start, or to end politely.
const LIMIT: Duration = Duration::from_secs(30);

/// How often a browser is started before its not starting is a failure: that one starts is no promise of ours.
const STARTS: usize = 3;

/// A browser session. Its methods panic with what they did and what the browser said.
///
/// Cloning gives another handle to the same window; [`crate::run`] ends it after the scenario.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    engine: Engine,
    client: Client,
    bidi: Option<Bidi>,
    log: Log,
    fences: AtomicUsize,
    /// Reading Chromium's logs empties them, so one reader at a time.
    reading: Mutex<()>,
    driver: Driver,
}

impl Session {
    pub(crate) async fn start(engine: Engine, emulations: &[Emulation]) -> Self {
        for start in 1..STARTS {
            // What went wrong is on stderr: the panic's message, or this one.
            match timeout(
                LIMIT,
                AssertUnwindSafe(Self::start_once(engine, emulations)).catch_unwind(),
            )
            .await
            {
                Ok(Ok(session)) => return session,
                Ok(Err(_)) => eprintln!("{engine}: start {start} of {STARTS} failed"),
                Err(_) => eprintln!("{engine}: start {start} of {STARTS} took more than {LIMIT:?}"),
            }
        }
        Self::start_once(engine, emulations).await
    }

    async fn start_once(engine: Engine, emulations: &[Emulation]) -> Self {
        let driver = Driver::start(engine, emulations).await;
        let Value::Object(capabilities) = engine.capabilities(driver.home(), emulations) else {
            unreachable!("capabilities are an object");
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url())
            .await
            .unwrap_or_else(|error| panic!("{engine} does not start: {error}\n{}", driver.log()));
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
        let fences = AtomicUsize::new(0);
        let session = Self(Arc::new(Inner {
            engine,
            client,
            bidi,
            log,
            fences,
            reading: Mutex::default(),
            driver,
        }));
        if engine == Engine::Chromium {
            session.emulate_in_chromium(emulations).await;
        }
        session
    }

    /// The engine it runs in.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// The plain WebDriver client, for what has no method here.
    pub fn client(&self) -> &Client {
        &self.0.client
    }

    /// Goes to an address and waits until the page has loaded.
    pub async fn open(&self, url: &str) {
        self.client()
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client()
            .refresh()
            .await
            .unwrap_or_else(|error| panic!("the page does not load again: {error}"));
    }

    /// The page's address.
    pub async fn url(&self) -> String {
        self.client()
            .current_url()
            .await
            .unwrap_or_else(|error| panic!("the page has no address: {error}"))
            .to_string()
    }

    /// What the driver and its browser wrote to their own output.
    pub(crate) fn driver_log(&self) -> String {
        self.0.driver.log()
    }

    /// Ends the browser politely; what remains is killed when the last handle goes.
    pub(crate) async fn end(self) {
        // A browser that no longer answers is killed all the same.
        let _ = timeout(LIMIT, self.client().clone().close()).await;
    }

    /// Has the page say something to its console, and waits until that arrives: all before it has arrived too.
    async fn fence(&self) {
        let fence = format!("e2e-fence-{}", self.0.fences.fetch_add(1, Ordering::Relaxed));
        self.eval("console.debug(arguments[0])", vec![fence.as_str().into()]).await;
        wait_until("the console tells all it has", async || self.0.log.take_fence(&fence)).await;
    }
}
