//! Random actions of a visitor: no console message, no lost focus, no state without a testimonial.
//!
//! A failure prints the seed, which `NEXT_LEVEL_SEED` sets, and every step.

use std::env;

use e2e::{Browser, Engine, Key, Session, Site, scenarios, wasm_path};
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
const TEXTS: [&str; 5] = ["école", "zzz", " ", "l’", "j"];
const SIZES: [(u32, u32); 5] = [(320, 568), (390, 844), (844, 390), (768, 1024), (1280, 800)];
const FRAGMENTS: [&str; 7] =
    ["mission", "temoignages", "presse", "contenu", "temoignage-inconnu", "%E9", "organisations"];

/// One action of a visitor.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Clicks the visible control with this index, modulo their number.
    Click(usize),
    Key(Key),
    /// Shift and Tab.
    BackTab,
    Type(&'static str),
    Swipe(i32),
    /// Scrolls the page to this percentage of its height.
    Scroll(u32),
    Resize(u32, u32),
    Fragment(&'static str),
    /// Navigates to a fragment and back.
    FragmentAndBack(&'static str),
}

/// Changes the whole page, now and after every change, as a translator, a highlighter and a blocker do: it replaces
/// every new text node, and removes comments.
const MUTATE_CONTINUOUSLY: &str = "const seen = new WeakSet();
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
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    walk_randomly(&page, count_steps(&browser)).await;
}

/// The page is translated and highlighted before the Wasm loads, and after every step.
async fn no_order_of_steps_breaks_a_page_that_scripts_change(browser: Browser) {
    let site = Site::with_fixture().await;
    let hold = site.hold(&wasm_path());
    let page = browser.open(&site.url("/")).await;
    page.eval(MUTATE_CONTINUOUSLY, vec![]).await;
    hold.release();
    page.wait_for_hydration().await;
    let changed = "return window.changed";
    let before = page.eval(changed, vec![]).await;
    walk_randomly(&page, count_steps(&browser)).await;
    let after = page.eval(changed, vec![]).await;
    assert!(after.as_u64() > before.as_u64(), "what came later was changed too: {after}");
}

fn count_steps(browser: &Browser) -> usize {
    match (browser.engine(), env::var_os("NEXT_LEVEL_ALL").is_some()) {
        (Engine::Chromium, false) => 100,
        (Engine::Chromium, true) => 500,
        (_, false) => 30,
        (_, true) => 100,
    }
}

async fn walk_randomly(page: &Session, steps: usize) {
    let seed = env::var("NEXT_LEVEL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    let mut rng = fastrand::Rng::with_seed(seed);
    println!("NEXT_LEVEL_SEED={seed}");
    let mut before = read_state(page).await;
    for number in 1..=steps {
        let step = choose_step(&mut rng);
        println!("{number}: {step:?}");
        perform(page, step).await;
        // A click misses its target on a page that is still scrolling.
        page.wait_for_scroll_end().await;
        let after = read_state(page).await;
        assert_no_problems(&before, step, &after);
        assert_eq!(page.read_console().await, [], "after step {number} the page says nothing");
        before = after;
    }
}

/// The checks detect the errors that they are for.
async fn a_broken_page_is_detected(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let next = page.find_button("Témoignage suivant").await;
    page.focus(&next).await;
    let before = read_state(&page).await;
    assert!(find_problems(&before, Step::Swipe(9), &before).is_empty(), "{before}");
    for (script, problem) in [
        ("document.activeElement.blur()", "focus"),
        (
            "document.querySelectorAll('[aria-roledescription=diapositive]').forEach(e => e.ariaHidden = 'true')",
            "exposed",
        ),
        ("document.querySelector('.testimonials__position').textContent = '4 / 3'", "position"),
        ("document.querySelector('h1').remove()", "title"),
    ] {
        page.eval(script, vec![]).await;
        let found = find_problems(&before, Step::Swipe(9), &read_state(&page).await);
        assert!(found.iter().any(|found| found.contains(problem)), "{problem}: {found:?}");
    }
}

async fn perform(page: &Session, step: Step) {
    match step {
        Step::Click(which) => {
            // Excludes links that leave the page, the skip link, which is visible only while focused, and
            // everything outside an open dialog.
            let script = "const shown = [...document.querySelectorAll(\"button, summary, input, main [tabindex='0'], a[href^='#']:not(.skip-link)\")]
                .filter(e => e.getClientRects().length && getComputedStyle(e).visibility == 'visible' && !e.closest('[aria-hidden=true]')
                    && (!document.querySelector('dialog[open]') || e.closest('dialog[open]')));
                const e = shown[arguments[0] % shown.length];
                document.querySelectorAll('[data-picked]').forEach(e => e.removeAttribute('data-picked'));
                e.setAttribute('data-picked', ''); return e.outerHTML.slice(0, 90)";
            println!("   {}", page.eval(script, vec![which.into()]).await);
            let picked = page.find_css("[data-picked]").await;
            page.click_on(&picked).await;
        }
        Step::Key(Key::Enter) => {
            let leaves_page =
                "return !!document.activeElement?.matches('a[href]:not([href^=\"#\"])')";
            if page.eval(leaves_page, vec![]).await == false {
                page.press(Key::Enter).await;
            }
        }
        Step::Key(key) => page.press(key).await,
        Step::BackTab => page.press_chord(&[Key::Shift, Key::Tab]).await,
        Step::Type(text) => page.type_text(text).await,
        Step::Swipe(dx) => {
            // When all testimonials are shown, there is no row to swipe.
            let all = page.eval("return !!document.querySelector('[data-all]')", vec![]).await;
            if all == false {
                let row = page.find_css(".testimonials__row").await;
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
        Step::FragmentAndBack(name) => {
            let script = "const before = location.href; location.hash = arguments[0];
                if (location.href == before) return;
                return new Promise(done => { addEventListener('popstate', () => location.href == before && done()); history.back() })";
            page.eval(script, vec![name.into()]).await;
        }
    }
}

/// Reads the state of the page.
async fn read_state(page: &Session) -> Value {
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

fn assert_no_problems(before: &Value, step: Step, after: &Value) {
    let problems = find_problems(before, step, after);
    assert!(problems.is_empty(), "{problems:?}: before {before}, after {after}");
}

fn find_problems(before: &Value, step: Step, after: &Value) -> Vec<&'static str> {
    // Tab may leave the page; navigation to a fragment moves the focus, or clears it.
    let moves_focus = matches!(
        step,
        Step::Key(Key::Tab) | Step::BackTab | Step::Fragment(_) | Step::FragmentAndBack(_)
    ) || before["address"] != after["address"]
        || (matches!(step, Step::Click(_)) && after["followed"] == true);
    let count = |field: &str| after[field].as_u64().unwrap_or_default();
    let all = count("exposed") == count("slides");
    let position = after["position"].as_str().and_then(|position| position.split_once(" / "));
    let position = position.and_then(|(at, of)| Some((at.parse::<u64>().ok()?, of.parse().ok()?)));
    let is_valid = position.is_some_and(|(at, of)| (1..=of).contains(&at) && of == count("slides"));
    [
        (before["focus"] == true && after["focus"] == false && !moves_focus, "the focus is lost"),
        (count("exposed") == 0, "no testimonial is exposed"),
        (!is_valid && !all, "the position cannot be read"),
        (after["titles"] != json!(1), "the page has lost its title"),
        (count("stops in hidden slides") > 0, "something hidden takes the focus"),
    ]
    .into_iter()
    .filter_map(|(is_wrong, problem)| is_wrong.then_some(problem))
    .collect()
}

fn choose_step(rng: &mut fastrand::Rng) -> Step {
    match rng.u8(0..16) {
        0..5 => Step::Click(rng.usize(0..1000)),
        5..8 => Step::Key(choose(rng, &KEYS)),
        8 => Step::BackTab,
        9 => Step::Type(choose(rng, &TEXTS)),
        10..12 => Step::Swipe(choose(rng, &[-250, -80, 80, 250])),
        12 => Step::Scroll(rng.u32(0..=100)),
        13 => {
            let (width, height) = choose(rng, &SIZES);
            Step::Resize(width, height)
        }
        14 => Step::Fragment(choose(rng, &FRAGMENTS)),
        _ => Step::FragmentAndBack(choose(rng, &FRAGMENTS)),
    }
}

fn choose<T: Copy>(rng: &mut fastrand::Rng, choices: &[T]) -> T {
    choices[rng.usize(..choices.len())]
}

scenarios! {
    no_order_of_steps_breaks_the_page,
    no_order_of_steps_breaks_a_page_that_scripts_change,
    a_broken_page_is_detected,
}
