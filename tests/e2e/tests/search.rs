//! The search through the press review.

use e2e::{Browser, Key, Role, Session, Site};
use e2e::{bare, content, scenarios, wait_for_value};
use serde_json::{Value, json};

const FIELD: &str = "Rechercher dans la revue de presse";

/// What somebody types, the excerpts that must remain, and what is told of them.
const SEARCHES: [(&str, &[&str], &str); 7] = [
    ("education", &["droit-a-l-ecole"], "1 extrait sur 12"),
    ("ecole pour tous", &["droit-a-l-ecole"], "1 extrait sur 12"),
    ("BIDONVILLES", &["bidonvilles"], "1 extrait sur 12"),
    ("l'ecole", &["droit-a-l-ecole"], "1 extrait sur 12"),
    ("ÉCOLOGIQUE", &["crise-ecologique", "cultures-et-luttes"], "2 extraits sur 12"),
    (
        "jeunes",
        &["suspension-des-services-civiques", "droit-a-l-ecole", "bilan-d-opposition"],
        "3 extraits sur 12",
    ),
    ("bidonvilles education", &[], "Aucun extrait ne correspond."),
];

async fn accents_case_and_apostrophes_do_not_matter(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    let all = ids();
    assert_eq!(all.len(), 12);
    sees(&page, &all, "12 extraits").await;
    for (typed, found, told) in SEARCHES {
        search(&page, typed).await;
        sees(&page, found, told).await;
        let offered = page.names(Role::Button).await;
        let offered = offered.iter().any(|name| name == "Réinitialiser");
        assert_eq!(offered, found.is_empty(), "the way back after “{typed}”");
    }
    search(&page, " ").await;
    sees(&page, &all, "12 extraits").await;
    assert_eq!(page.console().await, []);
}

async fn reset_brings_every_excerpt_back(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    search(&page, "zzz").await;
    sees(&page, &[] as &[&str], "Aucun extrait ne correspond.").await;
    page.click(Role::Button, "Réinitialiser").await;
    sees(&page, &ids(), "12 extraits").await;
    let value = "return document.querySelector('#presse input').value";
    assert_eq!(page.eval(value, vec![]).await, "", "the field is empty");
    let buttons = page.names(Role::Button).await;
    assert!(!buttons.iter().any(|name| name == "Réinitialiser"), "{buttons:?}");
    let focus = "return document.querySelector('#presse').contains(document.activeElement)";
    assert_eq!(
        page.eval(focus, vec![]).await,
        true,
        "the focus stays in the section when the button that had it goes"
    );
}

async fn enter_does_not_reload_the_page(browser: Browser) {
    let site = Site::dist().await;
    let page = browser.open(&site.url("/")).await;
    search(&page, "bidonvilles").await;
    let listen = "window.submitted = [];
        addEventListener('submit', event => window.submitted.push(event.defaultPrevented))";
    page.eval(listen, vec![]).await;
    page.press(Key::Enter).await;
    wait_for_value("the form stays on the page", json!([true]), async || {
        page.eval("return window.submitted ?? 'a new page'", vec![]).await
    })
    .await;
    sees(&page, &["bidonvilles"], "1 extrait sur 12").await;
    assert_eq!(page.url().await, site.url("/"));
    let loads = site.requests().into_iter().filter(|request| request.path == "/");
    assert_eq!(loads.count(), 1);
}

/// Replaces what stands in the field, by the keyboard.
async fn search(page: &Session, typed: &str) {
    let field = page.find(Role::Searchbox, FIELD).await;
    page.click_on(&field).await;
    page.press(Key::Home).await;
    page.chord(&[Key::Shift, Key::End]).await;
    page.keys(typed).await;
}

/// Waits until exactly these excerpts are shown, in this order, and told.
async fn sees(page: &Session, ids: &[impl AsRef<str>], told: &str) {
    let ids: Vec<String> = ids.iter().map(|id| id.as_ref().to_owned()).collect();
    wait_for_value("the excerpts shown, and what is told", (ids, told.to_owned()), async || {
        let script = "const shown = e => e.getClientRects().length, press = document.querySelector('#presse');
            return [[...press?.querySelectorAll('article') ?? []].filter(shown).map(e => e.textContent),
                press?.querySelector('[role=status]')?.textContent ?? '']";
        let seen = page.eval(script, vec![]).await;
        let texts = seen[0].as_array().expect("the excerpts are a list").clone();
        let told = seen[1].as_str().expect("a text is a string").to_owned();
        (texts.iter().map(id_of).collect::<Vec<_>>(), told)
    })
    .await;
}

/// The excerpts in order: their ids and their words.
fn excerpts() -> Vec<(String, String)> {
    let press = content("press.json");
    let excerpts = press["excerpts"].as_array().expect("the excerpts are a list");
    let text = |value: &Value| value.as_str().expect("a text is a string").to_owned();
    let excerpt = |excerpt: &Value| {
        let paragraphs = excerpt["paragraphs"].as_array().expect("paragraphs are a list");
        (text(&excerpt["id"]), paragraphs.iter().map(|paragraph| bare(&text(paragraph))).collect())
    };
    excerpts.iter().map(excerpt).collect()
}

fn ids() -> Vec<String> {
    excerpts().into_iter().map(|(id, _)| id).collect()
}

/// The excerpt whose words these are; whom they speak of follows them.
fn id_of(shown: &Value) -> String {
    let shown = bare(shown.as_str().expect("a text is a string"));
    let known = excerpts().into_iter().find(|(_, words)| shown.starts_with(words));
    known.map_or_else(|| format!("unknown: {shown}"), |(id, _)| id)
}

scenarios! {
    accents_case_and_apostrophes_do_not_matter,
    reset_brings_every_excerpt_back,
    enter_does_not_reload_the_page,
}
