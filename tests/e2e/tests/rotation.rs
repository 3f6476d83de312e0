//! The rotation of the testimonials pauses while they are out of view.

use e2e::{Browser, FIND_ROW, Host, Session, Site};
use e2e::{read_fixture_content, scenarios, wait_for_value};

const WIDGET: &str =
    "<next-level-testimonials loading=eager>Chez nous</next-level-testimonials>LOADER";
const FRAME: &str = "<iframe data-next-level title=a style='pointer-events: none' height=600 width=600 src='SITEembed/v1/testimonials.html'></iframe>LOADER";

/// Out of view in the host page, which the frame itself cannot detect. (A pointer over the frame would stop the
/// rotation, so the frame receives none.)
async fn a_rotation_waits_in_a_frame_that_is_out_of_sight(browser: Browser) {
    let host = Host::with(&[FRAME, "<div style='height: 9000px'></div>"].concat()).await;
    add_rotation(&host);
    let page = host.open(&browser).await;
    page.client().clone().enter_frame(0).await.expect("a frame");
    let scroll = async |page: &Session, top: u32| {
        page.client().clone().enter_parent_frame().await.expect("the page around");
        page.eval(&format!("scrollTo({{ top: {top}, behavior: 'instant' }})"), vec![]).await;
        page.wait_for_frames().await;
        page.client().clone().enter_frame(0).await.expect("a frame");
    };
    assert_rotates_in_view_only(&page, async |is_visible| {
        scroll(&page, if is_visible { 0 } else { 8000 }).await
    })
    .await;
}

async fn a_rotation_waits_in_a_box_that_clips_it(browser: Browser) {
    let body = "<div id=box style='height: 200px; overflow: auto; pointer-events: none'><div style='height: 250px'></div>WIDGET</div>";
    let host = Host::with(&body.replace("WIDGET", WIDGET)).await;
    add_rotation(&host);
    let page = host.open(&browser).await;
    assert_rotates_in_view_only(&page, async |is_visible| {
        let top = if is_visible { 500 } else { 0 };
        page.eval("document.getElementById('box').scrollTop = arguments[0]", vec![top.into()])
            .await;
        page.wait_for_frames().await;
    })
    .await;
}

/// The closed panel of an accordion is a box without height.
async fn a_rotation_waits_in_a_box_that_is_closed(browser: Browser) {
    let body = "<div id=box style='overflow: hidden; pointer-events: none'>WIDGET</div>";
    let host = Host::with(&body.replace("WIDGET", WIDGET)).await;
    add_rotation(&host);
    let page = host.open(&browser).await;
    assert_rotates_in_view_only(&page, async |is_visible| {
        let height = if is_visible { "auto" } else { "0" };
        page.eval(
            "document.getElementById('box').style.height = arguments[0]",
            vec![height.into()],
        )
        .await;
        page.wait_for_frames().await;
    })
    .await;
}

async fn a_rotation_waits_on_a_page_that_is_scrolled_on(browser: Browser) {
    let site = Site::with_fixture().await;
    let mut testimonials = read_fixture_content("testimonials.json");
    testimonials["rotation_seconds"] = 12.into();
    site.set_page("/content/testimonials.json", &testimonials.to_string());
    let page = browser.open_client_side(&site).await;
    page.find_css("[type=search]").await;
    assert_rotates_in_view_only(&page, async |is_visible| {
        let id = if is_visible { "temoignages" } else { "presse" };
        let scroll = "document.body.style.pointerEvents = 'none';
            document.getElementById(arguments[0]).scrollIntoView({ block: 'end', behavior: 'instant' })";
        page.eval(scroll, vec![id.into()]).await;
        page.wait_for_frames().await;
    })
    .await;
}

/// Adds a rotation to the embed document's data.
fn add_rotation(host: &Host) {
    let path = "/embed/v1/testimonials.html";
    let html = host.site.get_page(path);
    let (before, json) = html.split_once("id=\"testimonials.json\">{").expect("its data");
    host.site.set_page(
        path,
        &format!("{before}id=\"testimonials.json\">{{\"rotation_seconds\":12,{json}"),
    );
}

/// Asserts that the rotation advances in view and pauses out of view. The test controls the rotation's seconds.
async fn assert_rotates_in_view_only(page: &Session, show: impl AsyncFn(bool)) {
    let control_timer = "const { setTimeout } = window;
        window.setTimeout = (then, time, ...rest) =>
            time === 1000 ? (window.second = then, 0) : setTimeout(then, time, ...rest)";
    page.eval(control_timer, vec![]).await;
    let position_after = async |seconds: u32| {
        let run_seconds = format!(
            "{FIND_ROW} for (let left = arguments[0]; left && window.second; left--) second();
            return new Promise(done => setTimeout(() => done(
                root.querySelector('.testimonials__controls .testimonials__position')?.textContent)))"
        );
        page.eval(&run_seconds, vec![seconds.into()]).await
    };
    page.wait_for_slide(1).await;
    show(true).await;
    wait_for_value("in sight it goes on", "2 / 3", async || position_after(1).await).await;
    page.wait_for_slide(2).await;
    show(false).await;
    let status =
        format!("{FIND_ROW} return root.querySelector('.testimonials [role=status]').textContent");
    assert_eq!(page.eval(&status, vec![]).await, "", "nobody is told of it");
    assert_eq!(position_after(0).await, "2 / 3");
    // Enough time for one move, but not for three, which would return to the same slide.
    assert_eq!(position_after(16).await, "2 / 3", "out of sight nothing moves");
    show(true).await;
    wait_for_value("in sight again it goes on", "3 / 3", async || position_after(1).await).await;
    assert_eq!(page.read_console().await, []);
}

scenarios! {
    a_rotation_waits_in_a_frame_that_is_out_of_sight,
    a_rotation_waits_in_a_box_that_clips_it,
    a_rotation_waits_in_a_box_that_is_closed,
    a_rotation_waits_on_a_page_that_is_scrolled_on,
}
