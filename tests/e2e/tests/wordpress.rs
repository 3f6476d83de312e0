//! WordPress's own embed: a frame without an origin, hidden until it tells its height, whose links
//! WordPress follows itself. The host here answers as WordPress's `wp-embed.js` does.

use std::fs;

use e2e::{Browser, Session, Site};
use e2e::{dist, scenarios, wait_for_value, wait_until};
use serde_json::Value;

/// What WordPress keeps of our answer, and what it adds to it: the sandbox, the secret, its own bounds.
///
/// WordPress itself puts the secret into the frame's address, and says "ready" once its script runs.
const WORDPRESS: &str = "<!doctype html><html lang=fr><meta charset=utf-8><title>Un article</title>
    <body style='margin: 0'><p>Avant</p>
    <blockquote class='wp-embedded-content'><a href='SITE'>Témoignages</a></blockquote>
    <iframe class='wp-embedded-content' sandbox='allow-scripts' security='restricted' title='Témoignages'
        style='position: absolute; visibility: hidden' frameborder='0' width='600' height='338' src='DOCUMENT#?secret=abcdefghij'></iframe>
    <p>Après</p>
    <script>
        const frame = document.querySelector('iframe');
        window.heard = [];
        addEventListener('message', ({ source, data }) => {
            if (source !== frame.contentWindow || !data?.secret) return;
            heard.push(data);
            if (data.secret !== 'abcdefghij') return;
            document.querySelector('blockquote').style.display = 'none';
            frame.removeAttribute('style');
            if (data.message === 'height') frame.height = Math.min(1000, Math.max(200, parseInt(data.value)));
            if (data.message === 'link' && new URL(data.value).host === new URL(frame.src).host
                && document.activeElement === frame) top.location.href = data.value;
        });
        addEventListener('DOMContentLoaded', () => {
            frame.contentWindow.postMessage({ message: 'ready', secret: 'abcdefghij' }, '*');
        });
    </script>";

async fn each_section_is_shown_at_its_height_and_comes_to_life(browser: Browser) {
    let site = site().await;
    for section in ["mission", "testimonials", "partners", "press"] {
        let (page, _host) = open(&browser, &site, section).await;
        wait_until("the frame is shown", async || {
            let seen = "return getComputedStyle(document.querySelector('iframe')).visibility";
            page.eval(seen, vec![]).await == "visible"
        })
        .await;
        let frame = page.css("iframe").await;
        frame.clone().enter_frame().await.expect("a frame");
        wait_for_value("the theme's place, without storage", Value::Null, async || {
            page.eval("try { return localStorage } catch { return null }", vec![]).await
        })
        .await;
        let living = "return !!document.querySelector('[data-interactive], [type=search]')";
        if ["testimonials", "press"].contains(&section) {
            wait_until(&format!("{section} comes to life"), async || {
                page.eval(living, vec![]).await == true
            })
            .await;
        }
        page.client().clone().enter_parent_frame().await.expect("the page around it");
        // Both change while fonts arrive.
        wait_until(&format!("{section}: the frame is as high as its document, within bounds"), async || {
            let height = "return document.querySelector('iframe').getBoundingClientRect().height";
            let height = page.eval(height, vec![]).await.as_f64();
            frame.clone().enter_frame().await.expect("a frame");
            let own = "return Math.ceil(document.getElementById('embed').getBoundingClientRect().height)";
            let own = page.eval(own, vec![]).await.as_f64();
            page.client().clone().enter_parent_frame().await.expect("the page around it");
            let bounded = own.map(|own| own.clamp(200.0, 1000.0));
            if height == bounded { Ok(()) } else { Err((height, bounded)) }
        })
        .await;
        page.screenshot(&format!("wordpress-{section}-{}", browser.engine())).await;
        assert_eq!(page.console().await, [], "{section}");
        page.client().clone().close().await.expect("the window closes");
    }
}

async fn a_link_leads_to_our_page_by_way_of_wordpress(browser: Browser) {
    let site = site().await;
    let (page, _host) = open(&browser, &site, "partners").await;
    wait_until("the secret has been told", async || {
        page.eval("return heard.length > 0", vec![]).await == true
    })
    .await;
    let frame = page.css("iframe").await;
    frame.enter_frame().await.expect("a frame");
    let outward = page.css("a.partners__name").await;
    page.click_on(&outward).await;
    page.client().enter_parent_frame().await.ok();
    let expected = site.url("/#organisations");
    wait_for_value("where it leads", expected, async || page.url().await).await;
}

/// The answer that WordPress asks for by the document's own link, as far as it keeps it.
#[test]
fn the_answer_survives_what_wordpress_keeps() {
    let hosted = std::env::var_os("NEXT_LEVEL_HOSTED").expect("run by cargo xtask test");
    let folder = std::path::Path::new(&hosted).join("root/dist/embed/v1");
    for section in ["mission", "testimonials", "partners", "press"] {
        let document = fs::read_to_string(folder.join(format!("{section}.html"))).expect("a page");
        let link = format!("https://exemple.org/embed/v1/{section}.json");
        assert!(document.contains(&format!("type=\"application/json+oembed\" href=\"{link}\"")));
        let answer = fs::read_to_string(folder.join(format!("{section}.json"))).expect("an answer");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        let html = answer["html"].as_str().expect("HTML");
        // WordPress looks for `<blockquote>` without attributes, then for the frame.
        assert!(html.starts_with("<blockquote><a href=\"https://exemple.org/#"), "{html}");
        assert_eq!(html.matches("<iframe ").count(), 1, "{html}");
        assert_eq!((&answer["type"], &answer["version"]), (&"rich".into(), &"1.0".into()));
    }
}

scenarios! {
    each_section_is_shown_at_its_height_and_comes_to_life,
    a_link_leads_to_our_page_by_way_of_wordpress,
}

async fn site() -> Site {
    assert!(dist().join("embed/v1.js").is_file(), "the build has the loader");
    let site = Site::dist().await;
    site.header("access-control-allow-origin", "*");
    site
}

async fn open(browser: &Browser, site: &Site, section: &str) -> (Session, Site) {
    let document = site.url(&format!("/embed/v1/{section}.html"));
    let html = WORDPRESS.replace("DOCUMENT", &document).replace("SITE", &site.url("/"));
    let host = Site::pages([("/", &*html)]).await;
    (browser.open(&host.url("/")).await, host)
}
