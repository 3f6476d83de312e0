//! "Intégrer" where its script does not come, or comes late: then it is the link that it was before.

use std::fs;

use e2e::{Browser, Fault, Role, Session, Site};
use e2e::{scenarios, wait_for_value, wait_until, workspace};
use serde_json::json;

/// The dialog's script, a control that opens the dialog, and the document that it links to.
const SCRIPT: &str = "/integrer.js";
const CONTROL: &str = "Intégrer : Mission";
const DOCUMENT: &str = "/embed/v1/mission.html";

async fn where_its_script_does_not_come_the_link_is_followed_each_time(browser: Browser) {
    let site = Site::dist().await;
    // So that each visit is seen.
    site.header("cache-control", "no-cache");
    for fault in
        [Fault::Missing, Fault::Status(503), Fault::Broken, Fault::Body(b"export {".to_vec())]
    {
        site.fault(SCRIPT, fault.clone());
        let page = browser.open(&site.url("/")).await;
        page.hydrated().await;
        for time in ["at first", "once more"] {
            let before = asked(&site, DOCUMENT);
            page.click(Role::Button, CONTROL).await;
            arrived(&page, &site).await;
            assert_eq!(asked(&site, DOCUMENT), before + 1, "{fault:?}, {time}");
            page.client().back().await.expect("there is a page before");
            page.hydrated().await;
        }
        page.client().clone().close().await.expect("the window closes");
    }
}

async fn where_the_section_s_document_does_not_come_the_link_is_followed(browser: Browser) {
    let site = Site::dist().await;
    site.fault(DOCUMENT, Fault::Missing);
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    page.click(Role::Button, CONTROL).await;
    arrived(&page, &site).await;
}

/// As the page is hosted: it names the digest of the script.
async fn a_script_that_was_tampered_with_opens_nothing_and_the_link_is_followed(browser: Browser) {
    let hosted = std::env::var_os("NEXT_LEVEL_HOSTED")
        .map_or_else(|| workspace().join("target/hosted"), Into::into);
    let dist = hosted.join("root/dist");
    let assets = fs::read_dir(dist.join("assets")).expect("the hosted site");
    let mut names = assets.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let name = names.find(|name| name.starts_with("integrer-") && name.ends_with(".js"));
    let path = format!("/assets/{}", name.expect("the dialog's script"));
    let script = fs::read_to_string(dist.join(&path[1..])).expect("the dialog's script");
    let site = Site::folder(&dist).await;
    site.page(&path, &format!("{script}\nwindow.tampered = true;"));
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    page.click(Role::Button, CONTROL).await;
    arrived(&page, &site).await;
}

/// Five seconds are the promise; what comes after them opens no dialog, and the control goes on working.
async fn a_script_that_is_late_is_not_waited_for_and_opens_nothing_when_it_comes(browser: Browser) {
    let site = Site::dist().await;
    let hold = site.hold(SCRIPT);
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    page.click(Role::Button, CONTROL).await;
    arrived(&page, &site).await;
    page.client().back().await.expect("there is a page before");
    page.hydrated().await;
    hold.release();
    assert_eq!(dialogs(&page).await, 0);
    // A browser that kept the page may have kept the failure, too: then it is the link again.
    page.click(Role::Button, CONTROL).await;
    wait_until("the dialog, or where the link leads", async || {
        page.url().await == site.url(DOCUMENT) || dialogs(&page).await == 1
    })
    .await;
}

async fn whoever_follows_another_link_meanwhile_waits_no_longer(browser: Browser) {
    let site = Site::dist().await;
    let hold = site.hold(SCRIPT);
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    page.click(Role::Button, CONTROL).await;
    wait_until("the script is asked for", async || site.asked_for(SCRIPT)).await;
    page.eval("document.querySelector('header a[href^=\"#\"]').click()", vec![]).await;
    hold.release();
    let come = "const [entry] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith(arguments[0]));
        return entry ? new Promise(rest => setTimeout(() => rest(true))) : false";
    wait_for_value("the script has come", true, async || {
        page.eval(come, vec![SCRIPT.into()]).await
    })
    .await;
    assert_eq!(dialogs(&page).await, 0);
    page.click(Role::Button, CONTROL).await;
    wait_for_value("the dialogs", 1, async || dialogs(&page).await).await;
}

async fn however_often_it_is_clicked_one_dialog_opens(browser: Browser) {
    let site = Site::dist().await;
    site.header("access-control-allow-origin", "*");
    let hold = site.hold(SCRIPT);
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    for _ in 0..3 {
        page.click(Role::Button, CONTROL).await;
    }
    wait_until("the script is asked for", async || site.asked_for(SCRIPT)).await;
    hold.release();
    wait_for_value("the dialogs", 1, async || dialogs(&page).await).await;
    assert_eq!(asked(&site, DOCUMENT), 1);
    assert_eq!(page.url().await, site.url("/"));
    assert_eq!(page.console().await, []);
}

/// A new tab, a new window, a download: the browser's own, for a link.
async fn a_click_that_asks_for_something_else_is_the_browser_s(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    // Heard last, and goes nowhere.
    let script = "const link = document.querySelector('[data-embed]'), taken = [];
        addEventListener('click', event => { taken.push(event.defaultPrevented); event.preventDefault() });
        for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey']) {
            link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, [key]: true }));
        }
        link.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, cancelable: true, button: 1 }));
        return taken";
    assert_eq!(page.eval(script, vec![]).await, json!([false, false, false, false]));
    assert!(!site.asked_for(SCRIPT));
}

/// Waits until the page is the one that the control links to.
async fn arrived(page: &Session, site: &Site) {
    wait_for_value("where the link leads", site.url(DOCUMENT), async || page.url().await).await;
}

/// How often a path was asked for.
fn asked(site: &Site, path: &str) -> usize {
    site.requests().iter().filter(|request| request.path == path).count()
}

/// How many dialogs are open.
async fn dialogs(page: &Session) -> u64 {
    let script = "return document.querySelectorAll('dialog[open]').length";
    page.eval(script, vec![]).await.as_u64().unwrap_or_default()
}

scenarios! {
    where_its_script_does_not_come_the_link_is_followed_each_time,
    where_the_section_s_document_does_not_come_the_link_is_followed,
    a_script_that_was_tampered_with_opens_nothing_and_the_link_is_followed,
    a_script_that_is_late_is_not_waited_for_and_opens_nothing_when_it_comes,
    whoever_follows_another_link_meanwhile_waits_no_longer,
    however_often_it_is_clicked_one_dialog_opens,
    a_click_that_asks_for_something_else_is_the_browser_s,
}
