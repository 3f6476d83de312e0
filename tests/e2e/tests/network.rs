//! A bad moment of network: what does not come is asked for again, on the page, in a frame and in a widget.

use std::fs;
use std::path::Path;
use std::time::Duration;

use e2e::{Browser, DISGUISE, Engine, FAST, Fault, Host, Role, Session, Site};
use e2e::{run, scenarios, usual_content, wait_for_value, wait_until, wasm};
use serde_json::{Value, json};

const DOCUMENT: &str = "/embed/v1/testimonials.html";
const NEXT: &str = "Témoignage suivant";
/// What is lost, cut off or refused once.
const FAULTS: [Fault; 4] = [Fault::Broken, Fault::Cut, Fault::Status(503), Fault::Missing];

fn glue() -> String {
    wasm().replace("_bg.wasm", ".js")
}

/// Where the carousel is shown, and what each place is made of.
async fn surfaces() -> [(&'static str, Host, String); 3] {
    let page = Host::with("").await;
    let frame = Host::with("").await;
    let widget = Host::with(
        "<next-level-testimonials loading=eager>Les mots de l’hôte</next-level-testimonials>LOADER",
    )
    .await;
    let urls = [page.site.url("/"), frame.site.url(DOCUMENT), widget.own.url("/")];
    let [first, second, third] = urls;
    [("page", page, first), ("frame", frame, second), ("widget", widget, third)]
}

/// The carousel answers to its button.
async fn answers(page: &Session, what: &str) {
    page.row_shows(1).await;
    wait_until(&format!("{what}: a button"), async || {
        let names = page.names(Role::Button).await;
        if names.iter().any(|name| name == NEXT) { Ok(()) } else { Err(names) }
    })
    .await;
    page.press_next().await;
    page.row_shows(2).await;
}

async fn a_wasm_that_is_lost_once_is_asked_for_again(browser: Browser) {
    lost_once(browser, &wasm()).await;
}

async fn a_glue_that_is_lost_once_is_asked_for_again(browser: Browser) {
    lost_once(browser, &glue()).await;
}

async fn lost_once(browser: Browser, path: &str) {
    let page = browser.open("about:blank").await;
    for fault in FAULTS {
        for (surface, host, url) in surfaces().await {
            let what = format!("{surface}, {path}, {fault:?}");
            host.site.fault_times(path, 1, fault.clone());
            page.open(&url).await;
            answers(&page, &what).await;
            let times = host.site.times_asked_for(path);
            assert!((2..=3).contains(&times), "{what}: asked for {times} times");
        }
    }
}

async fn a_widget_s_document_that_is_lost_once_is_asked_for_again(browser: Browser) {
    let page = browser.open("about:blank").await;
    let portal = Fault::Body(b"<!doctype html><title>Wi-Fi gratuit</title>".to_vec());
    for fault in FAULTS.into_iter().chain([portal]) {
        let what = format!("{fault:?}");
        let [.., (_, host, url)] = surfaces().await;
        host.site.fault_times(DOCUMENT, 1, fault);
        page.open(&url).await;
        answers(&page, &what).await;
        assert_eq!(host.site.times_asked_for(DOCUMENT), 2, "{what}");
    }
}

/// As a CDN does that keeps errors for a while.
async fn an_error_that_a_cache_keeps_does_not_stay(browser: Browser) {
    let page = browser.open("about:blank").await;
    for path in [wasm(), glue(), DOCUMENT.to_owned(), "/embed/v1/widget.js".to_owned()] {
        let [.., (_, host, url)] = surfaces().await;
        host.site.header("cache-control", "max-age=600");
        host.site.fault_times(&path, 1, Fault::Status(503));
        page.open(&url).await;
        answers(&page, &path).await;
    }
}

/// The names of the build's files in a document are those of another build, which a server has no longer.
fn of_an_earlier_deploy(html: &str) -> String {
    html.replace(wasm().trim_start_matches('/'), "site-0a_bg.wasm")
        .replace(glue().trim_start_matches('/'), "site-0a.js")
        .replace("data-fingerprint=\"", "data-fingerprint=\"1")
}

async fn a_document_of_an_earlier_deploy_starts_what_the_newest_names(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (surface, host, url) in surfaces().await {
        let path = if surface == "page" { "/" } else { DOCUMENT };
        let old = of_an_earlier_deploy(&host.site.get(path))
            .replace("<blockquote>", "<blockquote data-old>");
        host.site.fault_times(path, 1, Fault::Body(old.into_bytes()));
        page.open(&url).await;
        answers(&page, surface).await;
        let asked = host.site.times_asked_for(path);
        assert!((2..=3).contains(&asked), "{surface}: {asked} documents");
    }
}

/// As a dist names them: with the digest of the glue in an import map, which is that of the newest document.
#[test]
fn the_newest_document_s_program_is_taken_by_its_digest() {
    run(Engine::Chromium, "network::digest", async |browser| {
        let hosted = std::env::var_os("NEXT_LEVEL_HOSTED").expect("run by cargo xtask test");
        let dist = Path::new(&hosted).join("root/dist");
        let html = fs::read_to_string(dist.join("index.html")).expect("the page");
        let names = |kind: &str| {
            let (_, rest) = html.split_once(kind).expect("a name");
            let (_, rest) = rest.split_once("=\"./").expect("its value");
            rest.split('"').next().expect("its end").to_owned()
        };
        let (js, wasm) = (names("data-js"), names("data-wasm"));
        for right in [true, false] {
            let site = Site::folder(&dist).await;
            let old = html.replace(&js, "assets/site-0a.js").replace(&wasm, "assets/site-0b.wasm");
            site.fault_times("/", 1, Fault::Body(old.into_bytes()));
            if !right {
                let glue = fs::read_to_string(dist.join(&js)).expect("the glue") + "\n";
                site.page(&format!("/{js}"), &glue);
            }
            let page = browser.open(&site.url("/")).await;
            if right {
                answers(&page, "with its digest").await;
            } else {
                spend(&page, "return document.querySelectorAll('.stopped').length == 1").await;
            }
        }
    });
}

/// The failures follow each other as fast as events allow.
async fn spend(page: &Session, spent: &str) {
    wait_until("all attempts are spent", async || {
        page.eval("dispatchEvent(new Event('online'))", vec![]).await;
        page.eval(spent, vec![]).await == true
    })
    .await;
}

async fn what_never_comes_is_said_once_and_may_come_after_all(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (surface, host, url) in surfaces().await {
        host.site.fault(&wasm(), Fault::Status(503));
        page.open(&url).await;
        let spent = match surface {
            "page" => "return document.querySelectorAll('.stopped a[href]').length == 1",
            "frame" => "return document.querySelectorAll('.stopped a[href]').length == 1",
            _ => {
                page.eval("window.heard = []; addEventListener('next-level-error', e => heard.push(e.detail.code))", vec![]).await;
                "return heard.length == 1"
            }
        };
        spend(&page, spent).await;
        let before = host.site.times_asked_for(&wasm());
        assert!(before <= 9, "{surface}: {before}");
        // Whatever happens then, it is no storm.
        let crowd = "for (let time = 0; time < 50; time++) dispatchEvent(new Event('online'))";
        page.eval(crowd, vec![]).await;
        page.some_frames().await;
        page.eval(crowd, vec![]).await;
        page.some_frames().await;
        assert!(host.site.times_asked_for(&wasm()) <= before + 3, "{surface}");
        assert_eq!(page.eval(spent, vec![]).await, true, "{surface}: it is said once");
        host.site.heal(&wasm());
        page.eval("dispatchEvent(new Event('online'))", vec![]).await;
        answers(&page, surface).await;
        if surface != "widget" {
            assert_eq!(
                page.eval(spent, vec![]).await,
                false,
                "{surface}: nothing is said any more"
            );
        }
    }
}

/// Whoever scrolls through a page in a tunnel touches it again and again.
async fn touches_do_not_use_up_the_attempts(browser: Browser) {
    let site = Site::usual().await;
    site.fault(&wasm(), Fault::Status(503));
    let page = browser.open(&site.url("/")).await;
    wait_until("the Wasm is asked for", async || site.asked_for(&wasm())).await;
    for _ in 0..12 {
        page.eval(
            "for (let time = 0; time < 9; time++) dispatchEvent(new Event('pointerdown'))",
            vec![],
        )
        .await;
        page.some_frames().await;
    }
    let times = site.times_asked_for(&wasm());
    assert!(times <= 8, "asked for {times} times");
    site.heal(&wasm());
    page.eval("dispatchEvent(new Event('online'))", vec![]).await;
    answers(&page, "once the network is back").await;
}

async fn what_widgets_are_made_with_is_asked_for_until_it_comes(browser: Browser) {
    let body = "<script>window.heard = []; addEventListener('next-level-error', e => heard.push(e.detail.code))</script>
        <next-level-testimonials loading=eager>Les mots de l’hôte</next-level-testimonials>LOADER";
    let host = Host::with(&[DISGUISE, FAST, body].concat()).await;
    host.site.fault("/embed/v1/widget.js", Fault::Status(503));
    let page = host.open(&browser).await;
    wait_for_value("one error", json!(["network"]), async || {
        page.eval("return heard", vec![]).await
    })
    .await;
    page.eval("document.body.append(document.createElement('next-level-testimonials'))", vec![])
        .await;
    wait_for_value("and one of who comes later", json!(["network", "network"]), async || {
        page.eval("return heard", vec![]).await
    })
    .await;
    host.site.heal("/embed/v1/widget.js");
    page.eval("dispatchEvent(new Event('online'))", vec![]).await;
    // A row does not move as it should while the clock is fast.
    page.button(NEXT).await;
}

/// As at 32 kbit/s: longer than any attempt may be silent, yet never silent for so long.
#[test]
fn what_comes_slowly_is_waited_for() {
    run(Engine::Chromium, "network::slow", async |browser| {
        let [.., (_, host, url)] = surfaces().await;
        let slow = Fault::Trickle(9, Duration::from_millis(1900));
        host.site.fault(DOCUMENT, slow.clone());
        host.site.fault(&wasm(), slow);
        let page = browser.open(&url).await;
        let painted = "return new Promise(done => requestAnimationFrame(function look() {
            if (root?.querySelector('section')) done(true); else requestAnimationFrame(look);
        }))";
        assert_eq!(page.in_widget(painted).await, true);
        assert_eq!(page.in_widget("return widget.ready.then(() => true)").await, true);
        assert_eq!(host.site.times_asked_for(DOCUMENT), 1);
        assert_eq!(host.site.times_asked_for(&wasm()), 1);
    });
}

/// A browser may make a page ready in case somebody opens it.
#[test]
fn a_page_that_is_only_made_ready_asks_for_nothing_and_answers_once_it_is_seen() {
    run(Engine::Chromium, "network::made_ready", async |browser| {
        let site = Site::usual().await;
        site.page(
            "/before",
            "<!doctype html><title>Avant</title><link rel=icon href='data:,'><a href='/'>Plus loin</a>
            <script type=speculationrules>{\"prerender\":[{\"source\":\"list\",\"urls\":[\"/\"]}]}</script>",
        );
        let page = browser.open(&site.url("/before")).await;
        let made_ready = async || {
            site.requests().iter().any(|request| {
                request.path.contains("/fonts/")
                    || request
                        .headers
                        .get("sec-purpose")
                        .is_some_and(|why| why.contains("prerender"))
            })
        };
        wait_until("the page is made ready", made_ready).await;
        page.some_frames().await;
        page.some_frames().await;
        assert!(!site.asked_for(&wasm()), "nobody has seen it");
        let documents = site.times_asked_for("/");
        page.click(Role::Link, "Plus loin").await;
        answers(&page, "seen").await;
        assert_eq!(site.times_asked_for("/"), documents, "it is the one that was made ready");
    });
}

async fn what_a_visitor_has_done_meanwhile_is_kept(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (surface, host, url) in surfaces().await {
        let hold = host.site.hold(&wasm());
        page.open(&url).await;
        wait_until("the Wasm is asked for", async || host.site.asked_for(&wasm())).await;
        page.move_row(3).await;
        host.site.fault_times(&wasm(), 0, Fault::Broken);
        hold.release();
        page.row_shows(3).await;
        wait_until(surface, async || {
            page.names(Role::Button).await.iter().any(|name| name.starts_with("Témoignage"))
        })
        .await;
    }
}

/// The page's own data are from a newer build than what a cache has kept of the content.
async fn older_content_does_not_replace_newer(browser: Browser) {
    for (date, follows) in [
        ("Wed, 31 Dec 2025 00:00:00 GMT", false),
        ("Thu, 01 Jan 2026 00:00:00 GMT", false),
        ("Fri, 02 Jan 2026 00:00:00 GMT", true),
    ] {
        let site = Site::usual().await;
        let mut press = usual_content("press.json");
        press["title"] = "Une autre revue".into();
        site.page("/content/press.json", &press.to_string());
        site.modified("/content/press.json", date);
        let page = browser.open(&site.url("/")).await;
        page.hydrated().await;
        wait_until("the content is asked for", async || {
            site.requests()
                .iter()
                .any(|request| request.path == "/content/press.json" && request.status == 200)
        })
        .await;
        let title = "return document.querySelector('#presse h2').textContent";
        if follows {
            wait_for_value("the title", json!("Une autre revue"), async || {
                page.eval(title, vec![]).await
            })
            .await;
        } else {
            page.some_frames().await;
            let title: Value = page.eval(title, vec![]).await;
            assert_eq!(title, usual_content("press.json")["title"], "{date}");
        }
    }
}

scenarios! {
    a_wasm_that_is_lost_once_is_asked_for_again,
    a_glue_that_is_lost_once_is_asked_for_again,
    a_widget_s_document_that_is_lost_once_is_asked_for_again,
    an_error_that_a_cache_keeps_does_not_stay,
    a_document_of_an_earlier_deploy_starts_what_the_newest_names,
    what_never_comes_is_said_once_and_may_come_after_all,
    what_a_visitor_has_done_meanwhile_is_kept,
    touches_do_not_use_up_the_attempts,
    what_widgets_are_made_with_is_asked_for_until_it_comes,
    older_content_does_not_replace_newer,
}
