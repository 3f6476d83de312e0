//! What goes wrong with a widget, what stays on the page, and the one event that tells of it.

use std::fs;
use std::time::Duration;

use e2e::{Browser, DISGUISE, Engine, FAST, Fault, Host, Session};
use e2e::{bare, dist, run, scenarios, usual_content, wait_for_value, wait_until, wasm, workspace};
use serde_json::{Value, json};

const DOCUMENT: &str = "/embed/v1/testimonials.html";

/// Notes every error from before the loader, then a widget with the host's own words in it.
const BODY: &str = "<script>window.heard = [];
        addEventListener('next-level-error', ({ detail: { code, message } }) => heard.push([code, typeof message]));
        BEFORE</script>
    <next-level-testimonials loading=eager><p id=own>Les mots de l’hôte</p></next-level-testimonials>LOADER";

async fn without_the_document_the_host_s_words_stay(browser: Browser) {
    let broken = |from: &str, to: &str| {
        let html =
            fs::read_to_string(dist().join(DOCUMENT.trim_start_matches('/'))).expect("a document");
        assert!(html.contains(from), "{from} is in the document");
        Fault::Body(html.replacen(from, to, 1).into_bytes())
    };
    for (name, fault, before, code) in [
        ("missing", Some(Fault::Missing), "", "network"),
        ("error 500", Some(Fault::Status(500)), "", "network"),
        (
            "offline",
            None,
            "disguise(window, 'fetch', async () => { throw new TypeError('offline') });",
            "network",
        ),
        (
            "silent",
            Some(Fault::Delay(Duration::from_secs(60))),
            "window.impatient = true;",
            "timeout",
        ),
        (
            "something else",
            Some(Fault::Body(b"<!doctype html><title>Erreur</title>".to_vec())),
            "",
            "data",
        ),
        (
            "broken JSON",
            Some(broken("id=\"testimonials.json\">{", "id=\"testimonials.json\">[{")),
            "",
            "data",
        ),
    ] {
        let host = Host::with(&[DISGUISE, FAST, &BODY.replace("BEFORE", before)].concat()).await;
        if let Some(fault) = fault {
            host.site.fault(DOCUMENT, fault);
        }
        let page = host.open(&browser).await;
        one_error(&page, code).await;
        let own = "const e = document.getElementById('own'); return e.getClientRects().length > 0 && e.innerText";
        assert_eq!(page.eval(own, vec![]).await, "Les mots de l’hôte", "{name}");
        assert_eq!(host.asked(".wasm"), 0, "{name}: no Wasm for what cannot be shown");
        page.screenshot(&format!(
            "widget-failures/{}-{}",
            name.replace(' ', "-"),
            browser.engine()
        ))
        .await;
        page.client().clone().close().await.expect("the window closes");
    }
}

async fn without_the_wasm_the_section_stays_readable(browser: Browser) {
    let glue = e2e::wasm().replace("_bg.wasm", ".js");
    for (name, path, fault) in [
        ("no Wasm", wasm(), Fault::Missing),
        ("no glue", glue, Fault::Missing),
        ("a page in place of the Wasm", wasm(), Fault::Body(b"<!doctype html>".to_vec())),
    ] {
        let host = Host::with(&[DISGUISE, FAST, &BODY.replace("BEFORE", "")].concat()).await;
        host.site.fault(&path, fault);
        let page = host.open(&browser).await;
        one_error(&page, "wasm").await;
        every_quote_is_readable(&page).await;
        page.screenshot(&format!(
            "widget-failures/{}-{}",
            name.replace(' ', "-"),
            browser.engine()
        ))
        .await;
        page.client().clone().close().await.expect("the window closes");
    }
}

/// WebKitGTK compiles the eight bytes whatever the policy says, so this cannot be seen there.
async fn a_policy_that_forbids_wasm_costs_no_download(browser: Browser) {
    if browser.engine() == Engine::WebKit {
        return;
    }
    let host =
        Host::with(&BODY.replace("<script>", "<script nonce=a>").replace("BEFORE", "")).await;
    let origin = host.site.origin().to_owned();
    host.own.header("content-security-policy", &format!("script-src {origin} 'nonce-a'"));
    let page = host.open(&browser).await;
    one_error(&page, "wasm").await;
    every_quote_is_readable(&page).await;
    assert_eq!(host.asked(".wasm"), 0, "eight bytes have told that it would be in vain");
}

async fn a_policy_that_forbids_styles_changes_nothing(browser: Browser) {
    let host =
        Host::with(&BODY.replace("<script>", "<script nonce=a>").replace("BEFORE", "")).await;
    let origin = host.site.origin().to_owned();
    let policy = format!(
        "default-src 'none'; connect-src {origin}; script-src {origin} 'nonce-a' 'wasm-unsafe-eval'; style-src 'none'"
    );
    host.own.header("content-security-policy", &policy);
    let page = host.open(&browser).await;
    page.widgets().await;
    page.button("Témoignage suivant").await;
    let painted = "const section = root.querySelector('section');
        return getComputedStyle(section).backgroundColor !== 'rgba(0, 0, 0, 0)'";
    assert_eq!(page.in_widget(painted).await, true);
    let mut told = page.problems().await;
    told.retain(|message| !message.text.contains("favicon") && !message.text.contains("data:,"));
    assert_eq!(told, []);
}

/// A panic that can really happen: the page breaks what the Wasm counts on. Every widget turns static, with
/// one event each, and the host's page goes on.
async fn a_panic_turns_every_widget_static(browser: Browser) {
    let two = "<next-level-testimonials loading=eager></next-level-testimonials><next-level-press loading=eager></next-level-press>";
    let host = Host::with(&[
        DISGUISE,
        "<script>const real = Document.prototype.createElement;
            disguise(Document.prototype, 'createElement', function (name, ...rest) {
                if (/^h4$/i.test(name)) throw new Error('the host broke it');
                return real.call(this, name, ...rest);
            });
            window.heard = [];
            addEventListener('next-level-error', e => heard.push([e.target.localName, e.detail.code]));
            addEventListener('error', event => event.preventDefault());
            addEventListener('unhandledrejection', event => event.preventDefault())</script>",
        two,
        "<button onclick='window.pressed = true'>À nous</button>LOADER",
    ].concat())
    .await;
    let page = host.open(&browser).await;
    page.widgets().await;
    page.button("Témoignage suivant").await;
    let words = "return [...document.querySelectorAll('next-level-testimonials, next-level-press')]
        .map(e => e.shadowRoot.querySelectorAll('blockquote').length)";
    let before = page.eval(words, vec![]).await;
    page.eval(
        "document.querySelector('next-level-testimonials').setAttribute('heading-level', '4')",
        vec![],
    )
    .await;
    wait_until("each widget tells once", async || {
        let heard = page.eval("return heard.toSorted()", vec![]).await;
        let both = json!([["next-level-press", "wasm"], ["next-level-testimonials", "wasm"]]);
        if heard == both { Ok(()) } else { Err(heard) }
    })
    .await;
    assert_eq!(page.eval(words, vec![]).await, before, "the words are there");
    let controls = "return document.querySelectorAll('*').values().flatMap(e => [...(e.shadowRoot?.querySelectorAll('button, input') ?? [])]).toArray().length";
    assert_eq!(page.eval(controls, vec![]).await, 0, "and no control that would be dead");
    page.click(e2e::Role::Button, "À nous").await;
    assert_eq!(page.eval("return window.pressed", vec![]).await, true, "the host's page goes on");
    page.eval("const late = document.createElement('next-level-partners'); late.setAttribute('loading', 'eager'); document.body.append(late)", vec![]).await;
    wait_for_value(
        "a widget that comes later tells too",
        json!(["next-level-partners", "wasm"]),
        async || page.eval("return heard[2] ?? null", vec![]).await,
    )
    .await;
    let late = "return document.querySelector('next-level-partners').shadowRoot.querySelectorAll('li').length > 5";
    assert_eq!(page.eval(late, vec![]).await, true, "and can be read");
    page.screenshot(&format!("widget-failures/panic-{}", browser.engine())).await;
}

/// The loader knows no name that changes: it lives with a site that was built before or after it.
async fn a_loader_lives_with_any_build(browser: Browser) {
    let host = Host::with(&BODY.replace("BEFORE", "")).await;
    let read =
        |path: &str| fs::read_to_string(dist().join(path.trim_start_matches('/'))).expect("a file");
    let (old_wasm, old_glue) = (wasm(), wasm().replace("_bg.wasm", ".js"));
    let renamed = |text: String| {
        text.replace(old_wasm.trim_start_matches('/'), "other_bg.wasm")
            .replace(old_glue.trim_start_matches('/'), "other.js")
    };
    host.site.page(DOCUMENT, &renamed(read(DOCUMENT)));
    host.site.page("/other.js", &renamed(read(&old_glue)));
    let bytes = fs::read(dist().join(old_wasm.trim_start_matches('/'))).expect("the Wasm");
    host.site.fault("/other_bg.wasm", Fault::Body(bytes));
    host.site.fault(&old_wasm, Fault::Missing);
    host.site.fault(&old_glue, Fault::Missing);
    let page = host.open(&browser).await;
    page.widgets().await;
    page.button("Témoignage suivant").await;
    assert_eq!(page.console().await, []);
}

scenarios! {
    without_the_document_the_host_s_words_stay,
    without_the_wasm_the_section_stays_readable,
    a_policy_that_forbids_wasm_costs_no_download,
    a_policy_that_forbids_styles_changes_nothing,
    a_panic_turns_every_widget_static,
    a_loader_lives_with_any_build,
}

/// Whoever has pinned one goes on using it.
#[test]
fn every_loader_that_was_published_lives_with_this_build() {
    run(Engine::Chromium, "widget_failures::every_loader", async |browser| {
        let kept = fs::read_dir(workspace().join("public/embed/v1")).expect("the loaders");
        let mut count = 0;
        for file in kept {
            let name = file.expect("a file").file_name().into_string().expect("a plain name");
            let host = Host::with(&format!(
                "<next-level-testimonials limit=2></next-level-testimonials>
                 <script type=module src='SITEembed/v1/{name}'></script>"
            ))
            .await;
            let page = host.open(&browser).await;
            assert_eq!(
                page.widgets().await,
                [json!({ "section": "testimonials", "count": 2 })],
                "{name}"
            );
            page.button("Témoignage suivant").await;
            assert_eq!(page.console().await, [], "{name}");
            page.client().clone().close().await.expect("the window closes");
            count += 1;
        }
        assert!(count > 0, "there is one");
    });
}

#[test]
fn the_loader_names_no_file_that_changes() {
    let loader = fs::read_to_string(dist().join("embed/v1.js")).expect("the loader");
    for name in [wasm(), wasm().replace("_bg.wasm", ".js")] {
        assert!(!loader.contains(name.trim_start_matches('/')), "{name}");
    }
}

/// One event of this code, and no other; the promise breaks.
async fn one_error(page: &Session, code: &str) {
    wait_for_value("what is heard", json!([[code, "string"]]), async || {
        page.eval("return window.heard", vec![]).await
    })
    .await;
    let broken = "return document.querySelector('next-level-testimonials').ready.then(() => null, ({ code }) => code)";
    assert_eq!(page.eval(broken, vec![]).await, code);
    let frames = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(heard.length))))";
    assert_eq!(page.eval(frames, vec![]).await, 1, "exactly one");
}

async fn every_quote_is_readable(page: &Session) {
    let text = page.in_widget("return root.querySelector('section').innerText").await;
    let text = bare(text.as_str().expect("a text"));
    for testimonial in
        usual_content("testimonials.json")["testimonials"].as_array().into_iter().flatten()
    {
        let quote = testimonial["quote"].as_str().map(bare).expect("a quote");
        assert!(text.contains(&quote), "{quote}: {text}");
    }
    let none: Value = page.in_widget("return root.querySelectorAll('button').length").await;
    assert_eq!(none, 0, "no control without the Wasm");
}
