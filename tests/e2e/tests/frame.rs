//! A section in a frame: its height, its theme, and messages that mean no good.

use std::fs;

use e2e::{Browser, Host, Site, dist, scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];
const SANDBOX: &str = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/// Has frames say what they should not, and tells what moved a frame. Each says to the page what the page says
/// to it; one is ours and marked, so that only the shape is wrong.
const FORGE: &str = "<script>window.forge = async () => {
    const good = { nextLevel: 1, type: 'resize', height: 77 }, told = [];
    const frames = [...document.querySelectorAll('iframe')];
    const before = frames.map(frame => frame.style.height).join();
    const say = (id, data) => new Promise(done => {
        const { contentWindow } = document.getElementById(id), said = JSON.stringify(data);
        addEventListener('message', function heard(event) {
            if (event.source !== contentWindow || JSON.stringify(event.data) !== said) return;
            removeEventListener('message', heard);
            const after = frames.map(frame => frame.style.height).join();
            if (after !== before) told.push([id, said, after]);
            done();
        });
        contentWindow.postMessage(data, '*');
    });
    for (const id of ['stranger', 'unmarked', 'nobody']) await say(id, good);
    for (const height of [NaN, 1e9, 0, -1, 1.5, '300', Infinity, null, undefined, {}, [300], 10001])
        await say('ours', { ...good, height });
    for (const data of [null, 1, 'resize', [], { ...good, nextLevel: '1' }, { ...good, type: 'theme' }, { ...good, more: 1 },
        JSON.parse('{\"nextLevel\":1,\"type\":\"resize\",\"height\":77,\"__proto__\":{\"a\":1}}'),
        JSON.parse('{\"__proto__\":{\"height\":77},\"nextLevel\":1,\"type\":\"resize\"}')]) await say('ours', data);
    const forged = told.length;
    await say('ours', good);
    return [forged, document.getElementById('ours').style.height, told.length - forged];
}</script>";

/// Frames by their section and parameters, each with this sandbox.
fn frames(site: &Site, sections: &[&str], sandbox: &str) -> String {
    let frame = |section: &&str| {
        let (section, query) = section.split_once('?').unwrap_or((section, ""));
        format!(
            "<iframe src='{}?{query}' title={section} data-next-level width=100% height=333 frameborder=0 sandbox='{sandbox}'></iframe>",
            site.url(&format!("/embed/v1/{section}.html"))
        )
    };
    sections.iter().map(frame).collect()
}

const HEIGHTS: &str =
    "return [...document.querySelectorAll('iframe')].map(frame => frame.style.height)";

async fn each_frame_gets_the_height_of_its_own_document(browser: Browser) {
    for sandbox in [SANDBOX, "allow-scripts"] {
        let site = Host::site().await;
        let body = frames(&site, &["mission", "press", "press?limit=1"], sandbox);
        let host = Host::open(&browser, site, &body).await;
        for index in 0..3 {
            fits(&host, index).await;
        }
        host.eval("document.body.style.inlineSize = '320px'").await;
        for index in 0..3 {
            fits(&host, index).await;
        }
        // Hidden, nothing is told; shown again, narrower meanwhile, it ends right.
        host.eval("document.querySelectorAll('iframe')[1].style.display = 'none'; document.body.style.inlineSize = '500px'").await;
        host.eval("document.querySelectorAll('iframe')[1].style.display = ''").await;
        fits(&host, 1).await;
        assert_eq!(host.page.console().await, [], "{sandbox}");
    }
}

/// Waits until a frame is as high as its document.
async fn fits(host: &Host, index: u16) {
    wait_until(&format!("frame {index} has its document's height"), async || {
        let heights = host.eval(HEIGHTS).await;
        host.page.client().enter_frame(index).await.expect("a frame");
        let own = "return `${Math.ceil(document.getElementById('embed').getBoundingClientRect().height)}px`";
        let own = host.eval(own).await;
        host.page.client().enter_parent_frame().await.expect("the page around it");
        if heights[usize::from(index)] == own { Ok(()) } else { Err((heights, own)) }
    })
    .await;
}

async fn forged_messages_move_nothing(browser: Browser) {
    let echo = "<script>onmessage = ({ data, source }) => source.postMessage(data, '*')</script>";
    let (site, stranger) = (Host::site().await, Site::pages([("/", echo)]).await);
    site.page("/embed/v1/echo.html", echo);
    let (ours, theirs) = (site.url("/embed/v1/echo.html"), stranger.url("/"));
    let body = format!(
        "{FORGE}<iframe id=ours data-next-level src='{ours}'></iframe>
        <iframe id=unmarked src='{ours}'></iframe>
        <iframe id=stranger data-next-level src='{theirs}'></iframe>
        <iframe id=nobody sandbox=allow-scripts src='{theirs}'></iframe>"
    );
    let host = Host::open(&browser, site, &body).await;
    assert_eq!(
        host.eval("return window.forge()").await,
        json!([0, "77px", 1]),
        "only the good one counts"
    );
}

async fn the_theme_of_the_page_around_is_followed(browser: Browser) {
    let site = Host::site().await;
    let body = frames(&site, &["testimonials", "testimonials?theme=light"], SANDBOX);
    let host = Host::open(&browser, site, &body).await;
    for index in 0..2 {
        fits(&host, index).await;
    }
    for (scheme, expected) in [("dark", ["dark", "light"]), ("light", ["light", "light"])] {
        host.eval(&format!("document.documentElement.style.colorScheme = '{scheme}'")).await;
        for (index, expected) in (0..2).zip(expected) {
            host.page.client().enter_frame(index).await.expect("a frame");
            let theme = "return document.documentElement.dataset.theme ?? ''";
            wait_for_value(&format!("{index} in a {scheme} page"), expected, async || {
                host.eval(theme).await.as_str().map(str::to_owned).unwrap_or_default()
            })
            .await;
            host.page.client().enter_parent_frame().await.expect("the page around it");
        }
    }
}

/// The frame has spoken before the loader could listen.
async fn a_loader_that_comes_late_asks(browser: Browser) {
    let site = Host::site().await;
    let hold = site.hold("/embed/v1.js");
    let loader = site.url("/embed/v1.js");
    let html = format!("<!doctype html><html lang=fr><title>t</title><body>{}<script>
        addEventListener('message', ({{ data }}) => window.spoke ??= data.type);
        window.late = () => document.head.append(Object.assign(document.createElement('script'), {{ type: 'module', src: '{loader}' }}))
        </script>", frames(&site, &["mission"], SANDBOX));
    let own = Site::pages([("/", &*html)]).await;
    let page = browser.open(&own.url("/")).await;
    wait_for_value("the frame speaks", json!("resize"), async || {
        page.eval("return window.spoke ?? null", vec![]).await
    })
    .await;
    hold.release();
    page.eval("window.late()", vec![]).await;
    let host = Host { page, site, own };
    fits(&host, 0).await;
}

async fn axe_finds_nothing_in_embed_documents(browser: Browser) {
    let site = Host::site().await;
    let page = browser.open("about:blank").await;
    for section in SECTIONS {
        for theme in ["light", "dark"] {
            page.open(&site.url(&format!("/embed/v1/{section}.html?theme={theme}"))).await;
            assert_eq!(e2e::axe::faults(&page).await, [""; 0], "{section}, {theme}");
            assert_eq!(
                page.eval("return document.documentElement.dataset.theme", vec![]).await,
                theme
            );
        }
    }
}

scenarios! {
    each_frame_gets_the_height_of_its_own_document,
    forged_messages_move_nothing,
    the_theme_of_the_page_around_is_followed,
    a_loader_that_comes_late_asks,
    axe_finds_nothing_in_embed_documents,
}

/// A height that depends on the frame's own would grow for ever.
#[test]
fn no_sheet_knows_the_height_of_its_frame() {
    for section in SECTIONS {
        let html = fs::read_to_string(dist().join(format!("embed/v1/{section}.html")))
            .expect("a document");
        let (_, sheet) = html.split_once("<style>").expect("a sheet");
        let (sheet, _) = sheet.split_once("</style>").expect("its end");
        let units = ["vh", "vb", "vmin", "vmax", "cqh", "cqb"];
        let numbers = sheet.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.');
        let found: Vec<_> = numbers
            .filter(|word| {
                word.starts_with(|first: char| first.is_ascii_digit())
                    && units.iter().any(|unit| word.ends_with(unit))
            })
            .collect();
        assert_eq!(found, [""; 0], "{section}");
    }
    assert_eq!(Value::from(SECTIONS.len()), 4);
}
