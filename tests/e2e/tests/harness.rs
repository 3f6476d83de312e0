//! Tests of the harness, on small pages, in the three engines.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use e2e::{Browser, Emulation, Engine, Key, Level, Message, Role, Site, Source};
use e2e::{dist_dir, find_free_port, run, scenarios, wait_for_value, wait_until};

const NOISY_PAGE: &str = "<!doctype html><meta charset=utf-8>
    <meta http-equiv=Content-Security-Policy content=\"script-src 'self'; connect-src *\">
    <title>noisy</title><script src=/noise.js></script><script src=/gone.js></script>
    <script>document.title = 'must not run'</script>";

const NOISY_SCRIPT: &str = r#"console.log("said quietly, “é”", 1); console.warn("said as a warning");
    console.error("said aloud\non two lines"); Promise.reject(new Error("nobody caught the promise"));
    setTimeout(() => { throw new Error("nobody caught the error") });"#;

/// The messages of the noisy page: source, level, a part of the text, the end of the URL.
const EXPECTED_MESSAGES: [(Source, Level, &str, &str); 7] = [
    (Source::Page, Level::Info, "said quietly, “é”", "/noise.js"),
    (Source::Page, Level::Warning, "said as a warning", "/noise.js"),
    (Source::Page, Level::Error, "said aloud\non two lines", "/noise.js"),
    (Source::Exception, Level::Error, "nobody caught the error", "/noise.js"),
    (Source::Exception, Level::Error, "nobody caught the promise", ""),
    (Source::Security, Level::Error, "script", ""),
    (Source::Network, Level::Error, "", "/gone.js"),
];

async fn the_console_has_every_kind_of_message(browser: Browser) {
    let site = Site::pages([("/", NOISY_PAGE), ("/noise.js", NOISY_SCRIPT)]).await;
    let page = browser.open(&site.url("/")).await;
    let matches = |message: &Message, (source, level, text, url): &(Source, Level, &str, &str)| {
        message.source == *source
            && message.level == *level
            && message.text.contains(text)
            && message.url.ends_with(url)
    };
    let messages = wait_until("every kind of message", async || {
        let messages = page.read_console().await;
        let is_logged = |expected: &_| messages.iter().any(|message| matches(message, expected));
        if EXPECTED_MESSAGES.iter().all(is_logged) { Ok(messages) } else { Err(messages) }
    })
    .await;
    let is_unexpected =
        |message: &&Message| !EXPECTED_MESSAGES.iter().any(|expected| matches(message, expected));
    let unexpected: Vec<_> = messages.iter().filter(is_unexpected).collect();
    assert!(
        unexpected.is_empty(),
        "the drivers and the browsers have nothing to add: {unexpected:?}"
    );
    let errors = page.read_errors().await;
    let is_no_error = |expected: &&_| !errors.iter().any(|message| matches(message, expected));
    let no_errors: Vec<_> =
        EXPECTED_MESSAGES.iter().filter(is_no_error).map(|expected| expected.2).collect();
    assert_eq!(no_errors, ["said quietly, “é”", "said as a warning"]);
}

#[test]
#[should_panic(expected = "in vain: the answer; last seen: nothing at all")]
fn a_probe_that_never_answers_times_out() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a thread can have a runtime");
    runtime.block_on(wait_until("the answer", std::future::pending::<bool>));
}

async fn requests_to_other_origins_are_seen(browser: Browser) {
    let other = Site::pages([("/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")]).await;
    let html = format!(
        "<!doctype html><title>t</title><img src={}><img src=data:,>",
        other.url("/dot.svg")
    );
    let site = Site::pages([("/", html.as_str())]).await;
    let page = browser.open(&site.url("/")).await;
    let both = BTreeSet::from([site.origin(), other.origin()].map(str::to_owned));
    wait_for_value("the origins", both, async || page.read_origins().await).await;
}

async fn keys_go_to_the_focused_element(browser: Browser) {
    let html = "<!doctype html><meta charset=utf-8><title>t</title>
        <a href=#a>Lien</a><input type=search aria-label=Chercher><button hidden>Caché</button>
        <button onclick='this.textContent = \"fait\"' aria-label='Témoignage\u{a0}suivant'>→</button>";
    let site = Site::pages([("/", html)]).await;
    let page = browser.open(&site.url("/")).await;
    let search = page.find(Role::Searchbox, "Chercher").await;
    search.click().await.expect("the field can be clicked");
    page.type_text("été 24").await;
    page.press(Key::Left).await;
    page.press(Key::Backspace).await;
    assert_eq!(search.prop("value").await.expect("a field has a value").as_deref(), Some("été 4"));

    let focused_tag = async || page.eval("return document.activeElement.tagName", vec![]).await;
    page.press(Key::Tab).await;
    assert_eq!(focused_tag().await, "BUTTON");
    page.press(Key::Enter).await;
    wait_for_value("the button's text", "fait", async || {
        page.read_text("button:not([hidden])").await
    })
    .await;
    page.press_chord(&[Key::Shift, Key::Tab]).await;
    assert_eq!(focused_tag().await, "INPUT");
    assert_eq!(page.find_names(Role::Button).await, ["Témoignage suivant"]);
}

async fn a_click_waits_until_nothing_covers_the_control(browser: Browser) {
    let html = "<!doctype html><meta charset=utf-8><title>t</title>
        <button onclick='this.textContent = \"fait\"'>Faire</button><div style='position: fixed; inset: 0'></div>";
    let site = Site::pages([("/", html)]).await;
    let page = browser.open(&site.url("/")).await;
    let button = page.find_button("Faire").await;
    page.eval("setTimeout(() => document.querySelector('div').remove(), 2000)", vec![]).await;
    page.click_on(&button).await;
    page.find_button("fait").await;
}

async fn the_wait_for_layout_lasts_until_no_section_is_skipped(browser: Browser) {
    let built = std::fs::read_to_string(dist_dir().join("index.html")).expect("the built page");
    assert!(built.contains("skip-layout"), "the class is that of the built page");
    let site =
        Site::pages([("/", "<!doctype html><html class=skip-layout><title>t</title>")]).await;
    let page = browser.open(&site.url("/")).await;
    page.eval("setTimeout(() => document.documentElement.className = '', 2000)", vec![]).await;
    page.wait_for_layout().await;
    assert_eq!(page.eval("return document.documentElement.className", vec![]).await, "");
}

async fn preferences_reach_the_page(browser: Browser) {
    let site = Site::pages([("/", "<!doctype html><title>t</title>")]).await;
    let queries = "return ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)',
        '(forced-colors: active)'].map(query => matchMedia(query).matches)";
    let plain = browser.open(&site.url("/")).await;
    assert_eq!(plain.eval(queries, vec![]).await, serde_json::json!([false, false, false]));
    let both = [Emulation::Dark, Emulation::ReducedMotion];
    let page = browser.open_as(&both, &site.url("/")).await;
    assert_eq!(page.eval(queries, vec![]).await, serde_json::json!([true, true, false]));
    if browser.engine() != Engine::WebKit {
        let page = browser.open_as(&[Emulation::ForcedColors], &site.url("/")).await;
        assert_eq!(page.eval(queries, vec![]).await[2], true);
    }
}

async fn without_scripts_the_page_runs_none(browser: Browser) {
    let html = "<!doctype html><title>t</title><p>as sent</p><script src=/change.js></script>";
    let site = Site::pages([
        ("/", html),
        ("/change.js", "document.querySelector('p').textContent = 'ran'"),
    ])
    .await;
    let page = browser.open_as(&[Emulation::NoScripts], &site.url("/")).await;
    assert_eq!(page.read_text("p").await, "as sent");
    assert_eq!(page.read_console().await, []);
}

scenarios! {
    the_console_has_every_kind_of_message,
    requests_to_other_origins_are_seen,
    keys_go_to_the_focused_element,
    preferences_reach_the_page,
    without_scripts_the_page_runs_none;
    chromium:
    a_click_waits_until_nothing_covers_the_control,
    the_wait_for_layout_lasts_until_no_section_is_skipped,
}

#[test]
fn a_failure_saves_a_report() {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        run(Engine::Chromium, "harness::on_purpose", async |browser| {
            let site = Site::pages([("/", "<!doctype html><title>t</title><p>traced")]).await;
            browser.open(&site.url("/")).await;
            panic!("on purpose");
        });
    }));
    assert!(outcome.is_err(), "the panic goes on to the test");
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots/failed");
    let html = std::fs::read_to_string(folder.join("harness-on_purpose-0.html"))
        .expect("the page was saved");
    assert!(html.contains("traced"));
    assert!(folder.join("harness-on_purpose-0.png").is_file());
}

#[test]
fn no_free_port_is_found_twice() {
    let ports: BTreeSet<_> = (0..100).map(|_| find_free_port()).collect();
    assert_eq!(ports.len(), 100);
    assert!(ports.iter().all(|port| (20_000..32_768).contains(port)), "{ports:?}");
}
