//! The theme switch, the browser's own bars, which follow it, and the next visit.

use std::fs;

use e2e::{Browser, Emulation, Role, Session, Site};
use e2e::{dist_dir, hosted_dir, scenarios, wait_for_value, wait_until, wasm_path};
use serde_json::{Value, json};

async fn a_choice_counts_more_than_the_system_and_is_remembered(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open_as(&[Emulation::Dark], &site.url("/")).await;
    let dark = read_background(&page).await;
    page.click(Role::Radio, "clair").await;
    wait_for_value("the page is light", true, async || read_background(&page).await != dark).await;
    let light = read_background(&page).await;
    page.reload().await;
    assert_eq!(read_background(&page).await, light, "the choice is remembered");
    page.wait_for_hydration().await;
    let checked = "return document.querySelector('footer input:checked').parentElement.textContent";
    assert_eq!(page.eval(checked, vec![]).await, "clair");
    page.click(Role::Radio, "auto").await;
    wait_for_value("the page follows the system", dark, async || read_background(&page).await)
        .await;
    assert_eq!(page.read_console().await, []);
}

/// While the Wasm is held, only the document's own script can have set the colour.
async fn the_browser_s_bars_have_the_chosen_colour_at_once_and_before_the_wasm(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let [light, dark] = read_system_bar_colors(&page).await;
    page.click(Role::Radio, "sombre").await;
    wait_for_value("both bars", json!([dark, dark]), async || read_bar_colors(&page).await).await;
    page.click(Role::Radio, "clair").await;
    wait_for_value("both bars", json!([light, light]), async || read_bar_colors(&page).await).await;
    let hold = site.hold(&wasm_path());
    page.reload().await;
    assert_eq!(read_bar_colors(&page).await, json!([light, light]), "before the Wasm");
    hold.release();
    page.wait_for_hydration().await;
    assert_eq!(read_bar_colors(&page).await, json!([light, light]), "after it");
    page.click(Role::Radio, "auto").await;
    wait_for_value("one bar for each", json!([light, dark]), async || read_bar_colors(&page).await)
        .await;
}

/// Sites in other folders share the storage; and all addresses of a page share its choice.
async fn each_site_of_an_origin_keeps_its_own_choice(browser: Browser) {
    let site = Site::dist_under("/a/b").await;
    // Another such site. Its other files are missing, so only its document's own script runs.
    let document = fs::read_to_string(dist_dir().join("index.html")).expect("the built page");
    site.set_page("/c/", &document);
    let page = browser.open(&site.url("/a/b/")).await;
    page.eval("localStorage.theme = 'dark'", vec![]).await;
    page.reload().await;
    let followed = read_system_bar_colors(&page).await;
    page.wait_for_hydration().await;
    page.click(Role::Radio, "clair").await;
    let own = json!(["next-level-theme:/a/b/", "theme"]);
    wait_for_value("what is stored", own, async || read_storage_keys(&page).await).await;
    for address in ["/a/b/", "/a/b/index.html", "/a/b/?q=a", "/a/b/index.html?q=a#presse"] {
        page.open(&site.url(address)).await;
        wait_for_value(address, "light", async || read_theme(&page).await).await;
    }
    page.open(&site.url("/c/")).await;
    wait_for_value("another site's theme", Value::Null, async || read_theme(&page).await).await;
    assert_eq!(read_bar_colors(&page).await, json!(followed));
    page.eval("localStorage.setItem('next-level-theme:/c/', 'dark')", vec![]).await;
    page.reload().await;
    wait_for_value("its own theme", "dark", async || read_theme(&page).await).await;
    page.open(&site.url("/a/b/?q=a")).await;
    wait_for_value("the first site's theme", "light", async || read_theme(&page).await).await;
    page.wait_for_hydration().await;
    page.click(Role::Radio, "auto").await;
    let others = json!(["next-level-theme:/c/", "theme"]);
    wait_for_value("what is left", others, async || read_storage_keys(&page).await).await;
}

/// The 404 page, at any address: it contains the site's own, from `--site-url`.
async fn the_404_page_has_the_theme_that_was_chosen_for_its_site(browser: Browser) {
    for (build, folder) in [("root", "/"), ("sub", "/a/b/")] {
        let site = Site::folder(&hosted_dir().join(build).join("dist")).await;
        let page = browser.open(&site.url("/x/y/z")).await;
        let [_, dark] = read_system_bar_colors(&page).await;
        let light_background = read_background(&page).await;
        let choose = "localStorage.setItem(`next-level-theme:${arguments[0]}`, 'dark')";
        page.eval(choose, vec!["/x/y/".into()]).await;
        page.reload().await;
        let other = format!("{folder}: another site's choice");
        wait_for_value(&other, Value::Null, async || read_theme(&page).await).await;
        page.eval(choose, vec![folder.into()]).await;
        for address in ["/x/y/z", "/404.html"] {
            page.open(&site.url(address)).await;
            assert_eq!(read_bar_colors(&page).await, json!([dark, dark]), "{folder}: {address}");
            assert_ne!(read_background(&page).await, light_background, "{folder}: {address}");
        }
    }
}

/// Another open tab and a page in the history follow the choice, and so do their switches.
async fn a_choice_in_one_tab_applies_to_the_others(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let [light, dark] = read_system_bar_colors(&page).await;
    let first = page.client().window().await.expect("a window");
    let second = page.client().new_window(false).await.expect("another").handle;
    let wait_for_theme = async |label: &str| {
        let checked = "return [document.documentElement.dataset.theme ?? '',
            document.querySelector('footer input:checked').parentElement.textContent]";
        let [theme, bar] = match label {
            "sombre" => [json!("dark"), json!([dark, dark])],
            "clair" => [json!("light"), json!([light, light])],
            _ => [json!(""), json!([light, dark])],
        };
        wait_for_value("the theme, and what the switch says", json!([theme, label]), async || {
            page.eval(checked, vec![]).await
        })
        .await;
        assert_eq!(read_bar_colors(&page).await, bar, "{label}");
    };
    for label in ["sombre", "clair", "auto", "sombre"] {
        page.client().switch_to_window(second.clone()).await.expect("the other tab");
        page.open(&site.url("/?q=ecole")).await;
        page.wait_for_hydration().await;
        page.click(Role::Radio, label).await;
        wait_for_theme(label).await;
        page.client().switch_to_window(first.clone()).await.expect("the first tab");
        wait_for_theme(label).await;
    }
    page.open(&site.url("/embed/v1/mission.html")).await;
    page.eval("localStorage.setItem('next-level-theme:/', 'light')", vec![]).await;
    // The driver's command: WebKit may never answer a script that runs while a page is left for its cache.
    page.client().back().await.expect("there is a page before");
    wait_until("it is the page again", async || {
        page.eval(
            "return location.pathname === '/' && !!document.querySelector('footer input')",
            vec![],
        )
        .await
            == true
    })
    .await;
    wait_for_theme("clair").await;
}

/// A document may have been saved with another choice, and any script may write to the storage.
async fn an_invalid_stored_choice_follows_the_system(browser: Browser) {
    let site = Site::with_fixture().await;
    let saved = site.get_page("/").replacen("<html ", "<html data-theme=\"dark\" ", 1);
    site.set_page("/", &saved);
    let page = browser.open(&site.url("/")).await;
    let followed = read_system_bar_colors(&page).await;
    for value in ["", "DARK", "dark ", "null", "constructor", "{}"] {
        let script = "localStorage.setItem('next-level-theme:/', arguments[0])";
        page.eval(script, vec![value.into()]).await;
        // WebKit reports requests that a reload cancels.
        let updates = "return performance.getEntriesByType('resource').filter(({ name }) => /content/.test(name)).length";
        wait_for_value("the requests for dates and for newer content", 10, async || {
            page.eval(updates, vec![]).await
        })
        .await;
        page.reload().await;
        assert_eq!(
            (read_theme(&page).await, read_bar_colors(&page).await),
            (Value::Null, json!(followed)),
            "{value:?}"
        );
    }
    page.wait_for_hydration().await;
    assert_eq!(page.read_console().await, []);
}

async fn without_storage_a_choice_lasts_as_long_as_the_page(browser: Browser) {
    const REFUSED: &str = "<meta charset=\"utf-8\"><script>Object.defineProperty(window, 'localStorage', \
        { get() { throw new DOMException('non', 'SecurityError') } })</script>";
    let site = Site::with_fixture().await;
    let document = site.get_page("/").replacen("<meta charset=\"utf-8\">", REFUSED, 1);
    site.set_page("/", &document);
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let [_, dark] = read_system_bar_colors(&page).await;
    let light = read_background(&page).await;
    page.click(Role::Radio, "sombre").await;
    wait_until("the page is dark", async || read_background(&page).await != light).await;
    assert_eq!(read_bar_colors(&page).await, json!([dark, dark]));
    assert_eq!(page.read_console().await, []);
}

/// Reads the page's background colour.
async fn read_background(page: &Session) -> String {
    let script = "return getComputedStyle(document.body).backgroundColor";
    page.eval(script, vec![]).await.to_string()
}

/// Reads the colours of the browser's bars: light, dark.
async fn read_bar_colors(page: &Session) -> Value {
    let script =
        "return [...document.querySelectorAll('meta[name=theme-color]')].map(bar => bar.content)";
    page.eval(script, vec![]).await
}

/// Reads the bars' colours while the theme follows the system, and asserts that they differ.
async fn read_system_bar_colors(page: &Session) -> [Value; 2] {
    let bars = read_bar_colors(page).await;
    assert!(bars[0].is_string() && bars[1].is_string() && bars[0] != bars[1], "{bars}");
    [0, 1].map(|at| bars[at].clone())
}

/// Reads the theme that the document was set to; null if it follows the system.
async fn read_theme(page: &Session) -> Value {
    // A busy engine says that a page is loaded before its document exists.
    let theme = "const root = document.body && document.documentElement;
        return root ? root.dataset.theme ?? null : 'no document yet'";
    page.eval(theme, vec![]).await
}

/// Reads the keys in the storage.
async fn read_storage_keys(page: &Session) -> Value {
    page.eval("return Object.keys(localStorage).sort()", vec![]).await
}

scenarios! {
    a_choice_counts_more_than_the_system_and_is_remembered,
    the_browser_s_bars_have_the_chosen_colour_at_once_and_before_the_wasm,
    a_choice_in_one_tab_applies_to_the_others,
    without_storage_a_choice_lasts_as_long_as_the_page;
    chromium:
    the_404_page_has_the_theme_that_was_chosen_for_its_site,
    each_site_of_an_origin_keeps_its_own_choice,
    an_invalid_stored_choice_follows_the_system,
}
