//! The size of the viewport.

use serde_json::{Value, json};

use super::Session;
use crate::engine::Engine;
use crate::wait::wait_for_value;

impl Session {
    /// Sets the size of the viewport (`innerWidth`, `innerHeight`) in CSS pixels; 320 wide works in every engine.
    pub async fn resize(&self, width: u32, height: u32) {
        match self.engine() {
            Engine::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.execute_cdp("Emulation.setDeviceMetricsOverride", size).await;
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
                let bidi = self.0.browser.bidi.as_ref().expect("Firefox has a BiDi connection");
                bidi.command("browsingContext.setViewport", params).await;
            }
            Engine::WebKit => self.resize_window(width, height).await,
        }
        wait_for_value("the viewport", json!([width, height]), async || self.read_viewport().await)
            .await;
    }

    async fn read_viewport(&self) -> Value {
        self.eval("return [innerWidth, innerHeight]", vec![]).await
    }

    /// Resizes and centres the window, which is larger than its page by a tool bar. On a display without a window
    /// manager the window under the pointer has the focus, and the pointer is in the middle.
    async fn resize_window(&self, width: u32, height: u32) {
        let script = "const frame = [outerWidth - innerWidth, outerHeight - innerHeight];
            const size = [arguments[0] + frame[0], arguments[1] + frame[1]];
            const place = [(screen.width - size[0]) / 2, (screen.height - size[1]) / 2];
            return [...place.map(at => Math.max(0, Math.round(at))), ...size]";
        let rect = self.eval(script, vec![width.into(), height.into()]).await;
        let rect = json!({ "x": rect[0], "y": rect[1], "width": rect[2], "height": rect[3] });
        self.post("window/rect", rect).await;
    }
}
