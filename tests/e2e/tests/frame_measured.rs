//! A frame's measurements: whether it is as high as its content or scrolls where the host page limits it, and
//! which colour scheme the host page has.

use e2e::{Browser, Emulation, Engine, Host, Session};
use e2e::{scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

const FRAME: &str = "<iframe data-next-level title=a width=600 height=560 style='display: block' src='SITEembed/v1/mission.html'></iframe>";

/// Measures in the frame whether it is as high as its content, whether it scrolls, and whether its end can be reached.
const MEASURE_FRAME: &str = "const root = document.documentElement, content = document.getElementById('embed');
    const fits = innerHeight + 1 >= content.getBoundingClientRect().height;
    const scrolls = getComputedStyle(root).overflowY !== 'hidden';
    const before = scrollY;
    scrollTo({ top: 1e6, behavior: 'instant' });
    const beyond = content.getBoundingClientRect().bottom - innerHeight;
    scrollTo({ top: before, behavior: 'instant' });
    return { fits, scrolls, reached: fits || scrolls && beyond < 2, bar: innerWidth > root.clientWidth }";

/// Where the host limits a frame's height, its own scroll bar leads to the rest.
async fn a_frame_of_limited_height_scrolls(browser: Browser) {
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
        page.open(&host.server.url("/")).await;
        page.wait_for_frame_height().await;
        let expected = json!({ "fits": false, "scrolls": true, "reached": true });
        wait_for_value(name, expected, async || {
            measure_without_bar(&page).await
        })
        .await;
        let cut = "const frame = document.querySelector('iframe'), box = frame.parentElement;
            return getComputedStyle(box).overflowY === 'visible' || frame.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom";
        let cut = page.eval(cut, vec![]).await;
        assert!(
            cut == true || cut.as_f64().is_some_and(|cut| cut < 2.0),
            "{name}: its end is within the box: {cut}"
        );
        wait_for_silence(&page).await;
    }
    assert_eq!(page.read_console().await, []);
}

/// Borders, padding and transforms are taken into account: the content fits, and no scroll bar narrows it.
async fn a_frame_as_high_as_its_content_has_no_scroll_bar(browser: Browser) {
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
        page.open(&host.server.url("/")).await;
        page.wait_for_frame_height().await;
        let expected = json!({ "fits": true, "scrolls": false, "reached": true, "bar": false });
        wait_for_value(name, expected, async || page.eval_in_frame(0, MEASURE_FRAME).await).await;
        wait_for_silence(&page).await;
    }
    assert_eq!(page.read_console().await, []);
}

/// WebKit zooms a frame but not its content, and Firefox the content not quite as much: then the frame scrolls.
async fn a_zoomed_frame_shows_all_of_its_content(browser: Browser) {
    let page = browser.open("about:blank").await;
    for (name, before) in [
        ("of the frame", "<style>iframe { zoom: 1.3 }</style>"),
        ("less than 1", "<style>iframe { zoom: 0.7 }</style>"),
        ("around the frame", "<div style='zoom: 0.7'>"),
    ] {
        let host = Host::with(&[before, FRAME, "LOADER"].concat()).await;
        page.open(&host.server.url("/")).await;
        page.wait_for_frame_height().await;
        wait_until(&format!("a zoom {name}"), async || {
            let seen = page.eval_in_frame(0, MEASURE_FRAME).await;
            let exact = page.engine() != Engine::Chromium || seen["fits"] == true;
            if seen["reached"] == true && exact { Ok(()) } else { Err(seen) }
        })
        .await;
        wait_for_silence(&page).await;
    }
    assert_eq!(page.read_console().await, []);
}

/// Such as a page whose scroll bar appears and disappears with the frame's height.
async fn a_height_and_a_width_that_depend_on_each_other_settle(browser: Browser) {
    let host = Host::with(&[FRAME, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_frame_height().await;
    let mut heights = vec![];
    for width in ["300px", "600px"] {
        page.eval(
            "document.querySelector('iframe').style.width = arguments[0]",
            vec![width.into()],
        )
        .await;
        wait_until("it has the height of its content", async || {
            let seen = page.eval_in_frame(0, MEASURE_FRAME).await;
            if seen["fits"] == true { Ok(()) } else { Err(seen) }
        })
        .await;
        wait_for_silence(&page).await;
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
    let count_silent_frames = "return new Promise(done => {
        let still = 0, all = 0;
        addEventListener('message', ({ data }) => { if (data?.nextLevel === 1) still = 0 });
        requestAnimationFrame(function look() {
            still++ > 60 || all++ > 1000 ? done(still) : requestAnimationFrame(look);
        });
    })";
    assert_eq!(page.eval(count_silent_frames, vec![]).await, 62, "it comes to rest");
    assert_eq!(page.eval_in_frame(0, MEASURE_FRAME).await["reached"], true);
}

/// The host's stylesheet or script, or a framework that removes styles that are not in its template.
async fn a_frame_adapts_to_the_limits_of_its_page(browser: Browser) {
    let host = Host::with(&[FRAME, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_frame_height().await;
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
        wait_for_value(change, expected.clone(), async || measure_without_bar(&page).await).await;
        wait_for_silence(&page).await;
    }
    assert_eq!(page.read_console().await, []);
}

/// A host that resets every height: the frame scrolls, and both stop.
async fn a_page_that_resets_every_height_prevails(browser: Browser) {
    let host = Host::with(&[FRAME, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_frame_height().await;
    page.eval(
        "const frame = document.querySelector('iframe'), set = () => frame.style.height !== '300px' && (frame.style.height = '300px');
        new MutationObserver(() => setTimeout(set)).observe(frame, { attributes: true });
        set()",
        vec![],
    )
    .await;
    wait_until("the frame scrolls in what it is left", async || {
        let seen = page.eval_in_frame(0, MEASURE_FRAME).await;
        if seen["scrolls"] == true && seen["reached"] == true { Ok(()) } else { Err(seen) }
    })
    .await;
    wait_for_silence(&page).await;
}

/// The scroll bar takes space, so it narrows the content whose size the frame observes.
async fn a_frame_without_the_loader_scrolls(browser: Browser) {
    let host = Host::with(FRAME).await;
    let path = "/embed/v1/mission.html";
    let head = "<head><style>::-webkit-scrollbar { width: 15px }</style>
        <script>window.errors = []; addEventListener('error', ({ message }) => errors.push(message))</script>";
    let html = host.site.get_page(path).replacen("<head>", head, 1);
    host.site.set_page(path, &html);
    let page = host.open(&browser).await;
    let expected = json!({ "fits": false, "scrolls": true, "reached": true, "bar": true });
    wait_for_value("a plain frame", expected, async || page.eval_in_frame(0, MEASURE_FRAME).await)
        .await;
    wait_for_silence(&page).await;
    assert_eq!(page.eval_in_frame(0, "return errors").await, json!([]));
    assert_eq!(page.read_console().await, []);
}

/// Changes of the host's colour scheme, none of which need be an attribute of `<html>` or `<body>`.
const SCHEME_CHANGES: [(&str, &str, &str); 13] = [
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

async fn the_scheme_of_the_host_is_followed_however_it_is_set(browser: Browser) {
    let host = Host::with(&format!(
        "<div id=wrapper>{FRAME}<next-level-press loading=eager></next-level-press></div>LOADER"
    ))
    .await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    page.wait_for_frame_height().await;
    for (name, change, expected) in SCHEME_CHANGES {
        let change = format!(
            "const root = document.documentElement, wrapper = document.getElementById('wrapper'), embedded = [...wrapper.children]; {change}"
        );
        page.eval(&change, vec![]).await;
        wait_for_scheme(&page, name, expected).await;
    }
    assert_eq!(page.read_console().await, []);
}

/// As Turbo does: another body, with frames and widgets of its own, in the same document.
async fn the_scheme_is_followed_after_the_body_is_replaced(browser: Browser) {
    let html = format!("{FRAME}<next-level-press loading=eager></next-level-press>");
    let host = Host::with(&[&html, "LOADER"].concat()).await;
    let page = host.open(&browser).await;
    page.wait_for_widgets().await;
    page.wait_for_frame_height().await;
    let swap = "const next = new DOMParser().parseFromString(arguments[0], 'text/html').body;
        document.adoptNode(next);
        document.body.replaceWith(next)";
    for _ in 0..2 {
        page.eval(swap, vec![html.replace("SITE", &host.site.url("/")).into()]).await;
        page.wait_for_widgets().await;
        page.wait_for_frame_height().await;
        for (name, scheme, expected) in
            [("dark", "dark", "dark"), ("light", "light", "light"), ("none", "", "light")]
        {
            page.eval("document.body.style.colorScheme = arguments[0]", vec![scheme.into()]).await;
            wait_for_scheme(&page, name, expected).await;
        }
    }
    assert_eq!(page.read_console().await, []);
}

/// A visitor who prefers dark, on pages that support it, that do not, and that declare it in their head only.
async fn a_visitor_s_preference_counts_where_the_page_allows_it(browser: Browser) {
    for (head, expected) in [
        ("", "light"),
        ("<meta name=color-scheme content='light dark'>", "dark"),
        ("<meta name=color-scheme content='only light'>", "light"),
        ("<style>:root { color-scheme: light dark }</style>", "dark"),
    ] {
        let host = Host::with(&[head, FRAME, "LOADER"].concat()).await;
        let page = browser.open_as(&[Emulation::Dark], &host.server.url("/")).await;
        page.wait_for_frame_height().await;
        wait_for_scheme(&page, head, expected).await;
        if page.engine() == Engine::Chromium && expected == "dark" {
            let light =
                json!({ "features": [{ "name": "prefers-color-scheme", "value": "light" }] });
            page.execute_cdp("Emulation.setEmulatedMedia", light).await;
            wait_for_scheme(&page, "the system changes", "light").await;
        }
        page.close().await;
    }
}

scenarios! {
    a_frame_of_limited_height_scrolls,
    a_frame_as_high_as_its_content_has_no_scroll_bar,
    a_zoomed_frame_shows_all_of_its_content,
    a_height_and_a_width_that_depend_on_each_other_settle,
    a_frame_adapts_to_the_limits_of_its_page,
    a_page_that_resets_every_height_prevails,
    a_frame_without_the_loader_scrolls,
    the_scheme_of_the_host_is_followed_however_it_is_set,
    the_scheme_is_followed_after_the_body_is_replaced,
    a_visitor_s_preference_counts_where_the_page_allows_it,
}

/// Measures the frame, except for its scroll bar.
async fn measure_without_bar(page: &Session) -> Value {
    let mut measured = page.eval_in_frame(0, MEASURE_FRAME).await;
    measured.as_object_mut().expect("what is seen").remove("bar");
    measured
}

/// Waits for sixty animation frames in a row without a message of the frame.
async fn wait_for_silence(page: &Session) {
    let count_silent_frames = "return new Promise(done => {
        let [said, still, all] = [0, 0, 0];
        const hear = ({ data }) => { if (data?.nextLevel === 1) { said++; still = 0 } };
        addEventListener('message', hear);
        requestAnimationFrame(function look() {
            if (still++ < 60 && all++ < 600) return requestAnimationFrame(look);
            removeEventListener('message', hear);
            done([still > 60, said]);
        });
    })";
    let result = page.eval(count_silent_frames, vec![]).await;
    assert_eq!(result[0], true, "nothing changes, so nothing is said: {result}");
    assert!(result[1].as_u64().is_some_and(|count| count < 9), "and little until then: {result}");
}

/// Waits until the frame and the widget are rendered in this scheme.
async fn wait_for_scheme(page: &Session, name: &str, expected: &str) {
    const USED_SCHEME: &str = "const probe = document.createElement('i');
        probe.style.color = 'light-dark(rgb(1, 1, 1), rgb(2, 2, 2))';
        at.append(probe);
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color === 'rgb(1, 1, 1)' ? 'light' : color === 'rgb(2, 2, 2)' ? 'dark' : color";
    wait_for_value(&format!("{name}: the frame"), expected, async || {
        page.eval_in_frame(
            0,
            &format!("const at = document.querySelector('section'); {USED_SCHEME}"),
        )
        .await
    })
    .await;
    let widget =
        format!("if (!root) return null; const at = root.querySelector('section'); {USED_SCHEME}");
    let widget = page.eval_in_widget(&widget).await;
    assert!(widget == Value::Null || widget == expected, "{name}: the widget is {widget}");
}
