//! “Intégrer” when its script fails to load or is late: the control works as the link that it is.

use std::fs;

use e2e::{Browser, Failure, Hold, Role, Session, Site};
use e2e::{hosted_dir, scenarios, wait_for_value, wait_until};
use serde_json::json;

/// The dialog's script, a control that opens the dialog, and the document that it links to.
const SCRIPT: &str = "/integrer.js";
const CONTROL: &str = "Intégrer : Mission";
const DOCUMENT: &str = "/embed/v1/mission.html";

async fn without_its_script_the_link_is_followed_each_time(browser: Browser) {
    let site = Site::dist().await;
    // Makes each visit send a request.
    site.set_header("cache-control", "no-cache");
    let page = browser.open("about:blank").await;
    for failure in [
        Failure::Missing,
        Failure::Status(503),
        Failure::Broken,
        Failure::Body(b"export {".to_vec()),
    ] {
        site.fail(SCRIPT, failure.clone());
        page.open(&site.url("/")).await;
        page.wait_for_hydration().await;
        for time in ["at first", "once more"] {
            let before = site.count_requests(DOCUMENT);
            page.click(Role::Button, CONTROL).await;
            wait_for_document(&page, &site).await;
            assert_eq!(site.count_requests(DOCUMENT), before + 1, "{failure:?}, {time}");
            page.client().back().await.expect("there is a page before");
            page.wait_for_hydration().await;
        }
    }
}

async fn without_the_section_s_document_the_link_is_followed(browser: Browser) {
    let site = Site::dist().await;
    site.fail(DOCUMENT, Failure::Missing);
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    page.click(Role::Button, CONTROL).await;
    wait_for_document(&page, &site).await;
}

/// The hosted page names the digest of the script.
async fn a_tampered_script_opens_nothing_and_the_link_is_followed(browser: Browser) {
    let dist = hosted_dir().join("root/dist");
    let assets = fs::read_dir(dist.join("assets")).expect("the hosted site");
    let mut names = assets.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let name = names.find(|name| name.starts_with("integrer-") && name.ends_with(".js"));
    let path = format!("/assets/{}", name.expect("the dialog's script"));
    let script = fs::read_to_string(dist.join(&path[1..])).expect("the dialog's script");
    let site = Site::folder(&dist).await;
    site.set_page(&path, &format!("{script}\nwindow.tampered = true;"));
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    page.click(Role::Button, CONTROL).await;
    wait_for_document(&page, &site).await;
}

/// A script that takes more than five seconds opens no dialog, and the control still works.
async fn a_late_script_opens_nothing_and_the_link_is_followed(browser: Browser) {
    let site = Site::dist().await;
    let hold = site.hold(SCRIPT);
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    page.click(Role::Button, CONTROL).await;
    wait_for_document(&page, &site).await;
    page.client().back().await.expect("there is a page before");
    page.wait_for_hydration().await;
    hold.release();
    assert_eq!(count_dialogs(&page).await, 0);
    // A browser that cached the page may have cached the failure, too: then it is the link again.
    page.click(Role::Button, CONTROL).await;
    wait_until("the dialog, or where the link leads", async || {
        page.current_url().await == site.url(DOCUMENT) || count_dialogs(&page).await == 1
    })
    .await;
}

async fn following_another_link_cancels_the_dialog(browser: Browser) {
    let (_site, page, hold) = click_while_held(&browser, SCRIPT).await;
    page.eval("document.querySelector('header a[href^=\"#\"]').click()", vec![]).await;
    hold.release();
    wait_for_response(&page, SCRIPT).await;
    assert_eq!(count_dialogs(&page).await, 0);
    page.click(Role::Button, CONTROL).await;
    wait_for_value("the dialogs", 1, async || count_dialogs(&page).await).await;
}

async fn several_clicks_open_one_dialog(browser: Browser) {
    let site = Site::dist().await.allow_other_origins();
    let hold = site.hold(SCRIPT);
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    for _ in 0..3 {
        page.click(Role::Button, CONTROL).await;
    }
    wait_until("the script is asked for", async || site.has_request_for(SCRIPT)).await;
    hold.release();
    wait_for_value("the dialogs", 1, async || count_dialogs(&page).await).await;
    assert_eq!(site.count_requests(DOCUMENT), 1);
    assert_eq!(page.current_url().await, site.url("/"));
    assert_eq!(page.read_console().await, []);
}

async fn of_two_controls_the_last_one_opens(browser: Browser) {
    let (_site, page, hold) = click_while_held(&browser, DOCUMENT).await;
    page.click(Role::Button, "Intégrer : Revue de presse").await;
    let tag = "return document.querySelector('dialog[open] textarea')?.value.match(/<next-level-(\\w+)/)?.[1]";
    wait_for_value("the dialog's element", "press", async || page.eval(tag, vec![]).await).await;
    hold.release();
    wait_for_response(&page, DOCUMENT).await;
    assert_eq!(page.eval(tag, vec![]).await, "press");
}

/// The browser opens a link in a new tab or window, or downloads it.
async fn clicks_with_modifier_keys_are_left_to_the_browser(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    // The last listener prevents the navigation.
    let script = "const link = document.querySelector('[data-embed]'), taken = [];
        addEventListener('click', event => { taken.push(event.defaultPrevented); event.preventDefault() });
        for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey']) {
            link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, [key]: true }));
        }
        link.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, cancelable: true, button: 1 }));
        return taken";
    assert_eq!(page.eval(script, vec![]).await, json!([false, false, false, false]));
    assert!(!site.has_request_for(SCRIPT));
    page.eval("document.dispatchEvent(new MouseEvent('click', { bubbles: true }))", vec![]).await;
    assert_eq!(page.read_console().await, [], "a click of a script has no element");
}

/// Opens the page and clicks on the control; the response to the request of a path is held.
async fn click_while_held(browser: &Browser, path: &str) -> (Site, Session, Hold) {
    let site = Site::dist().await;
    let hold = site.hold(path);
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    page.click(Role::Button, CONTROL).await;
    wait_until(&format!("{path} is requested"), async || site.has_request_for(path)).await;
    (site, page, hold)
}

/// Waits until the page is the document that the control links to.
async fn wait_for_document(page: &Session, site: &Site) {
    wait_for_value("where the link leads", site.url(DOCUMENT), async || page.current_url().await)
        .await;
}

/// Waits for the response to a request of the page, and for the next task.
async fn wait_for_response(page: &Session, path: &str) {
    let has_loaded = "const [entry] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith(arguments[0]));
        return entry ? new Promise(rest => setTimeout(() => rest(true))) : false";
    wait_for_value(&format!("the response of {path}"), true, async || {
        page.eval(has_loaded, vec![path.into()]).await
    })
    .await;
}

/// Counts the open dialogs.
async fn count_dialogs(page: &Session) -> u64 {
    let script = "return document.querySelectorAll('dialog[open]').length";
    page.eval(script, vec![]).await.as_u64().unwrap_or_default()
}

scenarios! {
    without_its_script_the_link_is_followed_each_time,
    without_the_section_s_document_the_link_is_followed,
    a_tampered_script_opens_nothing_and_the_link_is_followed,
    a_late_script_opens_nothing_and_the_link_is_followed,
    clicks_with_modifier_keys_are_left_to_the_browser;
    chromium:
    of_two_controls_the_last_one_opens,
    following_another_link_cancels_the_dialog,
    several_clicks_open_one_dialog,
}
