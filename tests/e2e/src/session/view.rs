//! The size of the view.

use serde_json::{Value, json};

use super::Session;
use crate::engine::Engine;
use crate::wait::wait_for_value;

impl Session {
    /// Makes the viewport (`innerWidth`, `innerHeight`) exactly this large; 320 wide works in every engine.
    pub async fn resize(&self, width: u32, height: u32) {
        match self.engine() {
            Engine::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", size).await;
            }
            Engine::Firefox => {
                let window: String = self
                    .client()
                    .window()
                    .await
                    .unwrap_or_else(|error| panic!("no window: {error}"))
                    .into();
                let viewport = json!({ "width": width, "height": height });
                let params = json!({ "context": window, "viewport": viewport });
                let bidi = self.0.bidi.as_ref().expect("Firefox has a BiDi connection");
                bidi.command("browsingContext.setViewport", params).await;
            }
            Engine::WebKit => self.resize_window(width, height).await,
        }
        wait_for_value("the viewport", json!([width, height]), async || self.viewport().await)
            .await;
    }

    async fn viewport(&self) -> Value {
        self.eval("return [innerWidth, innerHeight]", vec![]).await
    }

    /// The window is larger than its page by a tool bar.
    async fn resize_window(&self, width: u32, height: u32) {
        let frame =
            self.eval("return [outerWidth - innerWidth, outerHeight - innerHeight]", vec![]).await;
        let frame = |index: usize| frame[index].as_u64().unwrap_or_default();
        let size =
            json!({ "width": u64::from(width) + frame(0), "height": u64::from(height) + frame(1) });
        self.post("window/rect", size).await;
    }
}
