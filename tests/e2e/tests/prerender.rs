//! The page before the Wasm, without it, when it takes over, and when the content has changed since.

use std::fs;

use e2e::{Browser, Emulation, Fault, Role, Session, Site, Source};
use e2e::{bare, content, dist, scenarios, usual_content, wait_for_value, wait_until, wasm};
use serde_json::{Value, json};

async fn scripts_off_leave_every_text_every_link_and_the_scrolling_row(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open_as(&[Emulation::NoScripts], &site.url("/")).await;
    all_is_readable(&page).await;
    page.screenshot(&format!("no-scripts-{}", browser.engine())).await;
    assert_eq!(page.problems().await, []);
}

async fn a_blocked_wasm_leaves_every_text_every_link_and_the_scrolling_row(browser: Browser) {
    let site = Site::dist().await;
    site.fault(&wasm(), Fault::Missing);
    let page = browser.open(&site.url("/")).await;
    wait_until("the Wasm is asked for", async || site.asked_for(&wasm())).await;
    all_is_readable(&page).await;
    page.screenshot(&format!("no-wasm-{}", browser.engine())).await;
}

async fn hydration_keeps_every_node_and_says_nothing(browser: Browser) {
    let site = Site::dist().await;
    let held = site.hold(&wasm());
    let page = browser.open(&site.url("/")).await;
    let tag = "const all = [...document.querySelectorAll('#site *')];
        all.forEach((e, i) => e.before = i); window.before = all; return all.length";
    let tagged = page.eval(tag, vec![]).await;
    assert!(tagged.as_u64() > Some(100), "the page is there before the Wasm: {tagged} elements");
    let heights = "return [document.documentElement.scrollHeight, scrollY]";
    let height = page.eval(heights, vec![]).await;
    held.release();
    page.hydrated().await;
    let kept = "return window.before.filter(e => e.isConnected).length";
    assert_eq!(page.eval(kept, vec![]).await, tagged, "no node was replaced");
    assert_eq!(page.eval(heights, vec![]).await, height, "nothing moved");
    content_was_asked_for(&site).await;
    assert_eq!(page.console().await, []);
}

async fn changed_files_change_the_page_in_place(browser: Browser) {
    let site = Site::usual().await;
    let changed = [
        ("testimonials.json", changed_testimonials()),
        ("press.json", changed_press()),
        ("partners.json", changed_partners()),
    ];
    let files = changed.map(|(file, changed)| {
        let path = format!("/content/{file}");
        site.page(&path, &changed.to_string());
        path
    });
    let held = files.clone().map(|file| site.hold(&file));
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    page.click(Role::Button, "Témoignage suivant").await;
    wait_for_value("the position", "2 / 3", async || page.text_of(".testimonials__position").await)
        .await;
    page.click(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.keys("bidon").await;
    page.page_rests().await;
    let state = "const e = document.activeElement; e.before = e.before ?? true;
        return [e.id, e.value, e.before, scrollY]";
    let before = page.eval(state, vec![]).await;
    let tag = "document.querySelectorAll('#organisations a').forEach(e => e.before = true)";
    page.eval(tag, vec![]).await;
    for file in &files {
        wait_until(&format!("{file} is asked for"), async || site.asked_for(file)).await;
    }

    held.into_iter().for_each(e2e::Hold::release);
    wait_for_value("the position, with one more before", "3 / 4", async || {
        page.text_of(".testimonials__position").await
    })
    .await;
    let shown = "const row = document.querySelector('.testimonials__row'), box = row.getBoundingClientRect();
        return [...row.children].filter(e => Math.abs(e.getBoundingClientRect().left - box.left) < 2)
            .map(e => e.textContent)[0]";
    let quote = usual_content("testimonials.json")["testimonials"][1]["quote"].clone();
    let quote = bare(quote.as_str().expect("a quote is a text"));
    wait_until("the testimonial that was shown is still shown", async || {
        let shown = page.eval(shown, vec![]).await;
        shown.as_str().is_some_and(|shown| bare(shown).contains(&quote))
    })
    .await;
    wait_until("the new excerpt is found", async || {
        page.text_of(".press__count").await == "2 extraits sur 13"
    })
    .await;
    wait_until("the new introduction is there", async || {
        page.text_of(".partners__introduction").await.contains("Entre")
    })
    .await;
    let kept = "return [...document.querySelectorAll('#organisations a')].every(e => e.before)";
    assert_eq!(page.eval(kept, vec![]).await, true, "links, which may have the focus, are kept");
    assert_eq!(page.eval(state, vec![]).await, before, "the focus, the words typed and the scroll");
    assert_eq!(page.console().await, []);
}

async fn a_server_that_fails_after_the_page_was_built_changes_nothing(browser: Browser) {
    let site = Site::dist().await;
    for file in ["site", "mission", "testimonials", "partners", "press"] {
        site.fault(&format!("/content/{file}.json"), Fault::Status(500));
    }
    let page = browser.open(&site.url("/")).await;
    let before = page.text_of("#site").await;
    page.hydrated().await;
    content_was_asked_for(&site).await;
    all_is_readable(&page).await;
    assert!(page.text_of("#site").await.len() >= before.len(), "nothing is taken away");
    assert!(!page.names(Role::Button).await.contains(&"Réessayer".to_owned()));
    let told = page.problems().await;
    let own: Vec<_> = told.iter().filter(|message| message.source != Source::Network).collect();
    assert!(own.is_empty(), "only the browser says that requests failed: {own:?}");
}

/// What is hydrated is what the browser would have rendered itself: the same elements, attributes and texts.
async fn the_first_render_in_the_browser_is_the_prerendered_page(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    let dom = "const site = document.getElementById('site').cloneNode(true);
        site.querySelectorAll('[data-fingerprint]').forEach(part => part.removeAttribute('data-fingerprint'));
        return site.innerHTML";
    let hydrated = page.eval(dom, vec![]).await;
    assert!(hydrated.as_str().is_some_and(|html| html.contains("data-interactive")), "{hydrated}");
    assert_eq!(page.console().await, []);
    // A part with another fingerprint is rendered anew.
    let html = fs::read_to_string(dist().join("index.html")).expect("the page");
    let other = html.replace("data-fingerprint=\"", "data-fingerprint=\"1");
    site.page("/", &other);
    page.open(&site.url("/")).await;
    page.hydrated().await;
    wait_for_value("the page, rendered anew", hydrated, async || page.eval(dom, vec![]).await)
        .await;
}

scenarios! {
    the_first_render_in_the_browser_is_the_prerendered_page,
    scripts_off_leave_every_text_every_link_and_the_scrolling_row,
    a_blocked_wasm_leaves_every_text_every_link_and_the_scrolling_row,
    hydration_keeps_every_node_and_says_nothing,
    changed_files_change_the_page_in_place,
    a_server_that_fails_after_the_page_was_built_changes_nothing,
}

#[test]
fn no_text_of_the_content_is_in_the_wasm() {
    let bytes = fs::read(dist().join(wasm().trim_start_matches('/'))).expect("the Wasm is there");
    let within = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(within("Témoignage suivant"), "the interface's words are, so texts can be found");
    for file in ["site.json", "mission.json", "testimonials.json", "partners.json", "press.json"] {
        let mut texts = Vec::new();
        long_texts(&content(file), &mut texts);
        let found: Vec<_> = texts.iter().filter(|text| within(text)).collect();
        assert!(found.is_empty(), "{file}: {found:?}");
    }
}

/// Every text of the content, its links, no control without the Wasm, and a row that scrolls.
async fn all_is_readable(page: &Session) {
    let shown = page.eval("return document.querySelector('#site').textContent", vec![]).await;
    let shown = bare(shown.as_str().expect("the page has a text"));
    for file in ["mission.json", "testimonials.json", "partners.json", "press.json"] {
        let mut texts = Vec::new();
        long_texts(&content(file), &mut texts);
        let missing: Vec<_> = texts.iter().filter(|text| !shown.contains(&bare(text))).collect();
        assert!(missing.is_empty(), "{file}: {missing:?}");
    }
    let hidden = "return [...document.querySelectorAll('#site p, #site li')]
        .filter(e => e.textContent.trim() && !e.getClientRects().length && e.role != 'status')
        .map(e => e.textContent)";
    assert_eq!(page.eval(hidden, vec![]).await, json!([]), "all of it is laid out");
    let links = "return document.querySelectorAll('#site a[href^=https]').length";
    assert!(page.eval(links, vec![]).await.as_u64() > Some(6), "links are links");
    let scrolls = "const row = document.querySelector('.testimonials__row');
        row.scrollTo({left: row.clientWidth, behavior: 'instant'}); return row.scrollLeft > 100";
    assert_eq!(page.eval(scrolls, vec![]).await, true, "the row scrolls by itself");
}

async fn content_was_asked_for(site: &Site) {
    wait_until("the content is asked for again", async || {
        let requests = site.requests();
        let answered = requests.iter().filter(|request| request.status != 0);
        answered.filter(|request| request.path.starts_with("/content/")).count() == 5
    })
    .await;
}

/// With somebody new before all others.
fn changed_testimonials() -> Value {
    let mut changed = usual_content("testimonials.json");
    let new = json!({"id": "nouvelle", "quote": "Du nouveau.", "name": "N", "role": "R"});
    changed["testimonials"].as_array_mut().expect("a list").insert(0, new);
    changed
}

/// With another word before the list, of the same length: WebKit has no scroll anchoring, so there
/// a change of height above what is read would move it.
fn changed_partners() -> Value {
    let mut changed = usual_content("partners.json");
    let introduction = changed["introduction"].as_str().expect("a text");
    changed["introduction"] = introduction.replacen("Parmi", "Entre", 1).into();
    changed
}

/// With one more excerpt that speaks of "bidonvilles".
fn changed_press() -> Value {
    let mut changed = usual_content("press.json");
    let new = json!({"id": "nouveau", "paragraphs": ["Encore des bidonvilles."]});
    changed["excerpts"].as_array_mut().expect("a list").push(new);
    changed
}

/// The texts that are long enough to stand nowhere by chance.
fn long_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().count() > 20 && !text.starts_with("https:") => {
            texts.push(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| long_texts(value, texts)),
        Value::Object(fields) => {
            let shown =
                fields.iter().filter(|(field, _)| !["$schema", "id"].contains(&field.as_str()));
            shown.for_each(|(_, value)| long_texts(value, texts));
        }
        _ => {}
    }
}
