//! The pages of `tests/hosts`, each of a realistic kind: their widgets and frames load without messages.
//! `cargo xtask serve --hosts` serves them for manual tests.

use std::fs;
use std::process::Command;

use e2e::{Browser, Engine, Session, Site};
use e2e::{scenarios, wait_for_value, wait_until, workspace_dir};
use serde_json::{Value, json};

/// The site's address in the pages.
const SITE: &str = "http://127.0.0.1:8080";

async fn widgets_work_on_plain_dark_and_garish_pages(browser: Browser) {
    for name in ["plain.html", "dark.html", "garish.html"] {
        let (page, _sites) = open_host(&browser, name).await;
        for (width, height) in [(280, 900), (480, 900), (960, 900)] {
            if page.engine() == Engine::Chromium {
                page.resize(width, height).await;
            }
            wait_for_embeds(&page, name).await;
            page.save_screenshot(&format!("hosts/{name}-{width}-{}", browser.engine())).await;
        }
        close_without_errors(page, name).await;
    }
}

async fn widgets_work_on_hostile_quirks_and_base_pages(browser: Browser) {
    check_pages(&browser, ["hostile.html", "quirks.html", "base.html"]).await;
}

async fn widgets_work_on_strict_and_isolated_pages(browser: Browser) {
    check_pages(&browser, ["csp.html", "coep.html", "trusted-types.html"]).await;
}

async fn widgets_work_in_an_application_that_navigates_by_itself(browser: Browser) {
    let (page, _sites) = open_host(&browser, "spa.html").await;
    for _ in 0..2 {
        wait_for_embeds(&page, "voices").await;
        page.click(e2e::Role::Button, "Presse").await;
        wait_for_embeds(&page, "press").await;
        page.click(e2e::Role::Button, "Rien").await;
        page.click(e2e::Role::Button, "Voix").await;
    }
    wait_for_embeds(&page, "voices").await;
    page.find_button("Témoignage suivant").await;
    close_without_errors(page, "spa.html").await;
}

/// StrictMode mounts twice; then every rendering sets the properties again.
async fn rerenders_by_react_do_not_remount_a_widget(browser: Browser) {
    let (page, _sites) = open_host(&browser, "react.html").await;
    wait_for_embeds(&page, "react.html").await;
    page.eval("window.section = document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')", vec![]).await;
    for round in 1..=3 {
        page.click(e2e::Role::Button, "Rendre").await;
        let layout = "return document.querySelector('next-level-testimonials').shadowRoot.querySelector('section').dataset.layout ?? 'carousel'";
        let expected = if round % 2 == 1 { "list" } else { "carousel" };
        wait_for_value("the layout", expected, async || page.eval(layout, vec![]).await).await;
        let limit =
            "return document.querySelector('next-level-testimonials').getAttribute('limit')";
        let expected = if round % 2 == 1 { json!("1") } else { Value::Null };
        wait_for_value("the limit", expected, async || page.eval(limit, vec![]).await).await;
    }
    let is_same_section = "return section === document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')";
    assert_eq!(page.eval(is_same_section, vec![]).await, true, "rendering mounts nothing anew");
    page.click(e2e::Role::Button, "Ôter").await;
    page.click(e2e::Role::Button, "Remettre").await;
    wait_for_embeds(&page, "react.html, again").await;
    close_without_errors(page, "react.html").await;
}

scenarios! {
    widgets_work_on_plain_dark_and_garish_pages,
    widgets_work_on_hostile_quirks_and_base_pages,
    widgets_work_on_strict_and_isolated_pages,
    widgets_work_in_an_application_that_navigates_by_itself,
    rerenders_by_react_do_not_remount_a_widget,
}

/// Asserts that the widgets of each page work without errors.
async fn check_pages(browser: &Browser, names: [&str; 3]) {
    for name in names {
        let (page, _sites) = open_host(browser, name).await;
        wait_for_embeds(&page, name).await;
        page.save_screenshot(&format!("hosts/{name}-{}", browser.engine())).await;
        close_without_errors(page, name).await;
    }
}

/// Opens a host page. The sites are served until they are dropped.
async fn open_host(browser: &Browser, name: &str) -> (Session, (Site, Site)) {
    let site = Site::dist().await;
    for (header, value) in [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
    ] {
        site.set_header(header, value);
    }
    let folder = workspace_dir().join("tests/hosts");
    let read_page = |name: &str| {
        fs::read_to_string(folder.join(name)).expect("a page").replace(SITE, site.origin())
    };
    let host = Site::pages([("/", &*read_page(name))]).await;
    let all: Value = serde_json::from_str(&read_page("headers.json")).expect("JSON");
    for (header, value) in all[name].as_object().into_iter().flatten() {
        let header: &'static str = header.to_lowercase().leak();
        host.set_header(header, value.as_str().expect("a value"));
    }
    if name == "react.html" {
        host.set_page("/react.js", &bundle_react_script().replace(SITE, site.origin()));
    }
    (browser.open(&host.url("/")).await, (site, host))
}

/// Bundles the page's script with the packages that `cargo xtask test` has installed.
fn bundle_react_script() -> String {
    let folder = workspace_dir().join("target/tools/node/hosts");
    let mut esbuild = Command::new("node");
    esbuild.arg("node_modules/esbuild/bin/esbuild").current_dir(folder).args([
        "app.jsx",
        "--bundle",
        "--jsx=automatic",
        "--define:process.env.NODE_ENV=\"development\"",
    ]);
    let output = esbuild.output().expect("node runs: cargo xtask test installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("a script")
}

/// Waits until every widget is ready, and every frame has the height that the loader sets.
async fn wait_for_embeds(page: &Session, name: &str) {
    let script = "const all = [...document.querySelectorAll('*')].filter(e => e.localName.startsWith('next-level-'));
        const frames = [...document.querySelectorAll('iframe')], loaded = document.querySelector('script[type=module]');
        if (!all.length && !frames.length) return null;
        if (all.some(e => !e.ready)) return null;
        all.forEach(e => e.loading = e.setAttribute('loading', 'eager'));
        frames.forEach(frame => frame.scrollIntoView({ behavior: 'instant' }));
        if (loaded && frames.some(frame => !frame.style.height)) return null;
        return Promise.all(all.map(e => e.ready)).then(all => all.length)";
    wait_until(&format!("{name} has what it embeds"), async || {
        let ready =
            page.client().execute(script, vec![]).await.map_err(|error| error.to_string())?;
        if ready.is_null() { Err("not yet".to_owned()) } else { Ok(()) }
    })
    .await;
}

async fn close_without_errors(page: Session, name: &str) {
    let mut errors = page.read_errors().await;
    // Browsers request an icon, which the pages do not have.
    errors.retain(|message| !message.text.contains("favicon"));
    assert_eq!(errors, [], "{name}");
    page.close().await;
}
