//! The position of the testimonials follows the row, however and whenever it was scrolled: on the page, in a frame,
//! in a widget.

use e2e::{Browser, DISGUISE_SCRIPT, Engine, FIND_ROW, Host, Key, PRESS_NEXT, Session, Site};
use e2e::{read_fixture_content, scenarios, wait_for_value, wait_until, wasm_path};
use serde_json::json;

/// The kinds of documents that show testimonials.
#[derive(Clone, Copy, Debug)]
enum Surface {
    Page,
    Frame,
    Widget,
}

const SURFACES: [Surface; 3] = [Surface::Page, Surface::Frame, Surface::Widget];

const WIDGET: &str =
    "<next-level-testimonials loading=eager>Chez nous</next-level-testimonials>LOADER";
const FRAME: &str = "<iframe data-next-level title=a height=600 width=600 src='SITEembed/v1/testimonials.html'></iframe>LOADER";

async fn a_scroll_before_the_wasm_is_kept(browser: Browser) {
    for surface in SURFACES {
        let page = browser.open("about:blank").await;
        let host = serve_host(surface).await;
        let hold = host.site.hold(&wasm_path());
        open_surface(&page, &host, surface).await;
        wait_until("the Wasm is asked for", async || host.site.has_request_for(&wasm_path())).await;
        page.record_changes().await;
        page.scroll_row(2).await;
        hold.release();
        page.wait_for_slide(2).await;
        page.press_next().await;
        page.wait_for_slide(3).await;
        // The initial slide fires no event.
        let third = &read_fixture_content("testimonials.json")["testimonials"][2]["id"];
        assert_eq!(page.read_changes().await, json!([{ "index": 2, "id": third }]), "{surface:?}");
        assert_eq!(page.read_console().await, [], "{surface:?}");
        page.close().await;
    }
}

async fn a_swipe_before_the_wasm_is_kept(browser: Browser) {
    let site = Site::with_fixture().await;
    let hold = site.hold(&wasm_path());
    let page = browser.open(&site.url("/")).await;
    page.resize(390, 800).await;
    let row = page.find_css(".testimonials__row").await;
    page.swipe(&row, -250).await;
    page.wait_for_row_at(2).await;
    hold.release();
    page.wait_for_slide(2).await;
    page.press_next().await;
    page.wait_for_slide(3).await;
    assert_eq!(page.read_console().await, []);
}

async fn a_fragment_counts_only_until_the_row_is_scrolled(browser: Browser) {
    let site = Site::with_fixture().await;
    let hold = site.hold(&wasm_path());
    let page = browser.open(&site.url("/#temoignage-paya-ndiaye")).await;
    page.wait_for_row_at(3).await;
    page.scroll_row(2).await;
    hold.release();
    page.wait_for_slide(2).await;
    // A new fragment is followed.
    page.eval("location.hash = 'temoignage-leo-mathey'", vec![]).await;
    page.wait_for_slide(1).await;
}

/// An address that names a testimonial stays that of the current one, so that it can be shared.
async fn an_address_that_names_a_slide_follows_the_row(browser: Browser) {
    let ids = list_ids();
    let site = Site::with_fixture().await;
    let named = |at: usize| site.url(&format!("/#temoignage-{}", ids[at]));
    let page = browser.open(&named(1)).await;
    page.wait_for_slide(2).await;
    page.press_next().await;
    page.wait_for_slide(3).await;
    wait_for_announcement(&page).await;
    wait_for_value("the address", named(2), async || page.current_url().await).await;
    page.scroll_row(1).await;
    wait_for_value("the address", named(0), async || page.current_url().await).await;
    // A link leads to the previous slide again, and “back” to the one before.
    page.eval("location.hash = `temoignage-${arguments[0]}`", vec![json!(ids[1])]).await;
    page.wait_for_slide(2).await;
    page.eval("history.back()", vec![]).await;
    page.wait_for_slide(1).await;
    wait_for_value("the address", named(0), async || page.current_url().await).await;
    // A link that is followed before the address is updated prevails, also if its `hashchange` comes later still.
    let follow_link = "return new Promise(done => {
        addEventListener('next-level-change', () => {
            history.replaceState(null, '', `#temoignage-${arguments[0]}`);
            setTimeout(() => done(location.hash), 400);
        }, { once: true });
        document.querySelector('.testimonials__controls [aria-label=\"Témoignage suivant\"]').click();
    })";
    let fragment = page.eval(follow_link, vec![json!(ids[2])]).await;
    assert_eq!(fragment, format!("#temoignage-{}", ids[2]));
    // An address that names another part of the page stays.
    page.eval("location.hash = 'organisations'", vec![]).await;
    page.press_next().await;
    page.wait_for_slide(3).await;
    page.wait_for_consistent_row().await;
    assert_eq!(page.current_url().await, site.url("/#organisations"));
    assert_eq!(page.read_console().await, []);
}

/// The link below an embed document.
async fn a_frame_s_link_leads_to_its_current_slide(browser: Browser) {
    let ids = list_ids();
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/embed/v1/testimonials.html")).await;
    let link =
        async || page.eval("return document.querySelector('.embed__source a').href", vec![]).await;
    page.wait_for_slide(1).await;
    let first = site.url("/#temoignages");
    wait_for_value("the link", json!(first), link).await;
    page.press_next().await;
    wait_for_value("the link", json!(site.url(&format!("/#temoignage-{}", ids[1]))), link).await;
    wait_for_announcement(&page).await;
    page.scroll_row(3).await;
    wait_for_value("the link", json!(site.url(&format!("/#temoignage-{}", ids[2]))), link).await;
    page.scroll_row(1).await;
    wait_for_value("the link", json!(first), link).await;
    // The address of an embed document may name a testimonial, too.
    page.open(&site.url(&format!("/embed/v1/testimonials.html?theme=dark#temoignage-{}", ids[1])))
        .await;
    wait_for_value("the link", json!(site.url(&format!("/#temoignage-{}", ids[1]))), link).await;
    assert_eq!(page.read_console().await, []);
}

/// Waits until the row has settled after a press, which is then announced.
async fn wait_for_announcement(page: &Session) {
    wait_until("what is told of the row", async || {
        let is_announced =
            "return !!document.querySelector('.testimonials [role=status]').textContent.trim()";
        page.eval(is_announced, vec![]).await == true
    })
    .await;
}

/// The testimonials' ids, in order.
fn list_ids() -> Vec<String> {
    let content = read_fixture_content("testimonials.json");
    let all = content["testimonials"].as_array().expect("a list");
    all.iter().map(|testimonial| testimonial["id"].as_str().expect("an id").to_owned()).collect()
}

async fn a_fragment_is_followed_when_its_slide_is_rendered_late(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open_client_side(&site).await;
    page.open("about:blank").await;
    page.open(&site.url("/#temoignage-paya-ndiaye")).await;
    page.wait_for_slide(3).await;
    page.open(&site.url("/?a#temoignage-inconnu")).await;
    page.wait_for_slide(1).await;
}

/// Chromium and WebKit scroll to the text; Firefox only to the section.
async fn a_text_fragment_shows_the_testimonial_that_contains_it(browser: Browser) {
    let site = Site::with_fixture().await;
    let name = read_fixture_content("testimonials.json")["testimonials"][1]["name"].clone();
    let encoded_name = name.as_str().expect("a name").replace(' ', "%20");
    let page = browser.open(&site.url(&format!("/#:~:text={encoded_name}"))).await;
    match browser.engine() {
        Engine::Firefox => page.wait_for_consistent_row().await,
        Engine::Chromium | Engine::WebKit => page.wait_for_slide(2).await,
    }
}

/// Firefox restores the row's scroll position; the others start at the first slide.
async fn after_a_reload_the_position_matches_the_row(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open("about:blank").await;
    for address in ["/", "/#temoignage-julien-rigenbach"] {
        page.open(&site.url(address)).await;
        page.wait_for_consistent_row().await;
        page.press_next().await;
        page.wait_for_consistent_row().await;
        page.reload().await;
        page.wait_for_consistent_row().await;
        // Another fragment alone would keep the document.
        page.open("about:blank").await;
    }
}

async fn a_scroll_by_a_script_is_followed(browser: Browser) {
    let page = browser.open("about:blank").await;
    for surface in SURFACES {
        let host = serve_host(surface).await;
        open_surface(&page, &host, surface).await;
        page.wait_for_slide(1).await;
        page.scroll_row(3).await;
        page.wait_for_slide(3).await;
        // Within one task: the press happens before the row's scroll event.
        let scroll_and_press = format!(
            "{FIND_ROW} row.scrollTo({{ left: row.children[1].offsetLeft, behavior: 'instant' }}); {PRESS_NEXT}"
        );
        page.eval(&scroll_and_press, vec![]).await;
        page.wait_for_slide(3).await;
    }
}

/// Before the Wasm the entries that a host chose are in the document's order, and the others are hidden.
async fn the_current_slide_stays_among_the_entries_that_a_host_chose(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (chosen, id, index, shown) in [
        ("items='julien-rigenbach,paya-ndiaye'", "paya-ndiaye", 2, 2),
        ("items='paya-ndiaye,leo-mathey'", "paya-ndiaye", 2, 1),
        ("items='paya-ndiaye,leo-mathey'", "leo-mathey", 1, 2),
        ("limit=2", "julien-rigenbach", 2, 2),
    ] {
        let host = Host::with(&WIDGET.replace("loading", &format!("{chosen} loading"))).await;
        let hold = host.site.hold(&wasm_path());
        page.open(&host.url()).await;
        wait_until("the Wasm is asked for", async || host.site.has_request_for(&wasm_path())).await;
        page.record_changes().await;
        scroll_row_to(&page, id).await;
        hold.release();
        wait_for_value(&format!("{chosen}, at {id} ({index})"), json!([shown, id]), async || {
            let seen = page.read_row().await;
            if seen["position"] == format!("{shown} / 2") && seen["exposed"] == json!([shown]) {
                json!([seen["at"], seen["id"]])
            } else {
                seen
            }
        })
        .await;
        page.wait_for_frames().await;
        assert_eq!(page.read_row().await["id"], id, "{chosen}");
        assert_eq!(page.read_changes().await, json!([]), "{chosen}: it is the same one");
    }
}

async fn scroll_listeners_are_passive(browser: Browser) {
    let record_listeners =
        "<script>window.waits = []; const { addEventListener } = EventTarget.prototype;
        disguise(EventTarget.prototype, 'addEventListener', function (type, listener, options) {
            if (/^(touch|wheel|scroll)/.test(type)) waits.push([type, options?.passive === true]);
            return addEventListener.call(this, type, listener, options);
        })</script>";
    let host = Host::with(&[DISGUISE_SCRIPT, record_listeners, WIDGET].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_slide(1).await;
    let all = page.eval("return Object.fromEntries(waits)", vec![]).await;
    let passive = json!({ "scroll": true, "wheel": true, "touchstart": true, "touchend": true, "touchcancel": true });
    assert_eq!(all, passive);
}

/// A host may scale a widget, and give it a fractional width.
async fn fractional_pixels_are_no_movement(browser: Browser) {
    let body =
        "<div style='width: 611.37px; transform: scale(.73); transform-origin: 0 0'>WIDGET</div>";
    let host = Host::with(&body.replace("WIDGET", WIDGET)).await;
    let hold = host.site.hold(&wasm_path());
    let page = host.open(&browser).await;
    page.scroll_row(3).await;
    hold.release();
    page.wait_for_slide(3).await;
    page.record_changes().await;
    for slide in [1, 2, 3] {
        page.press_next().await;
        page.wait_for_slide(slide).await;
    }
    assert_eq!(page.read_changes().await.as_array().map(Vec::len), Some(3), "one for each press");
}

async fn keys_continue_from_the_current_slide(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_slide(1).await;
    let row = page.find_css(".testimonials__row").await;
    page.focus(&row).await;
    page.scroll_row(2).await;
    page.press(Key::Right).await;
    page.wait_for_slide(3).await;
}

/// Serves the host of a surface; the page needs only its site.
async fn serve_host(surface: Surface) -> Host {
    Host::with(match surface {
        Surface::Page => "",
        Surface::Frame => FRAME,
        Surface::Widget => WIDGET,
    })
    .await
}

/// Opens the surface, and enters its frame if there is one.
async fn open_surface(page: &Session, host: &Host, surface: Surface) {
    // An earlier surface may be a frame.
    page.client().clone().enter_parent_frame().await.expect("the page itself");
    match surface {
        Surface::Page => page.open(&host.site.url("/")).await,
        Surface::Widget => page.open(&host.url()).await,
        Surface::Frame => {
            page.open(&host.url()).await;
            page.client().clone().enter_frame(0).await.expect("a frame");
        }
    }
}

/// Scrolls the row to the slide of a testimonial.
async fn scroll_row_to(page: &Session, id: &str) {
    let script = format!(
        "{FIND_ROW} const slide = row?.querySelector(`[data-item=${{arguments[0]}}]`);
        row?.scrollBy({{ left: slide.getBoundingClientRect().left - row.getBoundingClientRect().left, behavior: 'instant' }})"
    );
    wait_for_value("the testimonial that the row is at", id, async || {
        page.eval(&script, vec![id.into()]).await;
        page.read_row().await["id"].clone()
    })
    .await;
}

scenarios! {
    a_frame_s_link_leads_to_its_current_slide,
    an_address_that_names_a_slide_follows_the_row,
    a_scroll_before_the_wasm_is_kept,
    a_swipe_before_the_wasm_is_kept,
    a_fragment_counts_only_until_the_row_is_scrolled,
    a_fragment_is_followed_when_its_slide_is_rendered_late,
    a_text_fragment_shows_the_testimonial_that_contains_it,
    after_a_reload_the_position_matches_the_row,
    a_scroll_by_a_script_is_followed,
    the_current_slide_stays_among_the_entries_that_a_host_chose,
    scroll_listeners_are_passive,
    keys_continue_from_the_current_slide,
    fractional_pixels_are_no_movement,
}
