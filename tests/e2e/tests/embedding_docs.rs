//! `docs/embedding.md` and `docs/integrer.md`, its French original: their snippets are the same and work as written, and
//! both document every attribute, part and property.

use std::collections::BTreeSet;
use std::fs;

use e2e::{Browser, Site, dist_dir, scenarios, workspace_dir};
use serde_json::{Value, json};

/// The site's address in the docs.
const EXAMPLE: &str = "https://exemple.org/";

const ENGLISH: &str = "docs/embedding.md";
const FRENCH: &str = "docs/integrer.md";

const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];

async fn every_snippet_works_as_written(browser: Browser) {
    let site = Site::dist().await.allow_other_origins();
    let snippets = code_blocks("html");
    assert_eq!(snippets.len(), 2, "the element and the frame: {snippets:?}");
    let css = code_blocks("css").concat();
    let host = host_page(
        &[&replace_address(&snippets.concat(), &site), "<style>", &css, "</style>"].concat(),
    );
    let host = Site::pages([("/", &*host)]).await;
    let page = browser.open(&host.url("/")).await;
    page.wait_for_widgets().await;
    let styles = "const root = document.querySelector('next-level-testimonials').shadowRoot;
        const of = (selector, property) => getComputedStyle(root.querySelector(selector))[property];
        return [of('section', 'backgroundColor'), of('section', 'color'), of('[part=heading]', 'textTransform')]";
    let styles = page.eval(styles, vec![]).await;
    assert_eq!(styles, json!(["rgb(18, 52, 86)", "rgb(255, 255, 255)", "none"]));
    // A frame that is far from the viewport is loaded later.
    let frame = page.find_css("iframe").await;
    page.scroll_into_view(&frame).await;
    page.wait_for_frame_height().await;
    assert_eq!(page.read_console().await, []);
}

/// A host whose policy allows only what the docs list.
async fn the_published_policy_is_enough(browser: Browser) {
    let site = Site::dist().await.allow_other_origins();
    let docs = read_docs(ENGLISH);
    let policies: Vec<_> = docs
        .lines()
        .filter(|line| line.starts_with("| element |") || line.starts_with("| frame |"))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .map(|policy| {
            replace_address(policy, &site).replace("/;", ";").trim_end_matches('/').to_owned()
        })
        .collect();
    let [element, frame, height] = &policies[..] else { panic!("three policies: {policies:?}") };
    for (snippet, policy) in [(0, element.clone()), (1, [frame.as_str(), height].join("; "))] {
        // A strict host sets the height in its stylesheet.
        let snippet = remove_styles(&code_blocks("html")[snippet]);
        let page = host_page(&replace_address(&snippet, &site));
        let host = Site::pages([("/", &*page)]).await;
        host.set_header("content-security-policy", &format!("default-src 'none'; {policy}"));
        let page = browser.open(&host.url("/")).await;
        if snippet.contains("<iframe") {
            let frame = page.find_css("iframe").await;
            page.scroll_into_view(&frame).await;
            page.wait_for_frame_height().await;
        } else {
            page.wait_for_widgets().await;
        }
        let mut messages = page.read_console().await;
        // Browsers request an icon for any page, which concerns the host only.
        messages.retain(|message| !message.text.contains("/favicon.ico"));
        assert_eq!(messages, [], "{policy}");
    }
}

scenarios! {
    every_snippet_works_as_written,
    the_published_policy_is_enough,
}

/// Removes the `style` attributes.
fn remove_styles(html: &str) -> String {
    let mut parts = html.split(" style=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, part| html + part.split_once('"').expect("the attribute's end").1)
}

/// Everything in code is the same in both languages: snippets, names, values, policies.
#[test]
fn both_languages_have_the_same_code() {
    let code = |path| {
        let docs = read_docs(path);
        let blocks: Vec<_> = docs.split("```").skip(1).step_by(2).map(str::to_owned).collect();
        let prose: String = docs.split("```").step_by(2).collect();
        let inline: BTreeSet<_> = prose.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        (blocks, inline)
    };
    assert_eq!(code(ENGLISH), code(FRENCH));
}

#[test]
fn every_attribute_and_value_is_documented() {
    for (docs, section) in [ENGLISH, FRENCH]
        .map(read_docs)
        .iter()
        .flat_map(|docs| SECTIONS.map(|section| (docs, section)))
    {
        let html = read_document(section);
        let (_, rest) = html.split_once("id=\"widget.json\">").expect("what the loader reads");
        let (description, _) = rest.split_once("</script>").expect("its end");
        let description: Value = serde_json::from_str(description).expect("JSON");
        for (name, values) in description["accepted"].as_object().expect("a table") {
            assert!(docs.contains(&format!("`{name}`")), "{name} is missing");
            for word in values["words"].as_array().into_iter().flatten() {
                let word = word.as_str().expect("a word");
                assert!(docs.contains(&format!("`{word}`")), "{name}: {word} is missing");
            }
        }
    }
}

#[test]
fn the_documented_parts_and_properties_are_those_that_exist() {
    let existing = |prefix: &str, end: &[char]| {
        let found = SECTIONS
            .iter()
            .flat_map(|section| substrings_after(&read_document(section), prefix, end));
        found.collect::<BTreeSet<_>>()
    };
    let documented = |prefix: &str, end: &[char]| {
        substrings_after(&read_docs(ENGLISH), prefix, end).into_iter().collect::<BTreeSet<_>>()
    };
    let mut parts = existing("part=\"", &['"']);
    // The Wasm adds the buttons.
    parts.insert("button".to_owned());
    assert_eq!(documented("::part(", &[')']), parts);
    let ends = ['`', ',', ')', ':', ' ', '"'];
    let mut properties = existing("var(--next-level-", &ends);
    // The loader alone uses the property of the reserved height.
    let loader = fs::read_to_string(dist_dir().join("embed/v1.js")).expect("the loader");
    properties.extend(substrings_after(&loader, "var(--next-level-", &ends));
    assert_eq!(documented("--next-level-", &ends), properties);
}

fn substrings_after(text: &str, prefix: &str, ends: &[char]) -> Vec<String> {
    let found = text.split(prefix).skip(1);
    found.filter_map(|rest| Some(rest.split(ends).next()?.to_owned())).collect()
}

fn read_docs(path: &str) -> String {
    fs::read_to_string(workspace_dir().join(path)).expect("the docs")
}

fn read_document(section: &str) -> String {
    fs::read_to_string(dist_dir().join(format!("embed/v1/{section}.html"))).expect("a document")
}

/// The code blocks of a language in the docs.
fn code_blocks(language: &str) -> Vec<String> {
    let (docs, opening) = (read_docs(ENGLISH), format!("```{language}\n"));
    let found = docs.split(&opening).skip(1);
    found.filter_map(|rest| Some(rest.split("```").next()?.to_owned())).collect()
}

fn host_page(body: &str) -> String {
    format!("<!doctype html><html lang=fr><meta charset=utf-8><title>Une page</title><body>{body}")
}

/// Replaces the example's address with the site's.
fn replace_address(text: &str, site: &Site) -> String {
    text.replace(EXAMPLE, &site.url("/")).replace(EXAMPLE.trim_end_matches('/'), site.origin())
}
