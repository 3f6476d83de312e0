//! A browser that lacks what the loader needs, or a page that has broken it; and paper.

use e2e::{Browser, DISGUISE, Engine, FAST, Host, Session};
use e2e::{scenarios, wait_for_value, wait_until};
use serde_json::json;

/// Notes every error from before the loader.
const HEARD: &str = "<script>window.heard = [];
    addEventListener('next-level-error', ({ target, detail: { code, message } }) => heard.push([target.localName, typeof code, typeof message]));
</script>";

const LINK: &str = "<a href='https://exemple.org/#presse'>La presse</a>";

/// What a browser may lack, and what breaks when a page has replaced it.
const MISSING: [(&str, &str); 15] = [
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

/// The host's link is seen, the promise breaks, and one event says so: for an element that was there before the
/// loader, and for one that comes after it.
async fn without_what_it_needs_the_host_s_link_stays(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (name, missing) in MISSING {
        let host = Host::with(&format!(
            "{DISGUISE}{FAST}{HEARD}<script>{missing}</script><next-level-press>{LINK}</next-level-press>LOADER"
        ))
        .await;
        page.open(&host.own.url("/")).await;
        one_error(&page, name, 1).await;
        if !name.contains("custom elements") {
            let later = format!(
                "document.body.insertAdjacentHTML('afterbegin', \"<next-level-press>{LINK}</next-level-press>\")"
            );
            page.eval(&later, vec![]).await;
            one_error(&page, name, 2).await;
        }
        assert_eq!(host.asked(".wasm"), 0, "{name}");
    }
    assert_eq!(page.console().await, []);
}

async fn one_error(page: &Session, name: &str, count: usize) {
    let one = json!(["next-level-press", "string", "string"]);
    let all: Vec<_> = std::iter::repeat_n(one, count).collect();
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

/// What the loader needs for widgets, a frame does not.
async fn frames_have_their_height_without_custom_elements(browser: Browser) {
    let host = Host::with(
        "<script>Object.defineProperty(window, 'customElements', { value: undefined })</script>
        <iframe data-next-level title=a height=100 width=600 src='SITEembed/v1/press.html'></iframe>LOADER",
    )
    .await;
    let page = host.open(&browser).await;
    wait_until("the frame has its height", async || {
        let height =
            page.eval("return document.querySelector('iframe').style.height", vec![]).await;
        if height == "" { Err(height) } else { Ok(()) }
    })
    .await;
}

/// Far below, never seen: paper has it all the same if it comes in time.
async fn what_was_never_near_is_fetched_for_paper(browser: Browser) {
    let far = "<div style='height: 9000px'></div>";
    let host = Host::with(&format!(
        "{HEARD}<next-level-partners></next-level-partners>{far}
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
    assert_eq!(host.asked("press.html"), 0, "nothing far is fetched before");
    // Microtasks are all the time that a browser leaves before it prints.
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
    assert_eq!(page.console().await, []);
}

/// Only Chromium can be asked to show a page as paper has it; elsewhere the very rules for paper are applied.
async fn what_does_not_come_in_time_is_printed_as_a_link_with_its_address(browser: Browser) {
    let host = Host::with(&format!(
        "<div style='height: 9000px'></div><next-level-press style='--next-level-min-height: 800px'>{LINK}</next-level-press>LOADER"
    ))
    .await;
    let _held = host.site.hold("/embed/v1/press.html");
    let page = host.open(&browser).await;
    wait_until("the loader has run", async || {
        page.eval("return !!document.querySelector('next-level-press').shadowRoot", vec![]).await
            == true
    })
    .await;
    let seen = "const link = document.querySelector('next-level-press a');
        return [getComputedStyle(link, '::after').content, link.getClientRects().length > 0,
            document.querySelector('next-level-press').getBoundingClientRect().height > 700]";
    assert_eq!(
        page.eval(seen, vec![]).await,
        json!(["none", true, true]),
        "on screen there is a place"
    );
    if page.engine() == Engine::Chromium {
        page.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    } else {
        let apply = "for (const sheet of document.querySelector('next-level-press').shadowRoot.adoptedStyleSheets)
            for (const { media } of sheet.cssRules) if (media) media.mediaText = media.mediaText === 'print' ? 'all' : 'print'";
        page.eval(apply, vec![]).await;
    }
    page.eval("dispatchEvent(new Event('beforeprint'))", vec![]).await;
    let printed = page.eval(seen, vec![]).await;
    let address = printed[0].as_str().unwrap_or_default().to_owned();
    // WebKit names the attribute; Chromium and Firefox say what is in it.
    assert!(
        address.contains("https://exemple.org/#presse") || address.contains("attr(href)"),
        "{printed}"
    );
    assert_eq!((&printed[1], &printed[2]), (&json!(true), &json!(false)), "and no empty place");
}

scenarios! {
    without_what_it_needs_the_host_s_link_stays,
    frames_have_their_height_without_custom_elements,
    what_was_never_near_is_fetched_for_paper,
    what_does_not_come_in_time_is_printed_as_a_link_with_its_address,
}
