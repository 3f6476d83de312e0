//! Browsers that lack features that the loader needs, pages that have broken them, and printing.

use e2e::{Browser, DISGUISE_SCRIPT, Engine, FAST_CLOCK_SCRIPT, Host, Session};
use e2e::{scenarios, wait_for_value, wait_until};
use serde_json::json;

/// Records every error event from the start.
const RECORD_ERRORS: &str = "<script>window.heard = [];
    addEventListener('next-level-error', ({ target, detail: { code, message } }) => heard.push([target.localName, typeof code, typeof message]));
</script>";

const LINK: &str = "<a href='https://exemple.org/#presse'>La presse</a>";

/// Scripts that remove or break a feature.
const MISSING_FEATURES: [(&str, &str); 15] = [
    ("no constructed sheets", "window.CSSStyleSheet = function () { throw new TypeError('Illegal constructor') }"),
    ("no sheets at all", "delete window.CSSStyleSheet"),
    ("no replaceSync", "delete CSSStyleSheet.prototype.replaceSync"),
    ("no adopted sheets", "delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets"),
    ("adopted sheets that are refused", "Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets',
        { configurable: true, get: () => [], set() { throw new DOMException('no', 'NotAllowedError') } })"),
    ("no shadow roots", "delete Element.prototype.attachShadow"),
    ("shadow roots that are refused", "Element.prototype.attachShadow = () => { throw new DOMException('no', 'NotSupportedError') }"),
    ("no replaceChildren", "delete ShadowRoot.prototype.replaceChildren; delete DocumentFragment.prototype.replaceChildren"),
    ("no observer of intersections", "delete window.IntersectionObserver"),
    ("an observer that throws", "IntersectionObserver.prototype.observe = () => { throw new Error('no') }"),
    ("no custom elements", "Object.defineProperty(window, 'customElements', { value: undefined })"),
    ("custom elements that are refused", "customElements.define = () => { throw new DOMException('no', 'NotSupportedError') }"),
    ("no DOMParser", "delete window.DOMParser"),
    ("no fetch", "delete window.fetch; window.fetch = undefined"),
    ("no importing of nodes", "delete Document.prototype.importNode"),
];

/// The host's link is visible, `ready` is rejected, and one event is fired: for an element from before the loader, and
/// for one inserted after it.
async fn without_required_features_the_host_s_link_stays(browser: Browser) {
    let page = browser.open("about:blank").await;
    // A page that is left may still send a request: its server stays until the console is read.
    let mut hosts = Vec::new();
    for (name, missing) in MISSING_FEATURES {
        let host = Host::with(&format!(
            "{DISGUISE_SCRIPT}{FAST_CLOCK_SCRIPT}{RECORD_ERRORS}<script>{missing}</script><next-level-press>{LINK}</next-level-press>LOADER"
        ))
        .await;
        page.open(&host.server.url("/")).await;
        assert_errors(&page, name, 1).await;
        if !name.contains("custom elements") {
            let later = format!(
                "document.body.insertAdjacentHTML('afterbegin', \"<next-level-press>{LINK}</next-level-press>\")"
            );
            page.eval(&later, vec![]).await;
            assert_errors(&page, name, 2).await;
        }
        assert_eq!(host.count_requests(".wasm"), 0, "{name}");
        end_requests(&page, &host).await;
        hosts.push(host);
    }
    assert_eq!(page.read_console().await, []);
}

/// Waits until no request is pending, and prevents further attempts: WebKit reports a request whose page is left.
async fn end_requests(page: &Session, host: &Host) {
    let clear_timers = "for (let id = setTimeout(() => {}); id > 0; id--) clearTimeout(id)";
    page.eval(clear_timers, vec![]).await;
    wait_until("the requests have ended", async || {
        host.site.requests().iter().all(|request| request.status != 0)
    })
    .await;
    page.wait_for_frames().await;
}

async fn assert_errors(page: &Session, name: &str, count: usize) {
    let error = json!(["next-level-press", "string", "string"]);
    let all: Vec<_> = std::iter::repeat_n(error, count).collect();
    wait_for_value(&format!("{name}: what is heard"), json!(all), async || {
        page.eval("return window.heard", vec![]).await
    })
    .await;
    let seen = "const all = [...document.querySelectorAll('next-level-press')];
        return Promise.all(all.map(async element => {
            const link = element.firstElementChild;
            link.scrollIntoView({ behavior: 'instant' });
            const { x, y, width, height } = link.getBoundingClientRect();
            const shown = document.elementFromPoint(x + width / 2, y + height / 2) === link;
            return [shown, await element.ready.then(() => 'ready', ({ code }) => typeof code)];
        }))";
    let seen = page.eval(seen, vec![]).await;
    let all: Vec<_> = std::iter::repeat_n(json!([true, "string"]), count).collect();
    assert_eq!(seen, json!(all), "{name}: the link is shown, and the promise breaks");
    let frames = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(heard.length))))";
    assert_eq!(page.eval(frames, vec![]).await, count, "{name}: exactly one");
}

/// Frames do not need the features that widgets need.
async fn frames_have_their_height_without_custom_elements(browser: Browser) {
    let host = Host::with(
        "<script>Object.defineProperty(window, 'customElements', { value: undefined })</script>
        <iframe data-next-level title=a height=100 width=600 src='SITEembed/v1/press.html'></iframe>LOADER",
    )
    .await;
    let page = host.open(&browser).await;
    page.wait_for_frame_height().await;
}

/// A widget far below the viewport is printed if it loads in time.
async fn a_widget_that_was_never_near_is_loaded_for_printing(browser: Browser) {
    let spacer = "<div style='height: 9000px'></div>";
    let host = Host::with(&format!(
        "{RECORD_ERRORS}<next-level-partners></next-level-partners>{spacer}
        <next-level-press>{LINK}</next-level-press><next-level-partners id=again>{LINK}</next-level-partners>LOADER"
    ))
    .await;
    let page = host.open(&browser).await;
    page.eval("return document.querySelector('next-level-partners').ready?.then(() => 0)", vec![])
        .await;
    wait_until("the first has come", async || {
        let ready =
            "return document.querySelector('next-level-partners').ready?.then(() => true) ?? false";
        page.eval(ready, vec![]).await == true
    })
    .await;
    assert_eq!(host.count_requests("press.html"), 0, "nothing far is fetched before");
    // A browser only runs microtasks before it prints.
    let print = "return new Promise(done => setTimeout(() => {
        addEventListener('beforeprint', () => setTimeout(() =>
            done(document.getElementById('again').shadowRoot.querySelectorAll('[data-item]').length > 0)));
        dispatchEvent(new Event('beforeprint'));
    }))";
    assert_eq!(page.eval(print, vec![]).await, true, "what is in memory is painted at once");
    let press =
        "return document.querySelector('next-level-press').ready.then(({ count }) => count > 0)";
    assert_eq!(page.eval(press, vec![]).await, true);
    assert_eq!(page.eval("return heard", vec![]).await, json!([]));
    assert_eq!(page.read_console().await, []);
}

/// Only Chromium can emulate print media; in the others the print rules are applied to the screen.
async fn a_widget_that_has_not_loaded_is_printed_as_a_link_with_its_address(browser: Browser) {
    let host = Host::with(&format!(
        "<div style='height: 9000px'></div><next-level-press style='--next-level-min-height: 800px'>{LINK}</next-level-press>LOADER"
    ))
    .await;
    let _hold = host.site.hold("/embed/v1/press.html");
    let page = host.open(&browser).await;
    page.wait_for_loader().await;
    let seen = "const link = document.querySelector('next-level-press a');
        return [getComputedStyle(link, '::after').content, link.getClientRects().length > 0,
            document.querySelector('next-level-press').getBoundingClientRect().height > 700]";
    assert_eq!(
        page.eval(seen, vec![]).await,
        json!(["none", true, true]),
        "on screen there is a place"
    );
    if page.engine() == Engine::Chromium {
        page.execute_cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    } else {
        let apply = "for (const sheet of document.querySelector('next-level-press').shadowRoot.adoptedStyleSheets)
            for (const { media } of sheet.cssRules) if (media) media.mediaText = media.mediaText === 'print' ? 'all' : 'print'";
        page.eval(apply, vec![]).await;
    }
    page.eval("dispatchEvent(new Event('beforeprint'))", vec![]).await;
    let printed = page.eval(seen, vec![]).await;
    let address = printed[0].as_str().unwrap_or_default().to_owned();
    // WebKit computes `attr(href)`; Chromium and Firefox its value.
    assert!(
        address.contains("https://exemple.org/#presse") || address.contains("attr(href)"),
        "{printed}"
    );
    assert_eq!((&printed[1], &printed[2]), (&json!(true), &json!(false)), "and no empty place");
}

scenarios! {
    without_required_features_the_host_s_link_stays,
    frames_have_their_height_without_custom_elements,
    a_widget_that_was_never_near_is_loaded_for_printing,
    a_widget_that_has_not_loaded_is_printed_as_a_link_with_its_address,
}
