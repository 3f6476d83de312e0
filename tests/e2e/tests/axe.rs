//! No state of the page has a fault that axe-core can see.

use e2e::{Browser, STATES, Site, State};
use e2e::{axe, scenarios};

async fn axe_finds_nothing_in_any_state(browser: Browser) {
    let mut found = vec![];
    for visitor in State::visitors(browser.engine()) {
        let page = browser.open_as(visitor, "about:blank").await;
        for state in STATES.iter().filter(|state| state.visitor == visitor) {
            let _site = state.reach(&page).await;
            let faults = axe::faults(&page).await;
            found.extend(faults.into_iter().map(|fault| format!("{}: {fault}", state.name)));
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// A page with one fault for each kind of rule: what finds nothing must be able to find something.
async fn axe_finds_what_is_wrong(browser: Browser) {
    let html = "<!doctype html><html lang=fr><title>t</title><main><h1>t</h1>
        <p style='color: #999; background: #fff'>pale</p><img src=data:,><button></button>
        <button style='inline-size: 9px; block-size: 9px; padding: 0'>a</button><button style='inline-size: 9px; padding: 0'>b</button>
        <h3>skipped</h3><input></main><p>outside</p>";
    let site = Site::pages([("/", html)]).await;
    let page = browser.open(&site.url("/")).await;
    let found = axe::faults(&page).await;
    for rule in [
        "color-contrast",
        "image-alt",
        "button-name",
        "target-size",
        "heading-order",
        "label",
        "region",
    ] {
        assert!(
            found.iter().any(|fault| fault.starts_with(&format!("{rule}: "))),
            "{rule}: {found:#?}"
        );
    }
}

scenarios! { axe_finds_nothing_in_any_state, axe_finds_what_is_wrong }
