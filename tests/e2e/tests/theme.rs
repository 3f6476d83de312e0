//! The switch between light and dark, and what else follows it: the browser's own bars, and the next visit.

use std::fs;

use e2e::{Browser, Emulation, Role, Session, Site};
use e2e::{dist, scenarios, wait_for_value, wait_until, wasm, workspace};
use serde_json::{Value, json};

async fn a_choice_counts_more_than_the_system_and_is_remembered(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open_as(&[Emulation::Dark], &site.url("/")).await;
    let dark = paper(&page).await;
    page.click(Role::Radio, "clair").await;
    wait_for_value("the page is light", true, async || paper(&page).await != dark).await;
    let light = paper(&page).await;
    page.reload().await;
    assert_eq!(paper(&page).await, light, "the choice is remembered");
    page.hydrated().await;
    let checked = "return document.querySelector('footer input:checked').parentElement.textContent";
    assert_eq!(page.eval(checked, vec![]).await, "clair");
    page.click(Role::Radio, "auto").await;
    wait_for_value("the page follows the system", dark, async || paper(&page).await).await;
    assert_eq!(page.console().await, []);
}

/// With the Wasm held back, nothing but the document's own script can have done it.
async fn the_browser_s_bars_have_the_chosen_colour_at_once_and_before_the_wasm(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    let [light, dark] = followed(&page).await;
    page.click(Role::Radio, "sombre").await;
    wait_for_value("both bars", json!([dark, dark]), async || bars(&page).await).await;
    page.click(Role::Radio, "clair").await;
    wait_for_value("both bars", json!([light, light]), async || bars(&page).await).await;
    let hold = site.hold(&wasm());
    page.reload().await;
    assert_eq!(bars(&page).await, json!([light, light]), "before the Wasm");
    hold.release();
    page.hydrated().await;
    assert_eq!(bars(&page).await, json!([light, light]), "after it");
    page.click(Role::Radio, "auto").await;
    wait_for_value("one bar for each", json!([light, dark]), async || bars(&page).await).await;
}

/// Sites in other folders share the storage; and the page is one, whatever address it was opened by.
async fn each_site_of_an_origin_keeps_its_own_choice(browser: Browser) {
    let site = Site::dist_under("/a/b").await;
    // Another site of this kind. Its files are not there, so what is seen is what its document does alone.
    let document = fs::read_to_string(dist().join("index.html")).expect("the built page");
    site.page("/c/", &document);
    let page = browser.open(&site.url("/a/b/")).await;
    page.eval("localStorage.theme = 'dark'", vec![]).await;
    page.reload().await;
    let followed = followed(&page).await;
    page.hydrated().await;
    page.click(Role::Radio, "clair").await;
    let own = json!(["next-level-theme:/a/b/", "theme"]);
    wait_for_value("what is stored", own, async || stored(&page).await).await;
    for address in ["/a/b/", "/a/b/index.html", "/a/b/?q=a", "/a/b/index.html?q=a#presse"] {
        page.open(&site.url(address)).await;
        assert_eq!(chosen(&page).await, "light", "{address}");
    }
    page.open(&site.url("/c/")).await;
    assert_eq!((chosen(&page).await, bars(&page).await), (Value::Null, json!(followed)));
    page.eval("localStorage.setItem('next-level-theme:/c/', 'dark')", vec![]).await;
    page.reload().await;
    assert_eq!(chosen(&page).await, "dark");
    page.open(&site.url("/a/b/?q=a")).await;
    assert_eq!(chosen(&page).await, "light");
    page.hydrated().await;
    page.click(Role::Radio, "auto").await;
    let others = json!(["next-level-theme:/c/", "theme"]);
    wait_for_value("what is left", others, async || stored(&page).await).await;
}

/// At whatever address: the site's own is in the page, from `--site-url`.
async fn the_page_of_what_is_missing_has_the_colours_that_were_chosen_for_its_site(
    browser: Browser,
) {
    let hosted = std::env::var_os("NEXT_LEVEL_HOSTED")
        .map_or_else(|| workspace().join("target/hosted"), Into::into);
    for (place, folder) in [("root", "/"), ("sub", "/a/b/")] {
        let site = Site::folder(&hosted.join(place).join("dist")).await;
        let page = browser.open(&site.url("/x/y/z")).await;
        let [_, dark] = followed(&page).await;
        let paper_of_light = paper(&page).await;
        let choose = "localStorage.setItem(`next-level-theme:${arguments[0]}`, 'dark')";
        page.eval(choose, vec!["/x/y/".into()]).await;
        page.reload().await;
        assert_eq!(chosen(&page).await, Value::Null, "{folder}: another site's choice");
        page.eval(choose, vec![folder.into()]).await;
        for address in ["/x/y/z", "/404.html"] {
            page.open(&site.url(address)).await;
            assert_eq!(bars(&page).await, json!([dark, dark]), "{folder}: {address}");
            assert_ne!(paper(&page).await, paper_of_light, "{folder}: {address}");
        }
    }
}

/// Another tab that is open, and a page that is gone back to; the switch says it, too.
async fn what_is_chosen_in_one_tab_holds_in_the_others(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    let [light, dark] = followed(&page).await;
    let first = page.client().window().await.expect("a window");
    let second = page.client().new_window(false).await.expect("another").handle;
    let says = async |words: &str| {
        let checked = "return [document.documentElement.dataset.theme ?? '',
            document.querySelector('footer input:checked').parentElement.textContent]";
        let [theme, bar] = match words {
            "sombre" => [json!("dark"), json!([dark, dark])],
            "clair" => [json!("light"), json!([light, light])],
            _ => [json!(""), json!([light, dark])],
        };
        wait_for_value("the theme, and what the switch says", json!([theme, words]), async || {
            page.eval(checked, vec![]).await
        })
        .await;
        assert_eq!(bars(&page).await, bar, "{words}");
    };
    for words in ["sombre", "clair", "auto", "sombre"] {
        page.client().switch_to_window(second.clone()).await.expect("the other tab");
        page.open(&site.url("/?q=ecole")).await;
        page.hydrated().await;
        page.click(Role::Radio, words).await;
        says(words).await;
        page.client().switch_to_window(first.clone()).await.expect("the first tab");
        says(words).await;
    }
    page.open(&site.url("/embed/v1/mission.html")).await;
    page.eval("localStorage.setItem('next-level-theme:/', 'light')", vec![]).await;
    page.eval("history.back()", vec![]).await;
    wait_until("it is the page again", async || {
        page.eval(
            "return location.pathname === '/' && !!document.querySelector('footer input')",
            vec![],
        )
        .await
            == true
    })
    .await;
    says("clair").await;
}

/// A document may have been saved while another choice was shown, and anybody may write to the storage.
async fn what_is_no_choice_follows_the_system(browser: Browser) {
    let site = Site::usual().await;
    let saved = site.get("/").replacen("<html ", "<html data-theme=\"dark\" ", 1);
    site.page("/", &saved);
    let page = browser.open(&site.url("/")).await;
    let followed = followed(&page).await;
    for value in ["", "DARK", "dark ", "null", "constructor", "{}"] {
        let script = "localStorage.setItem('next-level-theme:/', arguments[0])";
        page.eval(script, vec![value.into()]).await;
        page.reload().await;
        assert_eq!(
            (chosen(&page).await, bars(&page).await),
            (Value::Null, json!(followed)),
            "{value:?}"
        );
    }
    page.hydrated().await;
    assert_eq!(page.console().await, []);
}

async fn where_nothing_can_be_stored_a_choice_lasts_as_long_as_the_page(browser: Browser) {
    const REFUSED: &str = "<meta charset=\"utf-8\"><script>Object.defineProperty(window, 'localStorage', \
        { get() { throw new DOMException('non', 'SecurityError') } })</script>";
    let site = Site::usual().await;
    let document = site.get("/").replacen("<meta charset=\"utf-8\">", REFUSED, 1);
    site.page("/", &document);
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    let [_, dark] = followed(&page).await;
    let light = paper(&page).await;
    page.click(Role::Radio, "sombre").await;
    wait_until("the page is dark", async || paper(&page).await != light).await;
    assert_eq!(bars(&page).await, json!([dark, dark]));
    assert_eq!(page.console().await, []);
}

/// The colour behind the page's words.
async fn paper(page: &Session) -> String {
    let script = "return getComputedStyle(document.body).backgroundColor";
    page.eval(script, vec![]).await.to_string()
}

/// The colours of the browser's bars: by day, by night.
async fn bars(page: &Session) -> Value {
    let script =
        "return [...document.querySelectorAll('meta[name=theme-color]')].map(bar => bar.content)";
    page.eval(script, vec![]).await
}

/// The same while the system is followed.
async fn followed(page: &Session) -> [Value; 2] {
    let bars = bars(page).await;
    assert!(bars[0].is_string() && bars[1].is_string() && bars[0] != bars[1], "{bars}");
    [0, 1].map(|at| bars[at].clone())
}

/// The theme that the document was told; none if the system's is followed.
async fn chosen(page: &Session) -> Value {
    page.eval("return document.documentElement.dataset.theme ?? null", vec![]).await
}

/// The keys of what is stored.
async fn stored(page: &Session) -> Value {
    page.eval("return Object.keys(localStorage).sort()", vec![]).await
}

scenarios! {
    a_choice_counts_more_than_the_system_and_is_remembered,
    the_browser_s_bars_have_the_chosen_colour_at_once_and_before_the_wasm,
    each_site_of_an_origin_keeps_its_own_choice,
    the_page_of_what_is_missing_has_the_colours_that_were_chosen_for_its_site,
    what_is_chosen_in_one_tab_holds_in_the_others,
    what_is_no_choice_follows_the_system,
    where_nothing_can_be_stored_a_choice_lasts_as_long_as_the_page,
}
