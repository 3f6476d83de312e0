//! Browsers that scenarios use one after the other: starting one takes more time than most scenarios.

use std::fs;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::console::firefox::Bidi;
use crate::console::{Log, Record, webkit};
use crate::driver::Driver;
use crate::engine::{Emulation, Engine};
use crate::session::Session;

/// The time for a browser to start, or to close by itself.
const BROWSER_TIMEOUT: Duration = Duration::from_secs(30);

/// How often a browser is started before the test fails: a browser that does not start is no error of the site.
const START_ATTEMPTS: usize = 3;

/// How many scenarios use one browser: its memory and its caches grow.
const MAX_USES: usize = 60;

/// How many browsers wait at most, of all engines together: each takes memory.
const CAPACITY: usize = 12;

/// The browsers that wait for their next scenario.
static WAITING: std::sync::Mutex<Vec<Arc<RunningBrowser>>> = std::sync::Mutex::new(Vec::new());

/// Held while a browser starts: of three that start at once on two cores, one may take longer than its time.
static START: Mutex<()> = Mutex::const_new(());

/// Takes a waiting browser that was started with these emulations, with a new window and an empty log, or starts one.
pub(crate) async fn take_or_start(engine: Engine, emulations: &[Emulation]) -> Arc<RunningBrowser> {
    match take(engine, emulations) {
        Some(browser) => browser,
        None => RunningBrowser::start(engine, emulations).await,
    }
}

fn take(engine: Engine, emulations: &[Emulation]) -> Option<Arc<RunningBrowser>> {
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    let is_suitable = |browser: &Arc<RunningBrowser>| {
        browser.engine == engine && browser.emulations == emulations
    };
    let index = waiting.iter().position(is_suitable)?;
    Some(waiting.swap_remove(index))
}

/// Adds a waiting browser; returns whether there was room.
fn put(browser: &Arc<RunningBrowser>) -> bool {
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    let has_room = waiting.len() < CAPACITY;
    if has_room {
        waiting.push(browser.clone());
    }
    has_room
}

/// A browser with its driver, and what it has reported since its window was opened.
pub(crate) struct RunningBrowser {
    pub(crate) engine: Engine,
    emulations: Vec<Emulation>,
    /// How many scenarios have used it.
    uses: AtomicUsize,
    is_reusable: bool,
    pub(crate) client: Client,
    pub(crate) bidi: Option<Bidi>,
    pub(crate) log: Log,
    /// The number of markers written to the console.
    pub(crate) markers: AtomicUsize,
    /// Reading Chromium's logs empties them, so one reader at a time.
    pub(crate) log_reader: Mutex<()>,
    pub(crate) driver: Driver,
}

impl RunningBrowser {
    async fn start(engine: Engine, emulations: &[Emulation]) -> Arc<Self> {
        for attempt in 1..START_ATTEMPTS {
            // WebKit's start is light, and each of its scenarios has one.
            let _turn = if engine == Engine::WebKit { None } else { Some(START.lock().await) };
            // The reason is on stderr: the panic's message, or this one.
            match timeout(
                BROWSER_TIMEOUT,
                AssertUnwindSafe(Self::start_once(engine, emulations)).catch_unwind(),
            )
            .await
            {
                Ok(Ok(browser)) => return browser,
                Ok(Err(_)) => eprintln!("{engine}: start {attempt} of {START_ATTEMPTS} failed"),
                Err(_) => eprintln!(
                    "{engine}: start {attempt} of {START_ATTEMPTS} took more than {BROWSER_TIMEOUT:?}"
                ),
            }
        }
        Self::start_once(engine, emulations).await
    }

    async fn start_once(engine: Engine, emulations: &[Emulation]) -> Arc<Self> {
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
        let browser = Arc::new(Self {
            engine,
            emulations: emulations.to_vec(),
            uses: AtomicUsize::new(0),
            // The log of WebKit is read from the inspector of its first page only; the log of a new window is emptied by a
            // script.
            is_reusable: engine != Engine::WebKit && !emulations.contains(&Emulation::NoScripts),
            client,
            bidi,
            log,
            markers: AtomicUsize::new(0),
            log_reader: Mutex::default(),
            driver,
        });
        if engine == Engine::Chromium {
            Session::of(&browser).emulate_in_chromium(emulations).await;
        }
        browser
    }

    /// Gives the browser to the next scenario if it can be reused, and ends it otherwise.
    pub(crate) async fn release(self: Arc<Self>) {
        let uses = self.uses.fetch_add(1, Ordering::Relaxed) + 1;
        let can_be_reused = self.is_reusable && uses < MAX_USES;
        if can_be_reused
            && let Ok(Ok(Ok(()))) =
                timeout(BROWSER_TIMEOUT, AssertUnwindSafe(self.replace_window()).catch_unwind())
                    .await
            && put(&self)
        {
            return;
        }
        self.quit().await;
    }

    /// Opens a new window and closes all others; empties the log. Fails if the browser does not do as it should.
    async fn replace_window(self: &Arc<Self>) -> Result<(), CmdError> {
        let client = &self.client;
        // Only a page with a dialog has one to dismiss.
        let _ = client.dismiss_alert().await;
        client.delete_all_cookies().await?;
        let old = client.windows().await?;
        let new = client.new_window(true).await?.handle;
        for window in old {
            client.switch_to_window(window).await?;
            client.close_window().await?;
        }
        client.switch_to_window(new).await?;
        let session = Session::of(self);
        if self.engine == Engine::Chromium {
            session.emulate_in_chromium(&self.emulations).await;
        }
        session.read_console().await;
        *self.log.lock() = Record::default();
        Ok(())
    }

    /// Asks the browser to end; remaining processes are killed when the last handle is dropped.
    pub(crate) async fn quit(&self) {
        // A browser that no longer answers is killed all the same.
        let _ = timeout(BROWSER_TIMEOUT, self.client.clone().close()).await;
    }
}
