//! Reduced motion, forced colours and printing.

use e2e::{Browser, COLOR_FUNCTIONS, Emulation, Engine, Host, Key, Role, Session, Site};
use e2e::{element_reference, read_content, run, scenarios, wait_until};
use serde_json::{Value, json};

async fn with_less_movement_nothing_moves(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open_as(&[Emulation::ReducedMotion], &site.url("/")).await;
    page.wait_for_hydration().await;
    assert_nothing_moves(&page, "once the page is there").await;
    let next = page.find_button("Témoignage suivant").await;
    page.scroll_into_view(&next).await;
    // Within two frames, a smooth scroll would not have arrived.
    let press = "const row = document.querySelector('.testimonials__row');
        arguments[0].click();
        return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(row.scrollLeft / row.clientWidth))))";
    let next = element_reference(&next);
    let position = page.eval(press, vec![next]).await;
    assert!(
        position.as_f64().is_some_and(|position| (position - 1.0).abs() < 0.01),
        "the row is at once there: {position}"
    );
    assert_nothing_moves(&page, "after a press").await;
    page.click(Role::Searchbox, "Rechercher dans la revue de presse").await;
    page.type_text("zzz").await;
    page.find_button("Réinitialiser").await;
    assert_nothing_moves(&page, "after a search").await;
    page.press(Key::Tab).await;
    assert_nothing_moves(&page, "after a key").await;
}

/// Asserts that nothing is animated, and that no scroll of the page is smooth.
async fn assert_nothing_moves(page: &Session, when: &str) {
    let script = "return [document.getAnimations().length, getComputedStyle(document.documentElement).scrollBehavior,
        ...[...document.querySelectorAll('body *')].filter(e => getComputedStyle(e).scrollBehavior == 'smooth').map(e => e.className)]";
    assert_eq!(page.eval(script, vec![]).await, json!([0, "auto"]), "{when}");
}

/// WebKit does not support forced colours.
#[test]
fn forced_colours_keep_text_buttons_and_rings_visible() {
    for (engine, test) in [(Engine::Chromium, "chromium"), (Engine::Firefox, "firefox")] {
        let test = format!("preferences::{test}::forced_colours");
        run(engine, &test, async |browser| {
            let site = Site::dist().await;
            let page = browser.open_as(&[Emulation::ForcedColors], &site.url("/")).await;
            page.wait_for_hydration().await;
            page.click(Role::Searchbox, "Rechercher dans la revue de presse").await;
            page.type_text("zzz").await;
            page.find_button("Réinitialiser").await;
            let script = [COLOR_FUNCTIONS, FIND_FORCED_COLOR_PROBLEMS].concat();
            assert_eq!(page.eval(&script, vec![]).await, json!([]), "{engine}");
            // On a page that breaks the support of forced colours, the same check finds the problems.
            let break_forced_colors = "const sheet = document.head.appendChild(document.createElement('style'));
                sheet.textContent = '.button { border: none } :focus-visible { outline: none } .footer__name { forced-color-adjust: none; color: #fefefe; background: #fff }'";
            page.eval(break_forced_colors, vec![]).await;
            let found = page.eval(&script, vec![]).await.to_string();
            for problem in ["no edge", "no ring", "1.01"] {
                assert!(found.contains(problem), "{engine}: {problem}: {found}");
            }
        });
    }
}

/// Finds text, borders of controls and focus rings with too little contrast, after [`COLOR_FUNCTIONS`].
const FIND_FORCED_COLOR_PROBLEMS: &str = "const faults = [], told = e => `${e.localName}.${e.className}`;
    const contrast = (a, b) => { const [dim, bright] = [light(rgba(a)), light(rgba(b))].sort((x, y) => x - y); return (bright + 0.05) / (dim + 0.05); };
    const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (rgba(c)[3] !== 0) return c; } return 'rgb(255, 255, 255)'; };
    for (const e of document.querySelectorAll('body *')) {
        const style = getComputedStyle(e);
        if (!e.getClientRects().length || style.visibility != 'visible' || e.matches('script, style')) continue;
        const own = [...e.childNodes].some(node => node.nodeType == 3 && node.data.trim());
        if (own && contrast(style.color, ground(e)) < 4.5) faults.push(`words ${told(e)}: ${contrast(style.color, ground(e)).toFixed(2)}`);
        if (e.matches('button, summary, input:not([type=radio])') && (style.borderTopStyle == 'none' || parseFloat(style.borderTopWidth) < 1
            || contrast(style.borderTopColor, ground(e.parentElement)) < 3)) faults.push('no edge: ' + told(e));
    }
    for (const e of document.querySelectorAll('a[href], button, input, [tabindex=\"0\"]')) {
        if (!e.getClientRects().length || e.tabIndex < 0 || getComputedStyle(e).visibility != 'visible') continue;
        e.focus({ preventScroll: true, focusVisible: true });
        const style = getComputedStyle(e);
        if (style.outlineStyle == 'none' || parseFloat(style.outlineWidth) < 2 || contrast(style.outlineColor, ground(e.parentElement)) < 3)
            faults.push('no ring: ' + told(e));
    }
    return [...new Set(faults)]";

/// Only Chromium can emulate print media.
#[test]
fn print_has_every_quotation_and_no_control() {
    run(Engine::Chromium, "preferences::print", async |browser| {
        let site = Site::dist().await;
        let page = browser.open(&site.url("/")).await;
        page.wait_for_hydration().await;
        // About the width of a sheet of paper.
        page.resize(720, 1000).await;
        emulate_print(&page).await;
        let script = "const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility == 'visible';
            const sheet = document.documentElement.clientWidth, on = e => { const r = e.getBoundingClientRect(); return r.left >= -1 && r.right <= sheet + 1; };
            return {
                quotations: [...document.querySelectorAll('blockquote')].filter(e => shown(e) && on(e)).length,
                controls: [...document.querySelectorAll('button, input, summary, form, .skip-link, .testimonials__position')].filter(shown).map(e => e.ariaLabel || e.id || e.className),
                'links that are not spelled out': [...document.querySelectorAll('main a[href^=https], footer a[href^=https]')]
                    .filter(e => shown(e) && !getComputedStyle(e, '::after').content.includes(e.getAttribute('href'))).map(e => e.textContent),
            }";
        let [testimonials, press] =
            [("testimonials.json", "testimonials"), ("press.json", "excerpts")]
                .map(|(file, list)| read_content(file)[list].as_array().map_or(0, Vec::len));
        let expected = json!({
            "quotations": testimonials + press, "controls": Value::Array(vec![]),
            "links that are not spelled out": Value::Array(vec![]),
        });
        assert_eq!(page.eval(script, vec![]).await, expected);
    });
}

/// With any theme on screen or around a widget. Only Chromium can emulate print media.
#[test]
fn print_is_dark_on_white() {
    run(Engine::Chromium, "preferences::print_is_dark_on_white", async |browser| {
        let site = Site::with_fixture().await;
        let page = browser.open_as(&[Emulation::Dark], &site.url("/")).await;
        page.wait_for_hydration().await;
        page.click(Role::Radio, "sombre").await;
        emulate_print(&page).await;
        assert_eq!(page.eval(FIND_LIGHT_TEXT, vec![]).await, json!([]), "the page");

        let host = "<style>:root { color-scheme: dark; --next-level-ink: #fff; --next-level-paper: #000; --next-level-accent: #000;
            --next-level-accent-ink: #eee }</style>
            <next-level-testimonials></next-level-testimonials><next-level-partners theme=dark></next-level-partners>
            <next-level-press></next-level-press><next-level-mission></next-level-mission>LOADER";
        let host = Host::with(host).await;
        let page = host.open(&browser).await;
        page.wait_for_widgets().await;
        emulate_print(&page).await;
        assert_eq!(page.eval(FIND_LIGHT_TEXT, vec![]).await, json!([]), "widgets on a dark page");

        let page = browser.open(&site.url("/embed/v1/press.html?theme=dark")).await;
        page.wait_for_hydration().await;
        emulate_print(&page).await;
        assert_eq!(page.eval(FIND_LIGHT_TEXT, vec![]).await, json!([]), "an embed document");
    });
}

async fn emulate_print(page: &Session) {
    page.execute_cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    wait_until("the page is printed", async || {
        page.eval("return matchMedia('print').matches", vec![]).await == true
    })
    .await;
}

/// Finds text that is not dark and backgrounds that are not light, in the page and in its shadow roots.
const FIND_LIGHT_TEXT: &str = "const faults = [];
    const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgba = text => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = text; pen.fillRect(0, 0, 1, 1); return [...pen.getImageData(0, 0, 1, 1).data]; };
    const look = root => { for (const e of root.querySelectorAll('*')) {
        if (e.shadowRoot) look(e.shadowRoot);
        const style = getComputedStyle(e);
        if (!e.getClientRects().length || style.visibility != 'visible') continue;
        const name = `${e.localName}.${e.className}`;
        const own = [...e.childNodes].some(node => node.nodeType == 3 && node.data.trim());
        if (own && Math.max(...rgba(style.color).slice(0, 3)) > 120) faults.push(`words ${name}: ${style.color}`);
        const ground = rgba(style.backgroundColor);
        if (ground[3] && Math.min(...ground.slice(0, 2)) < 150) faults.push(`ground ${name}: ${style.backgroundColor}`);
    } };
    look(document);
    return [...new Set(faults)]";

/// A toggle that was pressed twice looks unpressed, also while it is hovered, as it stays after a touch.
async fn a_hovered_button_does_not_look_pressed(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let styles = "return [...document.querySelectorAll('#presse [aria-pressed]')].slice(0, 2).map(button => {
        const { color, backgroundColor } = getComputedStyle(button);
        return [button.ariaPressed, color, backgroundColor].join() })";
    let first = page.find_css("#presse [aria-pressed]").await;
    page.click_on(&first).await;
    wait_until("the first is pressed, and looks so", async || {
        let styles = page.eval(styles, vec![]).await;
        let pressed = styles[0].as_str().is_some_and(|style| style.starts_with("true"));
        let style_of = |at: usize| styles[at].as_str().and_then(|style| style.split_once(','));
        if pressed && style_of(0).map(|style| style.1) != style_of(1).map(|style| style.1) {
            Ok(())
        } else {
            Err(styles.clone())
        }
    })
    .await;
    page.click_on(&first).await;
    wait_until("it looks like the other", async || {
        let styles = page.eval(styles, vec![]).await;
        if styles[0] == styles[1] { Ok(()) } else { Err(styles) }
    })
    .await;
}

scenarios! {
    a_hovered_button_does_not_look_pressed,
    with_less_movement_nothing_moves,
}
