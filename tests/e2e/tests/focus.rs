//! The focus is never in a hidden element and never lost when the focused element is removed: on the page, in a
//! frame, in a widget.

use e2e::{Browser, FIND_ROW, Host, Key, Role, Session, Site};
use e2e::{read_fixture_content, scenarios, wait_for_value, wait_until};
use serde_json::Value;

const SEARCH_LABEL: &str = "Rechercher dans la revue de presse";

/// Describes the focused element, in shadow roots, too: its name and class, or with a space what is wrong with it.
const DESCRIBE_FOCUS: &str = "let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    const name = e && `${e.localName}.${e.className}`.replace(/ .*/, '');
    if (!e || e === document.body || e === document.documentElement) return 'lost';
    if (e.localName.startsWith('next-level-')) return 'lost in ' + name;
    if (e.closest('[aria-hidden=true], [inert], [hidden]')) return name + ' is hidden';
    const { visibility } = getComputedStyle(e);
    if (visibility !== 'visible' || !e.getClientRects().length) return name + ' cannot be seen';
    return name;";

async fn the_focus_moves_to_the_row_when_its_slide_is_hidden(browser: Browser) {
    let site = Site::with_fixture().await;
    let host =
        Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let addresses = [site.url("/"), site.url("/embed/v1/testimonials.html"), host.url()];
    for address in addresses {
        let page = browser.open(&address).await;
        page.wait_for_slide(1).await;
        for slide in [2, 3, 1] {
            let focus = format!(
                "{FIND_ROW} const shown = [...row.children].find(slide => !slide.ariaHidden);
                shown.querySelector('figure a').focus({{ preventScroll: true }}); return scrollY"
            );
            let top = page.eval(&focus, vec![]).await;
            assert_eq!(describe_focus(&page).await, "a.quotation__link", "{address}");
            page.scroll_row(slide).await;
            page.wait_for_slide(slide).await;
            assert_eq!(
                describe_focus(&page).await,
                "div.testimonials__row",
                "{address}: slide {slide}"
            );
            assert_eq!(
                page.eval("return scrollY", vec![]).await,
                top,
                "{address}: nothing scrolls"
            );
        }
        // The row's keys continue from there.
        page.press(Key::Right).await;
        page.wait_for_slide(2).await;
        assert_eq!(page.read_console().await, [], "{address}");
        page.close().await;
    }
}

async fn a_swipe_does_not_take_the_focus_away(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    let row = page.show_row_on_phone().await;
    let link = page.find_css("[data-item] figure a").await;
    page.focus(&link).await;
    page.swipe(&row, -250).await;
    page.wait_for_slide(2).await;
    assert_eq!(describe_focus(&page).await, "div.testimonials__row");
}

async fn a_link_to_a_slide_focuses_it(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_slide(1).await;
    let ids = &read_fixture_content("testimonials.json")["testimonials"];
    for at in [0, 1, 2] {
        let id = ids[at]["id"].as_str().expect("an id");
        page.eval(
            "const link = document.createElement('a');
            link.href = `#temoignage-${arguments[0]}`;
            document.body.append(link);
            link.focus({ preventScroll: true }); link.click()",
            vec![id.into()],
        )
        .await;
        let slide = u32::try_from(at + 1).expect("few");
        page.wait_for_slide(slide).await;
        wait_for_value("the focus is on the slide", "div.testimonials__slide", async || {
            describe_focus(&page).await
        })
        .await;
        // The row's keys work from the slide, too.
        page.press(Key::Home).await;
        page.wait_for_slide(1).await;
        wait_until("the focus is in sight", async || {
            let focus = describe_focus(&page).await;
            if focus.contains(' ') || focus == "lost" { Err(focus) } else { Ok(()) }
        })
        .await;
    }
    assert_eq!(page.read_console().await, []);
}

/// “Back” restores or ends a search, wherever the focus is then.
async fn history_navigation_of_a_search_keeps_the_focus_visible(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.click(Role::Button, "Lallab").await;
    wait_for_value("the results", 1, async || count_results(&page).await).await;
    page.eval("document.querySelector('.press__results li').focus()", vec![]).await;
    page.eval("history.back()", vec![]).await;
    wait_for_value("the results", 0, async || count_results(&page).await).await;
    wait_for_visible_focus(&page, "after back").await;
    page.eval(
        "const all = document.querySelector('.press__all'); all.focus({ preventScroll: true })",
        vec![],
    )
    .await;
    page.eval("history.forward()", vec![]).await;
    wait_for_value("the results", 1, async || count_results(&page).await).await;
    wait_for_visible_focus(&page, "after forward").await;
    // Enter leaves the field after a search without results, and without a search, too.
    for typed in ["zzz", " "] {
        let field = page.find(Role::Searchbox, SEARCH_LABEL).await;
        page.click_on(&field).await;
        page.press(Key::Home).await;
        page.press_chord(&[Key::Shift, Key::End]).await;
        page.type_text(typed).await;
        page.press(Key::Enter).await;
        wait_until("another place than the field has the focus", async || {
            let focus = describe_focus(&page).await;
            let has_left = focus != "input.press__input" && focus != "lost" && !focus.contains(' ');
            if has_left { Ok(()) } else { Err(focus) }
        })
        .await;
    }
    assert_eq!(page.read_console().await, []);
}

/// A host's attributes remove the focused element.
async fn entries_that_a_host_removes_leave_the_focus_in_the_widget(browser: Browser) {
    for (section, focus) in [
        ("press", "li:nth-child(3) a, li:nth-child(3)"),
        ("testimonials", "button:last-of-type"),
        ("press", "input"),
    ] {
        let widget = format!("<next-level-{section} loading=eager></next-level-{section}>LOADER");
        let host = Host::with(&widget).await;
        let page = host.open(&browser).await;
        page.wait_for_widgets().await;
        wait_until("something can have the focus", async || {
            let script = "const e = [...root.querySelectorAll(FOCUS)].at(-1);
                if (!e) return false;
                if (!e.matches('a, button, input')) e.tabIndex = -1;
                e.focus(); return root.activeElement === e";
            page.eval_in_widget(&script.replace("FOCUS", &format!("{focus:?}"))).await == true
        })
        .await;
        page.eval_in_widget(
            "widget.setAttribute('limit', 1); widget.setAttribute('layout', 'list')",
        )
        .await;
        wait_for_value(&format!("{section}: entries"), 1, async || {
            page.eval_in_widget("return root.querySelectorAll('[data-item]').length").await
        })
        .await;
        wait_for_visible_focus(&page, section).await;
    }
}

async fn wait_for_visible_focus(page: &Session, when: &str) {
    wait_until(&format!("{when} the focus is in sight"), async || {
        let focus = describe_focus(page).await;
        if focus.contains(' ') || focus == "lost" { Err(focus) } else { Ok(()) }
    })
    .await;
}

async fn describe_focus(page: &Session) -> String {
    page.eval(DESCRIBE_FOCUS, vec![]).await.as_str().unwrap_or("nowhere").to_owned()
}

async fn count_results(page: &Session) -> Value {
    page.eval("return document.querySelectorAll('.press__results .press__item').length", vec![])
        .await
}

scenarios! {
    the_focus_moves_to_the_row_when_its_slide_is_hidden,
    a_swipe_does_not_take_the_focus_away,
    a_link_to_a_slide_focuses_it,
    history_navigation_of_a_search_keeps_the_focus_visible,
    entries_that_a_host_removes_leave_the_focus_in_the_widget,
}
