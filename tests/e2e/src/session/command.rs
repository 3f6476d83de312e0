//! WebDriver commands that fantoccini lacks.

use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::Session;
use crate::engine::Emulation;

#[derive(Debug)]
struct RawCommand {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for RawCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}

impl Session {
    pub(super) async fn get(&self, path: &str) -> Result<Value, CmdError> {
        let command = RawCommand { method: Method::GET, path: path.to_owned(), body: None };
        self.client().issue_cmd(command).await
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Value {
        let command = RawCommand { method: Method::POST, path: path.to_owned(), body: Some(body) };
        self.client()
            .issue_cmd(command)
            .await
            .unwrap_or_else(|error| panic!("{} refused {path}: {error}", self.engine()))
    }

    /// Executes a command of the Chrome DevTools Protocol; Chromium only.
    pub async fn execute_cdp(&self, command: &str, params: Value) -> Value {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": params })).await
    }

    pub(crate) async fn emulate_in_chromium(&self, emulations: &[Emulation]) {
        let mut features = vec![json!({ "name": "prefers-color-scheme", "value": "light" })];
        for emulation in emulations {
            match emulation {
                Emulation::Dark => features[0]["value"] = json!("dark"),
                Emulation::ReducedMotion => {
                    features.push(json!({ "name": "prefers-reduced-motion", "value": "reduce" }));
                }
                Emulation::ForcedColors => {
                    features.push(json!({ "name": "forced-colors", "value": "active" }))
                }
                Emulation::NoScripts => {
                    self.execute_cdp(
                        "Emulation.setScriptExecutionDisabled",
                        json!({ "value": true }),
                    )
                    .await;
                }
            }
        }
        self.execute_cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }
}
