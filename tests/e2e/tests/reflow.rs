//! Large text, loose text and little room: all of it can be read, without scrolling sideways.
//!
//! `content.rs` looks at widths; 400 % zoom of a window 1280 pixels wide is one 320 pixels wide.

use std::{fs, path::Path};

use e2e::{Browser, Engine, Host, STATES, Session, Site, State};
use e2e::{dist, run, scenarios, wait_for_value, workspace};
use serde_json::json;

/// How somebody has changed the text, as a style sheet of theirs.
const TEXTS: [(&str, &str); 3] = [
    ("as it is", ""),
    ("twice as large", TWICE),
    (
        // WCAG 1.4.12, RGAA 10.12.
        "loosely set",
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
         p { margin-block-end: 2em !important }",
    ),
];

const TWICE: &str = "body, .widget { font-size: 32px !important }";

/// The four sections by themselves, and on somebody's page.
const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];

/// The states with the most, the least and the longest to show.
const LOOKED_AT: [&str; 5] = [
    "light",
    "every field filled",
    "a search that finds nothing",
    "a rotation and a crowd of organisations",
    "no press review",
];

async fn nothing_is_cut_or_covered_however_the_text_is_set(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut faults = vec![];
    for state in STATES.iter().filter(|state| LOOKED_AT.contains(&state.name)) {
        let _site = state.reach(&page).await;
        for width in [320, 1280] {
            page.resize(width, 800).await;
            for (text, sheet) in TEXTS {
                set(&page, sheet).await;
                let found = unreadable(&page).await;
                faults.extend(
                    found
                        .iter()
                        .map(|fault| format!("{}, {width} px, text {text}: {fault}", state.name)),
                );
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

async fn letters_twice_as_large_fit_a_frame_and_a_widget(browser: Browser) {
    let (host, addresses) = surfaces().await;
    let page = browser.open("about:blank").await;
    page.resize(320, 800).await;
    let mut faults = vec![];
    for address in addresses {
        page.open(&address).await;
        lives(&page, &host, &address).await;
        set(&page, TWICE).await;
        faults.extend(unreadable(&page).await.iter().map(|fault| format!("{address}: {fault}")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The size that is set in the browser itself, as a system's size sets it where a page lets it. Only Chromium can be
/// asked to.
#[test]
fn the_browser_s_own_size_may_be_twice_as_large() {
    run(
        Engine::Chromium,
        "reflow::the_browser_s_own_size_may_be_twice_as_large",
        async |browser| {
            let (host, mut addresses) = surfaces().await;
            let site = Site::usual().await;
            addresses.push(site.url("/"));
            let page = browser.open("about:blank").await;
            page.resize(320, 800).await;
            let sizes = json!({ "fontSizes": { "standard": 32, "fixed": 26 } });
            page.cdp("Page.setFontSizes", sizes).await;
            let mut faults = vec![];
            for address in addresses {
                page.open(&address).await;
                lives(&page, &host, &address).await;
                set(&page, "").await;
                let size = "const section = document.querySelector('section, main p') ?? [...document.querySelectorAll('*')].find(e => e.shadowRoot).shadowRoot.querySelector('section');
                return getComputedStyle(section).fontSize";
                assert_eq!(page.eval(size, vec![]).await, "32px", "{address}");
                let found = unreadable(&page).await;
                faults.extend(found.iter().map(|fault| format!("{address}: {fault}")));
            }
            assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
        },
    );
}

/// The embed documents' addresses, and that of a page with a widget of each section.
async fn surfaces() -> (Host, Vec<String>) {
    let widget = |section| format!("<next-level-{section} loading=eager></next-level-{section}>");
    let host = Host::with(&[SECTIONS.map(widget).concat(), "LOADER".to_owned()].concat()).await;
    let documents = SECTIONS.map(|section| host.site.url(&format!("/embed/v1/{section}.html")));
    let addresses = documents.into_iter().chain([host.url()]).collect();
    (host, addresses)
}

/// Waits until the Wasm has put all that it brings on a page.
async fn lives(page: &Session, host: &Host, address: &str) {
    if address == host.url() {
        page.widgets().await;
    }
    let there = "const roots = [document, ...[...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)];
        return roots.every(root => [...root.querySelectorAll('.press__tools, .testimonials__tools')].every(e => e.firstChild))";
    wait_for_value(&format!("{address}: the controls are there"), true, async || {
        page.eval(there, vec![]).await
    })
    .await;
}

/// Android's own size of letters counts only in a document that says so.
#[test]
fn every_document_follows_the_size_that_a_system_s_visitor_has_chosen() {
    let hosted = std::env::var_os("NEXT_LEVEL_HOSTED")
        .map_or_else(|| workspace().join("target/hosted"), Into::into);
    let mut seen = 0;
    for root in [dist(), hosted.join("root/dist")] {
        for (path, html) in documents(&root) {
            let (head, _) = html.split_once("</head>").expect("a head");
            let says = head.matches("<meta name=\"text-scale\" content=\"scale\">").count();
            assert_eq!(says, 1, "{path}");
            seen += 1;
        }
    }
    // The page, the page of what is missing, the preview, and a document for each section.
    assert!(seen > 2 * SECTIONS.len() + 4, "{seen} documents");
}

fn documents(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the site is built: run cargo xtask test");
    let paths = entries.map(|entry| entry.expect("a file").path());
    paths
        .flat_map(|path| match path.extension().is_some_and(|end| end == "html") {
            true => vec![(path.display().to_string(), fs::read_to_string(&path).expect("HTML"))],
            false if path.is_dir() => documents(&path),
            false => vec![],
        })
        .collect()
}

/// What comes with the Wasm stands where the prerendered page has left a place for it, whatever the content:
/// nothing below moves.
async fn every_control_finds_its_place(browser: Browser) {
    let page = browser.open("about:blank").await;
    for name in ["light", "a rotation and a crowd of organisations"] {
        let _site = State::named(name).reach(&page).await;
        for width in [320, 360, 500, 768, 1024, 1280, 1920] {
            page.resize(width, 800).await;
            let room = "const [form, buttons, steps, tools] = ['.press__search', '.testimonials__controls', '.testimonials__steps', '.press__tools']
                    .map(name => document.querySelector(name));
                const em = e => parseFloat(getComputedStyle(e).minBlockSize);
                return [[form.offsetHeight, em(tools)], [buttons.offsetHeight, em(steps)]]
                    .filter(([needs, has]) => needs > has + 0.5)";
            wait_for_value(
                &format!("{name}, {width} px: what needs more room"),
                json!([]),
                async || page.eval(room, vec![]).await,
            )
            .await;
        }
    }
}

/// Pages that hide some of their words: each must be told.
async fn words_that_cannot_be_read_are_found(browser: Browser) {
    let long = "anticonstitutionnellement".repeat(3);
    let broken = [
        ("<p style='overflow: hidden; height: 1em'>a<br>b<br>c</p>".to_owned(), "cut"),
        (format!("<p style='overflow: hidden; white-space: nowrap; width: 5em'>{long}</p>"), "cut"),
        (format!("<p style='font-size: 3em'>{long}</p>"), "sideways"),
        (
            "<div style='height: 1em'><p>a a a<br>b b b<br>c c c</p></div><p>d d d d d</p>"
                .to_owned(),
            "covers",
        ),
    ];
    let page = browser.open("about:blank").await;
    page.resize(320, 800).await;
    for (html, fault) in broken {
        let html = format!(
            "<!doctype html><html lang=fr><title>t</title><style>* {{ margin: 0 }}</style>{html}"
        );
        let site = Site::pages([("/", html.as_str())]).await;
        page.open(&site.url("/")).await;
        let found = unreadable(&page).await;
        assert!(found.iter().any(|told| told.contains(fault)), "{fault}: {html}: {found:?}");
    }
}

/// Puts a visitor's style sheet on the page in the place of the one before.
async fn set(page: &Session, sheet: &str) {
    let script = "const own = document.getElementById('own') ?? document.head.appendChild(document.createElement('style'));
        own.id = 'own'; own.textContent = arguments[0];
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(arguments[0]);
        for (const { shadowRoot } of document.querySelectorAll('*'))
            if (shadowRoot) shadowRoot.adoptedStyleSheets = [shadowRoot.adoptedStyleSheets[0], sheet]";
    page.eval(script, vec![sheet.into()]).await;
    // The row goes back to its slide once it is told of its new size.
    let rests = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
        const row = document.querySelector('.testimonials__row'), width = row?.clientWidth;
        done(!row || Math.abs(row.scrollLeft / width - Math.round(row.scrollLeft / width)) < 0.01) })))";
    wait_for_value("the row rests on a slide", json!(true), async || {
        page.eval(rests, vec![]).await
    })
    .await;
}

/// What somebody cannot read: words that are cut, stick out, or have others on top of them.
async fn unreadable(page: &Session) -> Vec<String> {
    let found = page.eval(LOOK, vec![]).await;
    serde_json::from_value(found).expect("faults are told in words")
}

const LOOK: &str = "const faults = [], root = document.scrollingElement, told = e => `${e.localName}.${e.className} “${e.textContent.trim().slice(0, 30)}”`;
    const unseen = e => e.closest('.visually-hidden, [data-quiet], .skip-link, [hidden], [aria-hidden=true], script, style') || getComputedStyle(e).visibility != 'visible';
    const wide = e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth && !unseen(e);
    const roots = [document.body, ...[...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)];
    const all = roots.flatMap(root => [...root.querySelectorAll('*')]);
    const out = all.filter(e => wide(e) && ![...e.children].some(wide));
    if (root.scrollWidth > root.clientWidth)
        faults.push(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth} px: ${out.map(told)}`);
    const scrolls = e => e.closest('[role=group]');
    for (const e of all) {
        const { overflowX, overflowY, display } = getComputedStyle(e), cuts = v => v == 'hidden' || v == 'clip';
        // A list shows its words whole once it is opened.
        if (unseen(e) || display == 'inline' || e.localName == 'select') continue;
        if (cuts(overflowX) && e.scrollWidth > e.clientWidth + 1 || cuts(overflowY) && e.scrollHeight > e.clientHeight + 1)
            faults.push('cut: ' + told(e));
    }
    const words = [], texts = [], range = document.createRange();
    for (const root of roots) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) texts.push(walker.currentNode);
    }
    for (const node of texts) {
        const e = node.parentElement;
        if (!node.data.trim() || unseen(e)) continue;
        let block = e;
        while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
        range.selectNodeContents(node);
        const room = scrolls(e) ? scrolls(e).getBoundingClientRect() : { left: 0, right: root.clientWidth };
        for (const r of range.getClientRects()) {
            if (r.width < 1) continue;
            if (r.left < room.left - 1 || r.right > room.right + 1) faults.push('sideways: ' + told(e));
            // The part of a line that has letters: lines of a title stand closer than their boxes are high.
            words.push({ block, e, left: r.left + 1, right: r.right - 1, top: r.top + r.height * 0.3, bottom: r.bottom - r.height * 0.3 });
        }
    }
    words.sort((a, b) => a.top - b.top);
    for (let i = 0; i < words.length; i++)
        for (let j = i + 1; j < words.length && words[j].top < words[i].bottom; j++)
            if (words[i].block != words[j].block && words[i].left < words[j].right && words[j].left < words[i].right)
                faults.push(`${told(words[j].e)} covers ${told(words[i].e)}`);
    return [...new Set(faults)]";

scenarios! {
    every_control_finds_its_place,
    letters_twice_as_large_fit_a_frame_and_a_widget,
    nothing_is_cut_or_covered_however_the_text_is_set,
    words_that_cannot_be_read_are_found,
}
