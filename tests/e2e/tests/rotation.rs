//! The rotation of the testimonials waits wherever nobody sees them.

use e2e::{Browser, Host, ROW, Session};
use e2e::{scenarios, wait_for_value};

const WIDGET: &str =
    "<next-level-testimonials loading=eager>Chez nous</next-level-testimonials>LOADER";
const FRAME: &str = "<iframe data-next-level title=a style='pointer-events: none' height=600 width=600 src='SITEembed/v1/testimonials.html'></iframe>LOADER";

/// Out of sight in the page around, which the frame itself cannot see. (A pointer that happens to be there would
/// stop the rotation; so what is shown takes none.)
async fn a_rotation_waits_in_a_frame_that_is_out_of_sight(browser: Browser) {
    let host = Host::with(&[FRAME, "<div style='height: 9000px'></div>"].concat()).await;
    rotating(&host);
    let page = host.open(&browser).await;
    page.client().clone().enter_frame(0).await.expect("a frame");
    let scroll = async |page: &Session, top: u32| {
        page.client().clone().enter_parent_frame().await.expect("the page around");
        page.eval(&format!("scrollTo({{ top: {top}, behavior: 'instant' }})"), vec![]).await;
        page.some_frames().await;
        page.client().clone().enter_frame(0).await.expect("a frame");
    };
    rotates_in_sight_only(&page, async |seen| scroll(&page, if seen { 0 } else { 8000 }).await)
        .await;
}

async fn a_rotation_waits_in_a_box_that_clips_it(browser: Browser) {
    let body = "<div id=box style='height: 200px; overflow: auto; pointer-events: none'><div style='height: 250px'></div>WIDGET</div>";
    let host = Host::with(&body.replace("WIDGET", WIDGET)).await;
    rotating(&host);
    let page = host.open(&browser).await;
    rotates_in_sight_only(&page, async |seen| {
        let top = if seen { 500 } else { 0 };
        page.eval("document.getElementById('box').scrollTop = arguments[0]", vec![top.into()])
            .await;
        page.some_frames().await;
    })
    .await;
}

/// An accordion's panel that is closed is a box without height.
async fn a_rotation_waits_in_a_box_that_is_closed(browser: Browser) {
    let body = "<div id=box style='overflow: hidden; pointer-events: none'>WIDGET</div>";
    let host = Host::with(&body.replace("WIDGET", WIDGET)).await;
    rotating(&host);
    let page = host.open(&browser).await;
    rotates_in_sight_only(&page, async |seen| {
        let height = if seen { "auto" } else { "0" };
        page.eval(
            "document.getElementById('box').style.height = arguments[0]",
            vec![height.into()],
        )
        .await;
        page.some_frames().await;
    })
    .await;
}

/// Has the embed document ask for a rotation.
fn rotating(host: &Host) {
    let path = "/embed/v1/testimonials.html";
    let html = host.site.get(path);
    let (before, json) = html.split_once("id=\"testimonials.json\">{").expect("its data");
    host.site
        .page(path, &format!("{before}id=\"testimonials.json\">{{\"rotation_seconds\":12,{json}"));
}

/// Sees that the rotation goes on in sight and waits elsewhere. Its seconds pass when the test says so.
async fn rotates_in_sight_only(page: &Session, show: impl AsyncFn(bool)) {
    let hurry = "const { setTimeout } = window;
        window.setTimeout = (then, time, ...rest) =>
            time === 1000 ? (window.second = then, 0) : setTimeout(then, time, ...rest)";
    page.eval(hurry, vec![]).await;
    let after = async |seconds: u32| {
        let pass = format!(
            "{ROW} for (let left = arguments[0]; left && window.second; left--) second();
            return new Promise(done => setTimeout(() => done(
                root.querySelector('.testimonials__controls .testimonials__position')?.textContent)))"
        );
        page.eval(&pass, vec![seconds.into()]).await
    };
    page.row_shows(1).await;
    show(true).await;
    wait_for_value("in sight it goes on", "2 / 3", async || after(1).await).await;
    page.row_shows(2).await;
    show(false).await;
    assert_eq!(after(0).await, "2 / 3");
    // Time for one move: three would lead around.
    assert_eq!(after(16).await, "2 / 3", "out of sight nothing moves");
    show(true).await;
    wait_for_value("in sight again it goes on", "3 / 3", async || after(1).await).await;
}

scenarios! {
    a_rotation_waits_in_a_frame_that_is_out_of_sight,
    a_rotation_waits_in_a_box_that_clips_it,
    a_rotation_waits_in_a_box_that_is_closed,
}
