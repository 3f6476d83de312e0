//! Large text, loose text and little room: all of it can be read, without scrolling sideways.
//!
//! `content.rs` looks at widths; 400 % zoom of a window 1280 pixels wide is one 320 pixels wide.

use e2e::{Browser, STATES, Session, Site, State};
use e2e::{scenarios, wait_for_value};
use serde_json::json;

/// How somebody has changed the text, as a style sheet of theirs.
const TEXTS: [(&str, &str); 3] = [
    ("as it is", ""),
    ("twice as large", "body { font-size: 200% !important }"),
    (
        // WCAG 1.4.12, RGAA 10.12.
        "loosely set",
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
         p { margin-block-end: 2em !important }",
    ),
];

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
        own.id = 'own'; own.textContent = arguments[0]";
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
    const out = [...document.body.querySelectorAll('*')].filter(e => wide(e) && ![...e.children].some(wide));
    if (root.scrollWidth > root.clientWidth)
        faults.push(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth} px: ${out.map(told)}`);
    const scrolls = e => e.closest('[role=group]');
    for (const e of document.body.querySelectorAll('*')) {
        const { overflowX, overflowY, display } = getComputedStyle(e), cuts = v => v == 'hidden' || v == 'clip';
        // A list shows its words whole once it is opened.
        if (unseen(e) || display == 'inline' || e.localName == 'select') continue;
        if (cuts(overflowX) && e.scrollWidth > e.clientWidth + 1 || cuts(overflowY) && e.scrollHeight > e.clientHeight + 1)
            faults.push('cut: ' + told(e));
    }
    const words = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
        const node = walker.currentNode, e = node.parentElement;
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
    nothing_is_cut_or_covered_however_the_text_is_set,
    words_that_cannot_be_read_are_found,
}
