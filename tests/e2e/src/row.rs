//! The carousel's row of testimonials, on the page, in the current frame, or in a widget.

use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::session::Session;
use crate::wait::{wait_for_value, wait_until};

/// Finds the row in the document or in the widget's shadow root.
pub const FIND_ROW: &str =
    "const root = document.querySelector('next-level-testimonials')?.shadowRoot ?? document;
    const row = root.querySelector('.testimonials__row');";

/// Clicks the button of the next testimonial, after [`FIND_ROW`].
pub const PRESS_NEXT: &str =
    "root.querySelector('button[aria-label=\"Témoignage suivant\"]').click();";

impl Session {
    /// Resizes the viewport to that of a phone, and scrolls the row, at its first slide, into view.
    pub async fn show_row_on_phone(&self) -> Element {
        self.resize(390, 800).await;
        self.wait_for_slide(1).await;
        let row = self.find_css(".testimonials__row").await;
        self.scroll_into_view(&row).await;
        row
    }

    /// Clicks the button of the next testimonial, in one task.
    pub async fn press_next(&self) {
        self.eval(&format!("{FIND_ROW} {PRESS_NEXT}"), vec![]).await;
    }

    /// Records every `next-level-change` event.
    pub async fn record_changes(&self) {
        let script = "window.changes = []; addEventListener('next-level-change', ({ detail }) => changes.push(detail))";
        self.eval(script, vec![]).await;
    }

    /// The details of all `next-level-change` events since [`Session::record_changes`].
    pub async fn read_changes(&self) -> Value {
        self.eval("return changes", vec![]).await
    }

    /// Scrolls the row to a slide, counted from 1, without the carousel's own controls.
    pub async fn scroll_row(&self, slide: u32) {
        let has_row = format!("{FIND_ROW} return !!row");
        wait_until("the row is there", async || self.eval(&has_row, vec![]).await == true).await;
        let script = format!(
            "{FIND_ROW} row.scrollTo({{ left: row.children[arguments[0] - 1].offsetLeft - row.children[0].offsetLeft, behavior: 'instant' }})"
        );
        self.eval(&script, vec![slide.into()]).await;
        self.wait_for_row_at(slide).await;
    }

    /// Waits until the row is scrolled to a slide, without regard to the position and `aria-hidden`.
    pub async fn wait_for_row_at(&self, slide: u32) {
        wait_for_value("where the row is", slide, async || {
            let at = self.read_row().await["at"].as_u64().unwrap_or_default();
            u32::try_from(at).unwrap_or_default()
        })
        .await;
    }

    /// The slide at the row's start once the row has not moved for some frames, the text of the position, the slides that
    /// are exposed to screen readers, and how many stops of the Tab key are in the others.
    pub async fn read_row(&self) -> Value {
        let script = format!(
            "{FIND_ROW} if (!row) return null;
            const start = () => row.getBoundingClientRect().left;
            const at = () => [...row.children].findIndex(e => e.offsetWidth && Math.abs(e.getBoundingClientRect().left - start()) <= 1);
            const hides = e => e.ariaHidden == 'true' || e.inert;
            const stops = e => e.tabIndex >= 0 && getComputedStyle(e).visibility == 'visible';
            const look = () => ({{ at: 1 + at(), id: row.children[at()]?.dataset.item ?? ['none', row.scrollLeft, row.clientWidth, ...[...row.children].map(e => e.offsetLeft)].join(),
                position: root.querySelector('.testimonials__controls .testimonials__position')?.textContent ?? '',
                exposed: [...row.children].flatMap((e, index) => hides(e) ? [] : [index + 1]),
                'stops in hidden slides': [...row.querySelectorAll('*')].filter(e => stops(e) && hides(e.closest('.testimonials__slide'))).length }});
            let [last, still] = [row.scrollLeft, 0];
            return new Promise(done => requestAnimationFrame(function wait() {{
                [still, last] = [row.scrollLeft == last ? still + 1 : 0, row.scrollLeft];
                if (still > 8) done(look()); else requestAnimationFrame(wait);
            }}))"
        );
        self.eval(&script, vec![]).await
    }

    /// Waits until the row is scrolled to a slide of three, and the position, `aria-hidden` and the stops of the Tab key
    /// agree.
    pub async fn wait_for_slide(&self, slide: u32) {
        let expected = json!({
            "at": slide, "position": format!("{slide} / 3"), "exposed": [slide], "stops in hidden slides": 0,
        });
        wait_for_value("what the row shows", expected, async || {
            let mut seen = self.read_row().await;
            if seen["at"] != 0 {
                seen.as_object_mut().map(|seen| seen.remove("id"));
            }
            seen
        })
        .await;
    }

    /// Waits until the position, `aria-hidden` and the stops of the Tab key agree with the row's scroll position.
    pub async fn wait_for_consistent_row(&self) {
        wait_until("what is said of the row agrees with it", async || {
            let seen = self.read_row().await;
            let at = &seen["at"];
            let agrees = seen["position"] == format!("{at} / 3")
                && seen["exposed"] == json!([at])
                && seen["stops in hidden slides"] == 0;
            if agrees && at != 0 { Ok(()) } else { Err(seen) }
        })
        .await;
    }

    /// Waits for more frames than any scroll of the row takes to end.
    pub async fn wait_for_frames(&self) {
        let script = "const from = performance.now(); let all = 0;
            return new Promise(done => requestAnimationFrame(function wait(now) {
                if (++all > 40 && now - from > 500) done(true); else requestAnimationFrame(wait);
            }))";
        self.eval(script, vec![]).await;
    }
}
