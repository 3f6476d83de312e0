//! The pages of `tests/hosts`, each one that somebody could have: their widgets and frames come to life in
//! silence. `cargo xtask serve --hosts` shows the same by hand.

use std::fs;
use std::process::Command;

use e2e::{Browser, Engine, Session, Site};
use e2e::{scenarios, wait_for_value, wait_until, workspace};
use serde_json::{Value, json};

/// Where the pages say that the site is.
const SITE: &str = "http://127.0.0.1:8080";

async fn the_plain_the_dark_and_the_garish(browser: Browser) {
    for name in ["plain.html", "dark.html", "garish.html"] {
        let (page, _sites) = open(&browser, name).await;
        for (width, height) in [(280, 900), (480, 900), (960, 900)] {
            if page.engine() == Engine::Chromium {
                page.resize(width, height).await;
            }
            lives(&page, name).await;
            page.screenshot(&format!("hosts/{name}-{width}-{}", browser.engine())).await;
        }
        ends(page, name).await;
    }
}

async fn the_hostile_the_old_and_the_moved(browser: Browser) {
    for name in ["hostile.html", "quirks.html", "base.html"] {
        let (page, _sites) = open(&browser, name).await;
        lives(&page, name).await;
        page.screenshot(&format!("hosts/{name}-{}", browser.engine())).await;
        ends(page, name).await;
    }
}

async fn the_strict_and_the_isolated(browser: Browser) {
    for name in ["csp.html", "coep.html", "trusted-types.html"] {
        let (page, _sites) = open(&browser, name).await;
        lives(&page, name).await;
        page.screenshot(&format!("hosts/{name}-{}", browser.engine())).await;
        ends(page, name).await;
    }
}

async fn an_application_that_navigates_by_itself(browser: Browser) {
    let (page, _sites) = open(&browser, "spa.html").await;
    for _ in 0..2 {
        lives(&page, "voices").await;
        page.click(e2e::Role::Button, "Presse").await;
        lives(&page, "press").await;
        page.click(e2e::Role::Button, "Rien").await;
        page.click(e2e::Role::Button, "Voix").await;
    }
    lives(&page, "voices").await;
    page.button("Témoignage suivant").await;
    ends(page, "spa.html").await;
}

/// StrictMode mounts twice; then every rendering sets the properties anew.
async fn react_renders_it_again_and_again(browser: Browser) {
    let (page, _sites) = open(&browser, "react.html").await;
    lives(&page, "react.html").await;
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
    let same = "return section === document.querySelector('next-level-testimonials').shadowRoot.querySelector('section')";
    assert_eq!(page.eval(same, vec![]).await, true, "rendering mounts nothing anew");
    page.click(e2e::Role::Button, "Ôter").await;
    page.click(e2e::Role::Button, "Remettre").await;
    lives(&page, "react.html, again").await;
    ends(page, "react.html").await;
}

scenarios! {
    the_plain_the_dark_and_the_garish,
    the_hostile_the_old_and_the_moved,
    the_strict_and_the_isolated,
    an_application_that_navigates_by_itself,
    react_renders_it_again_and_again,
}

/// Opens a page of another site; the sites live as long as the values.
async fn open(browser: &Browser, name: &str) -> (Session, (Site, Site)) {
    let site = Site::dist().await;
    for (header, value) in [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
    ] {
        site.header(header, value);
    }
    let folder = workspace().join("tests/hosts");
    let read = |name: &str| {
        fs::read_to_string(folder.join(name)).expect("a page").replace(SITE, site.origin())
    };
    let host = Site::pages([("/", &*read(name))]).await;
    let all: Value = serde_json::from_str(&read("headers.json")).expect("JSON");
    for (header, value) in all[name].as_object().into_iter().flatten() {
        let header: &'static str = header.to_lowercase().leak();
        host.header(header, value.as_str().expect("a value"));
    }
    if name == "react.html" {
        host.page("/react.js", &react().replace(SITE, site.origin()));
    }
    (browser.open(&host.url("/")).await, (site, host))
}

/// The page's script, really built with what `cargo xtask test` has installed.
fn react() -> String {
    let folder = workspace().join("target/tools/node/hosts");
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

/// Every widget is alive, and every frame that the loader sees to has its height.
async fn lives(page: &Session, name: &str) {
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

async fn ends(page: Session, name: &str) {
    let mut told = page.problems().await;
    // The old site's own style attributes and handlers are its affair; nothing of ours is told.
    told.retain(|message| !message.text.contains("favicon"));
    assert_eq!(told, [], "{name}");
    page.client().clone().close().await.expect("the window closes");
}
