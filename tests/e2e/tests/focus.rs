//! The focus is never inside what is hidden, and never lost, whatever takes away what had it: on the page, in a
//! frame, in a widget.

use e2e::{Browser, Host, Key, ROW, Role, Session, Site};
use e2e::{scenarios, usual_content, wait_for_value, wait_until};
use serde_json::Value;

const FIELD: &str = "Rechercher dans la revue de presse";

/// Where the focus is, in a few words; what is wrong with that, if anything is. A place in a shadow root counts.
const PLACE: &str = "let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    const name = e && `${e.localName}.${e.className}`.replace(/ .*/, '');
    if (!e || e === document.body || e === document.documentElement) return 'lost';
    if (e.localName.startsWith('next-level-')) return 'lost in ' + name;
    if (e.closest('[aria-hidden=true], [inert], [hidden]')) return name + ' is hidden';
    const { visibility } = getComputedStyle(e);
    if (visibility !== 'visible' || !e.getClientRects().length) return name + ' cannot be seen';
    return name;";

async fn the_focus_does_not_leave_with_a_slide(browser: Browser) {
    let page_site = Site::usual().await;
    let host =
        Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER").await;
    let addresses = [page_site.url("/"), page_site.url("/embed/v1/testimonials.html"), host.url()];
    for address in addresses {
        let page = browser.open(&address).await;
        page.row_shows(1).await;
        for slide in [2, 3, 1] {
            let focus = format!(
                "{ROW} const shown = [...row.children].find(slide => !slide.ariaHidden);
                shown.querySelector('figure a').focus({{ preventScroll: true }}); return scrollY"
            );
            let top = page.eval(&focus, vec![]).await;
            assert_eq!(place(&page).await, "a.quotation__link", "{address}");
            page.move_row(slide).await;
            page.row_shows(slide).await;
            assert_eq!(place(&page).await, "div.testimonials__row", "{address}: slide {slide}");
            assert_eq!(
                page.eval("return scrollY", vec![]).await,
                top,
                "{address}: nothing scrolls"
            );
        }
        // The keys of the row go on from there.
        page.press(Key::Right).await;
        page.row_shows(2).await;
        assert_eq!(page.console().await, [], "{address}");
        page.client().clone().close().await.expect("the window closes");
    }
}

async fn a_swipe_does_not_take_the_focus_away(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.resize(390, 800).await;
    page.row_shows(1).await;
    let row = page.css(".testimonials__row").await;
    page.bring_into_view(&row).await;
    let link = page.css("[data-item] figure a").await;
    page.focus(&link).await;
    page.swipe(&row, -250).await;
    page.row_shows(2).await;
    assert_eq!(place(&page).await, "div.testimonials__row");
}

/// The link to a testimonial, and the one to the next, before the Wasm and after.
async fn a_link_to_a_slide_takes_the_focus_there(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.row_shows(1).await;
    let ids = &usual_content("testimonials.json")["testimonials"];
    for at in [0, 1, 2] {
        let id = ids[at]["id"].as_str().expect("an id");
        page.eval(
            "const link = document.querySelector(`#temoignage-${arguments[0]} figure a`);
            link.focus({ preventScroll: true }); link.click()",
            vec![id.into()],
        )
        .await;
        let slide = u32::try_from(at + 1).expect("few");
        page.row_shows(slide).await;
        wait_for_value("the focus is on the slide", "div.testimonials__slide", async || {
            place(&page).await
        })
        .await;
        // The keys of the row move it from there, too.
        page.press(Key::Home).await;
        page.row_shows(1).await;
        wait_until("the focus is in sight", async || {
            let place = place(&page).await;
            if place.contains(' ') || place == "lost" { Err(place) } else { Ok(()) }
        })
        .await;
    }
    assert_eq!(page.console().await, []);
}

/// "Back" shows a search again, or ends it, wherever the focus is by then.
async fn a_search_that_comes_and_goes_leaves_the_focus_in_sight(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.click(Role::Button, "Lallab").await;
    wait_for_value("the results", 1, async || results(&page).await).await;
    page.eval("document.querySelector('.press__results li').focus()", vec![]).await;
    page.eval("history.back()", vec![]).await;
    wait_for_value("the results", 0, async || results(&page).await).await;
    in_sight(&page, "after back").await;
    page.eval(
        "const all = document.querySelector('.press__all'); all.focus({ preventScroll: true })",
        vec![],
    )
    .await;
    page.eval("history.forward()", vec![]).await;
    wait_for_value("the results", 1, async || results(&page).await).await;
    in_sight(&page, "after forward").await;
    // What finds nothing, and no search at all, still give up the field.
    for typed in ["zzz", " "] {
        let field = page.find(Role::Searchbox, FIELD).await;
        page.click_on(&field).await;
        page.press(Key::Home).await;
        page.chord(&[Key::Shift, Key::End]).await;
        page.keys(typed).await;
        page.press(Key::Enter).await;
        wait_until("another place than the field has the focus", async || {
            let place = place(&page).await;
            let gone = place != "input.press__input" && place != "lost" && !place.contains(' ');
            if gone { Ok(()) } else { Err(place) }
        })
        .await;
    }
    assert_eq!(page.console().await, []);
}

/// A host takes away what has the focus.
async fn what_a_host_leaves_out_leaves_the_focus_in_the_widget(browser: Browser) {
    for (section, focus) in [
        ("press", "li:nth-child(3) a, li:nth-child(3)"),
        ("testimonials", "button:last-of-type"),
        ("press", "input"),
    ] {
        let widget = format!("<next-level-{section} loading=eager></next-level-{section}>LOADER");
        let host = Host::with(&widget).await;
        let page = host.open(&browser).await;
        page.widgets().await;
        wait_until("something can have the focus", async || {
            let script = "const e = [...root.querySelectorAll(FOCUS)].at(-1);
                if (!e) return false;
                if (!e.matches('a, button, input')) e.tabIndex = -1;
                e.focus(); return root.activeElement === e";
            page.in_widget(&script.replace("FOCUS", &format!("{focus:?}"))).await == true
        })
        .await;
        page.in_widget("widget.setAttribute('limit', 1); widget.setAttribute('layout', 'list')")
            .await;
        wait_for_value(&format!("{section}: entries"), 1, async || {
            page.in_widget("return root.querySelectorAll('[data-item]').length").await
        })
        .await;
        in_sight(&page, section).await;
    }
}

async fn in_sight(page: &Session, when: &str) {
    wait_until(&format!("{when} the focus is in sight"), async || {
        let place = place(page).await;
        if place.contains(' ') || place == "lost" { Err(place) } else { Ok(()) }
    })
    .await;
}

async fn place(page: &Session) -> String {
    page.eval(PLACE, vec![]).await.as_str().unwrap_or("nowhere").to_owned()
}

async fn results(page: &Session) -> Value {
    page.eval("return document.querySelectorAll('.press__results .press__item').length", vec![])
        .await
}

scenarios! {
    the_focus_does_not_leave_with_a_slide,
    a_swipe_does_not_take_the_focus_away,
    a_link_to_a_slide_takes_the_focus_there,
    a_search_that_comes_and_goes_leaves_the_focus_in_sight,
    what_a_host_leaves_out_leaves_the_focus_in_the_widget,
}
