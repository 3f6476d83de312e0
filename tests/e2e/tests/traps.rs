//! Traps of the Wasm: the prerendered content stays readable, and one message says that the controls are gone.

use e2e::{Browser, Role, Session, Site, glue_path};
use e2e::{scenarios, wait_for_value, wait_until};
use serde_json::json;

/// The traps that `traps.js` defines.
const TRAPS: [&str; 5] = [
    "a panic in a promise",
    "unreachable in an event handler",
    "unreachable in a timer",
    "no more memory",
    "a stack that overflows",
];

/// Breaks a function that the Wasm relies on, once `window.broken` names an element.
const BREAK_CREATE_ELEMENT: &str = "const real = Document.prototype.createElement;
    Document.prototype.createElement = function (name, ...rest) {
        if (window.broken?.includes(name.toLowerCase())) throw new Error('broken');
        return real.call(this, name, ...rest);
    };";

/// Makes the memory of the Wasm available to `traps.js`: the module that the page has imported returns its exports.
const READ_MEMORY: &str = "return new Promise((done, fail) => {
        window.useGlue = glue => glue.default().then(exports => done(Object.assign(window, { glue: exports, refresh: glue.refresh })), fail);
        const script = document.createElement('script');
        script.type = 'module';
        script.textContent = `import * as glue from ${JSON.stringify(arguments[0])}; useGlue(glue)`;
        document.head.append(script);
    }).then(() => true)";

/// Opens a document and makes it trap; records the errors that no script handles.
async fn trap(page: &Session, site: &Site, path: &str, name: &str) {
    page.open(&site.url(path)).await;
    wait_until("the Wasm runs", async || {
        let has_controls = "const has = selector => !!document.querySelector(selector);
            return [['.press', '[type=search]'], ['.testimonials', '.testimonials button']]
                .every(([section, control]) => !has(section) || has(control))";
        page.eval(has_controls, vec![]).await == true
    })
    .await;
    let record_errors =
        "window.errors = []; addEventListener('error', ({ message }) => errors.push(message));
        addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));";
    page.eval(&[BREAK_CREATE_ELEMENT, include_str!("traps.js"), record_errors].concat(), vec![])
        .await;
    page.eval(READ_MEMORY, vec![site.url(&glue_path()).into()]).await;
    page.eval("setTimeout(traps[arguments[0]])", vec![name.into()]).await;
}

/// Waits until the only alert has this text, and asserts that no later event causes an error.
async fn wait_for_alert(page: &Session, text: &str, name: &str) {
    wait_for_value(name, json!([text]), async || {
        let script =
            "return [...document.querySelectorAll('[role=alert]')].map(e => e.textContent)";
        page.eval(script, vec![]).await
    })
    .await;
    let use_page = "const before = errors.length;
        for (const event of ['resize', 'hashchange', 'popstate']) dispatchEvent(new Event(event));
        document.querySelector('[role=alert]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        return new Promise(done => setTimeout(() => done(errors.slice(before)), 500))";
    assert_eq!(page.eval(use_page, vec![]).await, json!([]), "{name}: silence");
}

async fn after_a_trap_the_page_is_readable_and_shows_one_alert(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open("about:blank").await;
    for name in TRAPS {
        trap(&page, &site, "/", name).await;
        let message = "Cette page se lit, mais ses boutons ne répondent plus. La recharger";
        wait_for_alert(&page, message, name).await;
        let shown = "const exposed = e => !e.closest('[aria-hidden=true], [hidden]');
            return [[...document.querySelectorAll('.testimonials blockquote')].filter(exposed).length,
                [...document.querySelectorAll('.press__item')].filter(exposed).length,
                document.querySelectorAll('#site button, #site input').length]";
        let expected = json!([3, 12, 0]);
        assert_eq!(page.eval(shown, vec![]).await, expected, "{name}: only the controls are gone");
        page.click(Role::Link, "La recharger").await;
        page.wait_for_hydration().await;
        page.find_button("Témoignage suivant").await;
    }
}

/// A response that the Wasm waits for may come after a trap, and a script may have called the Wasm in between.
async fn after_a_trap_a_late_response_causes_no_error(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open_client_side(&site).await;
    let hold = site.hold("/content/press.json");
    trap(&page, &site, "/", "unreachable in a timer").await;
    let message = "Cette page se lit, mais ses boutons ne répondent plus. La recharger";
    wait_for_alert(&page, message, "the alert").await;
    page.eval("window.before = errors.length; refresh('press.json')", vec![]).await;
    hold.release();
    wait_until("the response has come", async || {
        site.requests()
            .iter()
            .rfind(|request| request.path == "/content/press.json")
            .is_some_and(|last| last.status != 0)
    })
    .await;
    page.wait_for_frames().await;
    assert_eq!(page.eval("return errors.slice(before)", vec![]).await, json!([]));
}

async fn after_a_trap_a_frame_is_readable_and_shows_one_alert(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open("about:blank").await;
    for name in TRAPS {
        let is_of_the_row = name.ends_with("timer");
        let section = if is_of_the_row { "testimonials" } else { "press" };
        trap(&page, &site, &format!("/embed/v1/{section}.html"), name).await;
        let message = "Cette partie se lit, mais ses boutons ne répondent plus. La recharger";
        wait_for_alert(&page, message, name).await;
        let shown = "return [document.querySelectorAll('#widget blockquote').length, document.querySelectorAll('button, input').length]";
        let count = if is_of_the_row { 3 } else { 12 };
        assert_eq!(page.eval(shown, vec![]).await, json!([count, 0]), "{name}");
    }
}

scenarios! {
    after_a_trap_the_page_is_readable_and_shows_one_alert,
    after_a_trap_a_late_response_causes_no_error,
    after_a_trap_a_frame_is_readable_and_shows_one_alert,
}
