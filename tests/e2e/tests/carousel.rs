//! The testimonials carousel: a row that the visitor moves by button, key and swipe.

use e2e::{Browser, Failure, Key, Role, Session, Site};
use e2e::{
    element_reference, read_fixture_content, scenarios, wait_for_value, wait_until, wasm_path,
};
use serde_json::{Value, json};

const NEXT: &str = "Témoignage suivant";
const PREVIOUS: &str = "Témoignage précédent";
const SHOW_ALL: &str = "Afficher tous les témoignages";
const SHOW_ONE: &str = "Afficher un témoignage à la fois";
const START: &str = "Lancer le défilement automatique";
const STOP: &str = "Arrêter le défilement automatique";
const ROW_LABEL: &str = "Témoignages, zone défilante";

async fn the_buttons_lead_around_and_keep_the_focus(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    page.wait_for_slide(1).await;
    record_positions(&page).await;
    let presses = [(NEXT, 2), (NEXT, 3), (NEXT, 1), (PREVIOUS, 3), (PREVIOUS, 2), (PREVIOUS, 1)];
    for (name, slide) in presses {
        let button = page.find_button(name).await;
        page.scroll_into_view(&button).await;
        let scroll_y = page.wait_for_scroll_end().await;
        page.click_on(&button).await;
        page.wait_for_slide(slide).await;
        let focus = page.eval("return document.activeElement.getAttribute('aria-label')", vec![]);
        assert_eq!(focus.await, name, "the button keeps the focus");
        assert_eq!(page.wait_for_scroll_end().await, scroll_y, "the page does not scroll");
    }
    // Wrapping around, the row passes the slide in between, which the position does not show.
    let expected = presses.map(|(_, slide)| format!("{slide} / 3"));
    assert_eq!(read_positions(&page).await, json!(expected), "the position changes once a press");
    assert_eq!(page.read_console().await, []);
}

async fn two_quick_presses_go_two_slides_on(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    page.wait_for_slide(1).await;
    record_positions(&page).await;
    for (name, slide) in [(NEXT, 3), (PREVIOUS, 1)] {
        let button = page.find_button(name).await;
        page.scroll_into_view(&button).await;
        page.focus(&button).await;
        page.type_text("  ").await;
        page.wait_for_slide(slide).await;
    }
    let expected = json!(["2 / 3", "3 / 3", "2 / 3", "1 / 3"]);
    assert_eq!(read_positions(&page).await, expected, "the position never goes back");
}

async fn the_keys_move_the_focused_row_and_nothing_else(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    page.wait_for_slide(1).await;
    let next = page.find_button(NEXT).await;
    page.focus(&next).await;
    let listener = "window.taken = [];
        addEventListener('keydown', event => { if (event.defaultPrevented) window.taken.push(event.key) })";
    page.eval(listener, vec![]).await;
    for key in [Key::Right, Key::End, Key::Left, Key::Home] {
        page.press(key).await;
    }
    page.wait_for_slide(1).await;
    assert_eq!(
        page.eval("return window.taken", vec![]).await,
        json!([]),
        "on a button they are the browser's"
    );

    // The row is the next tab stop after its buttons, of which the last shows all testimonials.
    page.focus(&next).await;
    page.press(Key::Tab).await;
    page.press(Key::Tab).await;
    let focused = "return document.activeElement.getAttribute('aria-label')";
    assert_eq!(page.eval(focused, vec![]).await, ROW_LABEL);
    let row = page.find(Role::Group, ROW_LABEL).await;
    page.scroll_into_view(&row).await;
    let scroll_y = page.wait_for_scroll_end().await;
    let moves = [
        (Key::Right, 2),
        (Key::Right, 3),
        (Key::Right, 1),
        (Key::End, 3),
        (Key::Left, 2),
        (Key::Home, 1),
        (Key::Left, 3),
    ];
    for (key, slide) in moves {
        page.press(key).await;
        page.wait_for_slide(slide).await;
    }
    assert_eq!(page.wait_for_scroll_end().await, scroll_y, "the page does not scroll");
    assert_eq!(page.eval(focused, vec![]).await, ROW_LABEL, "the row keeps the focus");
    page.type_text("a").await;
    page.press(Key::Up).await;
    page.press(Key::Down).await;
    page.wait_for_slide(3).await;
    let taken =
        json!(["ArrowRight", "ArrowRight", "ArrowRight", "End", "ArrowLeft", "Home", "ArrowLeft"]);
    assert_eq!(
        page.eval("return window.taken", vec![]).await,
        taken,
        "other keys are the browser's"
    );
    let with_modifiers = "return ['altKey', 'ctrlKey', 'metaKey', 'shiftKey'].filter(held => !arguments[0].dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowLeft', [held]: true, bubbles: true, cancelable: true })))";
    let row = element_reference(&row);
    let taken = page.eval(with_modifiers, vec![row]).await;
    assert_eq!(
        taken,
        json!([]),
        "with another key held, such as Alt to go back, they are the browser's"
    );
    assert_eq!(page.read_console().await, []);
}

async fn a_swipe_moves_the_row_and_the_position_follows(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    page.resize(390, 800).await;
    page.wait_for_slide(1).await;
    let row = page.find(Role::Group, ROW_LABEL).await;
    for (dx, slide) in [(-250, 2), (-250, 3), (250, 2)] {
        page.swipe(&row, dx).await;
        page.wait_for_slide(slide).await;
    }
    // The buttons continue from the swipe's slide.
    page.click(Role::Button, PREVIOUS).await;
    page.wait_for_slide(1).await;
    assert_eq!(page.read_console().await, []);
}

async fn moves_are_announced_once_when_they_have_come_to_rest(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    let testimonials = read_fixture_content("testimonials.json");
    let announcement = |index: usize| {
        let testimonial = &testimonials["testimonials"][index];
        let field = |name: &str| testimonial[name].as_str().expect("a text is a string");
        let text = format!("{} {}", field("quote"), field("name"));
        format!("Témoignage {} sur 3. {text}", index + 1)
    };
    let status = "document.querySelector('#temoignages [role=status]')";
    assert_eq!(page.eval(&format!("return {status}.textContent.trim()"), vec![]).await, "");
    record_text(&page, "said", status).await;
    let next = page.find_button(NEXT).await;
    page.scroll_into_view(&next).await;
    page.focus(&next).await;
    page.type_text("  ").await;
    page.wait_for_slide(3).await;
    let announcements = async || page.eval("return window.said", vec![]).await;
    wait_for_value(
        "two quick presses make one announcement",
        json!([announcement(2)]),
        announcements,
    )
    .await;
    wait_for_value("the announcement is taken back", json!([announcement(2), ""]), announcements)
        .await;
}

async fn all_testimonials_can_be_shown_at_once(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    page.click(Role::Button, NEXT).await;
    page.wait_for_slide(2).await;
    let all = page.find_button(SHOW_ALL).await;
    page.scroll_into_view(&all).await;
    page.focus(&all).await;
    page.type_text(" ").await;
    let describe = "const slides = [...document.querySelectorAll('#temoignages [aria-roledescription=diapositive]')];
        const tops = slides.map(e => e.getBoundingClientRect().top);
        return { hidden: slides.filter(e => e.ariaHidden == 'true').length,
            'one below the other': tops.every((top, at) => !at || top > tops[at - 1]),
            'buttons to move': [...document.querySelectorAll('#temoignages button[aria-label]')]
                .filter(e => getComputedStyle(e).visibility == 'visible').length,
            focus: document.activeElement.textContent }";
    let read_state = async || page.eval(describe, vec![]).await;
    let expected = json!({ "hidden": 0, "one below the other": true, "buttons to move": 0, "focus": SHOW_ONE });
    wait_for_value("every testimonial shows", expected, read_state).await;
    page.type_text(" ").await;
    page.wait_for_slide(2).await;
    assert_eq!(page.eval(describe, vec![]).await["focus"], SHOW_ALL);
    assert_eq!(page.read_console().await, []);
}

async fn an_address_shows_its_testimonial(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/#temoignage-paya-ndiaye")).await;
    page.wait_for_slide(3).await;
    for (fragment, slide) in [
        ("temoignage-julien-rigenbach", 2),
        ("temoignage-inconnu", 1),
        ("temoignage-paya-ndiaye", 3),
        ("mission", 3),
    ] {
        page.eval("location.hash = arguments[0]", vec![fragment.into()]).await;
        page.wait_for_slide(slide).await;
    }
    assert_eq!(page.read_console().await, []);
}

async fn before_the_wasm_links_lead_from_slide_to_slide(browser: Browser) {
    let site = Site::with_fixture().await;
    let wasm = wasm_path();
    site.fail(&wasm, Failure::Missing);
    let page = browser.open(&site.url("/")).await;
    wait_until("the Wasm is asked for", async || site.has_request_for(&wasm)).await;
    let script = "const row = document.querySelector(`[aria-label='${arguments[0]}']`), box = row.getBoundingClientRect();
        const shown = [...row.children].findIndex(e => Math.abs(e.getBoundingClientRect().left - box.left) <= 1);
        if (arguments[1]) row.children[shown].querySelector(`[aria-label='${arguments[1]}']`).click();
        return shown + 1";
    for (slide, button) in [(1, NEXT), (2, NEXT), (3, NEXT), (1, PREVIOUS), (3, "")] {
        wait_for_value("the testimonial shown", slide, async || {
            let seen = page.eval(script, vec![ROW_LABEL.into(), "".into()]).await;
            seen.as_i64().expect("a number")
        })
        .await;
        page.wait_for_scroll_end().await;
        page.eval(script, vec![ROW_LABEL.into(), button.into()]).await;
    }
}

async fn a_rotation_is_offered_only_if_configured_and_stops_on_focus(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    let names = page.find_names(Role::Button).await;
    assert!(!names.iter().any(|name| name.contains("automatique")), "{names:?}");

    let site = Site::with_fixture().await;
    let mut testimonials = read_fixture_content("testimonials.json");
    testimonials["rotation_seconds"] = json!(12);
    site.set_page("/content/testimonials.json", &testimonials.to_string());
    let page = browser.open_client_side(&site).await;
    page.click(Role::Button, STOP).await;
    page.click(Role::Button, START).await;
    let next = page.find_button(NEXT).await;
    page.find_button(STOP).await;
    page.focus(&next).await;
    page.find_button(START).await;
    assert_eq!(page.read_console().await, []);
}

async fn the_next_section_does_not_move_when_the_slide_changes(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    for width in [320, 768, 1280] {
        page.resize(width, 800).await;
        let mut tops = vec![];
        for slide in 1..=3 {
            page.wait_for_slide(slide).await;
            let top = "return document.getElementById('organisations').getBoundingClientRect().top + scrollY";
            let top = page.eval(top, vec![]).await;
            tops.push(top.as_f64().expect("a place is a number"));
            page.click(Role::Button, NEXT).await;
        }
        page.wait_for_slide(1).await;
        assert!(tops.iter().all(|top| (top - tops[0]).abs() <= 1.0), "at {width} px: {tops:?}");
    }
}

async fn a_new_width_keeps_the_testimonial_that_shows(browser: Browser) {
    let (_site, page) = open_page(&browser).await;
    page.click(Role::Button, NEXT).await;
    page.wait_for_slide(2).await;
    for (width, height) in [(844, 390), (390, 800), (1280, 800)] {
        page.resize(width, height).await;
        page.wait_for_slide(2).await;
    }
    // While the row scrolls.
    page.click(Role::Button, NEXT).await;
    page.resize(390, 800).await;
    page.wait_for_slide(3).await;
}

/// Opens the page, and waits until the carousel can be moved.
async fn open_page(browser: &Browser) -> (Site, Session) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.find_button(NEXT).await;
    (site, page)
}

/// Records every change of the position's text.
async fn record_positions(page: &Session) {
    let position = "document.querySelector('.testimonials__controls .testimonials__position')";
    record_text(page, "positions", position).await;
}

async fn read_positions(page: &Session) -> Value {
    page.eval("return window.positions", vec![]).await
}

/// Records each change of an element's text in a list.
async fn record_text(page: &Session, list: &str, element: &str) {
    let script = format!(
        "const element = {element}, list = window.{list} = [];
        new MutationObserver(() => list.push(element.textContent))
            .observe(element, {{ subtree: true, childList: true, characterData: true }})"
    );
    page.eval(&script, vec![]).await;
}

scenarios! {
    the_buttons_lead_around_and_keep_the_focus,
    two_quick_presses_go_two_slides_on,
    the_keys_move_the_focused_row_and_nothing_else,
    a_swipe_moves_the_row_and_the_position_follows,
    moves_are_announced_once_when_they_have_come_to_rest,
    all_testimonials_can_be_shown_at_once,
    an_address_shows_its_testimonial,
    before_the_wasm_links_lead_from_slide_to_slide,
    the_next_section_does_not_move_when_the_slide_changes,
    a_new_width_keeps_the_testimonial_that_shows;
    chromium:
    a_rotation_is_offered_only_if_configured_and_stops_on_focus,
}
