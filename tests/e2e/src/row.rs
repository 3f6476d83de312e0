//! The row of testimonials, on the page, in the frame that was entered, or in a widget.

use serde_json::{Value, json};

use crate::session::Session;
use crate::wait::{wait_for_value, wait_until};

/// Finds the row in whatever document or shadow root it is.
pub const ROW: &str =
    "const root = document.querySelector('next-level-testimonials')?.shadowRoot ?? document;
    const row = root.querySelector('.testimonials__row');";

/// Presses the button that leads to the next one, after [`ROW`].
pub const PRESS_NEXT: &str =
    "root.querySelector('button[aria-label=\"Témoignage suivant\"]').click();";

impl Session {
    /// Presses the button that leads to the next testimonial, in one task.
    pub async fn press_next(&self) {
        self.eval(&format!("{ROW} {PRESS_NEXT}"), vec![]).await;
    }

    /// Takes note of every `next-level-change`.
    pub async fn hear_changes(&self) {
        let script = "window.changes = []; addEventListener('next-level-change', ({ detail }) => changes.push(detail))";
        self.eval(script, vec![]).await;
    }

    /// Every `next-level-change` since [`Session::hear_changes`].
    pub async fn changes(&self) -> Value {
        self.eval("return changes", vec![]).await
    }

    /// Scrolls the row to a slide, counted from 1, as nobody of ours does.
    pub async fn move_row(&self, slide: u32) {
        let there = format!("{ROW} return !!row");
        wait_until("the row is there", async || self.eval(&there, vec![]).await == true).await;
        let script = format!(
            "{ROW} row.scrollTo({{ left: row.children[arguments[0] - 1].offsetLeft - row.children[0].offsetLeft, behavior: 'instant' }})"
        );
        self.eval(&script, vec![slide.into()]).await;
        self.row_stands(slide).await;
    }

    /// Waits until the row stands at a slide, whatever is said of it.
    pub async fn row_stands(&self, slide: u32) {
        wait_for_value("where the row is", slide, async || {
            let at = self.row().await["at"].as_u64().unwrap_or_default();
            u32::try_from(at).unwrap_or_default()
        })
        .await;
    }

    /// Which slide of three is at the row's start, once the row has not moved for some frames; what the position says;
    /// which are exposed.
    pub async fn row(&self) -> Value {
        let script = format!(
            "{ROW} if (!row) return null;
            const start = () => row.getBoundingClientRect().left;
            const at = () => [...row.children].findIndex(e => e.offsetWidth && Math.abs(e.getBoundingClientRect().left - start()) <= 1);
            const look = () => ({{ at: 1 + at(), id: row.children[at()]?.dataset.item ?? ['none', row.scrollLeft, row.clientWidth, ...[...row.children].map(e => e.offsetLeft)].join(),
                position: root.querySelector('.testimonials__controls .testimonials__position')?.textContent ?? '',
                exposed: [...row.children].flatMap((e, index) => e.ariaHidden == 'true' ? [] : [index + 1]) }});
            let [last, still] = [row.scrollLeft, 0];
            return new Promise(done => requestAnimationFrame(function wait() {{
                [still, last] = [row.scrollLeft == last ? still + 1 : 0, row.scrollLeft];
                if (still > 8) done(look()); else requestAnimationFrame(wait);
            }}))"
        );
        self.eval(&script, vec![]).await
    }

    /// Waits until the row is at a slide, and all that is said of it agrees.
    pub async fn row_shows(&self, slide: u32) {
        let expected =
            json!({ "at": slide, "position": format!("{slide} / 3"), "exposed": [slide] });
        wait_for_value("what the row shows", expected, async || {
            let mut seen = self.row().await;
            if seen["at"] != 0 {
                seen.as_object_mut().map(|seen| seen.remove("id"));
            }
            seen
        })
        .await;
    }

    /// Waits until what is said of the row agrees with where it is.
    pub async fn row_agrees(&self) {
        wait_until("what is said of the row agrees with it", async || {
            let seen = self.row().await;
            let at = &seen["at"];
            let agrees = seen["position"] == format!("{at} / 3") && seen["exposed"] == json!([at]);
            if agrees && at != 0 { Ok(()) } else { Err(seen) }
        })
        .await;
    }

    /// Waits as many frames as anything of the row's could take to come to rest.
    pub async fn some_frames(&self) {
        let script = "const from = performance.now(); let all = 0;
            return new Promise(done => requestAnimationFrame(function wait(now) {
                if (++all > 40 && now - from > 500) done(true); else requestAnimationFrame(wait);
            }))";
        self.eval(script, vec![]).await;
    }
}
