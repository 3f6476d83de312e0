//! `docs/embedding.md`: what partners copy from it works as it is written, and it names all there is.

use std::collections::BTreeSet;
use std::fs;

use e2e::{Browser, Session, Site};
use e2e::{dist, scenarios, wait_until, workspace};
use serde_json::{Value, json};

/// What stands in the docs for the site's address.
const EXAMPLE: &str = "https://exemple.org/";

const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];

async fn every_snippet_works_as_written(browser: Browser) {
    let site = site().await;
    let snippets = blocks("html");
    assert_eq!(snippets.len(), 2, "the element and the frame: {snippets:?}");
    let css = blocks("css").concat();
    let host = host(&[&site.in_place(&snippets.concat()), "<style>", &css, "</style>"].concat());
    let host = Site::pages([("/", &*host)]).await;
    let page = browser.open(&host.url("/")).await;
    comes_to_life(&page).await;
    let look = "const root = document.querySelector('next-level-testimonials').shadowRoot;
        const of = (selector, property) => getComputedStyle(root.querySelector(selector))[property];
        return [of('section', 'backgroundColor'), of('section', 'color'), of('[part=heading]', 'textTransform')]";
    let look = page.eval(look, vec![]).await;
    assert_eq!(look, json!(["rgb(18, 52, 86)", "rgb(255, 255, 255)", "none"]));
    let height = "return document.querySelector('iframe').getBoundingClientRect().height";
    wait_until("the frame has its own height", async || {
        let height = page.eval(height, vec![]).await;
        if height.as_f64().is_some_and(|height| height > 100.0 && (height - 560.0).abs() > 1.0) {
            Ok(())
        } else {
            Err(height)
        }
    })
    .await;
    assert_eq!(page.console().await, []);
}

/// A host that forbids everything but what the docs tell it to allow.
async fn the_published_policy_is_enough(browser: Browser) {
    let site = site().await;
    let docs = docs();
    let policies: Vec<_> = docs
        .lines()
        .filter(|line| line.starts_with("| élément |") || line.starts_with("| cadre |"))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .map(|policy| site.in_place(policy).replace("/;", ";").trim_end_matches('/').to_owned())
        .collect();
    let [element, frame, height] = &policies[..] else { panic!("three policies: {policies:?}") };
    for (snippet, policy) in [(0, element.clone()), (1, [frame.as_str(), height].join("; "))] {
        // The sheet is where a strict host sets the height.
        let snippet =
            blocks("html")[snippet].replace(" style=\"--next-level-min-height: 560px\"", "");
        let page = host(&site.in_place(&snippet));
        let host = Site::pages([("/", &*page)]).await;
        host.header("content-security-policy", &format!("default-src 'none'; {policy}"));
        let page = browser.open(&host.url("/")).await;
        if snippet.contains("<iframe") {
            let frame = page.css("iframe").await;
            page.bring_into_view(&frame).await;
            wait_until("the frame has told its height", async || {
                let styled = "return document.querySelector('iframe').style.height";
                page.eval(styled, vec![]).await.as_str().is_some_and(|height| !height.is_empty())
            })
            .await;
        } else {
            comes_to_life(&page).await;
        }
        let mut told = page.console().await;
        // The icon that browsers ask any page for is the host's own affair.
        told.retain(|message| !message.text.contains("/favicon.ico"));
        assert_eq!(told, [], "{policy}");
    }
}

scenarios! {
    every_snippet_works_as_written,
    the_published_policy_is_enough,
}

#[test]
fn every_attribute_and_value_is_told() {
    let docs = docs();
    for section in SECTIONS {
        let html = document(section);
        let (_, rest) = html.split_once("id=\"widget.json\">").expect("what the loader reads");
        let (about, _) = rest.split_once("</script>").expect("its end");
        let about: Value = serde_json::from_str(about).expect("JSON");
        for (name, values) in about["accepted"].as_object().expect("a table") {
            assert!(docs.contains(&format!("`{name}`")), "{name} is not told");
            for word in values["words"].as_array().into_iter().flatten() {
                let word = word.as_str().expect("a word");
                assert!(docs.contains(&format!("`{word}`")), "{name}: {word} is not told");
            }
        }
    }
}

#[test]
fn every_part_and_property_is_told_and_there() {
    let docs = docs();
    let there = |sign: &str, end: &[char]| {
        let found = SECTIONS.iter().flat_map(|section| after(&document(section), sign, end));
        found.collect::<BTreeSet<_>>()
    };
    let told =
        |sign: &str, end: &[char]| after(&docs, sign, end).into_iter().collect::<BTreeSet<_>>();
    let mut parts = there("part=\"", &['"']);
    // Buttons come with the Wasm.
    parts.insert("button".to_owned());
    assert_eq!(told("::part(", &[')']), parts);
    let ends = ['`', ',', ')', ':', ' ', '"'];
    let mut properties = there("var(--next-level-", &ends);
    // The place that is kept is the loader's own affair.
    let loader = fs::read_to_string(dist().join("embed/v1.js")).expect("the loader");
    properties.extend(after(&loader, "var(--next-level-", &ends));
    assert_eq!(told("--next-level-", &ends), properties);
}

fn after(text: &str, sign: &str, ends: &[char]) -> Vec<String> {
    let found = text.split(sign).skip(1);
    found.filter_map(|rest| Some(rest.split(ends).next()?.to_owned())).collect()
}

fn docs() -> String {
    fs::read_to_string(workspace().join("docs/embedding.md")).expect("docs/embedding.md")
}

fn document(section: &str) -> String {
    fs::read_to_string(dist().join(format!("embed/v1/{section}.html"))).expect("a document")
}

/// The code blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let (docs, opening) = (docs(), format!("```{language}\n"));
    let found = docs.split(&opening).skip(1);
    found.filter_map(|rest| Some(rest.split("```").next()?.to_owned())).collect()
}

fn host(body: &str) -> String {
    format!("<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title><body>{body}")
}

async fn comes_to_life(page: &Session) {
    let ready = "const element = document.querySelector('next-level-testimonials');
        element.scrollIntoView();
        return element.ready?.then(({ section }) => section)";
    wait_until("the element comes to life", async || {
        let ready = page.eval(ready, vec![]).await;
        if ready == "testimonials" { Ok(()) } else { Err(ready) }
    })
    .await;
}

/// A site that other origins may read, as they may the hosted one.
async fn site() -> Readable {
    let site = Site::dist().await;
    site.header("access-control-allow-origin", "*");
    Readable(site)
}

struct Readable(Site);

impl Readable {
    /// With this site's address where the docs have the example's.
    fn in_place(&self, text: &str) -> String {
        text.replace(EXAMPLE, &self.0.url("/"))
            .replace(EXAMPLE.trim_end_matches('/'), self.0.origin())
    }
}
