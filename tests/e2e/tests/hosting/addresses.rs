//! Addresses that others keep: what they lead to, and how a host sends from one to another.

use e2e::Browser;
use serde_json::Value;

use crate::host::{Host, Served};
use crate::http::{Answer, ask};

/// Icons and pictures, wherever something names one: by the page, its linked data, the manifest and the feed.
pub async fn every_picture_that_others_fetch_is_at_its_address(served: &Served, browser: Browser) {
    let page = browser.open(&served.base).await;
    let script = "const all = (selector, of) => [...document.querySelectorAll(selector)].map(of);
        const text = (url) => fetch(url).then(answer => answer.text());
        const manifest = document.querySelector('[rel=manifest]').href;
        const data = JSON.parse(document.querySelector('[type=\"application/ld+json\"]').textContent);
        return Promise.all([text('feed.xml'), text(manifest)]).then(([feed, told]) => ({
            icons: all('[rel~=icon], [rel=apple-touch-icon]', link => link.href).filter(url => !url.startsWith('data:')),
            shared: all('[property=\"og:image\"]', meta => meta.content),
            manifest: JSON.parse(told).icons.map(icon => new URL(icon.src, manifest).href),
            logo: data['@graph'].map(thing => thing.logo).filter(Boolean),
            feed: [new DOMParser().parseFromString(feed, 'text/xml').querySelector('image > url').textContent],
        }))";
    let named = page.eval(script, vec![]).await;
    let urls = |kind: &str| -> Vec<String> {
        let urls = named[kind].as_array().into_iter().flatten().filter_map(Value::as_str);
        // The build's address is not where it is served here.
        urls.map(|url| url.replacen("https://exemple.org/", &served.base, 1)).collect()
    };
    for (kind, least) in [("icons", 3), ("shared", 1), ("manifest", 2), ("logo", 1), ("feed", 1)] {
        let urls = urls(kind);
        assert!(urls.len() >= least, "{kind}: {named}");
        for url in urls {
            let answer = ask(&url, &[]).await;
            assert_eq!(answer.status, 200, "{kind}: {url}");
            let sort = answer.header("content-type");
            assert!(sort.starts_with("image/"), "{kind}: {url} is {sort}");
        }
    }
    // What is kept by its address alone has another one once it is another picture.
    let shared = urls("shared").remove(0);
    let name = shared.rsplit('/').next().unwrap_or_default();
    let hash = name.strip_prefix("partage-").and_then(|name| name.strip_suffix(".png"));
    assert!(hash.is_some_and(|hash| hash.len() == 16), "{shared}");
    assert!(ask(&shared, &[]).await.header("cache-control").contains("immutable"), "{shared}");
    let unbidden = ask(&served.url("favicon.ico"), &[]).await;
    assert_eq!(unbidden.body[..6], [0, 0, 1, 0, 1, 0], "an ICO file of one picture");
}

/// Behind a proxy the host knows neither the scheme nor the name and port that it was asked by: so it names
/// none, and the visitor stays where they are.
pub async fn a_redirection_leads_nowhere_but_into_the_same_site(served: &Served, _: Browser) {
    let mut proxy = vec![("x-forwarded-proto", "https"), ("x-forwarded-host", "a.fr")];
    // Caddy serves no other name than it is set up for.
    if served.host != Host::Caddy {
        proxy.push(("host", "interne:8080"));
    }
    let folder = served.base.trim_end_matches('/');
    let ways = [
        format!("{folder}?a=b"),
        served.url("content"),
        served.url("embed/v1"),
        served.url("index.html"),
        served.url("404.html"),
    ];
    let mut redirections = 0;
    for url in ways {
        let answer = ask(&url, &proxy).await;
        if let Some(place) = redirection(&answer) {
            assert!(place.starts_with('/') && !place.starts_with("//"), "{url} leads to {place}");
            // Caddy 2.6 leaves the query out.
            if served.host != Host::Caddy {
                assert_eq!(place.contains("?a=b"), url.contains("?a=b"), "{url} leads to {place}");
            }
            redirections += 1;
        }
    }
    // At the root Caddy sends from none of these to another.
    let at_root = served.base.matches('/').count() == 3;
    assert!(redirections > 0 || (served.host == Host::Caddy && at_root), "none of them redirects");
}

fn redirection(answer: &Answer) -> Option<String> {
    matches!(answer.status, 301 | 302 | 307 | 308).then(|| answer.header("location"))
}
