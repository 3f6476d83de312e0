//! What a visitor does: click, type, swipe.

use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::{Role, Session};
use crate::engine::Engine;

impl Session {
    /// Clicks what has this role and name.
    pub async fn click(&self, role: Role, name: &str) {
        let element = self.find(role, name).await;
        self.click_on(&element).await;
    }

    /// Brings an element into view and clicks its middle.
    pub async fn click_on(&self, element: &Element) {
        self.bring_into_view(element).await;
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("{element:?} cannot be clicked: {error}"));
    }

    /// Scrolls the page so that an element is in view. The drivers do so themselves before a click, but do
    /// not wait for a page that scrolls smoothly.
    pub async fn bring_into_view(&self, element: &Element) {
        let script = "arguments[0].scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })";
        self.eval(script, vec![reference(element)]).await;
        self.page_rests().await;
    }

    /// Waits until the page itself has stopped scrolling, and gives its `scrollY`.
    pub async fn page_rests(&self) -> i64 {
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

    /// Gives an element the focus, without scrolling.
    pub async fn focus(&self, element: &Element) {
        let script = "arguments[0].focus({ preventScroll: true })";
        self.eval(script, vec![reference(element)]).await;
    }

    /// Types a text into whatever has the focus.
    pub async fn keys(&self, text: &str) {
        let strokes = text.chars().flat_map(|key| [("keyDown", key), ("keyUp", key)]);
        self.strokes(strokes.collect()).await;
    }

    /// Presses one key.
    pub async fn press(&self, key: Key) {
        self.chord(&[key]).await;
    }

    /// Presses keys together, such as Shift and Tab.
    pub async fn chord(&self, keys: &[Key]) {
        let keys = || keys.iter().copied().map(char::from);
        let down = keys().map(|key| ("keyDown", key));
        let up = keys().rev().map(|key| ("keyUp", key));
        self.strokes(down.chain(up).collect()).await;
    }

    async fn strokes(&self, strokes: Vec<(&str, char)>) {
        let strokes: Vec<Value> = strokes
            .into_iter()
            .map(|(kind, key)| json!({ "type": kind, "value": key.to_string() }))
            .collect();
        self.act(json!({ "type": "key", "id": "keys", "actions": strokes })).await;
    }

    /// Moves a row sideways by the visitor's hand; a negative `dx` brings what is on the right.
    ///
    /// In Chromium this is a finger, and the row scrolls as on a phone. In Firefox a WebDriver finger fires
    /// touch events but scrolls nothing, so a wheel turns, and the row snaps. In WebKit a finger is a mouse
    /// and a wheel never snaps, so there a script touches the row and scrolls it, which does.
    pub async fn swipe(&self, element: &Element, dx: i32) {
        let row = reference(element);
        let script = "const row = arguments[0];
            row.scrollIntoView({ block: 'nearest', behavior: 'instant' });
            const r = row.getBoundingClientRect();
            return [r.x + r.width / 2, r.y + r.height / 2].map(Math.round);";
        let middle = self.eval(script, vec![row.clone()]).await;
        let (x, y) =
            (middle[0].as_i64().unwrap_or_default(), middle[1].as_i64().unwrap_or_default());
        match self.engine() {
            Engine::Chromium => self.finger(x, y, dx.into()).await,
            Engine::Firefox => {
                let turn = json!({ "type": "scroll", "x": x, "y": y, "deltaX": -dx, "deltaY": 0, "duration": 0 });
                self.act(json!({ "type": "wheel", "id": "wheel", "actions": [turn] })).await;
            }
            Engine::WebKit => {
                let script = "const [row, left] = arguments;
                    row.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
                    row.scrollBy({ left })";
                self.eval(script, vec![row, (-dx).into()]).await;
            }
        }
    }

    async fn finger(&self, x: i64, y: i64, dx: i64) {
        let from = x - dx / 2;
        let mut moves = vec![
            json!({ "type": "pointerMove", "duration": 0, "x": from, "y": y }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        // Several moves: the browser takes the first for a decision, the rest for the scroll.
        for step in 1..=8 {
            moves.push(
                json!({ "type": "pointerMove", "duration": 20, "x": from + dx * step / 8, "y": y }),
            );
        }
        moves.push(json!({ "type": "pointerUp", "button": 0 }));
        let touch = json!({ "pointerType": "touch" });
        self.act(
            json!({ "type": "pointer", "id": "finger", "parameters": touch, "actions": moves }),
        )
        .await;
    }

    async fn act(&self, source: Value) {
        self.post("actions", json!({ "actions": [source] })).await;
    }
}

/// What `eval` takes for an element.
fn reference(element: &Element) -> Value {
    serde_json::to_value(element).expect("an element has a reference")
}
