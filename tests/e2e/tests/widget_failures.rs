//! What stays on the page when something is missing, and that it is told exactly once.

use std::fs;

use e2e::{
    Browser, Engine, Fault, Host, Session, Site, content, dist, scenarios, wait_until, wasm,
};
use serde_json::json;

const DOCUMENT: &str = "/embed/v1/testimonials.html";
const BODY: &str =
    "<next-level-testimonials loading=eager><a href='/'>Nos mots</a></next-level-testimonials>";

/// What a visitor has in the end.
#[derive(Clone, Copy, PartialEq)]
enum Stays {
    /// What the host wrote between the tags.
    Hosts,
    /// The section, as it was painted first.
    Section,
}

async fn a_document_that_does_not_come_leaves_the_hosts_words(browser: Browser) {
    for (name, fault) in [("missing", Fault::Missing), ("error", Fault::Status(503))] {
        let site = Host::site().await;
        site.fault(DOCUMENT, fault);
        fails(&browser, site, BODY, "network", Stays::Hosts, name).await;
    }
}

async fn a_document_that_is_another_leaves_the_hosts_words(browser: Browser) {
    let html = fs::read_to_string(dist().join(&DOCUMENT[1..])).expect("a document");
    for (name, body) in [
        ("page", "<!doctype html><title>Une erreur</title><p>Réessayez".to_owned()),
        ("empty", String::new()),
        ("cut", html[..html.len() / 2].to_owned()),
        ("data", html.replace("id=\"testimonials.json\">{", "id=\"testimonials.json\">")),
    ] {
        let site = Host::site().await;
        site.fault(DOCUMENT, Fault::Body(body.into_bytes()));
        fails(&browser, site, BODY, "data", Stays::Hosts, name).await;
    }
}

async fn a_document_that_takes_too_long_leaves_the_hosts_words(browser: Browser) {
    let site = Host::site().await;
    let _hold = site.hold(DOCUMENT);
    let body = [
        "<script>AbortSignal.timeout = () => AbortSignal.abort(new DOMException('', 'TimeoutError'))</script>",
        BODY,
    ];
    fails(&browser, site, &body.concat(), "timeout", Stays::Hosts, "timeout").await;
}

async fn an_origin_that_is_down_leaves_the_hosts_words(browser: Browser) {
    let host = Host::open(&browser, Host::site().await, "").await;
    let Host { page, site, own: _own } = host;
    // The loader has come; from now on nobody answers.
    drop(site);
    page.eval("document.body.innerHTML = arguments[0]", vec![BODY.into()]).await;
    ends(&page, "network", Stays::Hosts, "down").await;
}

async fn a_program_that_does_not_come_leaves_the_section(browser: Browser) {
    for (name, path) in [("wasm", wasm()), ("glue", wasm().replace("_bg.wasm", ".js"))] {
        let site = Host::site().await;
        site.fault(&path, Fault::Missing);
        fails(&browser, site, BODY, "wasm", Stays::Section, name).await;
    }
    let site = Host::site().await;
    site.fault(&wasm(), Fault::Body(b"<!doctype html><title>Une erreur</title>".to_vec()));
    fails(&browser, site, BODY, "wasm", Stays::Section, "html-for-wasm").await;
}

/// Data that the tolerant reading refuses, though it is JSON.
async fn data_of_another_kind_leaves_the_section(browser: Browser) {
    let html = fs::read_to_string(dist().join(&DOCUMENT[1..])).expect("a document");
    let (before, rest) = html.split_once("id=\"testimonials.json\">").expect("data");
    let (_, after) = rest.split_once("</script>").expect("its end");
    let site = Host::site().await;
    let body = format!("{before}id=\"testimonials.json\">[]</script>{after}");
    site.fault(DOCUMENT, Fault::Body(body.into_bytes()));
    fails(&browser, site, BODY, "data", Stays::Section, "other-data").await;
}

/// The host's policy forbids Wasm: then it is not even fetched.
async fn a_policy_without_wasm_leaves_the_section(browser: Browser) {
    // WebKitGTK compiles the eight bytes all the same.
    if browser.engine() == Engine::WebKit {
        return;
    }
    let site = Host::site().await;
    let body = policy(&format!("script-src 'unsafe-inline' {}", site.origin()));
    let site =
        fails(&browser, site, &[&body, BODY].concat(), "wasm", Stays::Section, "no-wasm").await;
    assert!(!site.asked_for(&wasm()));
}

/// A policy that forbids every style element and attribute: it looks the same.
async fn a_policy_without_styles_changes_nothing(browser: Browser) {
    let mut seen = vec![];
    for policy in ["", &policy("style-src 'none'")] {
        let host = Host::open(&browser, Host::site().await, &[policy, BODY].concat()).await;
        host.ready(1).await;
        let look = "const { backgroundColor, paddingLeft } = getComputedStyle(
                document.querySelector('next-level-testimonials').shadowRoot.querySelector('section'));
            return [backgroundColor, paddingLeft]";
        seen.push(host.eval(look).await);
        assert_eq!(host.page.console().await, []);
    }
    assert_eq!(seen[0], seen[1]);
    assert_ne!(seen[0][1], "0px");
}

/// The names that carry a hash are in the documents alone.
async fn a_loader_kept_from_before_serves_a_new_deploy_and_the_other_way_round(browser: Browser) {
    let site = Host::site().await;
    let glue = wasm().replace("_bg.wasm", ".js");
    for (from, to) in
        [(wasm(), "/site-fffffffffffffff1_bg.wasm"), (glue, "/site-fffffffffffffff1.js")]
    {
        let html = fs::read_to_string(dist().join(&DOCUMENT[1..])).expect("a document");
        let known = site.url(DOCUMENT);
        assert!(html.contains(&from[1..]), "{known} names {from}");
        let bytes = fs::read(dist().join(&from[1..])).expect("a file of the build");
        // The old name is gone, as after a deploy that keeps nothing.
        site.fault(&from, Fault::Missing);
        site.fault(to, Fault::Body(bytes));
    }
    let html = fs::read_to_string(dist().join(&DOCUMENT[1..])).expect("a document");
    let old = wasm()[1..].replace("_bg.wasm", "");
    site.page(DOCUMENT, &html.replace(&old, "site-fffffffffffffff1"));
    let host = Host::open(&browser, site, BODY).await;
    host.ready(1).await;
    assert_eq!(host.page.console().await, []);
}

scenarios! {
    a_document_that_does_not_come_leaves_the_hosts_words,
    a_document_that_is_another_leaves_the_hosts_words,
    a_document_that_takes_too_long_leaves_the_hosts_words,
    an_origin_that_is_down_leaves_the_hosts_words,
    a_program_that_does_not_come_leaves_the_section,
    data_of_another_kind_leaves_the_section,
    a_policy_without_wasm_leaves_the_section,
    a_policy_without_styles_changes_nothing,
    a_loader_kept_from_before_serves_a_new_deploy_and_the_other_way_round,
}

fn policy(policy: &str) -> String {
    format!("<meta http-equiv=content-security-policy content=\"{policy}\">")
}

async fn fails(
    browser: &Browser,
    site: Site,
    body: &str,
    code: &str,
    stays: Stays,
    name: &str,
) -> Site {
    let host = Host::open(browser, site, body).await;
    ends(&host.page, code, stays, name).await;
    host.site
}

/// Waits for the one error, and looks at what stays.
async fn ends(page: &Session, code: &str, stays: Stays, name: &str) {
    let heard = "return heard.map(([name, , { code }]) => `${name} ${code}`)";
    wait_until(&format!("{name}: the error"), async || {
        let heard = page.eval(heard, vec![]).await;
        if heard == json!([format!("error {code}")]) { Ok(()) } else { Err(heard) }
    })
    .await;
    let ready = "return document.querySelector('next-level-testimonials').ready.then(() => 'ready', ({ code }) => code)";
    assert_eq!(page.eval(ready, vec![]).await, code, "{name}: the promise");
    let seen = "const element = document.querySelector('next-level-testimonials');
        return [element.querySelector('a').getClientRects().length > 0,
            element.shadowRoot.querySelector('.widget')?.innerText.replace(/\\s/g, '') ?? '',
            element.shadowRoot.querySelectorAll('button').length]";
    let seen = page.eval(seen, vec![]).await;
    assert_eq!(seen[0], stays == Stays::Hosts, "{name}: the host's words");
    assert_eq!(seen[2], 0, "{name}: nothing that would not answer");
    let all = content("testimonials.json");
    for one in all["testimonials"].as_array().expect("a list") {
        let name = one["name"].as_str().expect("a name").replace(char::is_whitespace, "");
        let there = seen[1].as_str().is_some_and(|text| text.contains(&name));
        assert_eq!(there, stays == Stays::Section, "{name}");
    }
    page.screenshot(&format!("widget-{name}-{}", page.engine())).await;
    assert_eq!(page.eval(heard, vec![]).await, json!([format!("error {code}")]), "{name}: once");
}
