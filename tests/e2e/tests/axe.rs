//! axe-core finds no violation in any state of the page.

use e2e::{Browser, STATES, Site, State};
use e2e::{axe, scenarios};

async fn axe_finds_nothing_in_any_state(browser: Browser) {
    let mut violations = vec![];
    for emulations in State::list_emulations(browser.engine()) {
        let page = browser.open_as(emulations, "about:blank").await;
        for state in STATES.iter().filter(|state| state.emulations == emulations) {
            let _site = state.reach(&page).await;
            let found = axe::find_violations(&page).await;
            violations
                .extend(found.into_iter().map(|violation| format!("{}: {violation}", state.name)));
        }
    }
    assert!(violations.is_empty(), "{} faults:\n{}", violations.len(), violations.join("\n"));
}

/// A page that violates one rule of each kind, so that axe finding nothing above is evidence.
async fn axe_reports_violations_on_a_broken_page(browser: Browser) {
    let html = "<!doctype html><html lang=fr><title>t</title><main><h1>t</h1>
        <p style='color: #999; background: #fff'>pale</p><img src=data:,><button></button>
        <button style='inline-size: 9px; block-size: 9px; padding: 0'>a</button><button style='inline-size: 9px; padding: 0'>b</button>
        <h3>skipped</h3><input></main><p>outside</p>";
    let site = Site::pages([("/", html)]).await;
    let page = browser.open(&site.url("/")).await;
    let violations = axe::find_violations(&page).await;
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
            violations.iter().any(|violation| violation.starts_with(&format!("{rule}: "))),
            "{rule}: {violations:#?}"
        );
    }
}

scenarios! { axe_finds_nothing_in_any_state, axe_reports_violations_on_a_broken_page }
