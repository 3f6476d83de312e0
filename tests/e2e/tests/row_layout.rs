//! The row of testimonials keeps its slide, whatever becomes of its place: another size, hidden, stacked, printed.

use e2e::{Browser, Engine, Host, ROW, Session, Site};
use e2e::{run, scenarios, wait_until, wasm};
use serde_json::json;

const WIDGET: &str =
    "<next-level-testimonials loading=eager>Chez nous</next-level-testimonials>LOADER";

/// As a phone's address bar comes and goes.
async fn another_height_moves_nothing(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.resize(390, 800).await;
    page.row_shows(1).await;
    let scrolled = format!(
        "{ROW} window.scrolled = []; const {{ scrollTo }} = row;
        row.scrollTo = (...all) => {{ scrolled.push(all); scrollTo.apply(row, all) }}"
    );
    page.eval(&scrolled, vec![]).await;
    page.resize(390, 740).await;
    // An engine takes the row back to where it was while it lays it out anew.
    page.some_frames().await;
    page.move_row(2).await;
    page.eval("scrolled.length = 0", vec![]).await;
    page.resize(390, 800).await;
    page.some_frames().await;
    page.row_shows(2).await;
    assert_eq!(page.eval("return scrolled", vec![]).await, json!([]), "nobody scrolls the row");
    page.resize(700, 800).await;
    page.row_shows(2).await;
    assert_ne!(page.eval("return scrolled", vec![]).await, json!([]), "another width does");
}

#[test]
fn what_a_finger_holds_stays_in_its_place() {
    run(Engine::Chromium, "row_layout::held", async |browser| {
        let site = Site::usual().await;
        let page = browser.open(&site.url("/")).await;
        page.resize(390, 800).await;
        page.row_shows(1).await;
        let row = page.css(".testimonials__row").await;
        page.bring_into_view(&row).await;
        touch(&page, "touchStart", 340).await;
        for x in (100..340).rev().step_by(20) {
            touch(&page, "touchMove", x).await;
        }
        let left = format!("{ROW} return Math.round(row.scrollLeft)");
        // The last of the moves may still be on its way.
        let mut last = 0;
        let before = wait_until("the row has followed the finger", async || {
            page.some_frames().await;
            let now = page.eval(&left, vec![]).await.as_i64().unwrap_or_default();
            let rests = now == std::mem::replace(&mut last, now);
            (rests && now > 195).then_some(now)
        })
        .await;
        // The address bar comes, and goes.
        page.resize(390, 700).await;
        page.resize(390, 800).await;
        page.some_frames().await;
        assert_eq!(page.eval(&left, vec![]).await, before, "it stays where the finger is");
        touch(&page, "touchEnd", 100).await;
        page.row_shows(2).await;

        // The phone is turned round in the middle of a swipe.
        touch(&page, "touchStart", 340).await;
        for x in (300..340).rev().step_by(20) {
            touch(&page, "touchMove", x).await;
        }
        let scrolled = format!(
            "{ROW} window.scrolled = 0; const {{ scrollTo }} = row;
            row.scrollTo = (...all) => {{ scrolled++; scrollTo.apply(row, all) }}"
        );
        page.eval(&scrolled, vec![]).await;
        page.resize(800, 390).await;
        page.some_frames().await;
        assert_eq!(page.eval("return scrolled", vec![]).await, 0, "it is not moved while held");
        touch(&page, "touchEnd", 300).await;
        page.row_shows(2).await;
        assert_eq!(page.console().await, []);
    });
}

async fn what_is_hidden_and_shown_again_is_the_same(browser: Browser) {
    let tab = ["<div id=tab>", WIDGET, "</div>"].concat();
    let fold = ["<details open id=tab><summary>Voix</summary>", WIDGET, "</details>"].concat();
    for (body, show) in [
        (tab, "document.getElementById('tab').hidden = !arguments[0]"),
        (fold, "document.getElementById('tab').open = arguments[0]"),
    ] {
        let host = Host::with(&body).await;
        let page = host.open(&browser).await;
        page.resize(900, 700).await;
        page.row_shows(1).await;
        page.press_next().await;
        page.row_shows(2).await;
        page.hear_changes().await;
        for width in [700, 700, 500] {
            page.eval(show, vec![false.into()]).await;
            page.some_frames().await;
            page.resize(width, 700).await;
            page.some_frames().await;
            page.eval(show, vec![true.into()]).await;
            page.row_shows(2).await;
            page.some_frames().await;
            page.row_shows(2).await;
        }
        page.press_next().await;
        page.row_shows(3).await;
        let heard = page.changes().await;
        assert_eq!(heard.as_array().map(Vec::len), Some(1), "the host hears of that only: {heard}");
        assert_eq!(page.console().await, []);
        page.client().clone().close().await.expect("the window closes");
    }
}

/// In a tab of the host's that opens later; engines differ in whether a row keeps its place meanwhile.
async fn what_comes_to_life_hidden_is_found_when_it_is_shown(browser: Browser) {
    let host = Host::with(&["<div id=tab>", WIDGET, "</div>"].concat()).await;
    let held = host.site.hold(&wasm());
    let page = host.open(&browser).await;
    wait_until("the Wasm is asked for", async || host.site.asked_for(&wasm())).await;
    page.move_row(2).await;
    let tab = "document.getElementById('tab').style.display = arguments[0]";
    page.eval(tab, vec!["none".into()]).await;
    held.release();
    page.widgets().await;
    page.some_frames().await;
    page.hear_changes().await;
    page.eval(tab, vec!["block".into()]).await;
    page.row_agrees().await;
    page.some_frames().await;
    page.row_agrees().await;
    assert_eq!(page.changes().await, json!([]));
}

async fn what_stacks_and_becomes_a_row_again_keeps_its_slide(browser: Browser) {
    let host = Host::with(WIDGET).await;
    let page = host.open(&browser).await;
    page.row_shows(1).await;
    page.press_next().await;
    page.row_shows(2).await;
    page.hear_changes().await;
    let layout =
        "document.querySelector('next-level-testimonials').setAttribute('layout', arguments[0])";
    for other in ["list", "grid"] {
        page.eval(layout, vec![other.into()]).await;
        page.some_frames().await;
        page.eval(layout, vec!["carousel".into()]).await;
        page.row_shows(2).await;
    }
    assert_eq!(page.changes().await, json!([]));
}

/// Paper shows all of them one below the other.
#[test]
fn what_was_printed_shows_the_same_testimonial() {
    run(Engine::Chromium, "row_layout::printed", async |browser| {
        let site = Site::usual().await;
        let page = browser.open(&site.url("/")).await;
        page.row_shows(1).await;
        page.press_next().await;
        page.row_shows(2).await;
        page.cdp("Page.printToPDF", json!({})).await;
        page.some_frames().await;
        page.row_shows(2).await;
        for media in ["print", ""] {
            page.cdp("Emulation.setEmulatedMedia", json!({ "media": media })).await;
            page.some_frames().await;
        }
        page.row_shows(2).await;
    });
}

async fn touch(page: &Session, kind: &str, x: u32) {
    let points = if kind == "touchEnd" { json!([]) } else { json!([{ "x": x, "y": 300 }]) };
    page.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
}

scenarios! {
    another_height_moves_nothing,
    what_is_hidden_and_shown_again_is_the_same,
    what_comes_to_life_hidden_is_found_when_it_is_shown,
    what_stacks_and_becomes_a_row_again_keeps_its_slide,
}
