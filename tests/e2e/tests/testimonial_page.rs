//! The page of a testimonial, and the link "Partager" that shares its address.

use e2e::{Browser, Engine, Host, Role, Session, Site};
use e2e::{axe, run, scenarios, wait_for_value, wait_until};
use serde_json::{Value, json};

/// Replaces what the system would do. `shares` is how it answers to a share, if it can share at all.
const STUBS: &str = "const [shares, copies] = arguments;
    window.calls = [];
    const stub = (object, name, value) => Object.defineProperty(object, name, { value, configurable: true });
    const answer = ok => ok ? Promise.resolve() : Promise.reject(new DOMException('', ok === null ? 'AbortError' : 'NotAllowedError'));
    stub(navigator, 'canShare', shares === 'never' ? undefined : () => true);
    stub(navigator, 'share', ({ url }) => (calls.push(['share', url]), answer(shares)));
    stub(navigator, 'clipboard', { writeText: url => (calls.push(['copy', url]), answer(copies)) });
    return document.querySelector('.quotation__link').href";

const CONFIRMATION: &str =
    "return document.querySelector('[role=status].quotation__copied')?.textContent ?? null";

/// Presses the first link "Partager" on a document of the site.
async fn press_share(page: &Session) {
    let link = page.find_css(".quotation__link").await;
    page.scroll_into_view(&link).await;
    page.click_on(&link).await;
}

async fn each_testimonial_has_a_page_of_its_own(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let links = "return [...document.querySelectorAll('.quotation__link')].map(({ href }) => href)";
    let links = page.eval(links, vec![]).await;
    let links: Vec<_> = links.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(links.len() > 1, "{links:?}");
    for (index, link) in links.iter().enumerate() {
        page.open(link).await;
        let words = "return [document.querySelectorAll('blockquote').length, document.querySelector('a[rel=next]').href,
            document.querySelector('.quotation__link').href, document.documentElement.scrollWidth <= innerWidth]";
        let next = links[(index + 1) % links.len()];
        assert_eq!(page.eval(words, vec![]).await, json!([1, next, link, true]));
        assert_eq!(axe::find_violations(&page).await, [""; 0], "{link}");
    }
    page.click(Role::Link, "Tous les témoignages").await;
    wait_for_value("the address", site.url("/#temoignages"), async || page.current_url().await)
        .await;
    assert_eq!(page.read_console().await, []);
}

async fn the_system_s_dialog_shares_or_the_address_is_copied(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let first = "return document.querySelector('.quotation__link').href";
    let first = page.eval(first, vec![]).await;
    let addresses = [site.url("/"), site.url("/embed/v1/testimonials.html")];
    for address in addresses.iter().map(String::as_str).chain(first.as_str()) {
        page.open(address).await;
        if Some(address) != first.as_str() {
            page.wait_for_slide(1).await;
        }
        let at = page.current_url().await;
        for (shares, copies, expected, confirmation) in [
            (json!(true), json!(true), &["share"][..], Value::Null),
            // The visitor closed the system's dialog.
            (Value::Null, json!(true), &["share"], Value::Null),
            (json!(false), json!(true), &["share", "copy"], json!("Copié")),
            (json!("never"), json!(true), &["copy"], json!("Copié")),
        ] {
            let what = format!("{address}: {shares}, {copies}");
            let link = page.eval(STUBS, vec![shares, copies]).await;
            press_share(&page).await;
            let calls: Vec<_> = expected.iter().map(|call| json!([call, link])).collect();
            wait_for_value(&what, json!(calls), async || page.eval("return calls", vec![]).await)
                .await;
            wait_for_value(&what, confirmation, async || page.eval(CONFIRMATION, vec![]).await)
                .await;
            assert_eq!(page.current_url().await, at, "{what}");
        }
        assert_eq!(page.read_console().await, [], "{address}");
    }
}

async fn where_both_are_refused_the_link_is_followed(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    let link = page.eval(STUBS, vec![json!(false), json!(false)]).await;
    press_share(&page).await;
    wait_for_value("the address", link, async || page.current_url().await).await;
}

scenarios! {
    each_testimonial_has_a_page_of_its_own;
    chromium:
    the_system_s_dialog_shares_or_the_address_is_copied,
    where_both_are_refused_the_link_is_followed,
}

/// A widget uses the platform's own functions, which no test can replace, and only Chromium lets a driver copy.
#[test]
fn a_widget_copies_the_address() {
    run(Engine::Chromium, "share-widget", async |browser| {
        let host =
            Host::with("<next-level-testimonials loading=eager></next-level-testimonials>LOADER")
                .await;
        let page = host.open(&browser).await;
        page.wait_for_widgets().await;
        let press = "return (window.press = () => document.querySelector('next-level-testimonials').shadowRoot
            .querySelector('.quotation__link'))().href";
        let link = page.eval(press, vec![]).await;
        assert!(
            link.as_str().is_some_and(|link| link.starts_with(&host.site.url("/temoignages/")))
        );
        page.client().execute("press().focus()", vec![]).await.expect("the link has the focus");
        page.press(e2e::Key::Enter).await;
        wait_until("it says so", async || {
            page.eval("return press().textContent.endsWith('Copié')", vec![]).await == true
        })
        .await;
        assert_eq!(page.current_url().await, host.server.url("/"));
    });
}
