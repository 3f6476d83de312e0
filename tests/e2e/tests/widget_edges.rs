//! Widgets under unusual hosts, networks and browsers.

use std::fs;

use e2e::{Browser, DISGUISE_SCRIPT, Engine, FAST_CLOCK_SCRIPT, Level, Session, Site, Source};
use e2e::{
    dist_dir, glue_path, read_fixture_content, run, scenarios, wait_for_value, wait_until,
    wasm_path,
};
use serde_json::json;

const PARTNERS: &str = "<next-level-partners loading=eager>Chez nous</next-level-partners>";
const TESTIMONIALS: &str =
    "<next-level-testimonials loading=eager>Chez nous</next-level-testimonials>";

/// Records every event of every widget from the start.
const RECORD_EVENTS: &str = "<script>window.heard = [];
    for (const name of ['ready', 'error', 'change']) addEventListener(`next-level-${name}`, event =>
        heard.push([name, event.target.localName, event.detail.code ?? '']));
</script>";

/// Some hosts add a parameter to every script to bypass caches.
async fn a_loader_with_a_parameter_finds_the_rest(browser: Browser) {
    let site = Site::with_fixture().await.allow_other_origins();
    let (page, _host) = open_host(&browser, &site, PARTNERS, "?ver=6.8").await;
    wait_for_events(&page, &["ready"]).await;
}

async fn a_widget_that_is_moved_while_it_loads_still_loads(browser: Browser) {
    let site = Site::with_fixture().await.allow_other_origins();
    let hold = site.hold("/embed/v1/partners.html");
    let (page, _host) = open_host(&browser, &site, PARTNERS, "").await;
    wait_until("it is asked for", async || site.has_request_for("/embed/v1/partners.html")).await;
    let remove_and_append = "const element = document.querySelector('next-level-partners');
        element.ready.then(({ count }) => window.count = count);
        element.remove();
        return new Promise(done => setTimeout(() => { document.body.append(element); done(true) }))";
    page.eval(remove_and_append, vec![]).await;
    hold.release();
    let count = read_fixture_content("partners.json")["organisations"].as_array().map(Vec::len);
    wait_for_value("how many came", json!(count), async || {
        page.eval("return window.count ?? null", vec![]).await
    })
    .await;
    wait_for_events(&page, &["ready"]).await;
}

async fn a_program_that_never_comes_ends_with_one_error(browser: Browser) {
    for path in [wasm_path(), glue_path()] {
        let site = Site::with_fixture().await.allow_other_origins();
        let _hold = site.hold(&path);
        let (page, _host) = open_host(
            &browser,
            &site,
            &[DISGUISE_SCRIPT, FAST_CLOCK_SCRIPT, PARTNERS].concat(),
            "",
        )
        .await;
        wait_until("it waits for the program", async || site.has_request_for(&path)).await;
        wait_until("the document is shown", async || {
            read_text(&page, "next-level-partners").await.contains(&read_title("partners"))
        })
        .await;
        page.eval("window.impatient = true", vec![]).await;
        wait_for_events(&page, &["error timeout"]).await;
        let ready =
            "return document.querySelector('next-level-partners').ready.catch(({ code }) => code)";
        assert_eq!(page.eval(ready, vec![]).await, "timeout");
        assert!(
            read_text(&page, "next-level-partners").await.contains(&read_title("partners")),
            "{path}"
        );
    }
}

/// A real panic: the page can no longer create sections, and the Wasm must create one, since a third party has changed
/// the painted one.
async fn a_panic_turns_every_widget_static(browser: Browser) {
    let site = Site::with_fixture().await.allow_other_origins();
    let break_create_element = "<script>const real = Document.prototype.createElement;
        disguise(Document.prototype, 'createElement', function (name, ...rest) {
            if (window.broken && /^section$/i.test(name)) throw new Error('broken');
            return real.call(this, name, ...rest);
        })</script>";
    let body = [DISGUISE_SCRIPT, break_create_element, PARTNERS, TESTIMONIALS].concat();
    let (page, _host) = open_host(&browser, &site, &body, "").await;
    wait_for_events(&page, &["ready", "ready"]).await;
    let before = page.eval(READ_ITEMS, vec![]).await;
    let next = page.find_button("Témoignage suivant").await;
    let append_press = "const element = document.createElement('next-level-press');
        element.setAttribute('loading', 'eager');
        const painted = new MutationObserver(() => {
            painted.disconnect();
            element.shadowRoot.querySelector('section').append('autre chose');
        });
        window.broken = true;
        painted.observe(element.shadowRoot, { childList: true });
        document.body.append(element)";
    page.eval(append_press, vec![]).await;
    wait_for_events(&page, &["error wasm"; 3]).await;
    // The text is still readable, and the controls that need the Wasm are removed.
    assert!(read_text(&page, "next-level-press").await.contains(&read_title("press")));
    assert_eq!(page.eval(READ_ITEMS, vec![]).await, before);
    assert_eq!(page.find_names(e2e::Role::Button).await, Vec::<String>::new());
    assert!(next.click().await.is_err(), "the button has gone");
    // The host page still works: events that the Wasm listened to and a removal cause no error, and a later
    // widget fires one.
    let errors = assert_only_the_panic(&page).await;
    let use_page = "dispatchEvent(new Event('resize'));
        document.querySelector('next-level-testimonials').remove();
        const late = document.createElement('next-level-mission');
        late.setAttribute('loading', 'eager');
        document.body.append(late)";
    page.eval(use_page, vec![]).await;
    wait_for_events(&page, &["error wasm"; 4]).await;
    assert_eq!(assert_only_the_panic(&page).await, errors);
}

async fn a_frame_whose_program_stops_stays_readable(browser: Browser) {
    let site = Site::with_fixture().await.allow_other_origins();
    let hold = site.hold(&wasm_path());
    let page = browser.open(&site.url("/embed/v1/testimonials.html?layout=list")).await;
    wait_until("the program is asked for", async || site.has_request_for(&wasm_path())).await;
    // The Wasm must render the section again, and the page cannot create one.
    let break_create_element = "document.querySelector('[part=heading]').remove();
        const real = Document.prototype.createElement;
        Document.prototype.createElement = function (name, ...rest) {
            if (/^section$/i.test(name)) throw new Error('broken');
            return real.call(this, name, ...rest);
        }";
    page.eval(break_create_element, vec![]).await;
    hold.release();
    wait_until("it says that the program stopped", async || !page.read_errors().await.is_empty())
        .await;
    for testimonial in
        read_fixture_content("testimonials.json")["testimonials"].as_array().expect("a list")
    {
        let name = testimonial["name"].as_str().expect("a name");
        assert!(page.read_text("#widget").await.contains(name), "{name}");
    }
    assert_eq!(page.eval("return document.querySelectorAll('button').length", vec![]).await, 0);
}

/// JSON of another type: its widget reports an error, and the others work.
async fn data_of_another_kind_is_one_widget_s_error(browser: Browser) {
    let site = Site::with_fixture().await.allow_other_origins();
    let html = fs::read_to_string(dist_dir().join("embed/v1/partners.html")).expect("a document");
    let (before, rest) = html.split_once("id=\"partners.json\">").expect("data");
    let (_, after) = rest.split_once("</script>").expect("its end");
    site.set_page(
        "/embed/v1/partners.html",
        &format!("{before}id=\"partners.json\">[]</script>{after}"),
    );
    let (page, _host) = open_host(&browser, &site, &[TESTIMONIALS, PARTNERS].concat(), "").await;
    wait_for_events(&page, &["ready"]).await;
    wait_for_events(&page, &["error data"]).await;
    assert!(read_text(&page, "next-level-partners").await.contains(&read_title("partners")));
    page.click(e2e::Role::Button, "Témoignage suivant").await;
    wait_for_events(&page, &["change"]).await;
    assert_eq!(page.read_console().await, []);
}

/// The server is down once the loader has run.
async fn an_origin_that_is_down_leaves_the_host_s_content(browser: Browser) {
    let site = Site::with_fixture().await.allow_other_origins();
    let (page, _host) =
        open_host(&browser, &site, &[DISGUISE_SCRIPT, FAST_CLOCK_SCRIPT].concat(), "").await;
    drop(site);
    page.eval("document.body.innerHTML = arguments[0]", vec![PARTNERS.into()]).await;
    wait_for_events(&page, &["error network"]).await;
    assert_eq!(page.read_text("next-level-partners").await, "Chez nous");
}

scenarios! {
    an_origin_that_is_down_leaves_the_host_s_content,
    a_widget_that_is_moved_while_it_loads_still_loads,
    a_program_that_never_comes_ends_with_one_error,
    a_panic_turns_every_widget_static,
    a_frame_whose_program_stops_stays_readable;
    chromium:
    data_of_another_kind_is_one_widget_s_error,
    a_loader_with_a_parameter_finds_the_rest,
}

/// Only Chromium collects garbage on request.
#[test]
fn a_frame_survives_garbage_collection() {
    run(Engine::Chromium, "widget_edges::a_frame_outlives", async |browser| {
        let site = Site::with_fixture().await.allow_other_origins();
        let page = browser.open(&site.url("/embed/v1/testimonials.html")).await;
        page.find_button("Témoignage suivant").await;
        page.execute_cdp("HeapProfiler.enable", json!({})).await;
        for _ in 0..3 {
            page.execute_cdp("HeapProfiler.collectGarbage", json!({})).await;
            // Finalizers run in a task of their own.
            page.eval("return new Promise(done => setTimeout(done))", vec![]).await;
        }
        page.click(e2e::Role::Button, "Témoignage suivant").await;
        wait_for_value("the position", "2 / 3", async || {
            page.read_text(".testimonials__position").await
        })
        .await;
    });
}

/// Reads the text of two widgets without their controls.
const READ_ITEMS: &str = "return ['partners', 'testimonials'].map(name =>
    [...document.querySelector(`next-level-${name}`).shadowRoot.querySelectorAll('[data-item]')].map(item => item.textContent.replace(/^\\d+ \\/ \\d+/, '')))";

/// Asserts that the console has at most one error, the panic, and returns its level and source.
async fn assert_only_the_panic(page: &Session) -> Vec<(Level, Source)> {
    let errors = page.read_errors().await;
    assert!(errors.len() <= 1, "{errors:?}");
    errors.into_iter().map(|message| (message.level, message.source)).collect()
}

fn read_title(section: &str) -> String {
    read_fixture_content(&format!("{section}.json"))["title"]
        .as_str()
        .expect("a title")
        .to_uppercase()
}

async fn read_text(page: &Session, element: &str) -> String {
    let script = "const { shadowRoot } = document.querySelector(arguments[0]);
        return shadowRoot.querySelector('.widget')?.textContent.toUpperCase() ?? ''";
    page.eval(script, vec![element.into()]).await.as_str().expect("a text").to_owned()
}

/// Waits until the events of the first one's name are exactly these, in this order.
async fn wait_for_events(page: &Session, expected: &[&str]) {
    let kind = expected[0].split(' ').next().expect("a name");
    let script = "return heard.filter(([name]) => name === arguments[0])
        .map(([name, , code]) => `${name} ${code}`.trim())";
    wait_for_value("the events", json!(expected), async || {
        page.eval(script, vec![kind.into()]).await
    })
    .await;
}

async fn open_host(browser: &Browser, site: &Site, body: &str, query: &str) -> (Session, Site) {
    let loader = site.url(&format!("/embed/v1.js{query}"));
    let html = format!(
        "<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title>{RECORD_EVENTS}
        <script type=module src='{loader}'></script><body>{body}"
    );
    let host = Site::pages([("/", &*html)]).await;
    let page = browser.open(&host.url("/")).await;
    page.wait_for_loader().await;
    (page, host)
}
