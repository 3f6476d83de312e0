//! What becomes of a widget where hosts, networks and browsers do what nobody planned for.

use std::fs;

use e2e::{Browser, DISGUISE, Engine, FAST, Level, Session, Site, Source};
use e2e::{dist, run, scenarios, usual_content, wait_for_value, wait_until, wasm};
use serde_json::{Value, json};

const PARTNERS: &str = "<next-level-partners loading=eager>Chez nous</next-level-partners>";
const TESTIMONIALS: &str =
    "<next-level-testimonials loading=eager>Chez nous</next-level-testimonials>";

/// Notes every event of every widget, before any of them can come.
const HEARD: &str = "<script>window.heard = [];
    for (const name of ['ready', 'error', 'change']) addEventListener(`next-level-${name}`, event =>
        heard.push([name, event.target.localName, event.detail.code ?? '']));
</script>";

async fn a_place_is_kept_before_anything_comes(browser: Browser) {
    let site = site().await;
    let body = "<div style='height: 9000px'></div><next-level-press style='--next-level-min-height: 345px'></next-level-press>
        <next-level-mission hidden style='--next-level-min-height: 345px'></next-level-mission>";
    let (page, _host) = open(&browser, &site, body, "").await;
    let heights = "return ['press', 'mission'].map(name =>
        document.querySelector(`next-level-${name}`).getBoundingClientRect().height)";
    wait_for_value("the heights", json!([345, 0]), async || page.eval(heights, vec![]).await).await;
    assert_eq!(asked(&site), ["/embed/v1.js"]);
}

async fn five_widgets_share_all_there_is(browser: Browser) {
    let site = site().await;
    let body = [PARTNERS, TESTIMONIALS, PARTNERS, TESTIMONIALS, PARTNERS].concat();
    let (page, _host) = open(&browser, &site, &body, "").await;
    told(&page, &["ready"; 5]).await;
    let mut asked = asked(&site);
    asked.sort();
    let (program, glue) = (wasm(), wasm().replace("_bg.wasm", ".js"));
    let mut expected = vec![
        "/embed/v1.js",
        "/embed/v1/partners.html",
        "/embed/v1/testimonials.html",
        "/embed/v1/widget.js",
        &glue,
        &program,
    ];
    expected.sort_unstable();
    assert_eq!(asked, expected);
    assert_eq!(page.console().await, []);
}

/// Some hosts add a parameter to every script, against caches.
async fn a_loader_with_a_parameter_finds_the_rest(browser: Browser) {
    let site = site().await;
    let (page, _host) = open(&browser, &site, PARTNERS, "?ver=6.8").await;
    told(&page, &["ready"]).await;
}

async fn who_waits_while_it_is_moved_about_goes_on_waiting(browser: Browser) {
    let site = site().await;
    let hold = site.hold("/embed/v1/partners.html");
    let (page, _host) = open(&browser, &site, PARTNERS, "").await;
    wait_until("it is asked for", async || site.asked_for("/embed/v1/partners.html")).await;
    let out_and_in = "const element = document.querySelector('next-level-partners');
        element.ready.then(({ count }) => window.count = count);
        element.remove();
        return new Promise(done => setTimeout(() => { document.body.append(element); done(true) }))";
    page.eval(out_and_in, vec![]).await;
    hold.release();
    let count = usual_content("partners.json")["organisations"].as_array().map(Vec::len);
    wait_for_value("how many came", json!(count), async || {
        page.eval("return window.count ?? null", vec![]).await
    })
    .await;
    told(&page, &["ready"]).await;
}

async fn a_program_that_never_comes_ends_with_one_error(browser: Browser) {
    for path in [wasm(), wasm().replace("_bg.wasm", ".js")] {
        let site = site().await;
        let _hold = site.hold(&path);
        let (page, _host) = open(&browser, &site, &[DISGUISE, FAST, PARTNERS].concat(), "").await;
        wait_until("it waits for the program", async || site.asked_for(&path)).await;
        wait_until("the document is shown", async || {
            text(&page, "next-level-partners").await.contains(&title("partners"))
        })
        .await;
        page.eval("window.impatient = true", vec![]).await;
        told(&page, &["error timeout"]).await;
        let ready =
            "return document.querySelector('next-level-partners').ready.catch(({ code }) => code)";
        assert_eq!(page.eval(ready, vec![]).await, "timeout");
        assert!(text(&page, "next-level-partners").await.contains(&title("partners")), "{path}");
    }
}

/// A panic that happens for real: what comes after has the page make no sections any more, and the Wasm has to
/// make one, since what was painted is not there as it was.
async fn a_panic_turns_every_widget_static(browser: Browser) {
    let site = site().await;
    let breaks = "<script>const real = Document.prototype.createElement;
        disguise(Document.prototype, 'createElement', function (name, ...rest) {
            if (window.broken && /^section$/i.test(name)) throw new Error('broken');
            return real.call(this, name, ...rest);
        })</script>";
    let body = [DISGUISE, breaks, PARTNERS, TESTIMONIALS].concat();
    let (page, _host) = open(&browser, &site, &body, "").await;
    told(&page, &["ready", "ready"]).await;
    let before = page.eval(SHOWN, vec![]).await;
    let next = page.button("Témoignage suivant").await;
    let third = "const element = document.createElement('next-level-press');
        element.setAttribute('loading', 'eager');
        const painted = new MutationObserver(() => {
            painted.disconnect();
            element.shadowRoot.querySelector('section').append('autre chose');
        });
        window.broken = true;
        painted.observe(element.shadowRoot, { childList: true });
        document.body.append(element)";
    page.eval(third, vec![]).await;
    told(&page, &["error wasm"; 3]).await;
    // Nothing that could be read has gone, and what needs the Wasm has.
    assert!(text(&page, "next-level-press").await.contains(&title("press")));
    assert_eq!(page.eval(SHOWN, vec![]).await, before);
    assert_eq!(page.names(e2e::Role::Button).await, Vec::<String>::new());
    assert!(next.click().await.is_err(), "the button has gone");
    // The host goes on: what the Wasm listened to is silent, a removal too, and one that comes late is told.
    let faults = only_the_panic(&page).await;
    let go_on = "dispatchEvent(new Event('resize'));
        document.querySelector('next-level-testimonials').remove();
        const late = document.createElement('next-level-mission');
        late.setAttribute('loading', 'eager');
        document.body.append(late)";
    page.eval(go_on, vec![]).await;
    told(&page, &["error wasm"; 4]).await;
    assert_eq!(only_the_panic(&page).await, faults);
}

async fn a_frame_whose_program_stops_stands_still(browser: Browser) {
    let site = site().await;
    let hold = site.hold(&wasm());
    let page = browser.open(&site.url("/embed/v1/testimonials.html?layout=list")).await;
    wait_until("the program is asked for", async || site.asked_for(&wasm())).await;
    // The Wasm has to render the section anew, and the page makes none.
    let breaks = "document.querySelector('[part=heading]').remove();
        const real = Document.prototype.createElement;
        Document.prototype.createElement = function (name, ...rest) {
            if (/^section$/i.test(name)) throw new Error('broken');
            return real.call(this, name, ...rest);
        }";
    page.eval(breaks, vec![]).await;
    hold.release();
    wait_until("it says that the program stopped", async || !page.problems().await.is_empty())
        .await;
    for testimonial in
        usual_content("testimonials.json")["testimonials"].as_array().expect("a list")
    {
        let name = testimonial["name"].as_str().expect("a name");
        assert!(page.text_of("#widget").await.contains(name), "{name}");
    }
    assert_eq!(page.eval("return document.querySelectorAll('button').length", vec![]).await, 0);
}

/// JSON that is not the section's document: its widget says so, and the others live on.
async fn data_of_another_kind_is_one_widget_s_error(browser: Browser) {
    let site = site().await;
    let html = fs::read_to_string(dist().join("embed/v1/partners.html")).expect("a document");
    let (before, rest) = html.split_once("id=\"partners.json\">").expect("data");
    let (_, after) = rest.split_once("</script>").expect("its end");
    site.page(
        "/embed/v1/partners.html",
        &format!("{before}id=\"partners.json\">[]</script>{after}"),
    );
    let (page, _host) = open(&browser, &site, &[TESTIMONIALS, PARTNERS].concat(), "").await;
    told(&page, &["ready"]).await;
    told(&page, &["error data"]).await;
    assert!(text(&page, "next-level-partners").await.contains(&title("partners")));
    page.click(e2e::Role::Button, "Témoignage suivant").await;
    told(&page, &["change"]).await;
    assert_eq!(page.console().await, []);
}

/// Nobody answers any more once the loader has come.
async fn an_origin_that_is_down_leaves_the_hosts_words(browser: Browser) {
    let site = site().await;
    let (page, _host) = open(&browser, &site, &[DISGUISE, FAST].concat(), "").await;
    drop(site);
    page.eval("document.body.innerHTML = arguments[0]", vec![PARTNERS.into()]).await;
    told(&page, &["error network"]).await;
    assert_eq!(page.text_of("next-level-partners").await, "Chez nous");
}

scenarios! {
    data_of_another_kind_is_one_widget_s_error,
    an_origin_that_is_down_leaves_the_hosts_words,
    a_place_is_kept_before_anything_comes,
    five_widgets_share_all_there_is,
    a_loader_with_a_parameter_finds_the_rest,
    who_waits_while_it_is_moved_about_goes_on_waiting,
    a_program_that_never_comes_ends_with_one_error,
    a_panic_turns_every_widget_static,
    a_frame_whose_program_stops_stands_still,
}

/// Only Chromium collects when it is told to.
#[test]
fn a_frame_outlives_the_collection_of_garbage() {
    run(Engine::Chromium, "widget_edges::a_frame_outlives", async |browser| {
        let site = site().await;
        let page = browser.open(&site.url("/embed/v1/testimonials.html")).await;
        page.button("Témoignage suivant").await;
        page.cdp("HeapProfiler.enable", json!({})).await;
        for _ in 0..3 {
            page.cdp("HeapProfiler.collectGarbage", json!({})).await;
            // What is collected is told of in a task of its own.
            page.eval("return new Promise(done => setTimeout(done))", vec![]).await;
        }
        page.click(e2e::Role::Button, "Témoignage suivant").await;
        wait_for_value("the position", "2 / 3", async || {
            page.text_of(".testimonials__position").await
        })
        .await;
    });
}

/// The words of the living widgets without their controls.
const SHOWN: &str = "return ['partners', 'testimonials'].map(name =>
    [...document.querySelector(`next-level-${name}`).shadowRoot.querySelectorAll('[data-item]')].map(item => item.textContent.replace(/^\\d+ \\/ \\d+/, '')))";

/// The faults that the console tells, by who told them; the panic itself is told once.
async fn only_the_panic(page: &Session) -> Vec<(Level, Source)> {
    let problems = page.problems().await;
    assert!(problems.len() <= 1, "{problems:?}");
    problems.into_iter().map(|message| (message.level, message.source)).collect()
}

fn title(section: &str) -> String {
    usual_content(&format!("{section}.json"))["title"].as_str().expect("a title").to_uppercase()
}

async fn text(page: &Session, element: &str) -> String {
    let script = "const { shadowRoot } = document.querySelector(arguments[0]);
        return shadowRoot.querySelector('.widget')?.textContent.toUpperCase() ?? ''";
    page.eval(script, vec![element.into()]).await.as_str().expect("a text").to_owned()
}

/// Waits for so many events, whatever their order among each other, and holds that no other comes.
async fn told(page: &Session, expected: &[&str]) {
    let kind = expected[0].split(' ').next().expect("a name");
    let script = "return heard.filter(([name]) => name === arguments[0])
        .map(([name, , code]) => `${name} ${code}`.trim())";
    wait_for_value("the events", json!(expected), async || {
        page.eval(script, vec![kind.into()]).await
    })
    .await;
}

fn asked(site: &Site) -> Vec<String> {
    site.requests().into_iter().map(|request| request.path).collect()
}

async fn site() -> Site {
    let site = Site::usual().await;
    site.header("access-control-allow-origin", "*");
    site
}

async fn open(browser: &Browser, site: &Site, body: &str, query: &str) -> (Session, Site) {
    let loader = site.url(&format!("/embed/v1.js{query}"));
    let html = format!(
        "<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title>{HEARD}
        <script type=module src='{loader}'></script><body>{body}"
    );
    let host = Site::pages([("/", &*html)]).await;
    let page = browser.open(&host.url("/")).await;
    wait_until("the loader has run", async || {
        page.eval("return !!customElements.get('next-level-press')", vec![]).await
            != Value::Bool(false)
    })
    .await;
    (page, host)
}
