//! URLs that others store: the pictures behind them, and a host's redirections.

use e2e::Browser;
use serde_json::Value;

use super::host::{Host, Served};
use super::http::{Response, fetch};

/// The icons and pictures that the page, its linked data, the manifest and the feed name.
pub async fn every_linked_picture_is_served(served: &Served, browser: Browser) {
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
    let urls_by_source = page.eval(script, vec![]).await;
    let urls_of = |source: &str| -> Vec<String> {
        let urls =
            urls_by_source[source].as_array().into_iter().flatten().filter_map(Value::as_str);
        // The build's address is replaced by the test's.
        urls.map(|url| url.replacen("https://exemple.org/", &served.base, 1)).collect()
    };
    for (source, least) in [("icons", 3), ("shared", 1), ("manifest", 2), ("logo", 1), ("feed", 1)]
    {
        let urls = urls_of(source);
        assert!(urls.len() >= least, "{source}: {urls_by_source}");
        for url in urls {
            let response = fetch(&url, &[]).await;
            assert_eq!(response.status, 200, "{source}: {url}");
            let content_type = response.header("content-type");
            assert!(content_type.starts_with("image/"), "{source}: {url} is {content_type}");
        }
    }
    // A picture that is cached forever gets another URL when it changes.
    let shared = urls_of("shared").remove(0);
    let name = shared.rsplit('/').next().unwrap_or_default();
    let hash = name.strip_prefix("partage-").and_then(|name| name.strip_suffix(".png"));
    assert!(hash.is_some_and(|hash| hash.len() == 16), "{shared}");
    assert!(fetch(&shared, &[]).await.header("cache-control").contains("immutable"), "{shared}");
    let favicon = fetch(&served.url("favicon.ico"), &[]).await;
    assert_eq!(favicon.body[..6], [0, 0, 1, 0, 1, 0], "an ICO file of one picture");
}

/// Behind a proxy the host knows neither the scheme nor the name and port of the request, so its `Location` has
/// none of them.
pub async fn redirections_stay_on_the_site(served: &Served, _: Browser) {
    let mut proxy = vec![("x-forwarded-proto", "https"), ("x-forwarded-host", "a.fr")];
    // Caddy serves only the name that it is configured for.
    if served.host != Host::Caddy {
        proxy.push(("host", "interne:8080"));
    }
    let folder = served.base.trim_end_matches('/');
    let urls = [
        format!("{folder}?a=b"),
        served.url("content"),
        served.url("embed/v1"),
        served.url("index.html"),
        served.url("404.html"),
    ];
    let mut redirections = 0;
    for url in urls {
        let response = fetch(&url, &proxy).await;
        if let Some(location) = read_location(&response) {
            assert!(
                location.starts_with('/') && !location.starts_with("//"),
                "{url} leads to {location}"
            );
            // Caddy 2.6 drops the query.
            if served.host != Host::Caddy {
                assert_eq!(
                    location.contains("?a=b"),
                    url.contains("?a=b"),
                    "{url} leads to {location}"
                );
            }
            redirections += 1;
        }
    }
    // At the root Caddy redirects none of these.
    let at_root = served.base.matches('/').count() == 3;
    assert!(redirections > 0 || (served.host == Host::Caddy && at_root), "none of them redirects");
}

fn read_location(response: &Response) -> Option<String> {
    matches!(response.status, 301 | 302 | 307 | 308).then(|| response.header("location"))
}
