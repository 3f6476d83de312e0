//! Runs a scenario in each engine, and saves a report if it fails.

use std::fs;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use futures_util::FutureExt;
use tokio::runtime::Runtime;

use crate::engine::{Emulation, Engine};
use crate::paths::{dist_dir, screenshots_dir};
use crate::session::Session;
use crate::site::Site;

/// Longer than any scenario takes on a slow machine: a browser that never answers must not block the others.
const SCENARIO_TIMEOUT: Duration = Duration::from_secs(300);

/// One for all tests, since a browser that is used again keeps its connections.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a process can have a runtime")
});

/// Defines a test per engine for each scenario, an `async fn(Browser)` in the same module:
/// `chromium::name`, `firefox::name` and `webkit::name`. Scenarios after `; chromium:` have the first only: what they
/// promise is computed by the site's own code, in which no engine differs.
#[macro_export]
macro_rules! scenarios {
    ($($name:ident),+ $(,)? $(; chromium: $($only:ident),+ $(,)?)?) => {
        mod chromium { $crate::scenarios! { @tests Chromium $($name)+ $($($only)+)? } }
        mod firefox { $crate::scenarios! { @tests Firefox $($name)+ } }
        mod webkit { $crate::scenarios! { @tests WebKit $($name)+ } }
    };
    (chromium: $($only:ident),+ $(,)?) => {
        mod chromium { $crate::scenarios! { @tests Chromium $($only)+ } }
    };
    (@tests $engine:ident $($name:ident)+) => { $(
        #[test]
        fn $name() {
            $crate::run($crate::Engine::$engine, concat!(module_path!(), "::", stringify!($name)), super::$name);
        }
    )+ };
}

/// The argument of a scenario: opens sessions of one engine.
#[derive(Clone)]
pub struct Browser {
    engine: Engine,
    sessions: Arc<Mutex<Vec<Session>>>,
}

impl Browser {
    /// The engine of this test.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens a URL in a new session, which shares its browser with no other one at the same time; an earlier scenario may
    /// have used that browser.
    pub async fn open(&self, url: &str) -> Session {
        self.open_as(&[], url).await
    }

    /// Opens the site's page without prerendered content: the app fetches and renders it all.
    pub async fn open_client_side(&self, site: &Site) -> Session {
        site.set_page("/", &clear_container(&read_dist_index()));
        self.open(&site.url("/")).await
    }

    /// Like [`Browser::open`], for a visitor with preferences.
    pub async fn open_as(&self, emulations: &[Emulation], url: &str) -> Session {
        let session = Session::start(self.engine, emulations).await;
        self.sessions.lock().expect("no holder panics").push(session.clone());
        session.open(url).await;
        session
    }
}

/// Runs a scenario in one engine; for [`scenarios!`], and for a test that concerns one engine only.
pub fn run<F: Future<Output = ()>>(
    engine: Engine,
    test: &str,
    scenario: impl FnOnce(Browser) -> F,
) {
    RUNTIME.block_on(async {
        let browser = Browser { engine, sessions: Arc::default() };
        let limited = async {
            let scenario = tokio::time::timeout(SCENARIO_TIMEOUT, scenario(browser.clone()));
            scenario
                .await
                .unwrap_or_else(|_| panic!("{test} has not ended within {SCENARIO_TIMEOUT:?}"));
        };
        let outcome = AssertUnwindSafe(limited).catch_unwind().await;
        let sessions = std::mem::take(&mut *browser.sessions.lock().expect("no holder panics"));
        for (index, session) in sessions.into_iter().enumerate() {
            if session.is_closed() {
                continue;
            }
            if outcome.is_ok() {
                session.close().await;
            } else {
                let name = format!("failed/{}-{index}", test.replace("::", "-"));
                // The page itself may be broken: a report that fails must not hide the scenario's failure.
                let report = AssertUnwindSafe(save_failure_report(&session, &name)).catch_unwind();
                let _ = tokio::time::timeout(Duration::from_secs(20), report).await;
                session.quit().await;
            }
        }
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    });
}

pub(crate) fn read_dist_index() -> String {
    fs::read_to_string(dist_dir().join("index.html")).expect("the built page can be read")
}

/// Empties a page's `<div id="site">`.
pub(crate) fn clear_container(html: &str) -> String {
    const OPENING: &str = r#"<div id="site">"#;
    let start = html.find(OPENING).expect("the page has a container") + OPENING.len();
    let mut depth = 1;
    let closing = html[start..].match_indices("div").find_map(|(at, _)| {
        let before = &html[..start + at];
        depth += i32::from(before.ends_with('<')) - i32::from(before.ends_with("</"));
        (depth == 0).then(|| start + at - "</".len())
    });
    let end = closing.expect("the container is closed");
    // Only a page with content waits for its opening.
    [&html[..start].replace("rel=\"expect\"", "rel=\"x\""), &html[end..]].concat()
}

async fn save_failure_report(session: &Session, name: &str) {
    let path = screenshots_dir().join(name);
    eprintln!("see {}.png, .html and .console.txt", path.display());
    session.save_screenshot(name).await;
    let html = session.client().source().await.unwrap_or_else(|error| error.to_string());
    let address = session.current_url().await;
    fs::write(path.with_extension("html"), html).expect("target/screenshots must be writable");
    let console = session.read_console().await.into_iter().map(|message| format!("{message:?}\n"));
    let console = console.collect::<String>();
    let driver = session.read_driver_log();
    fs::write(path.with_extension("console.txt"), format!("{address}\n{console}\n{driver}"))
        .expect("target/screenshots must be writable");
}
