//! Reading the page: text, console, requests, screenshots.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use super::Session;
use crate::console::{Level, Message, Source, chromium};
use crate::engine::Engine;
use crate::paths::screenshots_dir;
use crate::wait::{wait_for_value, wait_until};

impl Session {
    /// Waits for the first element that matches a CSS selector, and reads its rendered text.
    pub async fn read_text(&self, selector: &str) -> String {
        wait_until(&format!("{selector} is on the page"), async || {
            // An element may leave the page between finding and reading it: then it is searched again.
            self.find_css(selector).await.text().await
        })
        .await
    }

    /// Waits until the Wasm has hydrated the testimonials and the press review, which adds their controls, the web
    /// fonts have loaded, and every section is laid out.
    pub async fn wait_for_hydration(&self) {
        wait_until("the Wasm runs the page", async || {
            let is_hydrated = "const has = selector => !!document.querySelector(selector);
                return has('[type=search]') && (has('[data-interactive]') || !has('.testimonials'))
                    && (!has('#site') || !!performance.getEntriesByName('hydrated').length)";
            self.eval(is_hydrated, vec![]).await == true
        })
        .await;
        self.wait_for_web_fonts().await;
        self.wait_for_layout().await;
    }

    /// Waits until every section is laid out: one that `skip_layout.js` lets the browser skip is measured over the
    /// next ones, where nobody sees it.
    pub async fn wait_for_layout(&self) {
        let skips = "return document.documentElement.classList.contains('skip-layout')";
        wait_for_value("sections are skipped", false, async || self.eval(skips, vec![]).await)
            .await;
    }

    /// Waits until the web fonts have loaded, or failed: the page adds them after its first paint, but for a visitor who
    /// saves data.
    pub async fn wait_for_web_fonts(&self) {
        let saves_data = "return !!navigator.connection?.saveData";
        if self.eval(saves_data, vec![]).await == true {
            return;
        }
        wait_until("the web fonts have loaded", async || {
            let count = "return [...document.fonts].filter(({ family, status }) =>
                /^.?Next Level (Affiche|Texte).?$/.test(family) && /loaded|error/.test(status)).length";
            let count = self.eval(count, vec![]).await;
            if count == 2 { Ok(()) } else { Err(count) }
        })
        .await;
    }

    /// Runs a function's body in the page and returns its result.
    pub async fn eval(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.client()
            .execute(body, arguments)
            .await
            .unwrap_or_else(|error| panic!("{body} failed: {error}"))
    }

    /// All console messages, exceptions, violations and failed requests since the session began.
    pub async fn read_console(&self) -> Vec<Message> {
        self.collect().await;
        self.0.browser.log.lock().messages.clone()
    }

    /// The errors of [`Session::read_console`]: exceptions, violations, failed requests, `console.error`.
    pub async fn read_errors(&self) -> Vec<Message> {
        let mut messages = self.read_console().await;
        messages
            .retain(|message| message.level == Level::Error || message.source == Source::Security);
        messages
    }

    /// The origins of all requests since the session began, from the browser's network log.
    pub async fn read_origins(&self) -> BTreeSet<String> {
        self.collect().await;
        self.0.browser.log.origins()
    }

    async fn collect(&self) {
        if self.engine() != Engine::Chromium {
            return self.flush_console().await;
        }
        let _lock = self.0.browser.log_reader.lock().await;
        let messages = self.post("se/log", json!({ "type": "browser" })).await;
        let events = self.post("se/log", json!({ "type": "performance" })).await;
        let mut record = self.0.browser.log.lock();
        chromium::add_messages(&mut record, &messages);
        chromium::add_requests(&mut record, &events);
    }

    /// Saves a screenshot as `target/screenshots/<name>.png`.
    pub async fn save_screenshot(&self, name: &str) {
        // WebKit without the DMA-BUF renderer takes it at the page's next frame, which a page at rest never draws.
        let is_webkit = self.engine() == Engine::WebKit;
        if is_webkit {
            let draw = "window.e2eDrawing = document.documentElement.animate(
                { opacity: [0.999, 1] }, { duration: 500, iterations: Infinity })";
            self.eval(draw, vec![]).await;
        }
        let png = self
            .client()
            .screenshot()
            .await
            .unwrap_or_else(|error| panic!("no screenshot: {error}"));
        if is_webkit {
            self.eval("window.e2eDrawing?.cancel()", vec![]).await;
        }
        let path = screenshots_dir().join(format!("{name}.png"));
        let folder = path.parent().expect("the file has a folder");
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, png))
            .expect("target/screenshots must be writable");
    }
}
