//! Embed documents, in frames and by themselves: height, theme, options, and the messages between frame and page.

use e2e::axe;
use e2e::{Browser, Emulation, Host, Session, Site};
use e2e::{list_texts, read_content, scenarios, strip_whitespace, wait_for_value, wait_until};
use serde_json::json;

const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];

const READ_HEIGHTS: &str = "return [...document.querySelectorAll('iframe')].map(frame => parseInt(frame.style.height) || 0)";

fn frame_html(section: &str, more: &str) -> String {
    format!(
        "<iframe data-next-level title=a height=100 width=600 {more} src='SITEembed/v1/{section}.html'></iframe>"
    )
}

/// Defines `forge`, which makes frames send invalid messages, and returns the changes of any frame's height. Each
/// frame echoes the page's message; one is the site's own and marked, so that only the message is invalid.
const FORGE_SCRIPT: &str = "<script>window.forge = async () => {
    const good = { nextLevel: 1, type: 'resize', height: 77 }, told = [];
    const frames = [...document.querySelectorAll('iframe')];
    const before = frames.map(frame => frame.style.height).join();
    const say = (id, data) => new Promise(done => {
        const { contentWindow } = document.getElementById(id), said = JSON.stringify(data);
        addEventListener('message', function heard(event) {
            if (event.source !== contentWindow || JSON.stringify(event.data) !== said) return;
            removeEventListener('message', heard);
            const after = frames.map(frame => frame.style.height).join();
            if (after !== before) told.push([id, said, after]);
            done();
        });
        contentWindow.postMessage(data, '*');
    });
    for (const id of ['stranger', 'unmarked', 'nobody']) await say(id, good);
    for (const height of [NaN, 1e9, 0, -1, 1.5, '300', Infinity, null, undefined, {}, [300], 10001])
        await say('ours', { ...good, height });
    for (const data of [null, 1, 'resize', [], { ...good, nextLevel: '1' }, { ...good, type: 'theme' }, { ...good, more: 1 },
        JSON.parse('{\"nextLevel\":1,\"type\":\"resize\",\"height\":77,\"__proto__\":{\"a\":1}}'),
        JSON.parse('{\"__proto__\":{\"height\":77},\"nextLevel\":1,\"type\":\"resize\"}')]) await say('ours', data);
    const forged = told.length;
    await say('ours', good);
    return [forged, document.getElementById('ours').style.height, told.length - forged];
}</script>";

async fn each_frame_is_as_high_as_its_document_whenever_the_loader_runs(browser: Browser) {
    // The same section twice, and one without an origin; the documents send messages before the loader listens.
    let frames = [
        frame_html("partners", ""),
        frame_html("partners", "style='width: 300px'"),
        frame_html("press", "sandbox=allow-scripts"),
    ];
    let host = Host::with(&frames.concat()).await;
    let page = host.open(&browser).await;
    let script = "const s = document.createElement('script'); s.type = 'module'; s.src = arguments[0]; document.body.append(s)";
    page.eval(script, vec![host.site.url("/embed/v1.js").into()]).await;
    let heights = wait_for_own_heights(&page, 3).await;
    assert!(heights[1] > heights[0], "a narrower frame is higher: {heights:?}");
    // A scroll bar narrows the text and so keeps itself necessary: there is none once the page has set the height.
    let overflow = "return getComputedStyle(document.documentElement).overflowY";
    for at in 0..3 {
        wait_for_value(&format!("the scroll bar of frame {at}"), "hidden", async || {
            page.eval_in_frame(at, overflow).await
        })
        .await;
    }
    page.eval("const frame = document.querySelector('iframe'); frame.style.width = '280px'; frame.scrollIntoView({ behavior: 'instant' })", vec![]).await;
    wait_until("the first frame follows its width", async || {
        let now = page.eval(READ_HEIGHTS, vec![]).await;
        if now[0].as_u64() > Some(heights[0]) { Ok(()) } else { Err(now) }
    })
    .await;
    wait_for_own_heights(&page, 3).await;
    assert_eq!(page.read_console().await, []);
}

async fn a_frame_that_was_hidden_gets_its_height_and_then_sends_no_message(browser: Browser) {
    let host =
        Host::with(&["<div id=tab hidden>", &frame_html("partners", ""), "</div>LOADER"].concat())
            .await;
    let page = host.open(&browser).await;
    page.eval("window.said = 0; addEventListener('message', ({ data }) => said += data?.type === 'resize')", vec![]).await;
    page.eval("document.getElementById('tab').hidden = false", vec![]).await;
    wait_for_own_heights(&page, 1).await;
    // Waits for sixty frames in a row without a message.
    let count_silent_frames = "return new Promise(done => {
        let [before, still, all] = [said, 0, 0];
        requestAnimationFrame(function look() {
            [before, still] = [said, said === before ? still + 1 : 0];
            still > 60 || all++ > 600 ? done(still) : requestAnimationFrame(look);
        });
    })";
    assert_eq!(
        page.eval(count_silent_frames, vec![]).await,
        61,
        "nothing changes, so nothing is said"
    );
}

async fn the_address_sets_theme_and_options_before_the_wasm(browser: Browser) {
    let site = Site::dist().await;
    let hold = site.hold(&e2e::wasm_path());
    let page = browser.open(&site.url("/embed/v1/press.html?theme=dark&limit=3&layout=list")).await;
    let state = "return [getComputedStyle(document.documentElement).colorScheme, document.querySelector('section').dataset.layout,
        [...document.querySelectorAll('[data-item]')].filter(e => e.getClientRects().length).length]";
    assert_eq!(page.eval(state, vec![]).await, json!(["dark", "list", 3]));
    hold.release();
    wait_until("the Wasm runs it", async || {
        page.eval("return !!document.querySelector('[type=search]')", vec![]).await == true
    })
    .await;
    assert_eq!(page.eval(state, vec![]).await, json!(["dark", "list", 3]), "and so it stays");
    assert_eq!(page.read_console().await, []);
}

/// Excerpts beyond a number are folded; in this test the last one is.
async fn folded_entries_follow_the_options_before_the_wasm(browser: Browser) {
    let site = Site::with_fixture().await;
    let html = site.get_page("/embed/v1/press.html");
    let (open, last) = html.split_at(html.rfind("<li class=\"press__item\"").expect("excerpts"));
    let (last, rest) = last.split_once("</ul>").expect("the end of the list");
    let folded =
        "</ul><details class=press__rest><summary>Afficher l’autre</summary><ul class=press__list>";
    site.set_page("/embed/v1/press.html", &[open, folded, last, "</ul></details>", rest].concat());
    let _hold = site.hold(&e2e::wasm_path());
    let state = "const shown = e => e.getClientRects().length > 0;
        return [[...document.querySelectorAll('[data-item]')].filter(shown).map(e => e.dataset.item),
            [...document.querySelectorAll('summary')].filter(shown).length]";
    let page = browser.open(&site.url("/embed/v1/press.html?limit=1")).await;
    let shown = page.eval(state, vec![]).await;
    assert_eq!((shown[0].as_array().map(Vec::len), &shown[1]), (Some(1), &json!(0)), "{shown}");
    page.open(&site.url("/embed/v1/press.html?items=bilan-d-opposition")).await;
    assert_eq!(page.eval(state, vec![]).await, json!([["bilan-d-opposition"], 1]));
}

/// Frames of another origin, without the mark or without an origin: only a well-formed message of the site's own
/// marked frame changes a height.
async fn forged_messages_move_nothing(browser: Browser) {
    let echo = "<script>onmessage = ({ data, source }) => source.postMessage(data, '*')</script>";
    let foreign_site = Site::pages([("/", echo)]).await;
    let foreign_url = foreign_site.url("/");
    let host = Host::with(&format!(
        "{FORGE_SCRIPT}<iframe id=ours title=a data-next-level src='SITEembed/v1/echo.html'></iframe>
        <iframe id=unmarked title=b src='SITEembed/v1/echo.html'></iframe>
        <iframe id=stranger title=c data-next-level src='{foreign_url}'></iframe>
        <iframe id=nobody title=d sandbox=allow-scripts src='{foreign_url}'></iframe>LOADER"
    ))
    .await;
    host.site.set_page("/embed/v1/echo.html", echo);
    let page = host.open(&browser).await;
    page.wait_for_loader().await;
    let moved = page.eval("return window.forge()", vec![]).await;
    assert_eq!(moved, json!([0, "77px", 1]), "only the good one counts");
}

/// The theme in the address overrides that of the host page.
async fn a_theme_in_the_address_overrides_the_host_page(browser: Browser) {
    let host = Host::with(
        "<iframe data-next-level title=a src='SITEembed/v1/press.html?theme=light'></iframe>
        <iframe data-next-level title=b src='SITEembed/v1/press.html'></iframe>LOADER",
    )
    .await;
    let page = host.open(&browser).await;
    wait_for_own_heights(&page, 2).await;
    page.eval("document.documentElement.style.colorScheme = 'dark'", vec![]).await;
    let theme = "return document.documentElement.dataset.theme ?? ''";
    wait_for_value("the frame that follows", "dark", async || page.eval_in_frame(1, theme).await)
        .await;
    assert_eq!(page.eval_in_frame(0, theme).await, "light");
}

async fn each_document_is_readable_without_scripts(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open_as(&[Emulation::NoScripts], "about:blank").await;
    for section in SECTIONS {
        page.open(&site.url(&format!("/embed/v1/{section}.html"))).await;
        let shown = page.read_text("main").await;
        let shown = strip_whitespace(&shown).to_lowercase();
        let mut missing = list_texts(&read_content(&format!("{section}.json")), 21);
        missing.retain(|text| !shown.contains(&strip_whitespace(text).to_lowercase()));
        assert!(missing.is_empty(), "{section}: {missing:?}");
        assert_eq!(page.read_errors().await, []);
    }
}

async fn axe_finds_nothing_in_any_document(browser: Browser) {
    let site = Site::dist().await;
    for emulations in axe::list_emulations(browser.engine()) {
        let page = browser.open_as(emulations, "about:blank").await;
        for section in SECTIONS {
            page.open(&site.url(&format!("/embed/v1/{section}.html"))).await;
            if ["testimonials", "press"].contains(&section) {
                wait_until("the Wasm runs it", async || {
                    let is_hydrated =
                        "return !!document.querySelector('[data-interactive], [type=search]')";
                    page.eval(is_hydrated, vec![]).await == true
                })
                .await;
            }
            let violations = axe::find_violations(&page).await;
            assert!(violations.is_empty(), "{section} {emulations:?}: {violations:#?}");
        }
        page.close().await;
    }
}

scenarios! {
    each_frame_is_as_high_as_its_document_whenever_the_loader_runs,
    a_frame_that_was_hidden_gets_its_height_and_then_sends_no_message,
    forged_messages_move_nothing,
    a_theme_in_the_address_overrides_the_host_page,
    axe_finds_nothing_in_any_document;
    chromium:
    folded_entries_follow_the_options_before_the_wasm,
    the_address_sets_theme_and_options_before_the_wasm,
    each_document_is_readable_without_scripts,
}

/// Waits until each of the first `count` frames is as high as its document, and returns the heights.
async fn wait_for_own_heights(page: &Session, count: usize) -> Vec<u64> {
    wait_until("each frame is as high as its document", async || {
        let heights_set = page.eval(READ_HEIGHTS, vec![]).await;
        let own =
            "return Math.ceil(document.getElementById('embed').getBoundingClientRect().height)";
        let mut heights = vec![];
        for at in 0..count {
            // Out of view a frame is not rendered, and does not notice that its fonts have loaded.
            let show = "document.querySelectorAll('iframe')[arguments[0]].scrollIntoView({ behavior: 'instant' })";
            page.eval(show, vec![at.into()]).await;
            let own = page.eval_in_frame(at, own).await;
            if own.as_u64().is_none_or(|own| own == 0) || heights_set[at] != own {
                return Err((at, heights_set, own));
            }
            heights.push(own.as_u64().unwrap_or_default());
        }
        Ok(heights)
    })
    .await
}
