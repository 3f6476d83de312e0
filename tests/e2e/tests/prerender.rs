//! The page before the Wasm, without it, at hydration, and when the content has changed since the build.

use std::fs;

use e2e::{Browser, Emulation, Failure, Role, Session, Site, Source};
use e2e::{
    dist_dir, list_texts, read_content, read_fixture_content, scenarios, strip_whitespace,
    wait_for_value, wait_until, wasm_path,
};
use serde_json::{Value, json};

async fn scripts_off_leave_every_text_every_link_and_the_scrolling_row(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open_as(&[Emulation::NoScripts], &site.url("/")).await;
    assert_all_is_readable(&page).await;
    page.save_screenshot(&format!("no-scripts-{}", browser.engine())).await;
    assert_eq!(page.read_errors().await, []);
}

async fn a_blocked_wasm_leaves_every_text_every_link_and_the_scrolling_row(browser: Browser) {
    let site = Site::dist().await;
    site.fail(&wasm_path(), Failure::Missing);
    let page = browser.open(&site.url("/")).await;
    wait_until("the Wasm is asked for", async || site.has_request_for(&wasm_path())).await;
    assert_all_is_readable(&page).await;
    page.save_screenshot(&format!("no-wasm-{}", browser.engine())).await;
}

async fn hydration_keeps_every_node_and_logs_nothing(browser: Browser) {
    let site = Site::dist().await;
    let hold = site.hold(&wasm_path());
    let page = browser.open(&site.url("/")).await;
    let tag = "const all = [...document.querySelectorAll('#site *')];
        all.forEach((e, i) => e.before = i); window.before = all; return all.length";
    let tagged = page.eval(tag, vec![]).await;
    assert!(tagged.as_u64() > Some(100), "the page is there before the Wasm: {tagged} elements");
    page.wait_for_web_fonts().await;
    // Sections out of sight are laid out once the visitor moves.
    page.eval("dispatchEvent(new Event('wheel'))", vec![]).await;
    let heights = "return [document.documentElement.scrollHeight, scrollY]";
    let height = page.eval(heights, vec![]).await;
    hold.release();
    page.wait_for_hydration().await;
    let kept = "return window.before.filter(e => e.isConnected).length";
    assert_eq!(page.eval(kept, vec![]).await, tagged, "no node was replaced");
    assert_eq!(page.eval(heights, vec![]).await, height, "nothing moved");
    assert_eq!(site.wait_for_content_requests().await, 5, "no file is fetched twice");
    assert_eq!(page.read_console().await, []);
}

async fn changed_files_change_the_page_in_place(browser: Browser) {
    let site = Site::with_fixture().await;
    let changed = [
        ("testimonials.json", change_testimonials()),
        ("press.json", change_press()),
        ("partners.json", change_partners()),
    ];
    let files = changed.map(|(file, changed)| {
        let path = format!("/content/{file}");
        site.set_page(&path, &changed.to_string());
        path
    });
    let holds = files.clone().map(|file| site.hold(&file));
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    page.click(Role::Button, "Témoignage suivant").await;
    wait_for_value("the position", "2 / 3", async || {
        page.read_text(".testimonials__position").await
    })
    .await;
    page.click(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.type_text("bidon").await;
    // Fewer excerpts are a shorter page, which may move the scroll position.
    wait_for_value("the count of excerpts", "1 extrait sur 12", async || {
        page.read_text(".press__count").await
    })
    .await;
    page.wait_for_scroll_end().await;
    let state = "const e = document.activeElement; e.before = e.before ?? true;
        return [e.id, e.value, e.before, scrollY]";
    let before = page.eval(state, vec![]).await;
    let tag = "document.querySelectorAll('#organisations a').forEach(e => e.before = true)";
    page.eval(tag, vec![]).await;
    for file in &files {
        wait_until(&format!("{file} is asked for"), async || site.has_request_for(file)).await;
    }

    holds.into_iter().for_each(e2e::Hold::release);
    wait_for_value("the position, with one more before", "3 / 4", async || {
        page.read_text(".testimonials__position").await
    })
    .await;
    let shown = "const row = document.querySelector('.testimonials__row'), box = row.getBoundingClientRect();
        return [...row.children].filter(e => Math.abs(e.getBoundingClientRect().left - box.left) < 2)
            .map(e => e.textContent)[0]";
    let quote = read_fixture_content("testimonials.json")["testimonials"][1]["quote"].clone();
    let quote = strip_whitespace(quote.as_str().expect("a quote is a text"));
    wait_until("the testimonial that was shown is still shown", async || {
        let shown = page.eval(shown, vec![]).await;
        shown.as_str().is_some_and(|shown| strip_whitespace(shown).contains(&quote))
    })
    .await;
    wait_until("the new excerpt is found", async || {
        page.read_text(".press__count").await == "2 extraits sur 13"
    })
    .await;
    wait_until("the new introduction is there", async || {
        page.read_text(".partners__introduction").await.contains("Entre")
    })
    .await;
    let kept = "return [...document.querySelectorAll('#organisations a')].every(e => e.before)";
    assert_eq!(page.eval(kept, vec![]).await, true, "links, which may have the focus, are kept");
    assert_eq!(page.eval(state, vec![]).await, before, "the focus, the words typed and the scroll");
    assert_eq!(page.read_console().await, []);
}

async fn a_server_that_fails_after_the_page_was_built_changes_nothing(browser: Browser) {
    let site = Site::dist().await;
    for file in ["site", "mission", "testimonials", "partners", "press"] {
        site.fail(&format!("/content/{file}.json"), Failure::Status(500));
    }
    let page = browser.open(&site.url("/")).await;
    let before = page.read_text("#site").await;
    page.wait_for_hydration().await;
    site.wait_for_content_requests().await;
    assert_all_is_readable(&page).await;
    assert!(page.read_text("#site").await.len() >= before.len(), "nothing is taken away");
    assert!(!page.find_names(Role::Button).await.contains(&"Réessayer".to_owned()));
    let errors = page.read_errors().await;
    let others: Vec<_> =
        errors.iter().filter(|message| message.source != Source::Network).collect();
    assert!(others.is_empty(), "only the browser says that requests failed: {others:?}");
}

/// The hydrated page is what the browser would render itself: the same elements, attributes and texts.
async fn the_first_render_in_the_browser_is_the_prerendered_page(browser: Browser) {
    let site = Site::dist().await;
    // The page and the Wasm of the second visit come from no cache.
    site.set_header("cache-control", "no-store");
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let hydrated = read_rendered_html(&page).await;
    assert!(hydrated.contains("data-interactive"), "{hydrated}");
    assert_eq!(page.read_console().await, []);
    // A part with another fingerprint is rendered again.
    let html = fs::read_to_string(dist_dir().join("index.html")).expect("the page");
    site.set_page("/outdated.html", &html.replace("data-fingerprint=\"", "data-fingerprint=\"1"));
    let hold = site.hold(&wasm_path());
    page.open(&site.url("/outdated.html")).await;
    let tag = "window.before = document.querySelectorAll('[data-part] > *').length > 4
        && [...document.querySelectorAll('[data-part] > section')]; return before.length";
    assert_eq!(page.eval(tag, vec![]).await, 4, "the prerendered sections");
    hold.release();
    page.wait_for_hydration().await;
    let kept = "return before.filter(section => section.isConnected).length";
    assert_eq!(page.eval(kept, vec![]).await, 0, "every section is rendered again");
    wait_until("the page rendered again is the hydrated one", async || {
        let rendered = read_rendered_html(&page).await;
        let equal = hydrated.bytes().zip(rendered.bytes()).take_while(|(a, b)| a == b).count();
        if hydrated == rendered {
            return Ok(());
        }
        let excerpt = |html: &str| {
            String::from_utf8_lossy(html.as_bytes().get(equal..).unwrap_or_default())
                .chars()
                .take(80)
                .collect::<String>()
        };
        Err(format!("{:?} instead of {:?}", excerpt(&rendered), excerpt(&hydrated)))
    })
    .await;
}

/// Parts whose controls need the Wasm are mounted before the others, so that no button waits for a text that is there.
async fn parts_with_controls_are_mounted_first(browser: Browser) {
    let site = Site::dist().await;
    let html = fs::read_to_string(dist_dir().join("index.html")).expect("the page");
    // A part with another fingerprint is rendered again, which an observer sees.
    site.set_page("/outdated.html", &html.replace("data-fingerprint=\"", "data-fingerprint=\"1"));
    let hold = site.hold(&wasm_path());
    let page = browser.open(&site.url("/outdated.html")).await;
    let observe = "const parts = [...document.querySelectorAll('[data-part]:not(.theme)')].filter(part => part.children.length);
        window.mounted = new Set();
        const observer = new MutationObserver(changes => changes.forEach(({ target }) => mounted.add(target)));
        parts.forEach(part => observer.observe(part, { childList: true }));
        return parts.length";
    let count = page.eval(observe, vec![]).await;
    hold.release();
    page.wait_for_hydration().await;
    let order = "return [...mounted].map(part => !!part.querySelector('next-level-controls :is(button, input)'))";
    let order = page.eval(order, vec![]).await;
    let has_controls: Vec<bool> = serde_json::from_value(order).expect("a list of booleans");
    assert_eq!(count, has_controls.len(), "every part is rendered again");
    assert!(has_controls.contains(&true) && has_controls.contains(&false), "{has_controls:?}");
    assert!(has_controls.is_sorted_by(|one, other| one >= other), "{has_controls:?}");
}

/// The HTML of the page's parts, without fingerprints. HTML has no empty text, so the build writes a space for one.
async fn read_rendered_html(page: &Session) -> String {
    let html = "const site = document.getElementById('site').cloneNode(true);
        site.querySelectorAll('[data-fingerprint]').forEach(part => part.removeAttribute('data-fingerprint'));
        site.querySelectorAll('[role=status]').forEach(status => status.textContent = status.textContent.trim());
        return site.innerHTML";
    page.eval(html, vec![]).await.as_str().expect("HTML").to_owned()
}

scenarios! {
    the_first_render_in_the_browser_is_the_prerendered_page,
    parts_with_controls_are_mounted_first,
    scripts_off_leave_every_text_every_link_and_the_scrolling_row,
    a_blocked_wasm_leaves_every_text_every_link_and_the_scrolling_row,
    hydration_keeps_every_node_and_logs_nothing;
    chromium:
    a_server_that_fails_after_the_page_was_built_changes_nothing,
    changed_files_change_the_page_in_place,
}

#[test]
fn no_text_of_the_content_is_in_the_wasm() {
    let bytes =
        fs::read(dist_dir().join(wasm_path().trim_start_matches('/'))).expect("the Wasm is there");
    let contains = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(contains("Témoignage suivant"), "the interface's words are, so texts can be found");
    for file in ["site.json", "mission.json", "testimonials.json", "partners.json", "press.json"] {
        // Shorter texts may occur by chance.
        let mut found = list_texts(&read_content(file), 21);
        found.retain(|text| contains(text));
        assert!(found.is_empty(), "{file}: {found:?}");
    }
}

/// Asserts that every text and link of the content is there, and that the row scrolls.
async fn assert_all_is_readable(page: &Session) {
    let shown = page.eval("return document.querySelector('#site').textContent", vec![]).await;
    let shown = strip_whitespace(shown.as_str().expect("the page has a text"));
    for file in ["mission.json", "testimonials.json", "partners.json", "press.json"] {
        let mut missing = list_texts(&read_content(file), 21);
        missing.retain(|text| !shown.contains(&strip_whitespace(text)));
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

/// Inserts a testimonial before all others.
fn change_testimonials() -> Value {
    let mut changed = read_fixture_content("testimonials.json");
    let new = json!({"id": "nouvelle", "quote": "Du nouveau.", "name": "N", "role": "R"});
    changed["testimonials"].as_array_mut().expect("a list").insert(0, new);
    changed
}

/// Replaces a word before the list by one of the same length: WebKit has no scroll anchoring, so a change of height
/// above the current position would scroll the page.
fn change_partners() -> Value {
    let mut changed = read_fixture_content("partners.json");
    let introduction = changed["introduction"].as_str().expect("a text");
    changed["introduction"] = introduction.replacen("Parmi", "Entre", 1).into();
    changed
}

/// Adds an excerpt that contains “bidonvilles”.
fn change_press() -> Value {
    let mut changed = read_fixture_content("press.json");
    let new = json!({"id": "nouveau", "paragraphs": ["Encore des bidonvilles."]});
    changed["excerpts"].as_array_mut().expect("a list").push(new);
    changed
}
