//! Large text, loose text and small windows: everything is readable without scrolling sideways.
//!
//! `content.rs` tests widths; a window 1280 pixels wide at 400 % zoom is one 320 pixels wide.

use std::fs;

use e2e::{Browser, Engine, Host, STATES, Session, Site, State};
use e2e::{dist_dir, hosted_dir, list_files, run, scenarios, wait_for_value};
use serde_json::json;

/// Changes of the text by a visitor's stylesheet.
const TEXT_STYLES: [(&str, &str); 3] = [
    ("as it is", ""),
    ("twice as large", TWICE_AS_LARGE),
    (
        // WCAG 1.4.12, RGAA 10.12.
        "loosely set",
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
         p { margin-block-end: 2em !important }",
    ),
];

const TWICE_AS_LARGE: &str = "body, .widget { font-size: 32px !important }";

/// The four sections.
const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];

/// The states with the most, the least and the longest to show.
const CHECKED_STATES: [&str; 5] = [
    "light",
    "every field filled",
    "a search that finds nothing",
    "a rotation and a crowd of organisations",
    "no press review",
];

async fn nothing_is_cut_or_covered_however_the_text_is_set(browser: Browser) {
    let page = browser.open("about:blank").await;
    let mut problems = vec![];
    for state in STATES.iter().filter(|state| CHECKED_STATES.contains(&state.name)) {
        let _site = state.reach(&page).await;
        for width in [320, 1280] {
            page.resize(width, 800).await;
            for (text, stylesheet) in TEXT_STYLES {
                set_stylesheet(&page, stylesheet).await;
                let found = find_unreadable(&page).await;
                problems.extend(
                    found.iter().map(|problem| {
                        format!("{}, {width} px, text {text}: {problem}", state.name)
                    }),
                );
            }
        }
    }
    assert!(problems.is_empty(), "{} faults:\n{}", problems.len(), problems.join("\n"));
}

async fn letters_twice_as_large_fit_a_frame_and_a_widget(browser: Browser) {
    let (host, addresses) = serve_surfaces().await;
    let page = browser.open("about:blank").await;
    page.resize(320, 800).await;
    let mut problems = vec![];
    for address in addresses {
        page.open(&address).await;
        wait_for_controls(&page, &host, &address).await;
        set_stylesheet(&page, TWICE_AS_LARGE).await;
        problems.extend(
            find_unreadable(&page).await.iter().map(|problem| format!("{address}: {problem}")),
        );
    }
    assert!(problems.is_empty(), "{} faults:\n{}", problems.len(), problems.join("\n"));
}

/// The font size of the browser's settings, which a system's text size changes where a page allows it. Only
/// Chromium's driver can set it.
#[test]
fn the_browser_s_own_size_may_be_twice_as_large() {
    run(
        Engine::Chromium,
        "reflow::the_browser_s_own_size_may_be_twice_as_large",
        async |browser| {
            let (host, mut addresses) = serve_surfaces().await;
            let site = Site::with_fixture().await;
            addresses.push(site.url("/"));
            let page = browser.open("about:blank").await;
            page.resize(320, 800).await;
            let sizes = json!({ "fontSizes": { "standard": 32, "fixed": 26 } });
            page.execute_cdp("Page.setFontSizes", sizes).await;
            let mut problems = vec![];
            for address in addresses {
                page.open(&address).await;
                wait_for_controls(&page, &host, &address).await;
                set_stylesheet(&page, "").await;
                let size = "const section = document.querySelector('section, main p') ?? [...document.querySelectorAll('*')].find(e => e.shadowRoot).shadowRoot.querySelector('section');
                return getComputedStyle(section).fontSize";
                assert_eq!(page.eval(size, vec![]).await, "32px", "{address}");
                let found = find_unreadable(&page).await;
                problems.extend(found.iter().map(|problem| format!("{address}: {problem}")));
            }
            assert!(problems.is_empty(), "{} faults:\n{}", problems.len(), problems.join("\n"));
        },
    );
}

/// The URLs of the embed documents, and of a page with a widget of each section.
async fn serve_surfaces() -> (Host, Vec<String>) {
    let widget = |section| format!("<next-level-{section} loading=eager></next-level-{section}>");
    let host = Host::with(&[SECTIONS.map(widget).concat(), "LOADER".to_owned()].concat()).await;
    let read_documents =
        SECTIONS.map(|section| host.site.url(&format!("/embed/v1/{section}.html")));
    let addresses = read_documents.into_iter().chain([host.url()]).collect();
    (host, addresses)
}

/// Waits until the Wasm has added all controls, and all is laid out.
async fn wait_for_controls(page: &Session, host: &Host, address: &str) {
    if address == host.url() {
        page.wait_for_widgets().await;
    }
    let has_controls = "const roots = [document, ...[...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)];
        return roots.every(root => [...root.querySelectorAll('.press__tools, .testimonials__tools')].every(e => e.firstChild))";
    wait_for_value(&format!("{address}: the controls are there"), true, async || {
        page.eval(has_controls, vec![]).await
    })
    .await;
    page.wait_for_layout().await;
}

/// Android's text size applies only in a document with this `<meta>`.
#[test]
fn every_document_follows_the_system_s_text_size() {
    let mut count = 0;
    for root in [dist_dir(), hosted_dir().join("root/dist")] {
        for path in
            list_files(&root).iter().filter(|path| path.extension() == Some("html".as_ref()))
        {
            let html = fs::read_to_string(path).expect("HTML");
            let (head, _) = html.split_once("</head>").expect("a head");
            let metas = head.matches("<meta name=\"text-scale\" content=\"scale\">").count();
            assert_eq!(metas, 1, "{}", path.display());
            count += 1;
        }
    }
    // The page, the 404 page, the preview, and a document for each section.
    assert!(count > 2 * SECTIONS.len() + 4, "{count} documents");
}

/// The controls that the Wasm adds fit the space that the prerendered page reserves, with any content, so nothing
/// below them moves.
async fn every_control_fits_its_reserved_space(browser: Browser) {
    let page = browser.open("about:blank").await;
    for name in ["light", "a rotation and a crowd of organisations"] {
        let _site = State::find(name).reach(&page).await;
        for width in [320, 360, 500, 768, 1024, 1280, 1920] {
            page.resize(width, 800).await;
            let missing_space = "const [form, buttons, steps, tools] = ['.press__search', '.testimonials__controls', '.testimonials__steps', '.press__tools']
                    .map(name => document.querySelector(name));
                const em = e => parseFloat(getComputedStyle(e).minBlockSize);
                return [[form.offsetHeight, em(tools)], [buttons.offsetHeight, em(steps)]]
                    .filter(([needs, has]) => needs > has + 0.5)";
            wait_for_value(
                &format!("{name}, {width} px: what needs more room"),
                json!([]),
                async || page.eval(missing_space, vec![]).await,
            )
            .await;
        }
    }
}

/// Each page that hides some of its text must be detected.
async fn unreadable_text_is_detected(browser: Browser) {
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
    for (html, problem) in broken {
        let html = format!(
            "<!doctype html><html lang=fr><title>t</title><style>* {{ margin: 0 }}</style>{html}"
        );
        let site = Site::pages([("/", html.as_str())]).await;
        page.open(&site.url("/")).await;
        let found = find_unreadable(&page).await;
        assert!(found.iter().any(|found| found.contains(problem)), "{problem}: {html}: {found:?}");
    }
}

/// Sets the visitor's stylesheet, replacing the previous one.
async fn set_stylesheet(page: &Session, stylesheet: &str) {
    let script = "const own = document.getElementById('own') ?? document.head.appendChild(document.createElement('style'));
        own.id = 'own'; own.textContent = arguments[0];
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(arguments[0]);
        for (const { shadowRoot } of document.querySelectorAll('*'))
            if (shadowRoot) shadowRoot.adoptedStyleSheets = [shadowRoot.adoptedStyleSheets[0], sheet]";
    page.eval(script, vec![stylesheet.into()]).await;
    // The row returns to its slide once it is notified of its new size.
    let rests = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
        const row = document.querySelector('.testimonials__row'), width = row?.clientWidth;
        done(!row || Math.abs(row.scrollLeft / width - Math.round(row.scrollLeft / width)) < 0.01) })))";
    wait_for_value("the row rests on a slide", json!(true), async || {
        page.eval(rests, vec![]).await
    })
    .await;
}

/// Finds text that is cut, sticks out, or is covered by other text.
async fn find_unreadable(page: &Session) -> Vec<String> {
    let found = page.eval(FIND_UNREADABLE, vec![]).await;
    serde_json::from_value(found).expect("faults are told in words")
}

const FIND_UNREADABLE: &str = "const faults = [], root = document.scrollingElement, told = e => `${e.localName}.${e.className} “${e.textContent.trim().slice(0, 30)}”`;
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
        // A select shows its whole texts once it is opened.
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
            // The part of a line with letters: the line boxes of a title overlap.
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
    every_control_fits_its_reserved_space,
    letters_twice_as_large_fit_a_frame_and_a_widget,
    nothing_is_cut_or_covered_however_the_text_is_set,
    unreadable_text_is_detected,
}
