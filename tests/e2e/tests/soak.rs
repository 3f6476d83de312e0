//! Many loads over a server in bad weather: how many end with controls that answer, and after how many requests.
//!
//! The share is printed; `NEXT_LEVEL_SEED` gives other weather.

use std::time::{Duration, Instant};

use e2e::{Browser, Engine, Fault, Host, ROW, Site, run, wasm};

/// So many browsers, one after the other, and loads in each.
const BROWSERS: u64 = 5;
const LOADS: u64 = 20;
/// Whoever gets a connection has controls by then, without a reload.
const LIMIT: Duration = Duration::from_secs(60);

/// Three requests of ten fail, one more is late, and one document of ten is of the deploy before. The page itself
/// and the host's script come always: without them there is nothing that could ask again.
fn weather(site: &Site, seed: u64) {
    let mut rng = fastrand::Rng::with_seed(seed);
    let names = [wasm(), wasm().replace("_bg.wasm", ".js")];
    let old = |path: &str| {
        let html = site.get(path);
        names.iter().fold(html, |html, name| html.replace(name.trim_start_matches('/'), "gone"))
    };
    let documents = ["/", "/embed/v1/testimonials.html"].map(|path| (path, old(path)));
    let programs = names.clone();
    site.weather(move |path| {
        let document = documents.iter().find(|(known, _)| *known == path);
        match (rng.u8(0..10), document) {
            (_, None) if path == "/embed/v1.js" => None,
            (_, None) if !programs.iter().any(|name| name == path) && !path.contains("/embed/") => {
                None
            }
            (0, Some((_, old))) => Some(Fault::Body(old.clone().into_bytes())),
            (_, Some(("/", _))) => None,
            (3, _) => Some(Fault::Delay(Duration::from_millis(700))),
            (4, _) => Some(Fault::Broken),
            (5, _) => Some(Fault::Cut),
            (6, _) => Some(Fault::Status(503)),
            _ => None,
        }
    });
    // As a host says of what carries a hash.
    site.header("cache-control", "max-age=600");
}

/// What became of the loads.
#[derive(Default)]
struct Loads {
    slowest: Duration,
    most: usize,
    failed: Vec<u64>,
}

async fn load(browser: Browser, surface: &str, seed: u64, seen: &mut Loads) {
    let host = Host::with(
        "<next-level-testimonials loading=eager></next-level-testimonials><script type=module src='SITEembed/v1.js'></script>",
    )
    .await;
    weather(&host.site, seed);
    let page = browser.open("about:blank").await;
    for load in 0..LOADS {
        // Each is somebody's first visit.
        page.cdp("Network.clearBrowserCache", serde_json::json!({})).await;
        let before = host.site.requests().len();
        // Another address each time, so that no document comes from the cache.
        let url = match surface {
            "page" => host.site.url(&format!("/?{load}")),
            _ => host.own.url(&format!("/?{load}")),
        };
        page.open(&url).await;
        let start = Instant::now();
        let script = format!(
            "{ROW} return !!root.querySelector('button[aria-label=\"Témoignage suivant\"]')"
        );
        let mut answers = false;
        while !answers && start.elapsed() < LIMIT {
            answers = page.eval(&script, vec![]).await == true;
        }
        let requests = host.site.requests();
        let asked = requests[before..].iter().filter(|request| !request.path.contains("/fonts/"));
        seen.most = seen.most.max(asked.count());
        if answers {
            seen.slowest = seen.slowest.max(start.elapsed());
        } else {
            let asked: Vec<_> =
                requests[before..].iter().map(|one| (&one.path, one.status)).collect();
            println!("no controls: {asked:#?}, {:#?}", page.console().await);
            seen.failed.push(seed * LOADS + load);
        }
    }
}

fn soak(surface: &'static str) {
    let seed = std::env::var("NEXT_LEVEL_SEED").ok().and_then(|seed| seed.parse().ok());
    let first: u64 = seed.unwrap_or(14);
    let mut seen = Loads::default();
    for seed in first..first + BROWSERS {
        let name = format!("soak::{surface}");
        let seen = &mut seen;
        run(Engine::Chromium, &name, async |browser| load(browser, surface, seed, seen).await);
    }
    let Loads { slowest, most, failed } = seen;
    println!(
        "{surface}: {} of {} loads answer within {LIMIT:?}, the slowest after {slowest:.1?}; {most} requests at most",
        BROWSERS * LOADS - failed.len() as u64,
        BROWSERS * LOADS
    );
    assert!(failed.is_empty(), "{surface}: loads {failed:?} have no controls");
}

#[test]
#[ignore = "takes minutes; cargo xtask test --all runs it"]
fn a_page_in_bad_weather_has_controls_within_a_minute() {
    soak("page");
}

#[test]
#[ignore = "takes minutes; cargo xtask test --all runs it"]
fn a_widget_in_bad_weather_has_controls_within_a_minute() {
    soak("widget");
}
