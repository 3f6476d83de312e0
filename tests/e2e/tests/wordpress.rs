//! WordPress's own embeds: a frame without an origin, hidden until it sends its height, whose links
//! WordPress follows itself. The host of these tests responds as WordPress's `wp-embed.js` does.

use std::fs;

use e2e::{Browser, Session, Site};
use e2e::{hosted_dir, scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

/// The height to which WordPress limits a frame in a published post, in CSS pixels.
const LIMIT: u32 = 1000;

/// A page with the oEmbed HTML as WordPress filters it, with its sandbox, secret and limits of the height.
///
/// WordPress adds the secret to the frame's URL, and sends “ready” once its script runs.
const WORDPRESS_PAGE: &str = "<!doctype html><html lang=fr><meta charset=utf-8><title>Un article</title>
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
            if (data.message === 'height') frame.height = Math.min(LIMIT, Math.max(200, parseInt(data.value)));
            if (data.message === 'link' && new URL(data.value).host === new URL(frame.src).host
                && document.activeElement === frame) top.location.href = data.value;
        });
        addEventListener('DOMContentLoaded', () => {
            frame.contentWindow.postMessage({ message: 'ready', secret: 'abcdefghij' }, '*');
        });
    </script>";

async fn each_section_is_shown_at_its_height_and_becomes_interactive(browser: Browser) {
    let site = Site::dist().await.allow_other_origins();
    for section in ["mission", "testimonials", "partners", "press"] {
        let page = browser.open("about:blank").await;
        let _host = open_host(&page, &site, section, LIMIT).await;
        wait_until("the frame is shown", async || {
            let seen = "return getComputedStyle(document.querySelector('iframe')).visibility";
            page.eval(seen, vec![]).await == "visible"
        })
        .await;
        let frame = page.find_css("iframe").await;
        frame.clone().enter_frame().await.expect("a frame");
        wait_for_value("the theme's place, without storage", Value::Null, async || {
            page.eval("try { return localStorage } catch { return null }", vec![]).await
        })
        .await;
        let is_interactive = "return !!document.querySelector('[data-interactive], [type=search]')";
        if ["testimonials", "press"].contains(&section) {
            wait_until(&format!("{section} comes to life"), async || {
                page.eval(is_interactive, vec![]).await == true
            })
            .await;
        }
        page.client().clone().enter_parent_frame().await.expect("the page around it");
        // Both change while fonts load.
        wait_until(&format!("{section}: the frame is as high as its document, within bounds"), async || {
            let height = "return document.querySelector('iframe').getBoundingClientRect().height";
            let height = page.eval(height, vec![]).await.as_f64();
            frame.clone().enter_frame().await.expect("a frame");
            let own = "return Math.ceil(document.getElementById('embed').getBoundingClientRect().height)";
            let own = page.eval(own, vec![]).await.as_f64();
            page.client().clone().enter_parent_frame().await.expect("the page around it");
            let fits = height.is_some() && height == own.map(|own| own.max(200.0));
            if fits { Ok(()) } else { Err((height, own)) }
        })
        .await;
        page.save_screenshot(&format!("wordpress-{section}-{}", browser.engine())).await;
        assert_eq!(page.read_console().await, [], "{section}");
        page.close().await;
    }
}

/// Where WordPress keeps the frame lower than its section, whole entries are shown, then a link to the rest; an entry
/// that is longer than the frame is cut between two lines.
async fn a_section_that_is_too_long_ends_with_a_link_to_the_rest(browser: Browser) {
    let site = Site::dist().await.allow_other_origins();
    for section in ["mission", "testimonials", "partners", "press"] {
        let page = browser.open("about:blank").await;
        let _host = open_host(&page, &site, section, 420).await;
        let frame = page.find_css("iframe").await;
        for width in [300, 645, 1180] {
            page.eval(&format!("document.querySelector('iframe').width = {width}"), vec![]).await;
            frame.clone().enter_frame().await.expect("a frame");
            wait_for_value(
                &format!("{section}, {width} px: what is shown, and the link, are whole"),
                json!([true, [], true, true]),
                async || page.eval(DESCRIBE_SHORTENED, vec![]).await,
            )
            .await;
            page.client().clone().enter_parent_frame().await.expect("the page around it");
        }
        page.save_screenshot(&format!("wordpress-shortened-{section}-{}", browser.engine())).await;
        assert_eq!(page.read_console().await, [], "{section}");
        page.close().await;
    }
}

/// Whether the link is there and in the frame, the lines that are cut, whether something is shown, and whether the
/// theme is light.
const DESCRIBE_SHORTENED: &str = "
    const widget = document.getElementById('widget').getBoundingClientRect();
    const link = document.querySelector('.embed__source a');
    const texts = document.createTreeWalker(document.getElementById('widget'), NodeFilter.SHOW_TEXT);
    const lines = [];
    for (const range = document.createRange(); texts.nextNode(); ) {
        range.selectNodeContents(texts.currentNode);
        for (const { top, bottom, left, width } of range.getClientRects()) {
            // Text that is hidden from sight is one pixel wide.
            // Where lines are set tight, their boxes overlap by what no letter fills.
            const inset = 0.2 * (bottom - top);
            if (width > 1 && left >= 0 && left < innerWidth) lines.push([top + inset, bottom - inset]);
        }
    }
    const cut = lines.filter(([top, bottom]) => top < widget.bottom && bottom > widget.bottom);
    const { top, bottom } = link.getBoundingClientRect();
    return [
        link.textContent.startsWith('Lire la suite') && top >= widget.bottom && bottom <= innerHeight,
        cut,
        lines.some(([, bottom]) => bottom <= widget.bottom),
        document.documentElement.dataset.theme == 'light',
    ]";

/// The lines of another font end elsewhere, while the height of the section that was cut stays.
async fn a_section_that_is_too_long_is_cut_anew_when_the_web_fonts_arrive(browser: Browser) {
    let site = Site::dist().await.allow_other_origins();
    let page = browser.open("about:blank").await;
    for width in [645, 1180] {
        let holds =
            ["affiche", "texte"].map(|face| site.hold(&format!("/fonts/next-level-{face}.woff2")));
        let _host = open_host(&page, &site, "mission", 420).await;
        page.eval(&format!("document.querySelector('iframe').width = {width}"), vec![]).await;
        page.client().clone().enter_frame(0).await.expect("a frame");
        let wait_for_whole_lines = async |when: &str| {
            wait_for_value(
                &format!("{width} px, {when}: what is shown, and the link, are whole"),
                json!([true, [], true, true]),
                async || page.eval(DESCRIBE_SHORTENED, vec![]).await,
            )
            .await;
        };
        wait_for_whole_lines("before the fonts").await;
        holds.into_iter().for_each(e2e::Hold::release);
        page.wait_for_web_fonts().await;
        wait_for_whole_lines("after them").await;
        page.client().clone().enter_parent_frame().await.expect("the page around it");
    }
}

async fn a_link_leads_to_the_site_through_wordpress(browser: Browser) {
    let site = Site::dist().await.allow_other_origins();
    let page = browser.open("about:blank").await;
    let _host = open_host(&page, &site, "partners", LIMIT).await;
    wait_until("the secret has been told", async || {
        page.eval("return heard.length > 0", vec![]).await == true
    })
    .await;
    let frame = page.find_css("iframe").await;
    frame.enter_frame().await.expect("a frame");
    let notes = "return document.querySelectorAll('.embed__links').length";
    assert_eq!(page.eval(notes, vec![]).await, 1, "where the links lead is said");
    let link = page.find_css("a.partners__name").await;
    page.click_on(&link).await;
    page.client().enter_parent_frame().await.ok();
    let expected = site.url("/#organisations");
    wait_for_value("where it leads", expected, async || page.current_url().await).await;
}

/// WordPress fetches the oEmbed response from the document's `<link>`, and filters it.
#[test]
fn the_oembed_response_survives_wordpress_s_filters() {
    let folder = hosted_dir().join("root/dist/embed/v1");
    for section in ["mission", "testimonials", "partners", "press"] {
        let document = fs::read_to_string(folder.join(format!("{section}.html"))).expect("a page");
        let oembed_url = format!("https://exemple.org/embed/v1/{section}.json");
        assert!(
            document.contains(&format!("type=\"application/json+oembed\" href=\"{oembed_url}\""))
        );
        let response =
            fs::read_to_string(folder.join(format!("{section}.json"))).expect("an answer");
        let response: Value = serde_json::from_str(&response).expect("JSON");
        let html = response["html"].as_str().expect("HTML");
        // WordPress looks for `<blockquote>` without attributes, then for the frame.
        assert!(html.starts_with("<blockquote><a href=\"https://exemple.org/#"), "{html}");
        assert_eq!(html.matches("<iframe ").count(), 1, "{html}");
        // `wp_kses` keeps a width in per cent: no post is wider than a phone.
        assert!(html.contains(" width=\"100%\"") && html.contains(" data-next-level"), "{html}");
        let thumbnail = response["thumbnail_url"].as_str().expect("a picture");
        let path = thumbnail.strip_prefix("https://exemple.org/").expect("the site's address");
        assert!(hosted_dir().join("root/dist").join(path).is_file(), "{thumbnail}");
        assert_eq!((&response["type"], &response["version"]), (&"rich".into(), &"1.0".into()));
    }
}

scenarios! {
    each_section_is_shown_at_its_height_and_becomes_interactive,
    a_section_that_is_too_long_ends_with_a_link_to_the_rest,
    a_section_that_is_too_long_is_cut_anew_when_the_web_fonts_arrive,
    a_link_leads_to_the_site_through_wordpress,
}

/// Opens a post with a section, whose frame is no higher than `limit`.
async fn open_host(page: &Session, site: &Site, section: &str, limit: u32) -> Site {
    let document = site.url(&format!("/embed/v1/{section}.html"));
    let html = WORDPRESS_PAGE
        .replace("DOCUMENT", &document)
        .replace("SITE", &site.url("/"))
        .replace("LIMIT", &limit.to_string());
    let host = Site::pages([("/", &*html)]).await;
    page.open(&host.url("/")).await;
    host
}
