//! What the first paint waits for, and what comes after it.

use std::time::Duration;

use e2e::{
    Browser, Engine, Failure, Host, Site, run, scenarios, wait_for_value, wait_until, wasm_path,
};
use serde_json::{Value, json};

async fn web_fonts_are_requested_after_the_first_paint(browser: Browser) {
    let page = browser.open("about:blank").await;
    // Browsers keep the fonts of a site in memory. A page that is left may still request content.
    let sites = [Site::dist().await, Site::dist().await];
    for (site, path) in sites.iter().zip(["/", "/embed/v1/testimonials.html"]) {
        page.open(&site.url(path)).await;
        // A page that is not painted adds them half a second after its load.
        let late = "const [{ loadEventStart }] = performance.getEntriesByType('navigation');
            const painted = [loadEventStart + 500, ...performance.getEntriesByType('paint').map(entry => entry.startTime)];
            const fonts = performance.getEntriesByType('resource').filter(({ name }) => /woff2/.test(name));
            return [fonts.length, fonts.every(font => painted.some(time => time <= font.startTime))]";
        wait_for_value(&format!("{path}: the fonts"), json!([2, true]), async || {
            page.eval(late, vec![]).await
        })
        .await;
    }
    assert_eq!(page.read_console().await, []);
}

/// Each font that is added lays out the whole page again.
async fn the_web_fonts_are_added_together(browser: Browser) {
    let site = Site::dist().await;
    let late = site.hold("/fonts/next-level-affiche.woff2");
    let page = browser.open(&site.url("/")).await;
    let other =
        "return performance.getEntriesByType('resource').some(({ name }) => /texte/.test(name))";
    wait_for_value("the other font has loaded", true, async || page.eval(other, vec![]).await)
        .await;
    let added = "return [...document.fonts].filter(({ family }) =>
        /^.?Next Level (Affiche|Texte).?$/.test(family)).length";
    assert_eq!(page.eval(added, vec![]).await, 0);
    late.release();
    page.wait_for_web_fonts().await;
    assert_eq!(page.read_console().await, []);
}

/// Where the opening's texts are with the local faces, and with the web fonts.
async fn the_opening_keeps_its_layout_when_the_web_fonts_arrive(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (width, height) in [(360, 740), (768, 1024), (1280, 800)] {
        // Browsers keep the fonts of a site in memory.
        let site = Site::dist().await;
        page.resize(width, height).await;
        let fonts = ["affiche", "texte"].map(|face| format!("/fonts/next-level-{face}.woff2"));
        let holds = fonts.each_ref().map(|font| site.hold(font));
        page.open(&site.url("/")).await;
        wait_until("the fonts are requested", async || {
            fonts.iter().all(|font| site.has_request_for(font))
        })
        .await;
        let positions =
            "return [...document.querySelectorAll('.header, .mission__poster > *, .mission__lead')]
            .flatMap(element => { const { top, bottom } = element.getBoundingClientRect();
                return [top, bottom] })";
        let before = read_numbers(&page.eval(positions, vec![]).await);
        drop(holds);
        for font in &fonts {
            site.recover(font);
        }
        page.wait_for_web_fonts().await;
        let after = read_numbers(&page.eval(positions, vec![]).await);
        // WebKit does not support `ascent-override`: a line may be higher by two pixels.
        let is_same = before.iter().zip(&after).all(|(before, after)| (before - after).abs() < 4.0);
        assert!(is_same && !before.is_empty(), "{width} px: {before:?}, then {after:?}");
    }
}

fn read_numbers(array: &Value) -> Vec<f64> {
    array.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

async fn the_wasm_is_requested_while_the_page_loads(browser: Browser) {
    let site = Site::dist().await;
    site.fail("/", Failure::Trickle(4, Duration::from_secs(1)));
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let is_early = "const [page] = performance.getEntriesByType('navigation');
        return performance.getEntriesByType('resource')
            .filter(({ name }) => /wasm/.test(name)).map(({ startTime }) => startTime < page.domInteractive)";
    assert_eq!(page.eval(is_early, vec![]).await, json!([true]));
    assert_eq!(page.read_console().await, []);
}

/// In one task, neither a timer nor a message comes between two parts. Messages alone do not suffice: a browser may run
/// due timers one after the other.
async fn each_part_is_hydrated_in_a_task_of_its_own(browser: Browser) {
    const COUNT_TASKS: &str = "<script>{
        let tasks = 0;
        const setTimer = setTimeout;
        window.setTimeout = (run, ...rest) => setTimer((...values) => { tasks++; run(...values) }, ...rest);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { tasks++; port2.postMessage(0) };
        port2.postMessage(0);
        window.hydrated = {};
        new MutationObserver(() => {
            for (const selector of ['.theme input', '.testimonials button', '[type=search]']) {
                if (document.querySelector(selector)) hydrated[selector] ??= tasks;
            }
        }).observe(document, { childList: true, subtree: true });
    }</script>";
    let site = Site::with_fixture().await;
    site.set_page("/", &site.get_page("/").replace("<head>", &format!("<head>{COUNT_TASKS}")));
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let tasks = page.eval("return new Set(Object.values(hydrated)).size", vec![]).await;
    assert_eq!(tasks, 3, "{}", page.eval("return hydrated", vec![]).await);
    assert_eq!(page.read_console().await, []);
}

scenarios! {
    web_fonts_are_requested_after_the_first_paint,
    the_web_fonts_are_added_together,
    the_opening_keeps_its_layout_when_the_web_fonts_arrive,
    the_wasm_is_requested_while_the_page_loads,
    each_part_is_hydrated_in_a_task_of_its_own,
}

/// In other engines no driver runs a script before the page's first layout; there, all tests of hydrated pages hold that
/// skipping ends.
#[test]
fn sections_out_of_sight_are_not_laid_out_before_the_page_has_loaded_or_the_visitor_moves() {
    run(Engine::Chromium, "first_paint::skipped", async |browser| {
        let site = Site::with_fixture().await;
        let page = browser.open("about:blank").await;
        // The first section is all that is in sight.
        page.resize(360, 640).await;
        let record = "window.readSections = () => [...document.querySelectorAll('main > .slot')].map(({ firstElementChild }) =>
                firstElementChild.checkVisibility({ contentVisibilityAuto: true }));
            new PerformanceObserver(() => (window.painted ??= readSections())).observe({ type: 'paint' })";
        page.execute_cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": record }))
            .await;
        let painted = "return window.painted?.at(-1)";
        let shown = json!([true, true, true, true]);

        page.open(&site.url("/")).await;
        wait_for_value("the last section at the first paint", false, async || {
            page.eval(painted, vec![]).await
        })
        .await;
        page.wait_for_hydration().await;
        assert_eq!(page.eval("return readSections()", vec![]).await, shown, "hydrated");

        // Where the page is not shown from its start, its height is right at once.
        page.reload().await;
        wait_for_value("the last section, reloaded", true, async || {
            page.eval(painted, vec![]).await
        })
        .await;
        page.open(&site.url("/?linked#presse")).await;
        wait_for_value("the last section, linked to", true, async || {
            page.eval(painted, vec![]).await
        })
        .await;

        let hold = site.hold(&wasm_path());
        page.open(&site.url("/?again")).await;
        page.eval("scrollBy(0, 10)", vec![]).await;
        wait_for_value("all sections, scrolled", shown, async || {
            page.eval("return readSections()", vec![]).await
        })
        .await;
        hold.release();
        assert_eq!(page.read_console().await, []);
    });
}

/// `Save-Data`, which only Chromium has.
#[test]
fn a_visitor_who_saves_data_gets_the_wasm_once_a_section_needs_it() {
    run(Engine::Chromium, "first_paint::saves_data", async |browser| {
        let site = Site::with_fixture().await;
        let page = browser.open("about:blank").await;
        let saving = json!({ "dataSaverEnabled": true });
        page.execute_cdp("Emulation.setDataSaverOverride", saving).await;
        let pages = [("/", "#presse .section-title", "[type=search]")].into_iter().chain([(
            "/embed/v1/testimonials.html",
            "#widget blockquote",
            "#widget button",
        )]);
        for (path, title, control) in pages {
            let before = site.count_requests(&wasm_path());
            page.open(&site.url(path)).await;
            let is_saving = page.eval("return navigator.connection.saveData", vec![]).await;
            assert_eq!(is_saving, true, "{path}");
            // Then the document's script, which observes the same entry, has done what it does by itself.
            let observe =
                "new PerformanceObserver(() => setTimeout(() => (window.isPainted = true)))
                .observe({ type: 'paint', buffered: true })";
            page.eval(observe, vec![]).await;
            let is_painted = "return document.readyState === 'complete' && !!window.isPainted";
            wait_until(&format!("{path}: the first paint"), async || {
                page.eval(is_painted, vec![]).await == true
            })
            .await;
            assert_eq!(site.count_requests(&wasm_path()), before, "{path}: not wanted yet");
            let title = page.find_css(title).await;
            page.click_on(&title).await;
            wait_until(&format!("{path}: the control is there"), async || {
                page.eval("return !!document.querySelector(arguments[0])", vec![control.into()])
                    .await
                    == Value::Bool(true)
            })
            .await;
        }
        let host =
            Host::with("LOADER<next-level-testimonials loading=eager></next-level-testimonials>")
                .await;
        page.open(&host.url()).await;
        let root = "const root = document.querySelector('next-level-testimonials').shadowRoot; ";
        let query = |selector: &str| format!("{root} return !!root?.querySelector('{selector}')");
        wait_for_value("the section", true, async || page.eval(&query("blockquote"), vec![]).await)
            .await;
        assert_eq!(host.count_requests(".wasm"), 0, "not wanted yet");
        page.eval(&format!("{root} root.querySelector('.testimonials__row').focus()"), vec![])
            .await;
        wait_for_value("its buttons", true, async || page.eval(&query("button"), vec![]).await)
            .await;
        // A search in the address needs the Wasm at once.
        page.open(&site.url("/?q=ecole")).await;
        page.wait_for_hydration().await;
        let mut paths = site.requests().into_iter().map(|request| request.path);
        assert_eq!(paths.find(|path| path.ends_with(".woff2")), None, "no web font");
        assert_eq!(page.read_console().await, []);
    });
}
