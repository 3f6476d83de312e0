//! A visitor's actions: click, type, swipe.

use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::{Role, Session};
use crate::engine::Engine;
use crate::wait::wait_until;

impl Session {
    /// Clicks the element with this role and name.
    pub async fn click(&self, role: Role, name: &str) {
        let element = self.find(role, name).await;
        self.click_on(&element).await;
    }

    /// Scrolls an element into view and clicks its centre, once nothing covers it: a smooth scroll to a fragment may begin
    /// only when the page seems to be at rest.
    pub async fn click_on(&self, element: &Element) {
        wait_until("the element can be clicked", async || {
            self.scroll_into_view(element).await;
            match element.clone().click().await {
                Ok(()) => Ok(()),
                Err(CmdError::Standard(error))
                    if error.error == ErrorStatus::ElementClickIntercepted =>
                {
                    Err(error)
                }
                Err(error) => panic!("the click failed: {error}"),
            }
        })
        .await;
    }

    /// Scrolls an element into view. The drivers do so themselves before a click, but do not wait for
    /// a page that scrolls smoothly.
    pub async fn scroll_into_view(&self, element: &Element) {
        let script = "arguments[0].scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })";
        self.eval(script, vec![element_reference(element)]).await;
        self.wait_for_scroll_end().await;
    }

    /// Waits until the page itself has stopped scrolling, and returns its `scrollY`.
    pub async fn wait_for_scroll_end(&self) -> i64 {
        let script = "return new Promise(done => {
            let [last, still] = [scrollY, 0];
            requestAnimationFrame(function look() {
                [still, last] = [scrollY == last ? still + 1 : 0, scrollY];
                if (still > 5) done(Math.round(last)); else requestAnimationFrame(look);
            });
        })";
        let top = self.eval(script, vec![]).await;
        top.as_i64().expect("a scroll position is a number")
    }

    /// Focuses an element without scrolling.
    pub async fn focus(&self, element: &Element) {
        let script = "arguments[0].focus({ preventScroll: true })";
        self.eval(script, vec![element_reference(element)]).await;
    }

    /// Types a text into the focused element.
    pub async fn type_text(&self, text: &str) {
        let key_actions = text.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        self.send_keys(key_actions.collect()).await;
    }

    /// Presses one key.
    pub async fn press(&self, key: Key) {
        self.press_chord(&[key]).await;
    }

    /// Presses keys together, such as Shift and Tab.
    pub async fn press_chord(&self, keys: &[Key]) {
        let keys = || keys.iter().copied().map(char::from);
        let down = keys().map(|key| ("keyDown", key));
        let up = keys().rev().map(|key| ("keyUp", key));
        self.send_keys(down.chain(up).collect()).await;
    }

    async fn send_keys(&self, key_actions: Vec<(&str, char)>) {
        let key_actions: Vec<Value> = key_actions
            .into_iter()
            .map(|(kind, key)| json!({ "type": kind, "value": key.to_string() }))
            .collect();
        self.perform_actions(json!({ "type": "key", "id": "keys", "actions": key_actions })).await;
    }

    /// Scrolls a row sideways by a gesture, in pixels; a negative `dx` shows what is on the right.
    ///
    /// In Chromium this is a touch, and the row scrolls as on a phone. In Firefox a WebDriver touch fires
    /// touch events but scrolls nothing, so a wheel turns, and the row snaps. In WebKit a touch is a mouse
    /// and a wheel never snaps, so a script dispatches `pointerdown` and scrolls the row, which snaps.
    pub async fn swipe(&self, element: &Element, dx: i32) {
        let row = element_reference(element);
        let script = "const row = arguments[0];
            row.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const r = row.getBoundingClientRect();
            return [r.x + r.width / 2, r.y + r.height / 2].map(Math.round);";
        let middle = self.eval(script, vec![row.clone()]).await;
        let (x, y) =
            (middle[0].as_i64().unwrap_or_default(), middle[1].as_i64().unwrap_or_default());
        match self.engine() {
            Engine::Chromium => self.swipe_by_touch(x, y, dx.into()).await,
            Engine::Firefox => {
                let turn = json!({ "type": "scroll", "x": x, "y": y, "deltaX": -dx, "deltaY": 0, "duration": 0 });
                self.perform_actions(json!({ "type": "wheel", "id": "wheel", "actions": [turn] }))
                    .await;
            }
            Engine::WebKit => {
                let script = "const [row, left] = arguments;
                    row.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
                    row.scrollBy({ left })";
                self.eval(script, vec![row, (-dx).into()]).await;
            }
        }
    }

    async fn swipe_by_touch(&self, x: i64, y: i64, dx: i64) {
        let start = x - dx / 2;
        let mut moves = vec![
            json!({ "type": "pointerMove", "duration": 0, "x": start, "y": y }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        // Several moves: the browser uses the first to recognise the gesture, the rest to scroll.
        for step in 1..=8 {
            moves.push(
                json!({ "type": "pointerMove", "duration": 20, "x": start + dx * step / 8, "y": y }),
            );
        }
        moves.push(json!({ "type": "pointerUp", "button": 0 }));
        let touch = json!({ "pointerType": "touch" });
        self.perform_actions(
            json!({ "type": "pointer", "id": "finger", "parameters": touch, "actions": moves }),
        )
        .await;
    }

    async fn perform_actions(&self, source: Value) {
        self.post("actions", json!({ "actions": [source] })).await;
    }
}

/// The argument of [`Session::eval`] for an element.
pub fn element_reference(element: &Element) -> Value {
    serde_json::to_value(element).expect("an element has a reference")
}
