//! A third party's page with widgets on it, on an origin of its own.

use serde_json::Value;

use crate::scenario::Browser;
use crate::session::Session;
use crate::site::Site;
use crate::wait::wait_until;

/// Defines `disguise(owner, name, replacement)`, which replaces a function of the platform so that the site's scripts
/// take it for native. Without that, they call the platform's own (`host_scripts.rs`).
pub const DISGUISE_SCRIPT: &str = "<script>{
    const names = new WeakMap(), { toString } = Function.prototype;
    const source = { toString() {
        return names.has(this) ? `function ${names.get(this)}() { [native code] }` : toString.call(this);
    } };
    Function.prototype.toString = source.toString;
    window.disguise = (owner, name, replacement) => {
        const { [name]: seen } = { [name](...all) { return replacement.apply(this, all); } };
        names.set(seen, name);
        owner[name] = seen;
    };
}</script>";

/// Speeds up a page's timers, after [`DISGUISE_SCRIPT`]; while `window.impatient` is true, timeouts expire at once.
/// The script timeout of WebKit's driver, which uses the page's timers, stays as it is, and so does the loader's.
pub const FAST_CLOCK_SCRIPT: &str = "<script>{
    const now = performance.now.bind(performance), later = setTimeout;
    let passed = 0;
    disguise(performance, 'now', () => now() + (window.impatient ? passed += 16000 : passed));
    disguise(window, 'setTimeout', (run, time, ...rest) =>
        later(run, time === 30000 || rest.length ? time : time / 100, ...rest));
}</script>";

/// A site that offers widgets, and the page of another origin that embeds them.
#[derive(Debug)]
pub struct Host {
    /// The site of the widgets.
    pub site: Site,
    /// The server of the host's page.
    pub server: Site,
}

impl Host {
    /// Serves a page with this body, in which `SITE` is replaced by the URL of the widgets' site and `LOADER` by the
    /// loader's script element.
    pub async fn with(body: &str) -> Self {
        let site = Site::with_fixture().await.allow_other_origins();
        let server = Site::pages([]).await;
        let host = Self { site, server };
        host.set_page("/", body);
        host
    }

    /// Adds or replaces a page of the host.
    pub fn set_page(&self, path: &str, body: &str) {
        let body =
            body.replace("LOADER", r#"<script type="module" src="SITEembed/v1.js"></script>"#);
        let body = body.replace("SITE", &self.site.url("/"));
        let head = "<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title>\
            <link rel=icon href='data:,'><body>";
        self.server.set_page(path, &[head, &body].concat());
    }

    /// The page's URL.
    pub fn url(&self) -> String {
        self.server.url("/")
    }

    /// Opens the page.
    pub async fn open(&self, browser: &Browser) -> Session {
        browser.open(&self.url()).await
    }

    /// Counts the requests to the widgets' site whose path has this suffix.
    pub fn count_requests(&self, suffix: &str) -> usize {
        self.site.requests().iter().filter(|request| request.path.ends_with(suffix)).count()
    }
}

impl Session {
    /// Waits until the loader has defined the custom elements.
    pub async fn wait_for_loader(&self) {
        wait_until("the loader has run", async || {
            self.eval("return !!customElements.get('next-level-press')", vec![]).await == true
        })
        .await;
    }

    /// Waits until every widget of the page is ready, and returns the value of each `ready` promise.
    pub async fn wait_for_widgets(&self) -> Vec<Value> {
        let script = "const all = [...document.querySelectorAll('*')]
                .filter(({ localName }) => localName.startsWith('next-level-'));
            if (!all.length || all.some(widget => !widget.ready)) return null;
            all.forEach(widget => widget.setAttribute('loading', 'eager'));
            return Promise.all(all.map(widget => widget.ready))";
        let ready = wait_until("the widgets come to life", async || {
            let ready = self.client().execute(script, vec![]).await.map_err(|e| e.to_string())?;
            if ready.is_null() { Err("the loader has not run".to_owned()) } else { Ok(ready) }
        })
        .await;
        ready.as_array().cloned().unwrap_or_default()
    }

    /// Waits until the loader has set the first frame's height, as opposed to one that a snippet reserves, and returns it.
    /// A frame that is out of sight may have to be scrolled into view before.
    pub async fn wait_for_frame_height(&self) -> Value {
        wait_until("the page has answered the frame", async || {
            let height = "return document.querySelector('iframe')?.style.height";
            let height = self.eval(height, vec![]).await;
            let pixels = height.as_str().and_then(|height| height.strip_suffix("px"));
            if pixels.is_some_and(|pixels| pixels.parse::<f64>().is_ok()) {
                Ok(height)
            } else {
                Err(height)
            }
        })
        .await
    }

    /// Runs a function's body in a frame of the page, counted from 0, and returns its result.
    pub async fn eval_in_frame(&self, index: usize, body: &str) -> Value {
        let index = u16::try_from(index).expect("few frames");
        self.client().clone().enter_frame(index).await.expect("a frame");
        let result = self.eval(body, vec![]).await;
        self.client().clone().enter_parent_frame().await.expect("the page around it");
        result
    }

    /// Runs a function's body in the page with `widget`, the first one, and `root`, its shadow root.
    pub async fn eval_in_widget(&self, body: &str) -> Value {
        let script = format!(
            "const widget = [...document.querySelectorAll('*')].find(({{ localName }}) => localName.startsWith('next-level-'));
             const root = widget?.shadowRoot; {body}"
        );
        self.eval(&script, vec![]).await
    }
}
