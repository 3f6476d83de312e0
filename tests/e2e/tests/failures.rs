//! What a visitor is told when a part of the content does not come, and how it comes after all.
//!
//! All but the panic concerns the app that fetches its content itself.

use e2e::{Browser, Engine, Fault, Role, Session, Site, Source};
use e2e::{bare, content, run, scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

const PRESS: &str = "/content/press.json";
const AGAIN: &str = "Réessayer";

/// Each file, its place on the page, and what it is called when it is missing.
const PARTS: [(&str, &str, &str); 5] = [
    ("mission.json", "mission", "Mission"),
    ("testimonials.json", "temoignages", "Témoignages"),
    ("partners.json", "organisations", "Organisations"),
    ("press.json", "presse", "Revue de presse"),
    ("site.json", "pied", "Informations sur le site"),
];

async fn a_broken_press_review_says_so_and_can_be_asked_for_again(browser: Browser) {
    let fault = Fault::Body(b"{ \"title\": \"Revue de presse\", \"excerpts\": [".to_vec());
    let told = "Cette partie est arrivée illisible. Elle sera sans doute bientôt réparée.";
    fails_and_comes_back(browser, fault, told, "broken").await;
}

async fn a_missing_press_review_says_so_and_can_be_asked_for_again(browser: Browser) {
    let told = "Cette partie n’a pas pu être chargée : le site répond par l’erreur 404.";
    fails_and_comes_back(browser, Fault::Missing, told, "missing").await;
}

async fn a_press_review_behind_an_error_says_so_and_can_be_asked_for_again(browser: Browser) {
    let told = "Cette partie n’a pas pu être chargée : le site répond par l’erreur 500.";
    fails_and_comes_back(browser, Fault::Status(500), told, "error").await;
}

async fn fails_and_comes_back(browser: Browser, fault: Fault, told: &str, name: &str) {
    let site = Site::dist().await;
    site.fault(PRESS, fault);
    let page = browser.open_client_side(&site).await;
    only_press_is_missing(&page, told).await;
    picture(&page, &format!("press-{name}")).await;

    // In vain: the words and the button stay, and so does the focus.
    let before = site.requests().len();
    page.click(Role::Button, AGAIN).await;
    wait_until("it is asked for again", async || {
        site.requests()[before..].iter().any(|request| request.path == PRESS && request.status != 0)
    })
    .await;
    only_press_is_missing(&page, told).await;
    focus_is_in(&page, "presse").await;

    site.heal(PRESS);
    page.click(Role::Button, AGAIN).await;
    press_is_there(&page).await;
    focus_is_in(&page, "presse").await;
    only_requests_failed(&page).await;
}

async fn a_slow_press_review_says_so_and_then_comes_by_itself(browser: Browser) {
    let site = Site::dist().await;
    let hold = site.hold(PRESS);
    let page = browser.open_client_side(&site).await;
    let quiet = json!({ "titles": [], "told": "Chargement…", "seen": false, "buttons": [] });
    wait_for_value("at first", quiet, async || notice(&page, "presse").await).await;
    only_press_is_missing(&page, "La connexion est lente : cette partie arrive encore.").await;
    picture(&page, "press-slow").await;
    hold.release();
    press_is_there(&page).await;
    assert_eq!(page.console().await, []);
}

async fn what_failed_comes_by_itself_once_the_network_is_back(browser: Browser) {
    let site = Site::dist().await;
    site.fault(PRESS, Fault::Broken);
    let page = browser.open_client_side(&site).await;
    let told = "Cette partie n’a pas pu être chargée : la connexion ne répond pas.";
    only_press_is_missing(&page, told).await;
    site.heal(PRESS);
    page.eval("dispatchEvent(new Event('online'))", vec![]).await;
    press_is_there(&page).await;
}

async fn a_page_without_any_content_names_each_part_and_brings_each_back(browser: Browser) {
    let site = Site::dist().await;
    let path = |file: &str| format!("/content/{file}");
    for (file, ..) in PARTS {
        site.fault(&path(file), Fault::Status(503));
    }
    let page = browser.open_client_side(&site).await;
    let told = "Cette partie n’a pas pu être chargée : le site répond par l’erreur 503.";
    for (_, id, name) in PARTS {
        wait_for_value(name, missing(name, told), async || notice(&page, id).await).await;
    }
    let mut buttons = page.names(Role::Button).await;
    buttons.retain(|name| !name.starts_with("Intégrer"));
    assert_eq!(buttons, [AGAIN; 5]);
    page.screenshot(&format!("all-missing-{}", browser.engine())).await;
    for (file, id, _) in PARTS {
        site.heal(&path(file));
        let button = page.css(&format!("#{id} button")).await;
        page.click_on(&button).await;
        is_there(&page, file, id).await;
        focus_is_in(&page, id).await;
    }
    only_requests_failed(&page).await;
}

/// The press review tells this and offers another try; all else is there.
async fn only_press_is_missing(page: &Session, told: &str) {
    let missing = missing("Revue de presse", told);
    wait_for_value("the press review's place", missing, async || notice(page, "presse").await)
        .await;
    for (file, id, _) in PARTS.iter().filter(|(_, id, _)| *id != "presse") {
        is_there(page, file, id).await;
    }
    let again = page.names(Role::Button).await;
    assert_eq!(again.iter().filter(|name| *name == AGAIN).count(), 1, "{again:?}");
}

async fn press_is_there(page: &Session) {
    is_there(page, "press.json", "presse").await;
}

/// Waits until a part shows its title, or the footer the name, and has nothing to excuse.
async fn is_there(page: &Session, file: &str, id: &str) {
    let content = content(file);
    let title = content.get("title").or(content.get("name")).and_then(Value::as_str);
    let title = bare(title.expect("a part has a title"));
    wait_until(&format!("{id} shows “{title}”"), async || {
        let text = "return document.getElementById(arguments[0])?.textContent ?? ''";
        let text = page.eval(text, vec![id.into()]).await;
        let text = bare(text.as_str().unwrap_or_default());
        let well =
            text.starts_with(&title) && !text.contains(AGAIN) && text.len() > title.len() + 20;
        if well { Ok(()) } else { Err(text) }
    })
    .await;
}

/// What stands in the place of a part that is missing.
fn missing(name: &str, told: &str) -> Value {
    json!({ "titles": [name], "told": told, "seen": true, "buttons": [AGAIN] })
}

/// What a part's place says while the part is not there.
async fn notice(page: &Session, id: &str) -> Value {
    let script = "const place = document.getElementById(arguments[0]), status = place?.querySelector('[role=status]');
        if (!status) return null;
        const plain = text => text.split(/\\s+/).join(' '), words = name => [...place.querySelectorAll(name)].map(e => e.textContent);
        const seen = status.getClientRects().length > 0 && getComputedStyle(status).clipPath == 'none';
        return { titles: words('h1, h2, h3'), told: plain(status.textContent), seen, buttons: words('button:not([data-embed])') }";
    page.eval(script, vec![id.into()]).await
}

async fn focus_is_in(page: &Session, id: &str) {
    let script = "const e = document.activeElement; return [!!e.closest('#' + arguments[0]), e.outerHTML.slice(0, 80)]";
    wait_until(&format!("the focus is in {id}"), async || {
        let focus = page.eval(script, vec![id.into()]).await;
        if focus[0] == true { Ok(()) } else { Err(focus) }
    })
    .await;
}

/// The console may tell of requests that failed, and of nothing else.
async fn only_requests_failed(page: &Session) {
    let mut others = page.console().await;
    others.retain(|message| message.source != Source::Network);
    assert_eq!(others, []);
}

/// Shows the press review's place and takes its picture.
async fn picture(page: &Session, name: &str) {
    let script = "document.getElementById('presse').scrollIntoView({ behavior: 'instant' })";
    page.eval(script, vec![]).await;
    page.screenshot(&format!("{name}-{}", page.engine())).await;
}

/// A panic that happens for real: something else on the page broke what the Wasm counts on.
async fn after_a_panic_all_can_be_read_and_one_line_says_so(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    let field = page.find(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.focus(&field).await;
    let breaks = "const real = Document.prototype.createElement;
        Document.prototype.createElement = function (name, ...rest) {
            if (/^ul$/i.test(name)) throw new Error('broken');
            return real.call(this, name, ...rest);
        }";
    page.eval(breaks, vec![]).await;
    page.keys("l").await;
    let told = "Cette page se lit, mais ses boutons ne répondent plus. La recharger";
    wait_for_value("the line that says so", json!([told]), async || {
        let script =
            "return [...document.querySelectorAll('[role=alert]')].map(e => e.textContent)";
        page.eval(script, vec![]).await
    })
    .await;
    let shown = "const exposed = e => !e.closest('[aria-hidden=true], [hidden]');
        return [[...document.querySelectorAll('.testimonials blockquote')].filter(exposed).length,
            [...document.querySelectorAll('.press__item')].filter(exposed).length,
            document.querySelectorAll('#site button, #site input').length]";
    assert_eq!(page.eval(shown, vec![]).await, json!([3, 12, 0]), "all is there but what is dead");
    page.click(Role::Link, "La recharger").await;
    page.hydrated().await;
    page.button("Témoignage suivant").await;
}

scenarios! {
    after_a_panic_all_can_be_read_and_one_line_says_so,
    a_broken_press_review_says_so_and_can_be_asked_for_again,
    a_missing_press_review_says_so_and_can_be_asked_for_again,
    a_press_review_behind_an_error_says_so_and_can_be_asked_for_again,
    a_slow_press_review_says_so_and_then_comes_by_itself,
    what_failed_comes_by_itself_once_the_network_is_back,
    a_page_without_any_content_names_each_part_and_brings_each_back,
}

/// Only Chromium measures layout shift.
#[test]
fn nothing_moves_when_the_press_review_comes_late() {
    run(Engine::Chromium, "failures::nothing_moves", async |browser| {
        let mut seen = vec![];
        for from in ["0", "document.getElementById('presse').offsetTop"] {
            let site = Site::dist().await;
            let hold = site.hold(PRESS);
            // What moves when the faces arrive is not what this is about.
            for face in ["affiche", "texte"] {
                site.fault(&format!("/fonts/next-level-{face}.woff2"), Fault::Missing);
            }
            let page = browser.open_client_side(&site).await;
            for (file, id, _) in PARTS.iter().filter(|(_, id, _)| *id != "presse") {
                is_there(&page, file, id).await;
            }
            let go = format!("scrollTo({{ top: {from}, behavior: 'instant' }})");
            page.eval(&go, vec![]).await;
            let held = shifts(&page).await;
            hold.release();
            press_is_there(&page).await;
            seen.push((from, held, shifts(&page).await));

            // A shift made on purpose shows that shifts are seen.
            page.eval("scrollTo({ top: 0, behavior: 'instant' })", vec![]).await;
            page.page_rests().await;
            let push = "const e = document.createElement('div'); e.style.height = '90px'; document.body.prepend(e)";
            page.eval(push, vec![]).await;
            let before = &seen[seen.len() - 1].2;
            wait_until("a shift made on purpose", async || shifts(&page).await != *before).await;
        }
        for (from, held, after) in &seen {
            assert_eq!(after, held, "when it comes, seen from {from}");
        }
        for (from, held, _) in &seen {
            assert_eq!(*held, json!([]), "while it is held, seen from {from}");
        }
    });
}

/// What has moved since the page began: how much, and which elements.
async fn shifts(page: &Session) -> Value {
    // The mark is told after all that was noted before it.
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
