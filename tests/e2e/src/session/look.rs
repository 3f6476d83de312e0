//! What can be seen: text, console, requests, pictures.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use super::Session;
use crate::console::{Level, Message, Source, chromium};
use crate::engine::Engine;
use crate::paths::screenshots;
use crate::wait::wait_until;

impl Session {
    /// The text, as it is shown, of the first element for a CSS selector, once it is there.
    pub async fn text_of(&self, selector: &str) -> String {
        wait_until(&format!("{selector} is on the page"), async || {
            // An element may leave the page between finding and reading it: then it is sought again.
            self.css(selector).await.text().await
        })
        .await
    }

    /// Waits until the Wasm runs the page: then there are controls that need it.
    pub async fn hydrated(&self) {
        wait_until("the Wasm runs the page", async || {
            let there = "return !!document.querySelector('[type=search]')";
            self.eval(there, vec![]).await == true
        })
        .await;
    }

    /// Runs a function's body in the page and gives what it returns.
    pub async fn eval(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.client()
            .execute(body, arguments)
            .await
            .unwrap_or_else(|error| panic!("{body} failed: {error}"))
    }

    /// Every console message, exception, violation and failed request since the session began.
    pub async fn console(&self) -> Vec<Message> {
        self.collect().await;
        self.0.log.lock().messages.clone()
    }

    /// The messages that a visitor's page should never have: errors, exceptions, violations, failed requests.
    pub async fn problems(&self) -> Vec<Message> {
        let mut messages = self.console().await;
        messages
            .retain(|message| message.level == Level::Error || message.source == Source::Security);
        messages
    }

    /// The origins of all requests since the session began, from the browser's own network log.
    pub async fn origins(&self) -> BTreeSet<String> {
        self.collect().await;
        self.0.log.origins()
    }

    async fn collect(&self) {
        if self.engine() != Engine::Chromium {
            return self.fence().await;
        }
        let _reading = self.0.reading.lock().await;
        let messages = self.post("se/log", json!({ "type": "browser" })).await;
        let events = self.post("se/log", json!({ "type": "performance" })).await;
        let mut record = self.0.log.lock();
        chromium::add_messages(&mut record, &messages);
        chromium::add_requests(&mut record, &events);
    }

    /// Saves what is shown as `target/screenshots/<name>.png`.
    pub async fn screenshot(&self, name: &str) {
        let png = self
            .client()
            .screenshot()
            .await
            .unwrap_or_else(|error| panic!("no screenshot: {error}"));
        let path = screenshots().join(format!("{name}.png"));
        let folder = path.parent().expect("the file has a folder");
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, png))
            .expect("target/screenshots must be writable");
    }
}
