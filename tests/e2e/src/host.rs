//! Somebody else's page with widgets on it.

use serde_json::{Value, json};

use crate::scenario::Browser;
use crate::session::Session;
use crate::site::Site;
use crate::wait::{wait_for_value, wait_until};

/// A page on an origin of its own, and the site that its widgets come from.
pub struct Host {
    /// The window that shows it.
    pub page: Session,
    /// Where the widgets come from.
    pub site: Site,
    /// Where the page itself comes from.
    pub own: Site,
}

/// Notes every event of every widget, before any of them can come.
const HEARD: &str = "<script>window.heard = [];
    for (const name of ['ready', 'error', 'change']) addEventListener(`next-level-${name}`, event =>
        heard.push([name, event.target.localName, event.detail]));
</script>";

impl Host {
    /// The built site, which other origins may read as they may the hosted one.
    pub async fn site() -> Site {
        let site = Site::dist().await;
        site.header("access-control-allow-origin", "*");
        site.header("cross-origin-resource-policy", "cross-origin");
        site
    }

    /// A usual page with this body, which loads the loader.
    pub async fn open(browser: &Browser, site: Site, body: &str) -> Self {
        let html = format!(
            "<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title>{body}"
        );
        Self::page(browser, site, &html).await
    }

    /// A page with this HTML, before which the loader and a note of all events are put.
    pub async fn page(browser: &Browser, site: Site, html: &str) -> Self {
        let loader = format!("<script type=module src='{}'></script>", site.url("/embed/v1.js"));
        let html = match html.split_once("</title>") {
            Some((head, rest)) => [head, "</title>", HEARD, &loader, rest].concat(),
            None => [HEARD, &loader, html].concat(),
        };
        let own = Site::pages([("/", &*html)]).await;
        let page = browser.open(&own.url("/")).await;
        let host = Self { page, site, own };
        host.has("the loader has run", "return !!customElements.get('next-level-press')").await;
        host
    }

    /// What a function's body returns in the page.
    pub async fn eval(&self, body: &str) -> Value {
        self.page.eval(body, vec![]).await
    }

    /// Waits until a function's body returns `true` in the page.
    pub async fn has(&self, what: &str, body: &str) {
        wait_until(what, async || self.eval(body).await == true).await;
    }

    /// Waits until so many widgets have told that they are ready.
    pub async fn ready(&self, count: usize) {
        let script = "return heard.filter(([name]) => name === 'ready').length";
        wait_for_value("how many are ready", json!(count), async || self.eval(script).await).await;
    }

    /// The codes of all error events so far.
    pub async fn errors(&self) -> Value {
        self.eval("return heard.filter(([name]) => name === 'error').map(([, , { code }]) => code)")
            .await
    }

    /// The paths that the site was asked for, in order of arrival.
    pub fn asked(&self) -> Vec<String> {
        self.site.requests().into_iter().map(|request| request.path).collect()
    }
}
