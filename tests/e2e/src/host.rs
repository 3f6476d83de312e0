//! Somebody else's page with widgets on it, on an origin of its own.

use serde_json::Value;

use crate::scenario::Browser;
use crate::session::Session;
use crate::site::Site;
use crate::wait::wait_until;

/// Gives a page `disguise(owner, name, replacement)`: a function in the platform's place that no script of ours
/// can tell from it. Without that, ours calls the platform's own (`host_scripts.rs`).
pub const DISGUISE: &str = "<script>{
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

/// A page, after [`DISGUISE`], in which pauses are soon over, and whose limits of time pass at once while
/// `window.impatient` is true. WebKit's driver takes its own limit for a script from the page: that stays what it is,
/// and so does the loader's.
pub const FAST: &str = "<script>{
    const now = performance.now.bind(performance), later = setTimeout;
    let passed = 0;
    disguise(performance, 'now', () => now() + (window.impatient ? passed += 16000 : passed));
    disguise(window, 'setTimeout', (run, time, ...rest) =>
        later(run, time === 30000 || rest.length ? time : time / 100, ...rest));
}</script>";

/// A site to take widgets from, and a page of another that does.
#[derive(Debug)]
pub struct Host {
    /// Where the widgets come from.
    pub site: Site,
    /// Where the page is.
    pub own: Site,
}

impl Host {
    /// A page with this body, in which `SITE` stands for the address of the site that widgets come from and
    /// `LOADER` for the script that brings them.
    pub async fn with(body: &str) -> Self {
        let site = Site::usual().await;
        // As dist's headers say of all that a widget takes.
        site.header("access-control-allow-origin", "*");
        site.header("cross-origin-resource-policy", "cross-origin");
        let own = Site::pages([]).await;
        let host = Self { site, own };
        host.page("/", body);
        host
    }

    /// Adds or replaces a page of the host.
    pub fn page(&self, path: &str, body: &str) {
        let body =
            body.replace("LOADER", r#"<script type="module" src="SITEembed/v1.js"></script>"#);
        let body = body.replace("SITE", &self.site.url("/"));
        let head = "<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title>\
            <link rel=icon href='data:,'><body>";
        self.own.page(path, &[head, &body].concat());
    }

    /// The page's address.
    pub fn url(&self) -> String {
        self.own.url("/")
    }

    /// Opens the page.
    pub async fn open(&self, browser: &Browser) -> Session {
        browser.open(&self.url()).await
    }

    /// How often the site was asked for a path that ends so.
    pub fn asked(&self, end: &str) -> usize {
        self.site.requests().iter().filter(|request| request.path.ends_with(end)).count()
    }
}

impl Session {
    /// Waits until every widget of the page is alive, and gives what each says of itself.
    pub async fn widgets(&self) -> Vec<Value> {
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

    /// Runs a function's body in a frame of the page, counted from 0.
    pub async fn in_frame(&self, at: usize, body: &str) -> Value {
        let at = u16::try_from(at).expect("few frames");
        self.client().clone().enter_frame(at).await.expect("a frame");
        let seen = self.eval(body, vec![]).await;
        self.client().clone().enter_parent_frame().await.expect("the page around it");
        seen
    }

    /// Runs a function's body in the page with `widget`, the first one, and `root`, its shadow root.
    pub async fn in_widget(&self, body: &str) -> Value {
        let script = format!(
            "const widget = [...document.querySelectorAll('*')].find(({{ localName }}) => localName.startsWith('next-level-'));
             const root = widget?.shadowRoot; {body}"
        );
        self.eval(&script, vec![]).await
    }
}
