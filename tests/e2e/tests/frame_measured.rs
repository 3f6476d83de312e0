//! What a frame measures: whether it is as high as its content, whatever the page around lets it be, and
//! which colour scheme the page around has, however it came to have it.

use e2e::{Browser, Emulation, Engine, Host, Session};
use e2e::{scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

const FRAME: &str = "<iframe data-next-level title=a width=600 height=560 style='display: block' src='SITEembed/v1/mission.html'></iframe>";

/// Whether the frame is as high as its content, whether it scrolls, and how far its last word is beyond reach.
const INSIDE: &str = "const root = document.documentElement, content = document.getElementById('embed');
    const fits = innerHeight + 1 >= content.getBoundingClientRect().height;
    const scrolls = getComputedStyle(root).overflowY !== 'hidden';
    const before = scrollY;
    scrollTo({ top: 1e6, behavior: 'instant' });
    const beyond = content.getBoundingClientRect().bottom - innerHeight;
    scrollTo({ top: before, behavior: 'instant' });
    return { fits, scrolls, reached: fits || scrolls && beyond < 2, bar: innerWidth > root.clientWidth }";

/// What keeps a frame from being as high as it asks: its own scroll bar leads to the rest.
async fn a_frame_that_is_kept_low_scrolls(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (name, before, after) in [
        ("a highest height", "<style>iframe { max-height: 400px }</style>", ""),
        ("a height that counts more", "<style>iframe { height: 400px !important }</style>", ""),
        ("a share of the window", "<style>iframe { height: 80vh !important }</style>", ""),
        (
            "a column that shrinks what is in it",
            "<style>iframe { flex: 1; min-height: 0 }</style><div style='display: flex; flex-direction: column; height: 400px'>",
            "</div>",
        ),
        (
            "a row of a grid",
            "<style>iframe { min-height: 0; max-height: 100% }</style><div style='display: grid; grid-template-rows: 400px'>",
            "</div>",
        ),
        (
            "a box of its own with a share of it",
            "<style>iframe { position: absolute; inset: 0; max-height: 100% }</style><div style='position: relative; height: 400px'>",
            "</div>",
        ),
        ("a box that cuts off", "<div style='height: 400px; overflow: hidden'>", "</div>"),
        ("a box that clips", "<div style='height: 400px; overflow: clip'>", "</div>"),
        (
            "a wrapper for films",
            "<style>iframe { position: absolute; inset: 0; width: 100%; height: 100% }</style>
             <div style='position: relative; height: 0; padding-bottom: 56.25%; overflow: hidden; width: 600px'>",
            "</div>",
        ),
        ("a scale", "<style>iframe { max-height: 400px; transform: scale(0.8) }</style>", ""),
    ] {
        let host = Host::with(&[before, FRAME, after, "LOADER"].concat()).await;
        page.open(&host.own.url("/")).await;
        answered(&page).await;
        let expected = json!({ "fits": false, "scrolls": true, "reached": true });
        wait_for_value(name, expected, async || {
            let mut seen = page.in_frame(0, INSIDE).await;
            seen.as_object_mut().expect("what is seen").remove("bar");
            seen
        })
        .await;
        let cut = "const frame = document.querySelector('iframe'), box = frame.parentElement;
            return getComputedStyle(box).overflowY === 'visible' || frame.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom";
        let cut = page.eval(cut, vec![]).await;
        assert!(
            cut == true || cut.as_f64().is_some_and(|cut| cut < 2.0),
            "{name}: its end is within the box: {cut}"
        );
        quiet(&page).await;
    }
    assert_eq!(page.console().await, []);
}

/// Edges and scales are counted: the content has its height, and no bar takes any of its width.
async fn a_frame_that_may_be_as_high_as_its_content_has_no_bar(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (name, before, after) in [
        ("plain", "", ""),
        (
            "edges within",
            "<style>iframe { box-sizing: border-box; border: 7px solid; padding: 5px 3px 11.5px }</style>",
            "",
        ),
        (
            "edges besides",
            "<style>iframe { box-sizing: content-box; border: 7px solid }</style>",
            "",
        ),
        ("a least height", "<style>iframe { min-height: 5000px }</style>", ""),
        ("a scale", "<style>iframe { transform: scale(0.8) }</style>", ""),
        ("a box that scrolls", "<div style='height: 400px; overflow: auto'>", "</div>"),
        (
            "a box that scrolls in one that does not",
            "<div style='height: 500px; overflow: hidden'><div style='height: 500px; overflow: auto'>",
            "</div></div>",
        ),
        (
            "a column that grows",
            "<div style='display: flex; flex-direction: column; min-height: 400px'>",
            "</div>",
        ),
        ("a page that does not scroll now", "<style>body { overflow: hidden }</style>", ""),
    ] {
        let host = Host::with(&[before, FRAME, after, "LOADER"].concat()).await;
        page.open(&host.own.url("/")).await;
        answered(&page).await;
        let expected = json!({ "fits": true, "scrolls": false, "reached": true, "bar": false });
        wait_for_value(name, expected, async || page.in_frame(0, INSIDE).await).await;
        quiet(&page).await;
    }
    assert_eq!(page.console().await, []);
}

/// WebKit zooms a frame but not what is in it, and Firefox not quite as much: then the frame scrolls.
async fn a_zoom_leaves_nothing_out_of_reach(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (name, before) in [
        ("of the frame", "<style>iframe { zoom: 1.3 }</style>"),
        ("less than 1", "<style>iframe { zoom: 0.7 }</style>"),
        ("around the frame", "<div style='zoom: 0.7'>"),
    ] {
        let host = Host::with(&[before, FRAME, "LOADER"].concat()).await;
        page.open(&host.own.url("/")).await;
        answered(&page).await;
        wait_until(&format!("a zoom {name}"), async || {
            let seen = page.in_frame(0, INSIDE).await;
            let exact = page.engine() != Engine::Chromium || seen["fits"] == true;
            if seen["reached"] == true && exact { Ok(()) } else { Err(seen) }
        })
        .await;
        quiet(&page).await;
    }
    assert_eq!(page.console().await, []);
}

/// Such as one whose own scroll bar comes and goes with the frame's height.
async fn a_height_and_a_width_that_change_each_other_come_to_rest(browser: Browser) {
    let host = Host::with(&[FRAME, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    answered(&page).await;
    let mut heights = vec![];
    for width in ["300px", "600px"] {
        page.eval(
            "document.querySelector('iframe').style.width = arguments[0]",
            vec![width.into()],
        )
        .await;
        wait_until("it has the height of its content", async || {
            let seen = page.in_frame(0, INSIDE).await;
            if seen["fits"] == true { Ok(()) } else { Err(seen) }
        })
        .await;
        quiet(&page).await;
        heights.push(
            page.eval("return document.querySelector('iframe').offsetHeight", vec![])
                .await
                .as_u64()
                .unwrap_or_default(),
        );
    }
    assert!(heights[0] > heights[1] + 100, "a narrow frame is higher: {heights:?}");
    let middle = heights.iter().sum::<u64>() / 2;
    page.eval(
        "const frame = document.querySelector('iframe');
        new ResizeObserver(() => frame.style.width = frame.offsetHeight > arguments[0] ? '600px' : '300px').observe(frame)",
        vec![middle.into()],
    )
    .await;
    let silence = "return new Promise(done => {
        let still = 0, all = 0;
        addEventListener('message', ({ data }) => { if (data?.nextLevel === 1) still = 0 });
        requestAnimationFrame(function look() {
            still++ > 60 || all++ > 1000 ? done(still) : requestAnimationFrame(look);
        });
    })";
    assert_eq!(page.eval(silence, vec![]).await, 62, "it comes to rest");
    assert_eq!(page.in_frame(0, INSIDE).await["reached"], true);
}

/// There and back, whoever changes it: a sheet, the host's script, or one that wipes what is not in its template.
async fn a_frame_follows_what_its_page_lets_it_be(browser: Browser) {
    let host = Host::with(&[FRAME, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    answered(&page).await;
    let [low, high] =
        [false, true].map(|fits| json!({ "fits": fits, "scrolls": !fits, "reached": true }));
    for (change, expected) in [
        ("", &high),
        ("frame.style.maxHeight = '300px'", &low),
        ("frame.style.maxHeight = ''", &high),
        ("frame.style.height = ''", &high),
        ("frame.setAttribute('style', '')", &high),
        ("frame.style.cssText += ';box-sizing: border-box; padding: 20px'", &high),
        ("frame.style.width = '320px'", &high),
        ("frame.style.cssText += ';min-height: 0; max-height: 50vh'", &low),
    ] {
        page.eval(&format!("const frame = document.querySelector('iframe'); {change}"), vec![])
            .await;
        wait_for_value(change, expected.clone(), async || {
            let mut seen = page.in_frame(0, INSIDE).await;
            seen.as_object_mut().expect("what is seen").remove("bar");
            seen
        })
        .await;
        quiet(&page).await;
    }
    assert_eq!(page.console().await, []);
}

/// A host that takes back every height: it wins, the frame scrolls, and nobody goes on.
async fn a_page_that_takes_every_height_back_is_not_fought(browser: Browser) {
    let host = Host::with(&[FRAME, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    answered(&page).await;
    page.eval(
        "const frame = document.querySelector('iframe'), set = () => frame.style.height !== '300px' && (frame.style.height = '300px');
        new MutationObserver(() => setTimeout(set)).observe(frame, { attributes: true });
        set()",
        vec![],
    )
    .await;
    wait_until("the frame scrolls in what it is left", async || {
        let seen = page.in_frame(0, INSIDE).await;
        if seen["scrolls"] == true && seen["reached"] == true { Ok(()) } else { Err(seen) }
    })
    .await;
    quiet(&page).await;
}

async fn a_frame_without_the_loader_scrolls(browser: Browser) {
    let host = Host::with(FRAME).await;
    let page = host.open(&browser).await;
    let expected = json!({ "fits": false, "scrolls": true, "reached": true });
    wait_for_value("a plain frame", expected, async || {
        let mut seen = page.in_frame(0, INSIDE).await;
        seen.as_object_mut().expect("what is seen").remove("bar");
        seen
    })
    .await;
}

/// Changes of the host's colour scheme, none of which need be an attribute of `<html>` or `<body>`.
const CHANGES: [(&str, &str, &str); 13] = [
    ("nothing said", "", "light"),
    ("a wrapper", "wrapper.style.colorScheme = 'dark'", "dark"),
    ("the wrapper again", "wrapper.style.colorScheme = ''", "light"),
    ("the embedded itself", "embedded.forEach(e => e.style.colorScheme = 'dark')", "dark"),
    ("itself against the page", "root.style.colorScheme = 'dark'; embedded.forEach(e => e.style.colorScheme = 'light')", "light"),
    ("the page, once nothing is in between", "embedded.forEach(e => e.style.colorScheme = '')", "dark"),
    ("a sheet that arrives", "root.style.colorScheme = ''; wrapper.className = 'night';
        window.sheet = document.createElement('style'); sheet.textContent = '.night { color-scheme: dark }'; document.head.append(sheet)", "dark"),
    ("a sheet that is disabled", "sheet.disabled = true", "light"),
    ("a sheet that is enabled", "sheet.disabled = false", "dark"),
    ("a rule that is taken away", "sheet.sheet.deleteRule(0)", "light"),
    ("a constructed sheet", "window.made = new CSSStyleSheet(); made.replaceSync('.night { color-scheme: dark }'); document.adoptedStyleSheets.push(made)", "dark"),
    ("a constructed sheet that changes", "made.replaceSync('')", "light"),
    ("what the page says of itself", "document.head.insertAdjacentHTML('beforeend', '<meta name=color-scheme content=dark>')", "dark"),
];

async fn the_scheme_around_is_followed_however_it_comes_about(browser: Browser) {
    let host = Host::with(&format!(
        "<div id=wrapper>{FRAME}<next-level-press loading=eager></next-level-press></div>LOADER"
    ))
    .await;
    let page = host.open(&browser).await;
    page.widgets().await;
    answered(&page).await;
    for (name, change, expected) in CHANGES {
        let change = format!(
            "const root = document.documentElement, wrapper = document.getElementById('wrapper'), embedded = [...wrapper.children]; {change}"
        );
        page.eval(&change, vec![]).await;
        schemes(&page, name, expected).await;
    }
    assert_eq!(page.console().await, []);
}

/// As Turbo does: another body, with frames and widgets of its own, under the same document.
async fn the_scheme_is_followed_after_the_body_is_replaced(browser: Browser) {
    let html = format!("{FRAME}<next-level-press loading=eager></next-level-press>");
    let host = Host::with(&[&html, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.widgets().await;
    answered(&page).await;
    let swap = "const next = new DOMParser().parseFromString(arguments[0], 'text/html').body;
        document.adoptNode(next);
        document.body.replaceWith(next)";
    for _ in 0..2 {
        page.eval(swap, vec![html.replace("SITE", &host.site.url("/")).into()]).await;
        page.widgets().await;
        answered(&page).await;
        for (name, scheme, expected) in
            [("dark", "dark", "dark"), ("light", "light", "light"), ("none", "", "light")]
        {
            page.eval("document.body.style.colorScheme = arguments[0]", vec![scheme.into()]).await;
            schemes(&page, name, expected).await;
        }
    }
    assert_eq!(page.console().await, []);
}

/// A visitor who prefers dark, on pages that know of it, that do not, and that say so in their head only.
async fn a_visitor_s_preference_counts_where_the_page_lets_it(browser: Browser) {
    for (head, expected) in [
        ("", "light"),
        ("<meta name=color-scheme content='light dark'>", "dark"),
        ("<meta name=color-scheme content='only light'>", "light"),
        ("<style>:root { color-scheme: light dark }</style>", "dark"),
    ] {
        let host = Host::with(&[head, FRAME, "LOADER"].concat()).await;
        let page = browser.open_as(&[Emulation::Dark], &host.own.url("/")).await;
        answered(&page).await;
        schemes(&page, head, expected).await;
        if page.engine() == Engine::Chromium && expected == "dark" {
            let light =
                json!({ "features": [{ "name": "prefers-color-scheme", "value": "light" }] });
            page.cdp("Emulation.setEmulatedMedia", light).await;
            schemes(&page, "the system changes", "light").await;
        }
        page.client().clone().close().await.expect("the window closes");
    }
}

scenarios! {
    a_frame_that_is_kept_low_scrolls,
    a_frame_that_may_be_as_high_as_its_content_has_no_bar,
    a_zoom_leaves_nothing_out_of_reach,
    a_height_and_a_width_that_change_each_other_come_to_rest,
    a_frame_follows_what_its_page_lets_it_be,
    a_page_that_takes_every_height_back_is_not_fought,
    a_frame_without_the_loader_scrolls,
    the_scheme_around_is_followed_however_it_comes_about,
    the_scheme_is_followed_after_the_body_is_replaced,
    a_visitor_s_preference_counts_where_the_page_lets_it,
}

/// Waits until the loader has answered the frame: then it has set a height.
async fn answered(page: &Session) {
    wait_until("the page has answered the frame", async || {
        let height =
            page.eval("return document.querySelector('iframe').style.height", vec![]).await;
        if height == "" { Err(height) } else { Ok(()) }
    })
    .await;
}

/// Waits until sixty frames have gone by in which the frame said nothing, however long that takes.
async fn quiet(page: &Session) {
    let silence = "return new Promise(done => {
        let [said, still, all] = [0, 0, 0];
        const hear = ({ data }) => { if (data?.nextLevel === 1) { said++; still = 0 } };
        addEventListener('message', hear);
        requestAnimationFrame(function look() {
            if (still++ < 60 && all++ < 600) return requestAnimationFrame(look);
            removeEventListener('message', hear);
            done([still > 60, said]);
        });
    })";
    let silence = page.eval(silence, vec![]).await;
    assert_eq!(silence[0], true, "nothing changes, so nothing is said: {silence}");
    assert!(silence[1].as_u64().is_some_and(|said| said < 9), "and little until then: {silence}");
}

/// Waits until all that is embedded is drawn in this scheme.
async fn schemes(page: &Session, name: &str, expected: &str) {
    const USED: &str = "const probe = document.createElement('i');
        probe.style.color = 'light-dark(rgb(1, 1, 1), rgb(2, 2, 2))';
        at.append(probe);
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color === 'rgb(1, 1, 1)' ? 'light' : color === 'rgb(2, 2, 2)' ? 'dark' : color";
    wait_for_value(&format!("{name}: the frame"), expected, async || {
        page.in_frame(0, &format!("const at = document.querySelector('section'); {USED}")).await
    })
    .await;
    let widget =
        format!("if (!root) return null; const at = root.querySelector('section'); {USED}");
    let widget = page.in_widget(&widget).await;
    assert!(widget == Value::Null || widget == expected, "{name}: the widget is {widget}");
}
