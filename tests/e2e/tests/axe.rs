//! axe-core finds no violation in any state of the page.

use e2e::{Browser, Engine, STATES, Site, State};
use e2e::{axe, scenarios};

/// The states that are checked in every engine: one of each colour scheme, of each control that opens or filters, and of
/// the narrowest width. Chromium checks all: axe reads the document and the computed styles, in which engines differ little.
const STATES_OF_EVERY_ENGINE: [&str; 8] = [
    "light",
    "dark",
    "forced colours",
    "320 px wide, dark",
    "all testimonials",
    "a search that finds",
    "the dialog that embeds",
    "every field filled",
];

async fn axe_finds_nothing_in_any_state(browser: Browser) {
    let mut violations = vec![];
    let names: Vec<_> = match browser.engine() {
        Engine::Chromium => STATES.iter().map(|state| state.name).collect(),
        Engine::Firefox | Engine::WebKit => STATES_OF_EVERY_ENGINE.to_vec(),
    };
    for emulations in State::list_emulations(browser.engine()) {
        let states = names.iter().map(|name| State::find(name));
        let states: Vec<_> = states.filter(|state| state.emulations == emulations).collect();
        if states.is_empty() {
            continue;
        }
        let page = browser.open_as(emulations, "about:blank").await;
        for state in states {
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

scenarios! { axe_finds_nothing_in_any_state; chromium: axe_reports_violations_on_a_broken_page }
