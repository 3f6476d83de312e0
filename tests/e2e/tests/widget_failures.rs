//! Failures of a widget: the content that stays on the page, and the one error event.

use std::fs;
use std::time::Duration;

use e2e::{Browser, DISGUISE_SCRIPT, Engine, FAST_CLOCK_SCRIPT, Failure, Host, Session, glue_path};
use e2e::{
    dist_dir, read_fixture_content, run, scenarios, strip_whitespace, wait_for_value, wasm_path,
    workspace_dir,
};
use serde_json::{Value, json};

const DOCUMENT: &str = "/embed/v1/testimonials.html";

/// Records every error event from the start; then a widget with the host's fallback content.
const BODY: &str = "<script>window.heard = [];
        addEventListener('next-level-error', ({ detail: { code, message } }) => heard.push([code, typeof message]));
        BEFORE</script>
    <next-level-testimonials loading=eager><p id=own>Les mots de l’hôte</p></next-level-testimonials>LOADER";

async fn without_the_document_the_host_s_content_stays(browser: Browser) {
    let broken_document = |from: &str, to: &str| {
        let html = fs::read_to_string(dist_dir().join(DOCUMENT.trim_start_matches('/')))
            .expect("a document");
        assert!(html.contains(from), "{from} is in the document");
        Failure::Body(html.replacen(from, to, 1).into_bytes())
    };
    let page = browser.open("about:blank").await;
    for (name, failure, before, code) in [
        ("missing", Some(Failure::Missing), "", "network"),
        ("error 500", Some(Failure::Status(500)), "", "network"),
        (
            "offline",
            None,
            "disguise(window, 'fetch', async () => { throw new TypeError('offline') });",
            "network",
        ),
        (
            "something else",
            Some(Failure::Body(b"<!doctype html><title>Erreur</title>".to_vec())),
            "",
            "data",
        ),
        (
            "broken JSON",
            Some(broken_document("id=\"testimonials.json\">{", "id=\"testimonials.json\">[{")),
            "",
            "data",
        ),
        // The last one: WebKit's driver leaves no page whose request is open.
        (
            "silent",
            Some(Failure::Delay(Duration::from_secs(60))),
            "window.impatient = true;",
            "timeout",
        ),
    ] {
        let host = Host::with(
            &[DISGUISE_SCRIPT, FAST_CLOCK_SCRIPT, &BODY.replace("BEFORE", before)].concat(),
        )
        .await;
        if let Some(failure) = failure {
            host.site.fail(DOCUMENT, failure);
        }
        page.open(&host.url()).await;
        assert_one_error(&page, code).await;
        let fallback = "const e = document.getElementById('own'); return e.getClientRects().length > 0 && e.innerText";
        assert_eq!(page.eval(fallback, vec![]).await, "Les mots de l’hôte", "{name}");
        assert_eq!(host.count_requests(".wasm"), 0, "{name}: no Wasm for what cannot be shown");
        save_screenshot(&page, name).await;
    }
}

async fn without_the_wasm_the_section_stays_readable(browser: Browser) {
    let glue = glue_path();
    let page = browser.open("about:blank").await;
    for (name, path, failure) in [
        ("no Wasm", wasm_path(), Failure::Missing),
        ("no glue", glue, Failure::Missing),
        ("a page in place of the Wasm", wasm_path(), Failure::Body(b"<!doctype html>".to_vec())),
    ] {
        let host =
            Host::with(&[DISGUISE_SCRIPT, FAST_CLOCK_SCRIPT, &BODY.replace("BEFORE", "")].concat())
                .await;
        host.site.fail(&path, failure);
        page.open(&host.url()).await;
        assert_one_error(&page, "wasm").await;
        assert_every_quote_is_readable(&page).await;
        save_screenshot(&page, name).await;
    }
}

/// WebKitGTK compiles the eight bytes of the check under any policy, so it is not tested there.
async fn a_policy_that_forbids_wasm_costs_no_download(browser: Browser) {
    if browser.engine() == Engine::WebKit {
        return;
    }
    let host =
        Host::with(&BODY.replace("<script>", "<script nonce=a>").replace("BEFORE", "")).await;
    let origin = host.site.origin().to_owned();
    host.server.set_header("content-security-policy", &format!("script-src {origin} 'nonce-a'"));
    let page = host.open(&browser).await;
    assert_one_error(&page, "wasm").await;
    assert_every_quote_is_readable(&page).await;
    assert_eq!(host.count_requests(".wasm"), 0, "eight bytes have told that it would be in vain");
}

async fn a_policy_that_forbids_styles_changes_nothing(browser: Browser) {
    let host =
        Host::with(&BODY.replace("<script>", "<script nonce=a>").replace("BEFORE", "")).await;
    let origin = host.site.origin().to_owned();
    let policy = format!(
        "default-src 'none'; connect-src {origin}; script-src {origin} 'nonce-a' 'wasm-unsafe-eval'; style-src 'none'"
    );
    host.server.set_header("content-security-policy", &policy);
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    page.find_button("Témoignage suivant").await;
    let painted = "const section = root.querySelector('section');
        return getComputedStyle(section).backgroundColor !== 'rgba(0, 0, 0, 0)'";
    assert_eq!(page.eval_in_widget(painted).await, true);
    let mut errors = page.read_errors().await;
    errors.retain(|message| !message.text.contains("favicon") && !message.text.contains("data:,"));
    assert_eq!(errors, []);
}

/// Three widgets on a page that can break a function that the Wasm relies on, and that does not report errors.
const THREE_WIDGETS: &str = "<script>const real = Document.prototype.createElement;
        disguise(Document.prototype, 'createElement', function (name, ...rest) {
            if (window.broken?.includes(name.toLowerCase())) throw new Error('the host broke it');
            return real.call(this, name, ...rest);
        });
        window.heard = [];
        window.errors = 0;
        addEventListener('next-level-error', e => heard.push([e.target.localName, e.detail.code]));
        for (const type of ['error', 'unhandledrejection']) addEventListener(type, event => {
            errors++;
            event.preventDefault();
        })</script>
    <next-level-testimonials loading=eager></next-level-testimonials>
    <next-level-press loading=eager></next-level-press>
    <next-level-partners loading=eager></next-level-partners>
    <button onclick='window.pressed = true'>À nous</button>LOADER";

/// Opens three widgets on a page with `traps.js`.
async fn open_three_widgets(page: &Session) -> Host {
    let glue = format!(
        "<script type=module>import init from 'SITE{}'; window.load = () => init().then(exports => {{ window.glue = exports }})</script>",
        glue_path().trim_start_matches('/')
    );
    let traps = ["<script>", include_str!("traps.js"), "</script>"].concat();
    let host = Host::with(&[DISGUISE_SCRIPT, &traps, THREE_WIDGETS, &glue].concat()).await;
    page.open(&host.url()).await;
    page.wait_for_widgets().await;
    page.find_button("Témoignage suivant").await;
    page.eval("return load()", vec![]).await;
    host
}

/// The traps are real ones (`traps.js`). Every widget becomes static, with one event each, and the host's page still
/// works.
async fn a_trap_turns_every_widget_static(browser: Browser) {
    let page = browser.open("about:blank").await;
    for name in [
        "a panic in a promise",
        "unreachable in an event handler",
        "unreachable in a timer",
        "no more memory",
        "a stack that overflows",
    ] {
        let _host = open_three_widgets(&page).await;
        let count_entries = "return [...document.querySelectorAll('next-level-testimonials, next-level-press, next-level-partners')]
            .map(e => e.shadowRoot.querySelectorAll('[data-item]').length)";
        let before = page.eval(count_entries, vec![]).await;
        page.eval("setTimeout(traps[arguments[0]])", vec![name.into()]).await;
        let each = json!([
            ["next-level-partners", "wasm"],
            ["next-level-press", "wasm"],
            ["next-level-testimonials", "wasm"]
        ]);
        wait_for_value(&format!("{name}: each widget's event"), each, async || {
            page.eval("return heard.toSorted()", vec![]).await
        })
        .await;
        assert_eq!(page.eval(count_entries, vec![]).await, before, "{name}: the content stays");
        let controls = "return document.querySelectorAll('*').values().flatMap(e => [...(e.shadowRoot?.querySelectorAll('button, input') ?? [])]).toArray().length";
        assert_eq!(page.eval(controls, vec![]).await, 0, "{name}: no control without effect");
        page.click(e2e::Role::Button, "À nous").await;
        assert_eq!(page.eval("return window.pressed", vec![]).await, true, "{name}: the host's");
        let use_page = "const before = errors;
            for (const event of ['resize', 'hashchange', 'popstate']) dispatchEvent(new Event(event));
            document.querySelector('next-level-partners').remove();
            document.querySelector('next-level-press').setAttribute('limit', 3);
            return new Promise(done => setTimeout(() => done(errors - before), 500))";
        assert_eq!(page.eval(use_page, vec![]).await, 0, "{name}: silence");
        page.eval("const late = document.createElement('next-level-mission'); late.setAttribute('loading', 'eager'); document.body.append(late)", vec![]).await;
        wait_for_value(
            &format!("{name}: the event of a later widget"),
            json!([["next-level-mission", "wasm"]]),
            async || page.eval("return heard.slice(3)", vec![]).await,
        )
        .await;
        let late_widget = "return document.querySelector('next-level-mission').shadowRoot.querySelectorAll('p').length > 0";
        assert_eq!(
            page.eval(late_widget, vec![]).await,
            true,
            "{name}: a later widget is readable"
        );
        save_screenshot(&page, &format!("trap {name}")).await;
    }
}

/// Neither an error of the host's that passes through the Wasm nor a trap of another Wasm is taken for a trap.
async fn errors_of_the_host_are_not_taken_for_traps(browser: Browser) {
    let page = browser.open("about:blank").await;
    let _host = open_three_widgets(&page).await;
    let errors = "passing();
        delete find('.press__input').value;
        setTimeout(unreachable);
        return new Promise(done => setTimeout(() => done([errors, heard]), 500))";
    assert_eq!(page.eval(errors, vec![]).await, json!([2, []]));
    page.click(e2e::Role::Button, "Témoignage suivant").await;
    wait_for_value("the row moves on", "2 / 3", async || {
        page.eval_in_widget("return root.querySelector('.testimonials__position').textContent")
            .await
    })
    .await;
    page.eval("find('.press__input').value = 'zzzz'; find('.press__input').dispatchEvent(new Event('input'))", vec![])
        .await;
    wait_for_value("the search still answers", "Réinitialiser", async || {
        page.eval("return find('.press__results button')?.textContent ?? null", vec![]).await
    })
    .await;
    assert_eq!(page.eval("return heard", vec![]).await, json!([]));
}

/// The loader contains no hashed name, so it works with a site that was built before or after it.
async fn a_loader_works_with_any_build(browser: Browser) {
    let host = Host::with(&BODY.replace("BEFORE", "")).await;
    let read_file = |path: &str| {
        fs::read_to_string(dist_dir().join(path.trim_start_matches('/'))).expect("a file")
    };
    let (old_wasm, old_glue) = (wasm_path(), glue_path());
    let renamed = |text: String| {
        text.replace(old_wasm.trim_start_matches('/'), "other_bg.wasm")
            .replace(old_glue.trim_start_matches('/'), "other.js")
    };
    host.site.set_page(DOCUMENT, &renamed(read_file(DOCUMENT)));
    host.site.set_page("/other.js", &renamed(read_file(&old_glue)));
    let bytes = fs::read(dist_dir().join(old_wasm.trim_start_matches('/'))).expect("the Wasm");
    host.site.fail("/other_bg.wasm", Failure::Body(bytes));
    host.site.fail(&old_wasm, Failure::Missing);
    host.site.fail(&old_glue, Failure::Missing);
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    page.find_button("Témoignage suivant").await;
    assert_eq!(page.read_console().await, []);
}

scenarios! {
    without_the_document_the_host_s_content_stays,
    without_the_wasm_the_section_stays_readable,
    a_policy_that_forbids_wasm_costs_no_download,
    a_policy_that_forbids_styles_changes_nothing,
    a_trap_turns_every_widget_static,
    errors_of_the_host_are_not_taken_for_traps;
    chromium:
    a_loader_works_with_any_build,
}

/// A host may have pinned one.
#[test]
fn every_loader_that_was_published_works_with_this_build() {
    run(Engine::Chromium, "widget_failures::every_loader", async |browser| {
        let loaders = fs::read_dir(workspace_dir().join("public/embed/v1")).expect("the loaders");
        let mut count = 0;
        for file in loaders {
            let name = file.expect("a file").file_name().into_string().expect("a plain name");
            let host = Host::with(&format!(
                "<next-level-testimonials limit=2></next-level-testimonials>
                 <script type=module src='SITEembed/v1/{name}'></script>"
            ))
            .await;
            let page = host.open(&browser).await;
            assert_eq!(
                page.wait_for_widgets().await,
                [json!({ "section": "testimonials", "count": 2 })],
                "{name}"
            );
            page.find_button("Témoignage suivant").await;
            assert_eq!(page.read_console().await, [], "{name}");
            page.close().await;
            count += 1;
        }
        assert!(count > 0, "there is one");
    });
}

#[test]
fn the_loader_names_no_file_that_changes() {
    let loader = fs::read_to_string(dist_dir().join("embed/v1.js")).expect("the loader");
    for name in [wasm_path(), glue_path()] {
        assert!(!loader.contains(name.trim_start_matches('/')), "{name}");
    }
}

async fn save_screenshot(page: &Session, name: &str) {
    let name = name.replace(' ', "-");
    page.save_screenshot(&format!("widget-failures/{name}-{}", page.engine())).await;
}

/// Waits for an error event of this code, and asserts that it is the only one and that `ready` is rejected.
async fn assert_one_error(page: &Session, code: &str) {
    wait_for_value("what is heard", json!([[code, "string"]]), async || {
        page.eval("return window.heard", vec![]).await
    })
    .await;
    let broken = "return document.querySelector('next-level-testimonials').ready.then(() => null, ({ code }) => code)";
    assert_eq!(page.eval(broken, vec![]).await, code);
    let frames = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(heard.length))))";
    assert_eq!(page.eval(frames, vec![]).await, 1, "exactly one");
}

async fn assert_every_quote_is_readable(page: &Session) {
    let text = page.eval_in_widget("return root.querySelector('section').innerText").await;
    let text = strip_whitespace(text.as_str().expect("a text"));
    for testimonial in
        read_fixture_content("testimonials.json")["testimonials"].as_array().into_iter().flatten()
    {
        let quote = testimonial["quote"].as_str().map(strip_whitespace).expect("a quote");
        assert!(text.contains(&quote), "{quote}: {text}");
    }
    let buttons: Value = page.eval_in_widget("return root.querySelectorAll('button').length").await;
    assert_eq!(buttons, 0, "no control without the Wasm");
}
