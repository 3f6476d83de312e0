//! Many page loads with random failures: how many end with working controls, and after how many requests.
//!
//! The rate is printed; `NEXT_LEVEL_SEED` sets the seed of the failures.

use std::time::{Duration, Instant};

use e2e::{Browser, Engine, FIND_ROW, Failure, Host, Site, glue_path, run, wasm_path};

/// The number of browsers, one after the other, and of loads in each.
const BROWSERS: u64 = 5;
const LOADS: u64 = 20;
/// The time to working controls without a reload.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Injects failures: three of ten requests fail, one more is late, and one document of ten is of the previous deploy.
/// The page itself and the host's loader always load: without them nothing could retry.
fn inject_failures(site: &Site, seed: u64) {
    let mut rng = fastrand::Rng::with_seed(seed);
    let names = [wasm_path(), glue_path()];
    let old = |path: &str| {
        let html = site.get_page(path);
        names.iter().fold(html, |html, name| html.replace(name.trim_start_matches('/'), "gone"))
    };
    let documents = ["/", "/embed/v1/testimonials.html"].map(|path| (path, old(path)));
    let programs = names.clone();
    site.fail_with(move |path| {
        let document = documents.iter().find(|(known, _)| *known == path);
        match (rng.u8(0..10), document) {
            (_, None) if path == "/embed/v1.js" => None,
            (_, None) if !programs.iter().any(|name| name == path) && !path.contains("/embed/") => {
                None
            }
            (0, Some((_, old))) => Some(Failure::Body(old.clone().into_bytes())),
            (_, Some(("/", _))) => None,
            (3, _) => Some(Failure::Delay(Duration::from_millis(700))),
            (4, _) => Some(Failure::Broken),
            (5, _) => Some(Failure::Cut),
            (6, _) => Some(Failure::Status(503)),
            _ => None,
        }
    });
    // As hosts set it for files with a hash.
    site.set_header("cache-control", "max-age=600");
}

/// The results of the loads.
#[derive(Default)]
struct Loads {
    slowest: Duration,
    most_requests: usize,
    failed: Vec<u64>,
}

async fn load(browser: Browser, surface: &str, seed: u64, results: &mut Loads) {
    let host = Host::with(
        "<next-level-testimonials loading=eager></next-level-testimonials><script type=module src='SITEembed/v1.js'></script>",
    )
    .await;
    inject_failures(&host.site, seed);
    let page = browser.open("about:blank").await;
    for load in 0..LOADS {
        // Each load is a first visit.
        page.execute_cdp("Network.clearBrowserCache", serde_json::json!({})).await;
        let before = host.site.requests().len();
        // Another URL each time, so that no document comes from the cache.
        let url = match surface {
            "page" => host.site.url(&format!("/?{load}")),
            _ => host.server.url(&format!("/?{load}")),
        };
        page.open(&url).await;
        let start = Instant::now();
        let script = format!(
            "{FIND_ROW} return !!root.querySelector('button[aria-label=\"Témoignage suivant\"]')"
        );
        let mut has_controls = false;
        while !has_controls && start.elapsed() < TIMEOUT {
            has_controls = page.eval(&script, vec![]).await == true;
        }
        let requests = host.site.requests();
        let counted = requests[before..].iter().filter(|request| !request.path.contains("/fonts/"));
        results.most_requests = results.most_requests.max(counted.count());
        if has_controls {
            results.slowest = results.slowest.max(start.elapsed());
        } else {
            let seen: Vec<_> =
                requests[before..].iter().map(|request| (&request.path, request.status)).collect();
            println!("no controls: {seen:#?}, {:#?}", page.read_console().await);
            results.failed.push(seed * LOADS + load);
        }
    }
}

fn run_loads(surface: &'static str) {
    let seed = std::env::var("NEXT_LEVEL_SEED").ok().and_then(|seed| seed.parse().ok());
    let first: u64 = seed.unwrap_or(14);
    let mut results = Loads::default();
    for seed in first..first + BROWSERS {
        let name = format!("soak::{surface}");
        let results = &mut results;
        run(Engine::Chromium, &name, async |browser| load(browser, surface, seed, results).await);
    }
    let Loads { slowest, most_requests, failed } = results;
    println!(
        "{surface}: {} of {} loads answer within {TIMEOUT:?}, the slowest after {slowest:.1?}; {most_requests} requests at most",
        BROWSERS * LOADS - failed.len() as u64,
        BROWSERS * LOADS
    );
    assert!(failed.is_empty(), "{surface}: loads {failed:?} have no controls");
}

#[test]
#[ignore = "takes minutes; cargo xtask test --all runs it"]
fn a_page_on_a_failing_network_has_controls_within_a_minute() {
    run_loads("page");
}

#[test]
#[ignore = "takes minutes; cargo xtask test --all runs it"]
fn a_widget_on_a_failing_network_has_controls_within_a_minute() {
    run_loads("widget");
}
