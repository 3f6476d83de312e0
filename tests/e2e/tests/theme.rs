//! The switch between light and dark.

use e2e::{Browser, Emulation, Role, Session, Site};
use e2e::{scenarios, wait_for_value};

async fn a_choice_counts_more_than_the_system_and_is_remembered(browser: Browser) {
    let site = Site::usual().await;
    let page = browser.open_as(&[Emulation::Dark], &site.url("/")).await;
    let dark = paper(&page).await;
    page.click(Role::Radio, "clair").await;
    wait_for_value("the page is light", true, async || paper(&page).await != dark).await;
    let light = paper(&page).await;
    page.reload().await;
    assert_eq!(paper(&page).await, light, "the choice is remembered");
    page.hydrated().await;
    let checked = "return document.querySelector('footer input:checked').parentElement.textContent";
    assert_eq!(page.eval(checked, vec![]).await, "clair");
    page.click(Role::Radio, "auto").await;
    wait_for_value("the page follows the system", dark, async || paper(&page).await).await;
    assert_eq!(page.console().await, []);
}

/// The colour behind the page's words.
async fn paper(page: &Session) -> String {
    let script = "return getComputedStyle(document.body).backgroundColor";
    page.eval(script, vec![]).await.to_string()
}

scenarios! { a_choice_counts_more_than_the_system_and_is_remembered }
