//! What a host may ask of a widget, and what becomes of what it may not.

use e2e::{Browser, Host, Level, content, scenarios, wait_for_value};
use serde_json::{Value, json};

/// An attribute, values that it refuses, and what the console then says is accepted.
const REFUSED: &[(&str, &[&str], &str)] = &[
    (
        "theme",
        &["", "Dark", "sepia", "<img src=x onerror=alert(1)>", "__proto__"],
        "auto, light, dark",
    ),
    ("layout", &["rows", "constructor", "\"><script>"], "carousel, list, grid"),
    ("limit", &["0", "51", "-1", "1.5", "NaN", "1e9", "Infinity", "2 2"], "1–50"),
    ("loading", &["now", "toString"], "lazy, eager"),
    ("heading-level", &["1", "7", "h2", "__proto__"], "2–6"),
];

const ROOT: &str =
    "const e = document.querySelector('next-level-testimonials'), root = e.shadowRoot;";

async fn what_is_not_accepted_counts_as_its_default_and_is_warned_of_once(browser: Browser) {
    let host = Host::open(
        &browser,
        Host::site().await,
        "<next-level-testimonials loading=eager></next-level-testimonials>",
    )
    .await;
    host.ready(1).await;
    let plain = host.eval(&looks()).await;
    for (name, values, accepted) in REFUSED {
        for value in *values {
            let before = host.page.console().await.len();
            let set = "const e = document.querySelector('next-level-testimonials'), [name, value] = arguments;
                for (const again of [1, 2]) e.setAttribute(name, value)";
            host.page.eval(set, vec![(*name).into(), (*value).into()]).await;
            wait_for_value("one warning", 1, async || host.page.console().await.len() - before)
                .await;
            let told = host.page.console().await.pop().expect("a warning");
            assert_eq!(told.level, Level::Warning);
            for part in ["next-level-testimonials", name, value, accepted] {
                assert!(told.text.contains(part), "{part} in {}", told.text);
            }
            assert_eq!(host.eval(&looks()).await, plain, "{name}={value}");
        }
        host.page
            .eval(
                "document.querySelector('next-level-testimonials').removeAttribute(arguments[0])",
                vec![(*name).into()],
            )
            .await;
    }
    assert_eq!(host.eval("return [({}).polluted ?? null, heard.length]").await, json!([null, 1]));
}

async fn every_option_changes_what_lives(browser: Browser) {
    let host = Host::open(
        &browser,
        Host::site().await,
        "<next-level-testimonials loading=eager></next-level-testimonials>",
    )
    .await;
    host.ready(1).await;
    let ids: Vec<Value> = content("testimonials.json")["testimonials"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    let [first, .., last] = &ids[..] else { panic!("two testimonials") };
    host.eval(&format!("{ROOT} root.querySelector('section').mark = 1")).await;
    let two =
        format!("{}, inconnu-1,{}", last.as_str().expect("an id"), first.as_str().expect("an id"));
    for (name, value, seen) in [
        ("theme", "dark", json!({ "scheme": "dark" })),
        ("theme", "light", json!({ "scheme": "light" })),
        ("layout", "list", json!({ "layout": "list" })),
        ("layout", "grid", json!({ "layout": "grid" })),
        ("layout", "carousel", json!({ "layout": null })),
        ("heading-level", "2", json!({ "heading": "H2" })),
        ("heading-level", "6", json!({ "heading": "H6" })),
        ("limit", "1", json!({ "items": [first] })),
        ("limit", "50", json!({ "items": ids })),
        ("items", &two, json!({ "items": [last, first] })),
    ] {
        let set = "document.querySelector('next-level-testimonials').setAttribute(arguments[0], arguments[1])";
        host.page.eval(set, vec![name.into(), value.into()]).await;
        for (field, seen) in seen.as_object().expect("an object") {
            wait_for_value(&format!("{name}={value}"), seen.clone(), async || {
                host.eval(&looks()).await[field].clone()
            })
            .await;
        }
    }
    assert_eq!(host.eval(&format!("{ROOT} return root.querySelector('section').mark")).await, 1);
    for name in ["theme", "layout", "limit", "items", "heading-level"] {
        host.page
            .eval(
                "document.querySelector('next-level-testimonials').removeAttribute(arguments[0])",
                vec![name.into()],
            )
            .await;
    }
    let whole = json!({ "scheme": "light", "layout": null, "heading": "H3", "items": ids });
    wait_for_value("all as it was", whole, async || host.eval(&looks()).await).await;
}

/// What `auto` follows is the scheme that the element inherits, live.
async fn the_theme_follows_the_host(browser: Browser) {
    let host = Host::open(
        &browser,
        Host::site().await,
        "<next-level-testimonials loading=eager></next-level-testimonials>",
    )
    .await;
    host.ready(1).await;
    let paper =
        format!("{ROOT} return getComputedStyle(root.querySelector('section')).backgroundColor");
    let light = host.eval(&paper).await;
    host.eval("document.documentElement.style.colorScheme = 'dark'").await;
    assert_ne!(host.eval(&paper).await, light);
    host.eval("document.documentElement.style.colorScheme = 'light'").await;
    assert_eq!(host.eval(&paper).await, light);
}

scenarios! {
    what_is_not_accepted_counts_as_its_default_and_is_warned_of_once,
    every_option_changes_what_lives,
    the_theme_follows_the_host,
}

/// What can be seen of the options.
fn looks() -> String {
    format!("{ROOT} return {{
        scheme: getComputedStyle(root.querySelector('.widget')).colorScheme.replace('normal', 'light'),
        layout: root.querySelector('section').dataset.layout ?? null,
        heading: root.querySelector('[part=heading]').nodeName,
        items: [...root.querySelectorAll('[data-item]')].filter(item => !item.hidden).map(item => item.dataset.item),
    }}")
}
