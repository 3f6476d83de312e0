//! Whatever a visitor does, in whatever order: no message, no lost focus, no state without a testimonial.
//!
//! A failure tells the seed, which `NEXT_LEVEL_SEED` takes, and every step.

use std::env;

use e2e::{Browser, Engine, Key, Session, Site, scenarios, wasm};
use serde_json::{Value, json};

const KEYS: [Key; 9] = [
    Key::Tab,
    Key::Tab,
    Key::Right,
    Key::Left,
    Key::Home,
    Key::End,
    Key::Enter,
    Key::Escape,
    Key::Backspace,
];
const WORDS: [&str; 5] = ["école", "zzz", " ", "l’", "j"];
const SIZES: [(u32, u32); 5] = [(320, 568), (390, 844), (844, 390), (768, 1024), (1280, 800)];
const FRAGMENTS: [&str; 7] =
    ["mission", "temoignages", "presse", "contenu", "temoignage-inconnu", "%E9", "organisations"];

/// One thing that a visitor does.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Clicks one of the controls that are shown, counted around.
    Click(usize),
    Key(Key),
    /// Tab, backwards.
    BackTab,
    Type(&'static str),
    Swipe(i32),
    /// Scrolls the page to so many hundredths of it.
    Scroll(u32),
    Resize(u32, u32),
    Fragment(&'static str),
    /// Goes to a fragment and back again.
    ThereAndBack(&'static str),
}

/// Does to the whole page what a translator, a highlighter and a blocker do, now and with all that comes
/// later: every text that it has not seen is another node a moment after.
const MEANWHILE: &str = "const seen = new WeakSet();
    const make = (name, text) => { const e = document.createElement(name); e.className = 'ext'; e.append(text); return e; };
    const change = root => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT), found = [];
        while (walk.nextNode()) found.push(walk.currentNode);
        for (const node of found) {
            if (node.nodeType == 8) { node.remove(); continue; }
            if (seen.has(node) || !node.data.trim() || node.parentNode.closest('.ext, option, textarea, script, style')) continue;
            window.changed = (window.changed ?? 0) + 1;
            if (window.changed % 3) {
                const text = document.createTextNode(node.data);
                node.replaceWith(make('font', make('font', text)));
            } else {
                const rest = node.splitText(node.length >> 1);
                [node, rest].forEach(text => seen.add(text));
                rest.replaceWith(make('mark', rest.cloneNode()));
            }
        }
    };
    change(document.body);
    new MutationObserver(records => records.forEach(({ target }) => target.isConnected && change(target)))
        .observe(document.body, { childList: true, characterData: true, subtree: true })";

async fn no_order_of_steps_breaks_the_page(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    walk(&page, usual_steps(&browser)).await;
}

/// Translated and highlighted before the Wasm comes, and all the while.
async fn no_order_of_steps_breaks_a_page_in_other_hands(browser: Browser) {
    let site = Site::usual().await;
    let held = site.hold(&wasm());
    let page = browser.open(&site.url("/")).await;
    page.eval(MEANWHILE, vec![]).await;
    held.release();
    page.hydrated().await;
    let changed = "return window.changed";
    let before = page.eval(changed, vec![]).await;
    walk(&page, usual_steps(&browser)).await;
    let after = page.eval(changed, vec![]).await;
    assert!(after.as_u64() > before.as_u64(), "what came later was changed too: {after}");
}

fn usual_steps(browser: &Browser) -> usize {
    match (browser.engine(), env::var_os("NEXT_LEVEL_ALL").is_some()) {
        (Engine::Chromium, false) => 100,
        (Engine::Chromium, true) => 500,
        (_, false) => 30,
        (_, true) => 100,
    }
}

async fn walk(page: &Session, steps: usize) {
    let seed = env::var("NEXT_LEVEL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    let mut rng = fastrand::Rng::with_seed(seed);
    println!("NEXT_LEVEL_SEED={seed}");
    let mut before = look(page).await;
    for number in 1..=steps {
        let step = choose_step(&mut rng);
        println!("{number}: {step:?}");
        take(page, step).await;
        // A click goes astray on a page that is still scrolling.
        page.page_rests().await;
        let after = look(page).await;
        check(&before, step, &after);
        assert_eq!(page.console().await, [], "after step {number} the page says nothing");
        before = after;
    }
}

/// The checks see what they are for.
async fn a_broken_page_is_told(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    let next = page.button("Témoignage suivant").await;
    page.focus(&next).await;
    let before = look(&page).await;
    assert!(faults(&before, Step::Swipe(9), &before).is_empty(), "{before}");
    for (harm, told) in [
        ("document.activeElement.blur()", "focus"),
        (
            "document.querySelectorAll('[aria-roledescription=diapositive]').forEach(e => e.ariaHidden = 'true')",
            "exposed",
        ),
        ("document.querySelector('.testimonials__position').textContent = '4 / 3'", "position"),
        ("document.querySelector('h1').remove()", "title"),
    ] {
        page.eval(harm, vec![]).await;
        let found = faults(&before, Step::Swipe(9), &look(&page).await);
        assert!(found.iter().any(|fault| fault.contains(told)), "{told}: {found:?}");
    }
}

async fn take(page: &Session, step: Step) {
    match step {
        Step::Click(which) => {
            // Links that leave the page are left out; the skip link is in view only when it has the focus; and
            // while a dialog is open nothing else can be clicked.
            let script = "const shown = [...document.querySelectorAll(\"button, summary, input, main [tabindex='0'], a[href^='#']:not(.skip-link)\")]
                .filter(e => e.getClientRects().length && getComputedStyle(e).visibility == 'visible' && !e.closest('[aria-hidden=true]')
                    && (!document.querySelector('dialog[open]') || e.closest('dialog[open]')));
                const e = shown[arguments[0] % shown.length];
                document.querySelectorAll('[data-picked]').forEach(e => e.removeAttribute('data-picked'));
                e.setAttribute('data-picked', ''); return e.outerHTML.slice(0, 90)";
            println!("   {}", page.eval(script, vec![which.into()]).await);
            let picked = page.css("[data-picked]").await;
            page.click_on(&picked).await;
        }
        Step::Key(Key::Enter) => {
            let leaves = "return !!document.activeElement?.matches('a[href]:not([href^=\"#\"])')";
            if page.eval(leaves, vec![]).await == false {
                page.press(Key::Enter).await;
            }
        }
        Step::Key(key) => page.press(key).await,
        Step::BackTab => page.chord(&[Key::Shift, Key::Tab]).await,
        Step::Type(words) => page.keys(words).await,
        Step::Swipe(dx) => {
            // All at once they are no row, and taller than the window.
            let all = page.eval("return !!document.querySelector('[data-all]')", vec![]).await;
            if all == false {
                let row = page.css(".testimonials__row").await;
                page.swipe(&row, dx).await;
            }
        }
        Step::Scroll(part) => {
            let script =
                "scrollTo({ top: document.documentElement.scrollHeight * arguments[0] / 100 })";
            page.eval(script, vec![part.into()]).await;
        }
        Step::Resize(width, height) => page.resize(width, height).await,
        Step::Fragment(name) => {
            page.eval("location.hash = arguments[0]", vec![name.into()]).await;
        }
        Step::ThereAndBack(name) => {
            let script = "const before = location.href; location.hash = arguments[0];
                if (location.href == before) return;
                return new Promise(done => { addEventListener('popstate', () => location.href == before && done()); history.back() })";
            page.eval(script, vec![name.into()]).await;
        }
    }
}

/// What the page is like now.
async fn look(page: &Session) -> Value {
    let script = "const slides = [...document.querySelectorAll('[aria-roledescription=diapositive]')], e = document.activeElement;
        return {
            focus: !!e && e != document.body && e != document.documentElement,
            exposed: slides.filter(e => e.ariaHidden != 'true').length, slides: slides.length,
            position: document.querySelector('.testimonials__position')?.textContent ?? null,
            address: location.hash, followed: !!document.querySelector('a[data-picked]'),
            titles: document.querySelectorAll('h1').length,
            'stops in hidden slides': [...document.querySelectorAll('[aria-hidden=true] :is(a[href], button, [tabindex])')]
                .filter(e => e.tabIndex >= 0 && getComputedStyle(e).visibility == 'visible').length,
        }";
    page.eval(script, vec![]).await
}

fn check(before: &Value, step: Step, after: &Value) {
    let faults = faults(before, step, after);
    assert!(faults.is_empty(), "{faults:?}: before {before}, after {after}");
}

fn faults(before: &Value, step: Step, after: &Value) -> Vec<&'static str> {
    // Tab may leave the page; a fragment takes the focus with it, or to nowhere.
    let moves_focus = matches!(
        step,
        Step::Key(Key::Tab) | Step::BackTab | Step::Fragment(_) | Step::ThereAndBack(_)
    ) || before["address"] != after["address"]
        || (matches!(step, Step::Click(_)) && after["followed"] == true);
    let count = |field: &str| after[field].as_u64().unwrap_or_default();
    let all = count("exposed") == count("slides");
    let position = after["position"].as_str().and_then(|position| position.split_once(" / "));
    let position = position.and_then(|(at, of)| Some((at.parse::<u64>().ok()?, of.parse().ok()?)));
    let readable = position.is_some_and(|(at, of)| (1..=of).contains(&at) && of == count("slides"));
    [
        (before["focus"] == true && after["focus"] == false && !moves_focus, "the focus is lost"),
        (count("exposed") == 0, "no testimonial is exposed"),
        (!readable && !all, "the position cannot be read"),
        (after["titles"] != json!(1), "the page has lost its title"),
        (count("stops in hidden slides") > 0, "something hidden takes the focus"),
    ]
    .into_iter()
    .filter_map(|(wrong, told)| wrong.then_some(told))
    .collect()
}

fn choose_step(rng: &mut fastrand::Rng) -> Step {
    match rng.u8(0..16) {
        0..5 => Step::Click(rng.usize(0..1000)),
        5..8 => Step::Key(choose(rng, &KEYS)),
        8 => Step::BackTab,
        9 => Step::Type(choose(rng, &WORDS)),
        10..12 => Step::Swipe(choose(rng, &[-250, -80, 80, 250])),
        12 => Step::Scroll(rng.u32(0..=100)),
        13 => {
            let (width, height) = choose(rng, &SIZES);
            Step::Resize(width, height)
        }
        14 => Step::Fragment(choose(rng, &FRAGMENTS)),
        _ => Step::ThereAndBack(choose(rng, &FRAGMENTS)),
    }
}

fn choose<T: Copy>(rng: &mut fastrand::Rng, choices: &[T]) -> T {
    choices[rng.usize(..choices.len())]
}

scenarios! {
    no_order_of_steps_breaks_the_page,
    no_order_of_steps_breaks_a_page_in_other_hands,
    a_broken_page_is_told,
}
