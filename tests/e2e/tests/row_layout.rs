//! The row of testimonials keeps its slide when it is resized, hidden, stacked or printed.

use e2e::{Browser, Engine, FIND_ROW, Host, Session, Site};
use e2e::{run, scenarios, wait_until, wasm_path};
use serde_json::json;

const WIDGET: &str =
    "<next-level-testimonials loading=eager>Chez nous</next-level-testimonials>LOADER";

/// As when a phone's address bar appears and disappears.
async fn a_change_of_height_moves_nothing(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.resize(390, 800).await;
    page.wait_for_slide(1).await;
    let record_scrolls = format!(
        "{FIND_ROW} window.scrolled = []; const {{ scrollTo }} = row;
        row.scrollTo = (...all) => {{ scrolled.push(all); scrollTo.apply(row, all) }}"
    );
    page.eval(&record_scrolls, vec![]).await;
    page.resize(390, 740).await;
    // An engine restores the row's scroll position during layout.
    page.wait_for_frames().await;
    page.scroll_row(2).await;
    page.eval("scrolled.length = 0", vec![]).await;
    page.resize(390, 800).await;
    page.wait_for_frames().await;
    page.wait_for_slide(2).await;
    assert_eq!(page.eval("return scrolled", vec![]).await, json!([]), "nobody scrolls the row");
    page.resize(700, 800).await;
    page.wait_for_slide(2).await;
    assert_ne!(page.eval("return scrolled", vec![]).await, json!([]), "another width does");
}

#[test]
fn a_row_held_by_a_finger_stays_in_place() {
    run(Engine::Chromium, "row_layout::held", async |browser| {
        let site = Site::with_fixture().await;
        let page = browser.open(&site.url("/")).await;
        page.show_row_on_phone().await;
        dispatch_touch(&page, "touchStart", 340).await;
        for x in (100..340).rev().step_by(20) {
            dispatch_touch(&page, "touchMove", x).await;
        }
        let left = format!("{FIND_ROW} return Math.round(row.scrollLeft)");
        // The last of the moves may still be in progress.
        let mut last = 0;
        let before = wait_until("the row has followed the finger", async || {
            page.wait_for_frames().await;
            let now = page.eval(&left, vec![]).await.as_i64().unwrap_or_default();
            let rests = now == std::mem::replace(&mut last, now);
            (rests && now > 195).then_some(now)
        })
        .await;
        // The address bar appears, and disappears.
        page.resize(390, 700).await;
        page.resize(390, 800).await;
        page.wait_for_frames().await;
        assert_eq!(page.eval(&left, vec![]).await, before, "it stays where the finger is");
        dispatch_touch(&page, "touchEnd", 100).await;
        page.wait_for_slide(2).await;

        // The phone is rotated during a swipe.
        dispatch_touch(&page, "touchStart", 340).await;
        for x in (300..340).rev().step_by(20) {
            dispatch_touch(&page, "touchMove", x).await;
        }
        let record_scrolls = format!(
            "{FIND_ROW} window.scrolled = 0; const {{ scrollTo }} = row;
            row.scrollTo = (...all) => {{ scrolled++; scrollTo.apply(row, all) }}"
        );
        page.eval(&record_scrolls, vec![]).await;
        page.resize(800, 390).await;
        page.wait_for_frames().await;
        assert_eq!(page.eval("return scrolled", vec![]).await, 0, "it is not moved while held");
        dispatch_touch(&page, "touchEnd", 300).await;
        page.wait_for_slide(2).await;
        assert_eq!(page.read_console().await, []);
    });
}

async fn a_row_that_was_hidden_keeps_its_slide(browser: Browser) {
    let tab = ["<div id=tab>", WIDGET, "</div>"].concat();
    let fold = ["<details open id=tab><summary>Voix</summary>", WIDGET, "</details>"].concat();
    for (body, set_visible) in [
        (tab, "document.getElementById('tab').hidden = !arguments[0]"),
        (fold, "document.getElementById('tab').open = arguments[0]"),
    ] {
        let host = Host::with(&body).await;
        let page = host.open(&browser).await;
        page.resize(900, 700).await;
        page.wait_for_slide(1).await;
        page.press_next().await;
        page.wait_for_slide(2).await;
        page.record_changes().await;
        for width in [700, 700, 500] {
            page.eval(set_visible, vec![false.into()]).await;
            page.wait_for_frames().await;
            page.resize(width, 700).await;
            page.wait_for_frames().await;
            page.eval(set_visible, vec![true.into()]).await;
            page.wait_for_slide(2).await;
            page.wait_for_frames().await;
            page.wait_for_slide(2).await;
        }
        page.press_next().await;
        page.wait_for_slide(3).await;
        let changes = page.read_changes().await;
        assert_eq!(
            changes.as_array().map(Vec::len),
            Some(1),
            "the host hears of that only: {changes}"
        );
        assert_eq!(page.read_console().await, []);
        page.close().await;
    }
}

/// In a tab of the host that opens later; engines differ in whether a hidden row keeps its scroll position.
async fn a_row_hydrated_while_hidden_is_consistent_once_shown(browser: Browser) {
    let host = Host::with(&["<div id=tab>", WIDGET, "</div>"].concat()).await;
    let hold = host.site.hold(&wasm_path());
    let page = host.open(&browser).await;
    wait_until("the Wasm is asked for", async || host.site.has_request_for(&wasm_path())).await;
    page.scroll_row(2).await;
    let tab = "document.getElementById('tab').style.display = arguments[0]";
    page.eval(tab, vec!["none".into()]).await;
    hold.release();
    page.wait_for_widgets().await;
    page.wait_for_frames().await;
    page.record_changes().await;
    page.eval(tab, vec!["block".into()]).await;
    page.wait_for_consistent_row().await;
    page.wait_for_frames().await;
    page.wait_for_consistent_row().await;
    assert_eq!(page.read_changes().await, json!([]));
}

async fn a_row_that_was_stacked_keeps_its_slide(browser: Browser) {
    let host = Host::with(WIDGET).await;
    let page = host.open(&browser).await;
    page.wait_for_slide(1).await;
    page.press_next().await;
    page.wait_for_slide(2).await;
    page.record_changes().await;
    let layout =
        "document.querySelector('next-level-testimonials').setAttribute('layout', arguments[0])";
    for other in ["list", "grid"] {
        page.eval(layout, vec![other.into()]).await;
        page.wait_for_frames().await;
        page.eval(layout, vec!["carousel".into()]).await;
        page.wait_for_slide(2).await;
    }
    assert_eq!(page.read_changes().await, json!([]));
}

/// Print shows all testimonials one below the other.
#[test]
fn printing_keeps_the_slide() {
    run(Engine::Chromium, "row_layout::printed", async |browser| {
        let site = Site::with_fixture().await;
        let page = browser.open(&site.url("/")).await;
        page.wait_for_slide(1).await;
        page.press_next().await;
        page.wait_for_slide(2).await;
        page.execute_cdp("Page.printToPDF", json!({})).await;
        page.wait_for_frames().await;
        page.wait_for_slide(2).await;
        for media in ["print", ""] {
            page.execute_cdp("Emulation.setEmulatedMedia", json!({ "media": media })).await;
            page.wait_for_frames().await;
        }
        page.wait_for_slide(2).await;
    });
}

async fn dispatch_touch(page: &Session, kind: &str, x: u32) {
    let points = if kind == "touchEnd" { json!([]) } else { json!([{ "x": x, "y": 300 }]) };
    page.execute_cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }))
        .await;
}

scenarios! {
    a_change_of_height_moves_nothing,
    a_row_that_was_hidden_keeps_its_slide,
    a_row_hydrated_while_hidden_is_consistent_once_shown,
    a_row_that_was_stacked_keeps_its_slide,
}
