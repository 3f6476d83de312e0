//! One scenario, one test per engine, and what is left behind when it fails.

use std::fs;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt;

use crate::engine::{Emulation, Engine};
use crate::paths::{dist, screenshots};
use crate::session::Session;
use crate::site::Site;

/// What no scenario needs, however slow the machine: a browser that never answers must not hold up the rest.
const LIMIT: Duration = Duration::from_secs(300);

/// Makes a test per engine of each scenario, an `async fn(Browser)` in the same module:
/// `chromium::name`, `firefox::name` and `webkit::name`.
#[macro_export]
macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => {
        mod chromium { $(
            #[test]
            fn $name() {
                $crate::run($crate::Engine::Chromium, concat!(module_path!(), "::", stringify!($name)), super::$name);
            }
        )+ }
        mod firefox { $(
            #[test]
            fn $name() {
                $crate::run($crate::Engine::Firefox, concat!(module_path!(), "::", stringify!($name)), super::$name);
            }
        )+ }
        mod webkit { $(
            #[test]
            fn $name() {
                $crate::run($crate::Engine::WebKit, concat!(module_path!(), "::", stringify!($name)), super::$name);
            }
        )+ }
    };
}

/// What a scenario gets: a way to open windows of one engine.
#[derive(Clone)]
pub struct Browser {
    engine: Engine,
    sessions: Arc<Mutex<Vec<Session>>>,
}

impl Browser {
    /// The engine this test is for.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Starts a session and opens an address in it. Each has a browser, a profile and a driver of its own.
    pub async fn open(&self, url: &str) -> Session {
        self.open_as(&[], url).await
    }

    /// Opens the site's page without what the build rendered into it: the app fetches and renders it all.
    pub async fn open_client_side(&self, site: &Site) -> Session {
        site.page("/", &without_container_content(&dist_index()));
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
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a thread can have a runtime");
    runtime.block_on(async {
        let browser = Browser { engine, sessions: Arc::default() };
        let limited = async {
            let scenario = tokio::time::timeout(LIMIT, scenario(browser.clone()));
            scenario.await.unwrap_or_else(|_| panic!("{test} has not ended within {LIMIT:?}"));
        };
        let outcome = AssertUnwindSafe(limited).catch_unwind().await;
        let sessions = std::mem::take(&mut *browser.sessions.lock().expect("no holder panics"));
        for (index, session) in sessions.into_iter().enumerate() {
            if outcome.is_err() {
                let name = format!("failed/{}-{index}", test.replace("::", "-"));
                // The page may be what is broken: a session that cannot tell must not hide the failure.
                let telling = AssertUnwindSafe(leave_traces(&session, &name)).catch_unwind();
                let _ = tokio::time::timeout(Duration::from_secs(20), telling).await;
            }
            session.end().await;
        }
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    });
}

pub(crate) fn dist_index() -> String {
    fs::read_to_string(dist().join("index.html")).expect("the built page can be read")
}

/// A page whose `<div id="site">` is empty.
pub(crate) fn without_container_content(html: &str) -> String {
    const OPENING: &str = r#"<div id="site">"#;
    let start = html.find(OPENING).expect("the page has a container") + OPENING.len();
    let mut depth = 1;
    let closing = html[start..].match_indices("div").find_map(|(at, _)| {
        let before = &html[..start + at];
        depth += i32::from(before.ends_with('<')) - i32::from(before.ends_with("</"));
        (depth == 0).then(|| start + at - "</".len())
    });
    format!("{}{}", &html[..start], &html[closing.expect("the container is closed")..])
}

async fn leave_traces(session: &Session, name: &str) {
    let place = screenshots().join(name);
    eprintln!("see {}.png, .html and .console.txt", place.display());
    session.screenshot(name).await;
    let html = session.client().source().await.unwrap_or_else(|error| error.to_string());
    let address = session.url().await;
    fs::write(place.with_extension("html"), html).expect("target/screenshots must be writable");
    let console = session.console().await.into_iter().map(|message| format!("{message:?}\n"));
    let console = console.collect::<String>();
    let driver = session.driver_log();
    fs::write(place.with_extension("console.txt"), format!("{address}\n{console}\n{driver}"))
        .expect("target/screenshots must be writable");
}
