//! Network failures: a failed file is requested again, on the page, in a frame and in a widget.

use std::fs;
use std::time::Duration;

use e2e::{
    Browser, DISGUISE_SCRIPT, Engine, FAST_CLOCK_SCRIPT, Failure, Host, Request, Role, Session,
    Site,
};
use e2e::{
    glue_path, hosted_dir, read_fixture_content, run, scenarios, wait_for_value, wait_until,
    wasm_path,
};
use serde_json::{Value, json};

const DOCUMENT: &str = "/embed/v1/testimonials.html";
const NEXT: &str = "Témoignage suivant";
/// The failures of one request.
const FAILURES: [Failure; 4] =
    [Failure::Broken, Failure::Cut, Failure::Status(503), Failure::Missing];

/// The page, a frame and a widget that show the carousel: name, servers and URL.
async fn serve_surfaces() -> [(&'static str, Host, String); 3] {
    let page = Host::with("").await;
    let frame = Host::with("").await;
    let widget = Host::with(
        "<next-level-testimonials loading=eager>Les mots de l’hôte</next-level-testimonials>LOADER",
    )
    .await;
    // WebKit itself repeats a request if its connection was used before and breaks (RFC 9112, section 9.3.1).
    for host in [&page, &frame, &widget] {
        host.site.set_header("connection", "close");
    }
    let urls = [page.site.url("/"), frame.site.url(DOCUMENT), widget.server.url("/")];
    let [first, second, third] = urls;
    [("page", page, first), ("frame", frame, second), ("widget", widget, third)]
}

/// The page of a captive portal, in place of a file.
fn build_portal() -> Failure {
    Failure::Body(b"<!doctype html><title>Wi-Fi gratuit</title>".to_vec())
}

/// Asserts that the carousel's button works.
async fn assert_carousel_works(page: &Session, what: &str) {
    page.wait_for_slide(1).await;
    wait_until(&format!("{what}: a button"), async || {
        let names = page.find_names(Role::Button).await;
        if names.iter().any(|name| name == NEXT) { Ok(()) } else { Err(names) }
    })
    .await;
    page.press_next().await;
    page.wait_for_slide(2).await;
}

/// The requests for a path, with their headers.
fn find_requests(site: &Site, path: &str) -> Vec<Request> {
    site.requests().into_iter().filter(|request| request.path == path).collect()
}

async fn a_wasm_that_fails_once_is_requested_again(browser: Browser) {
    fail_once(browser, &wasm_path()).await;
}

async fn a_glue_that_fails_once_is_requested_again(browser: Browser) {
    fail_once(browser, &glue_path()).await;
}

async fn fail_once(browser: Browser, path: &str) {
    let page = browser.open("about:blank").await;
    for failure in FAILURES {
        for (surface, host, url) in serve_surfaces().await {
            let what = format!("{surface}, {path}, {failure:?}");
            host.site.fail_times(path, 1, failure.clone());
            page.open(&url).await;
            assert_carousel_works(&page, &what).await;
            // The glue is fetched past the caches, then imported.
            let requests = find_requests(&host.site, path);
            assert!((2..=3).contains(&requests.len()), "{what}: {requests:#?}");
        }
    }
}

async fn a_widget_s_document_that_fails_once_is_requested_again(browser: Browser) {
    let page = browser.open("about:blank").await;
    for failure in FAILURES.into_iter().chain([build_portal()]) {
        let what = format!("{failure:?}");
        let [.., (_, host, url)] = serve_surfaces().await;
        host.site.fail_times(DOCUMENT, 1, failure);
        page.open(&url).await;
        assert_carousel_works(&page, &what).await;
        let requests = find_requests(&host.site, DOCUMENT);
        assert_eq!(requests.len(), 2, "{what}: {requests:#?}");
    }
}

/// A frame fetches the content that a proxy has removed from its document.
async fn content_that_fails_once_is_requested_again_by_a_frame(browser: Browser) {
    const CONTENT: &str = "/content/testimonials.json";
    let page = browser.open("about:blank").await;
    for failure in FAILURES.into_iter().chain([build_portal()]) {
        let [_, (_, host, url), _] = serve_surfaces().await;
        let html = host.site.get_page(DOCUMENT);
        host.site.set_page(DOCUMENT, &html.replace("id=\"testimonials.json\"", ""));
        let what = format!("{failure:?}");
        host.site.fail_times(CONTENT, 1, failure);
        page.open(&url).await;
        assert_carousel_works(&page, &what).await;
        assert_eq!(host.site.count_requests(CONTENT), 2, "{what}");
    }
}

/// As with a CDN that caches errors for a while.
async fn a_cached_error_is_bypassed(browser: Browser) {
    let page = browser.open("about:blank").await;
    for path in [wasm_path(), glue_path(), DOCUMENT.to_owned(), "/embed/v1/widget.js".to_owned()] {
        let [.., (_, host, url)] = serve_surfaces().await;
        host.site.set_header("cache-control", "max-age=600");
        host.site.fail_times(&path, 1, Failure::Status(503));
        page.open(&url).await;
        assert_carousel_works(&page, &path).await;
    }
}

/// Replaces the names of the build's files in a document by those of an earlier build, which are not served.
fn make_outdated(html: &str) -> String {
    html.replace(wasm_path().trim_start_matches('/'), "site-0a_bg.wasm")
        .replace(glue_path().trim_start_matches('/'), "site-0a.js")
        .replace("data-fingerprint=\"", "data-fingerprint=\"1")
}

async fn a_document_of_an_earlier_deploy_starts_the_newest_program(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (surface, host, url) in serve_surfaces().await {
        let path = if surface == "page" { "/" } else { DOCUMENT };
        let old = make_outdated(&host.site.get_page(path))
            .replace("<blockquote>", "<blockquote data-old>");
        host.site.fail_times(path, 1, Failure::Body(old.into_bytes()));
        page.open(&url).await;
        assert_carousel_works(&page, surface).await;
        let count = host.site.count_requests(path);
        assert!((2..=3).contains(&count), "{surface}: {count} documents");
    }
}

/// The import map of a dist contains the digest of the glue, which is that of the newest document.
#[test]
fn the_newest_document_s_program_is_verified_by_its_digest() {
    run(Engine::Chromium, "network::digest", async |browser| {
        let dist = hosted_dir().join("root/dist");
        let html = fs::read_to_string(dist.join("index.html")).expect("the page");
        let attribute = |kind: &str| {
            let (_, rest) = html.split_once(kind).expect("a name");
            let (_, rest) = rest.split_once("=\"./").expect("its value");
            rest.split('"').next().expect("its end").to_owned()
        };
        let (js, wasm) = (attribute("data-js"), attribute("data-wasm"));
        for is_intact in [true, false] {
            let site = Site::folder(&dist).await;
            let old = html.replace(&js, "assets/site-0a.js").replace(&wasm, "assets/site-0b.wasm");
            site.fail_times("/", 1, Failure::Body(old.into_bytes()));
            if !is_intact {
                let glue = fs::read_to_string(dist.join(&js)).expect("the glue") + "\n";
                site.set_page(&format!("/{js}"), &glue);
            }
            let page = browser.open(&site.url("/")).await;
            if is_intact {
                assert_carousel_works(&page, "with its digest").await;
            } else {
                retry_until(&page, "return document.querySelectorAll('.stopped').length == 1")
                    .await;
            }
        }
    });
}

/// Triggers retries until the condition holds.
async fn retry_until(page: &Session, is_reported: &str) {
    wait_until("all attempts are spent", async || {
        page.eval("dispatchEvent(new Event('online'))", vec![]).await;
        page.eval(is_reported, vec![]).await == true
    })
    .await;
}

async fn a_lasting_failure_is_reported_once_and_can_be_recovered_from(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (surface, host, url) in serve_surfaces().await {
        host.site.fail(&wasm_path(), Failure::Status(503));
        page.open(&url).await;
        let is_reported = match surface {
            "page" => "return document.querySelectorAll('.stopped a[href]').length == 1",
            "frame" => "return document.querySelectorAll('.stopped a[href]').length == 1",
            _ => {
                page.eval("window.heard = []; addEventListener('next-level-error', e => heard.push(e.detail.code))", vec![]).await;
                "return heard.length == 1"
            }
        };
        retry_until(&page, is_reported).await;
        let before = host.site.count_requests(&wasm_path());
        assert!(before <= 9, "{surface}: {before}");
        // Many events cause no storm of requests.
        let dispatch_many =
            "for (let time = 0; time < 50; time++) dispatchEvent(new Event('online'))";
        page.eval(dispatch_many, vec![]).await;
        page.wait_for_frames().await;
        page.eval(dispatch_many, vec![]).await;
        page.wait_for_frames().await;
        assert!(host.site.count_requests(&wasm_path()) <= before + 3, "{surface}");
        assert_eq!(page.eval(is_reported, vec![]).await, true, "{surface}: it is said once");
        come_back_during_an_attempt(&page, &host.site, &wasm_path()).await;
        assert_carousel_works(&page, surface).await;
        if surface != "widget" {
            assert_eq!(
                page.eval(is_reported, vec![]).await,
                false,
                "{surface}: nothing is said any more"
            );
        }
    }
}

/// The network comes back while a request is stuck that fails all the same: the attempt after it succeeds.
async fn come_back_during_an_attempt(page: &Session, site: &Site, path: &str) {
    const COME_BACK: &str = "dispatchEvent(new Event('online'))";
    let before = site.count_requests(path);
    let hold = site.hold(path);
    page.eval(COME_BACK, vec![]).await;
    wait_until("an attempt", async || site.count_requests(path) > before).await;
    page.eval(COME_BACK, vec![]).await;
    site.fail_times(path, 1, Failure::Status(503));
    hold.release();
}

/// A visitor who scrolls while offline touches the page again and again.
async fn touches_do_not_use_up_the_attempts(browser: Browser) {
    let site = Site::with_fixture().await;
    site.fail(&wasm_path(), Failure::Status(503));
    let page = browser.open(&site.url("/")).await;
    wait_until("the Wasm is asked for", async || site.has_request_for(&wasm_path())).await;
    for _ in 0..12 {
        page.eval(
            "for (let time = 0; time < 9; time++) dispatchEvent(new Event('pointerdown'))",
            vec![],
        )
        .await;
        page.wait_for_frames().await;
    }
    let times = site.count_requests(&wasm_path());
    assert!(times <= 8, "asked for {times} times");
    site.recover(&wasm_path());
    page.eval("dispatchEvent(new Event('online'))", vec![]).await;
    assert_carousel_works(&page, "once the network is back").await;
}

async fn the_widget_module_is_requested_until_it_loads(browser: Browser) {
    let body = "<script>window.heard = []; addEventListener('next-level-error', e => heard.push(e.detail.code))</script>
        <next-level-testimonials loading=eager>Les mots de l’hôte</next-level-testimonials>LOADER";
    let host = Host::with(&[DISGUISE_SCRIPT, FAST_CLOCK_SCRIPT, body].concat()).await;
    host.site.fail("/embed/v1/widget.js", Failure::Status(503));
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
    come_back_during_an_attempt(&page, &host.site, "/embed/v1/widget.js").await;
    // The row does not move as usual while the clock is fast.
    page.find_button(NEXT).await;
}

/// As at 32 kbit/s: the download takes longer than the timeout between two bytes, but no pause does.
#[test]
fn slow_responses_are_waited_for() {
    run(Engine::Chromium, "network::slow", async |browser| {
        let [.., (_, host, url)] = serve_surfaces().await;
        let slow = Failure::Trickle(9, Duration::from_millis(1900));
        host.site.fail(DOCUMENT, slow.clone());
        host.site.fail(&wasm_path(), slow);
        let page = browser.open(&url).await;
        let wait_for_paint = "return new Promise(done => requestAnimationFrame(function look() {
            if (root?.querySelector('section')) done(true); else requestAnimationFrame(look);
        }))";
        assert_eq!(page.eval_in_widget(wait_for_paint).await, true);
        assert_eq!(page.eval_in_widget("return widget.ready.then(() => true)").await, true);
        assert_eq!(host.site.count_requests(DOCUMENT), 1);
        assert_eq!(host.site.count_requests(&wasm_path()), 1);
    });
}

/// A browser may prerender a page before it is opened.
#[test]
fn a_prerendered_page_loads_no_wasm_until_it_is_opened() {
    run(Engine::Chromium, "network::made_ready", async |browser| {
        let site = Site::with_fixture().await;
        site.set_page("/before",
            "<!doctype html><title>Avant</title><link rel=icon href='data:,'><a href='/'>Plus loin</a>
            <script type=speculationrules>{\"prerender\":[{\"source\":\"list\",\"urls\":[\"/\"]}]}</script>",
        );
        let page = browser.open(&site.url("/before")).await;
        let is_prerendered = async || {
            site.requests().iter().any(|request| {
                request.path.contains("/fonts/")
                    || request
                        .headers
                        .get("sec-purpose")
                        .is_some_and(|why| why.contains("prerender"))
            })
        };
        wait_until("the page is made ready", is_prerendered).await;
        page.wait_for_frames().await;
        page.wait_for_frames().await;
        assert!(!site.has_request_for(&wasm_path()), "nobody has seen it");
        let documents = site.count_requests("/");
        page.click(Role::Link, "Plus loin").await;
        assert_carousel_works(&page, "seen").await;
        assert_eq!(site.count_requests("/"), documents, "it is the one that was made ready");
    });
}

async fn a_scroll_during_a_retry_is_kept(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (surface, host, url) in serve_surfaces().await {
        let hold = host.site.hold(&wasm_path());
        page.open(&url).await;
        wait_until("the Wasm is asked for", async || host.site.has_request_for(&wasm_path())).await;
        page.scroll_row(3).await;
        host.site.fail_times(&wasm_path(), 0, Failure::Broken);
        hold.release();
        page.wait_for_slide(3).await;
        wait_until(surface, async || {
            page.find_names(Role::Button).await.iter().any(|name| name.starts_with("Témoignage"))
        })
        .await;
    }
}

/// The page's data blocks are of a newer build than the content in a cache.
async fn older_content_does_not_replace_newer(browser: Browser) {
    for (date, follows) in [
        ("Wed, 31 Dec 2025 00:00:00 GMT", false),
        ("Thu, 01 Jan 2026 00:00:00 GMT", false),
        ("Fri, 02 Jan 2026 00:00:00 GMT", true),
    ] {
        let site = Site::with_fixture().await;
        let mut press = read_fixture_content("press.json");
        press["title"] = "Une autre revue".into();
        site.set_page("/content/press.json", &press.to_string());
        site.set_last_modified("/content/press.json", date);
        let page = browser.open(&site.url("/")).await;
        page.wait_for_hydration().await;
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
            page.wait_for_frames().await;
            let title: Value = page.eval(title, vec![]).await;
            assert_eq!(title, read_fixture_content("press.json")["title"], "{date}");
        }
    }
}

scenarios! {
    a_wasm_that_fails_once_is_requested_again,
    a_glue_that_fails_once_is_requested_again,
    a_widget_s_document_that_fails_once_is_requested_again,
    content_that_fails_once_is_requested_again_by_a_frame,
    a_cached_error_is_bypassed,
    a_document_of_an_earlier_deploy_starts_the_newest_program,
    a_lasting_failure_is_reported_once_and_can_be_recovered_from,
    a_scroll_during_a_retry_is_kept,
    touches_do_not_use_up_the_attempts,
    the_widget_module_is_requested_until_it_loads;
    chromium:
    older_content_does_not_replace_newer,
}
