//! The message shown instead of content that fails to load, and how the content is loaded after all.
//!
//! All tests concern the app that fetches its content itself.

use e2e::{Browser, Engine, Failure, Role, Session, Site, Source};
use e2e::{read_content, run, scenarios, strip_whitespace, wait_for_value, wait_until};
use serde_json::{Value, json};

const PRESS: &str = "/content/press.json";
const RETRY: &str = "Réessayer";

/// Each file, its element's id, and its name while it is missing.
const PARTS: [(&str, &str, &str); 5] = [
    ("mission.json", "mission", "Mission"),
    ("testimonials.json", "temoignages", "Témoignages"),
    ("partners.json", "organisations", "Organisations"),
    ("press.json", "presse", "Revue de presse"),
    ("site.json", "pied", "Informations sur le site"),
];

async fn a_broken_press_review_shows_an_error_and_can_be_retried(browser: Browser) {
    let failure = Failure::Body(b"{ \"title\": \"Revue de presse\", \"excerpts\": [".to_vec());
    let message = "Cette partie est arrivée illisible. Elle sera sans doute bientôt réparée.";
    fail_and_retry(browser, failure, message, "broken").await;
}

async fn a_missing_press_review_shows_an_error_and_can_be_retried(browser: Browser) {
    let message = "Cette partie n’a pas pu être chargée : le site répond par l’erreur 404.";
    fail_and_retry(browser, Failure::Missing, message, "missing").await;
}

async fn fail_and_retry(browser: Browser, failure: Failure, message: &str, name: &str) {
    let site = Site::dist().await;
    site.fail(PRESS, failure);
    let page = browser.open_client_side(&site).await;
    assert_only_press_is_missing(&page, message).await;
    save_press_screenshot(&page, &format!("press-{name}")).await;

    // The retry fails: the message and the button stay, and so does the focus.
    let before = site.requests().len();
    page.click(Role::Button, RETRY).await;
    wait_until("it is asked for again", async || {
        site.requests()[before..].iter().any(|request| request.path == PRESS && request.status != 0)
    })
    .await;
    assert_only_press_is_missing(&page, message).await;
    wait_for_focus_in(&page, "presse").await;

    site.recover(PRESS);
    page.click(Role::Button, RETRY).await;
    wait_for_press(&page).await;
    wait_for_focus_in(&page, "presse").await;
    assert_only_requests_failed(&page).await;
}

async fn a_slow_press_review_shows_a_message_until_it_arrives(browser: Browser) {
    let site = Site::dist().await;
    let hold = site.hold(PRESS);
    let page = browser.open_client_side(&site).await;
    let loading = json!({ "titles": [], "told": "Chargement…", "seen": false, "buttons": [] });
    wait_for_value("at first", loading, async || read_notice(&page, "presse").await).await;
    assert_only_press_is_missing(&page, "La connexion est lente : cette partie arrive encore.")
        .await;
    save_press_screenshot(&page, "press-slow").await;
    hold.release();
    wait_for_press(&page).await;
    assert_eq!(page.read_console().await, []);
}

async fn a_failed_part_is_retried_when_the_network_returns(browser: Browser) {
    let site = Site::dist().await;
    site.fail(PRESS, Failure::Broken);
    let page = browser.open_client_side(&site).await;
    let message = "Cette partie n’a pas pu être chargée : la connexion ne répond pas.";
    assert_only_press_is_missing(&page, message).await;
    site.recover(PRESS);
    page.eval("dispatchEvent(new Event('online'))", vec![]).await;
    wait_for_press(&page).await;
}

async fn a_page_without_content_names_each_part_and_retries_each(browser: Browser) {
    let site = Site::dist().await;
    let path = |file: &str| format!("/content/{file}");
    for (file, ..) in PARTS {
        site.fail(&path(file), Failure::Status(503));
    }
    let page = browser.open_client_side(&site).await;
    let message = "Cette partie n’a pas pu être chargée : le site répond par l’erreur 503.";
    for (_, id, name) in PARTS {
        wait_for_value(name, missing_notice(name, message), async || read_notice(&page, id).await)
            .await;
    }
    let mut buttons = page.find_names(Role::Button).await;
    buttons.retain(|name| !name.starts_with("Intégrer"));
    assert_eq!(buttons, [RETRY; 5]);
    page.save_screenshot(&format!("all-missing-{}", browser.engine())).await;
    for (file, id, _) in PARTS {
        site.recover(&path(file));
        let button = page.find_css(&format!("#{id} button")).await;
        page.click_on(&button).await;
        wait_for_part(&page, file, id).await;
        wait_for_focus_in(&page, id).await;
    }
    assert_only_requests_failed(&page).await;
}

/// Asserts that the press review shows this message and a retry button, and that all other parts are there.
async fn assert_only_press_is_missing(page: &Session, message: &str) {
    let expected = missing_notice("Revue de presse", message);
    wait_for_value("the press review's place", expected, async || {
        read_notice(page, "presse").await
    })
    .await;
    for (file, id, _) in PARTS.iter().filter(|(_, id, _)| *id != "presse") {
        wait_for_part(page, file, id).await;
    }
    let buttons = page.find_names(Role::Button).await;
    assert_eq!(buttons.iter().filter(|name| *name == RETRY).count(), 1, "{buttons:?}");
}

async fn wait_for_press(page: &Session) {
    wait_for_part(page, "press.json", "presse").await;
}

/// Waits until a part shows its title, or the footer the name, and no retry button.
async fn wait_for_part(page: &Session, file: &str, id: &str) {
    let content = read_content(file);
    let title = content.get("title").or(content.get("name")).and_then(Value::as_str);
    let title = strip_whitespace(title.expect("a part has a title"));
    wait_until(&format!("{id} shows “{title}”"), async || {
        let text = "return document.getElementById(arguments[0])?.textContent ?? ''";
        let text = page.eval(text, vec![id.into()]).await;
        let text = strip_whitespace(text.as_str().unwrap_or_default());
        let is_complete =
            text.starts_with(&title) && !text.contains(RETRY) && text.len() > title.len() + 20;
        if is_complete { Ok(()) } else { Err(text) }
    })
    .await;
}

/// The expected notice of a missing part.
fn missing_notice(name: &str, message: &str) -> Value {
    json!({ "titles": [name], "told": message, "seen": true, "buttons": [RETRY] })
}

/// Reads the notice shown while a part is missing.
async fn read_notice(page: &Session, id: &str) -> Value {
    let script = "const place = document.getElementById(arguments[0]), status = place?.querySelector('[role=status]');
        if (!status) return null;
        const plain = text => text.split(/\\s+/).join(' '), words = name => [...place.querySelectorAll(name)].map(e => e.textContent);
        const seen = status.getClientRects().length > 0 && getComputedStyle(status).clipPath == 'none';
        return { titles: words('h1, h2, h3'), told: plain(status.textContent), seen, buttons: words('button:not([data-embed])') }";
    page.eval(script, vec![id.into()]).await
}

async fn wait_for_focus_in(page: &Session, id: &str) {
    let script = "const e = document.activeElement; return [!!e.closest('#' + arguments[0]), e.outerHTML.slice(0, 80)]";
    wait_until(&format!("the focus is in {id}"), async || {
        let focus = page.eval(script, vec![id.into()]).await;
        if focus[0] == true { Ok(()) } else { Err(focus) }
    })
    .await;
}

/// Asserts that the console has no messages except failed requests.
async fn assert_only_requests_failed(page: &Session) {
    let mut others = page.read_console().await;
    others.retain(|message| message.source != Source::Network);
    assert_eq!(others, []);
}

/// Saves a screenshot of the press review.
async fn save_press_screenshot(page: &Session, name: &str) {
    let script = "document.getElementById('presse').scrollIntoView({ behavior: 'instant' })";
    page.eval(script, vec![]).await;
    page.save_screenshot(&format!("{name}-{}", page.engine())).await;
}

scenarios! {
    a_broken_press_review_shows_an_error_and_can_be_retried,
    a_failed_part_is_retried_when_the_network_returns,
    a_page_without_content_names_each_part_and_retries_each;
    chromium:
    a_slow_press_review_shows_a_message_until_it_arrives,
    a_missing_press_review_shows_an_error_and_can_be_retried,
}

/// Only Chromium measures layout shift.
#[test]
fn nothing_shifts_when_the_press_review_arrives_late() {
    run(Engine::Chromium, "failures::nothing_moves", async |browser| {
        let mut measured = vec![];
        for from in ["0", "document.getElementById('presse').offsetTop"] {
            let site = Site::dist().await;
            let hold = site.hold(PRESS);
            // Shifts by late fonts are not the subject of this test.
            for face in ["affiche", "texte"] {
                site.fail(&format!("/fonts/next-level-{face}.woff2"), Failure::Missing);
            }
            let page = browser.open_client_side(&site).await;
            for (file, id, _) in PARTS.iter().filter(|(_, id, _)| *id != "presse") {
                wait_for_part(&page, file, id).await;
            }
            let scroll = format!("scrollTo({{ top: {from}, behavior: 'instant' }})");
            page.eval(&scroll, vec![]).await;
            let during = read_shifts(&page).await;
            hold.release();
            wait_for_press(&page).await;
            measured.push((from, during, read_shifts(&page).await));

            // A deliberate shift shows that shifts are measured.
            page.eval("scrollTo({ top: 0, behavior: 'instant' })", vec![]).await;
            page.wait_for_scroll_end().await;
            let shift_page = "const e = document.createElement('div'); e.style.height = '90px'; document.body.prepend(e)";
            page.eval(shift_page, vec![]).await;
            let before = &measured[measured.len() - 1].2;
            wait_until("a shift made on purpose", async || read_shifts(&page).await != *before)
                .await;
        }
        for (from, during, after) in &measured {
            assert_eq!(after, during, "when it comes, seen from {from}");
        }
        for (from, during, _) in &measured {
            assert_eq!(*during, json!([]), "while it is held, seen from {from}");
        }
    });
}

/// Reads the layout shifts since the page began: their values, and the elements that moved.
async fn read_shifts(page: &Session) -> Value {
    // The mark is reported after all entries before it.
    let script = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
        const shifts = [];
        const observer = new PerformanceObserver(list => list.getEntries().forEach(entry => {
            if (entry.name == 'fence') { observer.disconnect(); done(shifts); }
            else if (entry.entryType == 'layout-shift')
                shifts.push([entry.value, ...entry.sources.map(source => source.node?.className ?? 'gone')]);
        }));
        observer.observe({ type: 'layout-shift', buffered: true });
        observer.observe({ type: 'mark' });
        performance.mark('fence');
    })))";
    page.eval(script, vec![]).await
}
