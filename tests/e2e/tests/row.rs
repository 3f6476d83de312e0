//! The row of testimonials says which one is shown, whoever moved it and whenever: on the page, in a frame, in a
//! widget.

use e2e::{Browser, DISGUISE, Engine, Host, Key, PRESS_NEXT, ROW, Session, Site};
use e2e::{scenarios, usual_content, wait_for_value, wait_until, wasm};
use serde_json::json;

/// Where the testimonials are.
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

async fn what_moved_before_the_wasm_is_where_it_goes_on(browser: Browser) {
    for surface in SURFACES {
        let host = host_of(surface).await;
        let held = host.site.hold(&wasm());
        let page = open(&browser, &host, surface).await;
        wait_until("the Wasm is asked for", async || host.site.asked_for(&wasm())).await;
        page.hear_changes().await;
        page.move_row(2).await;
        held.release();
        page.row_shows(2).await;
        page.press_next().await;
        page.row_shows(3).await;
        // Nobody was told of what was so from the start.
        let third = &usual_content("testimonials.json")["testimonials"][2]["id"];
        assert_eq!(page.changes().await, json!([{ "index": 2, "id": third }]), "{surface:?}");
        assert_eq!(page.console().await, [], "{surface:?}");
        page.client().clone().close().await.expect("the window closes");
    }
}

async fn a_finger_before_the_wasm_is_where_it_goes_on(browser: Browser) {
    let site = Site::usual().await;
    let held = site.hold(&wasm());
    let page = browser.open(&site.url("/")).await;
    page.resize(390, 800).await;
    let row = page.css(".testimonials__row").await;
    page.swipe(&row, -250).await;
    page.row_stands(2).await;
    held.release();
    page.row_shows(2).await;
    page.press_next().await;
    page.row_shows(3).await;
    assert_eq!(page.console().await, []);
}

async fn a_fragment_counts_only_until_somebody_moves(browser: Browser) {
    let site = Site::usual().await;
    let held = site.hold(&wasm());
    let page = browser.open(&site.url("/#temoignage-paya-ndiaye")).await;
    page.row_stands(3).await;
    page.move_row(2).await;
    held.release();
    page.row_shows(2).await;
    // Another fragment is another wish.
    page.eval("location.hash = 'temoignage-leo-mathey'", vec![]).await;
    page.row_shows(1).await;
}

/// Whoever shares an address that names a testimonial shares the one that is seen.
async fn an_address_that_names_a_slide_follows_the_row(browser: Browser) {
    let ids = ids();
    let site = Site::usual().await;
    let named = |at: usize| site.url(&format!("/#temoignage-{}", ids[at]));
    let page = browser.open(&named(1)).await;
    page.row_shows(2).await;
    page.press_next().await;
    page.row_shows(3).await;
    rests(&page).await;
    wait_for_value("the address", named(2), async || page.url().await).await;
    page.move_row(1).await;
    wait_for_value("the address", named(0), async || page.url().await).await;
    // The link to what was left leads to it again, and "back" to what was seen before.
    page.eval("location.hash = `temoignage-${arguments[0]}`", vec![json!(ids[1])]).await;
    page.row_shows(2).await;
    page.eval("history.back()", vec![]).await;
    page.row_shows(1).await;
    wait_for_value("the address", named(0), async || page.url().await).await;
    // An address that names another part of the page is right, whatever the row shows.
    page.eval("location.hash = 'organisations'", vec![]).await;
    page.press_next().await;
    page.row_shows(2).await;
    page.row_agrees().await;
    assert_eq!(page.url().await, site.url("/#organisations"));
    assert_eq!(page.console().await, []);
}

/// The link beneath an embed document.
async fn a_frame_s_link_leads_to_the_slide_that_is_seen_in_it(browser: Browser) {
    let ids = ids();
    let site = Site::usual().await;
    let page = browser.open(&site.url("/embed/v1/testimonials.html")).await;
    let link =
        async || page.eval("return document.querySelector('.embed__source a').href", vec![]).await;
    page.row_shows(1).await;
    let first = site.url("/#temoignages");
    wait_for_value("the link", json!(first), link).await;
    page.press_next().await;
    wait_for_value("the link", json!(site.url(&format!("/#temoignage-{}", ids[1]))), link).await;
    rests(&page).await;
    page.move_row(3).await;
    wait_for_value("the link", json!(site.url(&format!("/#temoignage-{}", ids[2]))), link).await;
    page.move_row(1).await;
    wait_for_value("the link", json!(first), link).await;
    // The address of an embed document may name one, too.
    page.open(&site.url(&format!("/embed/v1/testimonials.html?theme=dark#temoignage-{}", ids[1])))
        .await;
    wait_for_value("the link", json!(site.url(&format!("/#temoignage-{}", ids[1]))), link).await;
    assert_eq!(page.console().await, []);
}

/// Waits until the row has come to rest after a press: then that is told.
async fn rests(page: &Session) {
    wait_until("what is told of the row", async || {
        let told =
            "return !!document.querySelector('.testimonials [role=status]').textContent.trim()";
        page.eval(told, vec![]).await == true
    })
    .await;
}

/// The testimonials' ids, in order.
fn ids() -> Vec<String> {
    let content = usual_content("testimonials.json");
    let all = content["testimonials"].as_array().expect("a list");
    all.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}

async fn a_fragment_is_followed_where_its_slide_comes_late(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open_client_side(&site).await;
    page.open("about:blank").await;
    page.open(&site.url("/#temoignage-paya-ndiaye")).await;
    page.row_shows(3).await;
    page.open(&site.url("/?a#temoignage-inconnu")).await;
    page.row_shows(1).await;
}

/// Chromium leads to the words, and so does WebKit; Firefox leads to the section only.
async fn words_in_the_address_show_the_testimonial_that_has_them(browser: Browser) {
    let site = Site::usual().await;
    let name = usual_content("testimonials.json")["testimonials"][1]["name"].clone();
    let words = name.as_str().expect("a name").replace(' ', "%20");
    let page = browser.open(&site.url(&format!("/#:~:text={words}"))).await;
    match browser.engine() {
        Engine::Firefox => page.row_agrees().await,
        Engine::Chromium | Engine::WebKit => page.row_shows(2).await,
    }
}

/// Firefox puts the row where it was; others begin anew.
async fn what_is_loaded_again_shows_what_the_row_shows(browser: Browser) {
    let site = Site::usual().await;
    for address in ["/", "/#temoignage-julien-rigenbach"] {
        let page = browser.open(&site.url(address)).await;
        page.row_agrees().await;
        page.press_next().await;
        page.row_agrees().await;
        page.eval("window.before = true; location.reload()", vec![]).await;
        wait_until("it loads again", async || {
            page.eval("return !window.before && document.readyState === 'complete'", vec![]).await
                == true
        })
        .await;
        page.row_agrees().await;
        page.client().clone().close().await.expect("the window closes");
    }
}

async fn whoever_moves_it_later_is_followed(browser: Browser) {
    for surface in SURFACES {
        let host = host_of(surface).await;
        let page = open(&browser, &host, surface).await;
        page.row_shows(1).await;
        page.move_row(3).await;
        page.row_shows(3).await;
        // Within one task: the press comes before the row has told that it was moved.
        let at_once = format!(
            "{ROW} row.scrollTo({{ left: row.children[1].offsetLeft, behavior: 'instant' }}); {PRESS_NEXT}"
        );
        page.eval(&at_once, vec![]).await;
        page.row_shows(3).await;
        page.client().clone().close().await.expect("the window closes");
    }
}

/// Before the Wasm those that a host chose are in the document's order, and the others are hidden.
async fn of_those_that_a_host_chose_the_one_shown_stays(browser: Browser) {
    for (chosen, moved, place, shown) in [
        ("items='julien-rigenbach,paya-ndiaye'", "paya-ndiaye", 2, 2),
        ("items='paya-ndiaye,leo-mathey'", "paya-ndiaye", 2, 1),
        ("items='paya-ndiaye,leo-mathey'", "leo-mathey", 1, 2),
        ("limit=2", "julien-rigenbach", 2, 2),
    ] {
        let host = Host::with(&WIDGET.replace("loading", &format!("{chosen} loading"))).await;
        let held = host.site.hold(&wasm());
        let page = host.open(&browser).await;
        wait_until("the Wasm is asked for", async || host.site.asked_for(&wasm())).await;
        page.hear_changes().await;
        move_to(&page, moved).await;
        held.release();
        wait_for_value(
            &format!("{chosen}, at {moved} ({place})"),
            json!([shown, moved]),
            async || {
                let seen = page.row().await;
                if seen["position"] == format!("{shown} / 2") && seen["exposed"] == json!([shown]) {
                    json!([seen["at"], seen["id"]])
                } else {
                    seen
                }
            },
        )
        .await;
        page.some_frames().await;
        assert_eq!(page.row().await["id"], moved, "{chosen}");
        assert_eq!(page.changes().await, json!([]), "{chosen}: it is the same one");
        page.client().clone().close().await.expect("the window closes");
    }
}

async fn no_scroll_waits_for_what_listens(browser: Browser) {
    let listens = "<script>window.waits = []; const { addEventListener } = EventTarget.prototype;
        disguise(EventTarget.prototype, 'addEventListener', function (type, listener, options) {
            if (/^(touch|wheel|scroll)/.test(type)) waits.push([type, options?.passive === true]);
            return addEventListener.call(this, type, listener, options);
        })</script>";
    let host = Host::with(&[DISGUISE, listens, WIDGET].concat()).await;
    let page = host.open(&browser).await;
    page.row_shows(1).await;
    let all = page.eval("return Object.fromEntries(waits)", vec![]).await;
    let passive = json!({ "scroll": true, "wheel": true, "touchstart": true, "touchend": true, "touchcancel": true });
    assert_eq!(all, passive);
}

/// A host may shrink it, and give it a width that is no whole number.
async fn parts_of_pixels_are_no_way(browser: Browser) {
    let body =
        "<div style='width: 611.37px; transform: scale(.73); transform-origin: 0 0'>WIDGET</div>";
    let host = Host::with(&body.replace("WIDGET", WIDGET)).await;
    let held = host.site.hold(&wasm());
    let page = host.open(&browser).await;
    page.move_row(3).await;
    held.release();
    page.row_shows(3).await;
    page.hear_changes().await;
    for slide in [1, 2, 3] {
        page.press_next().await;
        page.row_shows(slide).await;
    }
    assert_eq!(page.changes().await.as_array().map(Vec::len), Some(3), "one for each press");
}

async fn keys_go_on_from_where_the_row_is(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open(&site.url("/")).await;
    page.row_shows(1).await;
    let row = page.css(".testimonials__row").await;
    page.focus(&row).await;
    page.move_row(2).await;
    page.press(Key::Right).await;
    page.row_shows(3).await;
}

/// The host of a surface: for the page and the frame alone it is the site itself that counts.
async fn host_of(surface: Surface) -> Host {
    Host::with(match surface {
        Surface::Page => "",
        Surface::Frame => FRAME,
        Surface::Widget => WIDGET,
    })
    .await
}

/// Opens it, and stays in the frame if there is one.
async fn open(browser: &Browser, host: &Host, surface: Surface) -> Session {
    match surface {
        Surface::Page => browser.open(&host.site.url("/")).await,
        Surface::Widget => host.open(browser).await,
        Surface::Frame => {
            let page = host.open(browser).await;
            page.client().clone().enter_frame(0).await.expect("a frame");
            page
        }
    }
}

/// Scrolls the row to the slide of a testimonial.
async fn move_to(page: &Session, id: &str) {
    let script = format!(
        "{ROW} const slide = row?.querySelector(`[data-item=${{arguments[0]}}]`);
        row?.scrollBy({{ left: slide.getBoundingClientRect().left - row.getBoundingClientRect().left, behavior: 'instant' }})"
    );
    wait_for_value("the testimonial that the row is at", id, async || {
        page.eval(&script, vec![id.into()]).await;
        page.row().await["id"].clone()
    })
    .await;
}

scenarios! {
    a_frame_s_link_leads_to_the_slide_that_is_seen_in_it,
    an_address_that_names_a_slide_follows_the_row,
    what_moved_before_the_wasm_is_where_it_goes_on,
    a_finger_before_the_wasm_is_where_it_goes_on,
    a_fragment_counts_only_until_somebody_moves,
    a_fragment_is_followed_where_its_slide_comes_late,
    words_in_the_address_show_the_testimonial_that_has_them,
    what_is_loaded_again_shows_what_the_row_shows,
    whoever_moves_it_later_is_followed,
    of_those_that_a_host_chose_the_one_shown_stays,
    no_scroll_waits_for_what_listens,
    keys_go_on_from_where_the_row_is,
    parts_of_pixels_are_no_way,
}
