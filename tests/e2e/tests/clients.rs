//! Other programs that read the site, as published in their registries: HTML checker, reader view, feed reader.

mod build;
mod feed;
mod html;
mod reader;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use e2e::{Browser, Engine, Role, Session, Site};
use e2e::{
    hosted_dir, list_files, list_texts, read_fixture_content, run, scenarios, strip_whitespace,
    wait_for_value, wait_until, workspace_dir,
};
use tempfile::TempDir;

use build::build_site;
use html::FalsePositive;

/// The hosted site, the site with every field of the content filled, and the documents after hydration.
#[test]
fn the_nu_html_checker_reports_only_known_false_positives() {
    run(Engine::Chromium, "clients::html", async |browser| {
        let full = build_site("full", None, "https://exemple.org/");
        let hydrated = save_hydrated_documents(&browser).await;
        let folders = [&hosted_dir().join("root/dist"), full.path(), hydrated.path()];
        let mut files = folders.map(list_files).concat();
        files.retain(|file| file.extension().is_some_and(|end| end == "html" || end == "svg"));
        for name in ["index.html", "embed/v1/testimonials.html"] {
            let is_testimonial = |file: &Path| file.iter().any(|part| part == "temoignages");
            let count =
                files.iter().filter(|file| file.ends_with(name) && !is_testimonial(file)).count();
            assert_eq!(count, 3, "{name}: run cargo xtask test, which builds it: {files:?}");
        }
        let mut messages = html::check(&files);
        let occurs = |known: &&FalsePositive| messages.iter().any(|message| known.covers(message));
        let fixed: Vec<_> = html::FALSE_POSITIVES.iter().filter(|known| !occurs(known)).collect();
        messages.retain(|message| !html::FALSE_POSITIVES.iter().any(|known| known.covers(message)));
        let lines: BTreeSet<_> = messages.iter().map(ToString::to_string).collect();
        let lines = Vec::from_iter(lines).join("\n");
        assert!(messages.is_empty(), "{} faults:\n{lines}", messages.len());
        assert!(
            fixed.is_empty(),
            "the checker no longer says so: take it off the list: {fixed:#?}"
        );
    });
}

/// Saves the documents as they are in a browser after hydration.
async fn save_hydrated_documents(browser: &Browser) -> TempDir {
    let site = Site::with_fixture().await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("embed/v1")).expect("a folder in it");
    let page = browser.open("about:blank").await;
    for (path, _) in DOCUMENTS {
        page.open(&site.url(path)).await;
        wait_for_document(&page).await;
        let html = page.eval("return document.documentElement.outerHTML", vec![]).await;
        let html = format!("<!doctype html>{}", html.as_str().expect("a text"));
        let name = if path == "/" { "index.html" } else { &path[1..] };
        fs::write(folder.path().join(name), html).expect("a file");
    }
    folder
}

/// Shows that the checker finding nothing is evidence.
#[test]
fn the_nu_html_checker_reports_errors() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("index.html");
    let html = "<!doctype html><html lang=fr><title>t</title><style>a { colour: red }</style>
        <p id=a><p id=a><div><!></div><ul><p>b</ul><img src=a.png>";
    fs::write(&file, html).expect("a file");
    let messages = html::check(&[file]);
    for part in ["colour", "Duplicate ID", "Bogus comment", "not allowed as child", "alt"] {
        assert!(
            messages.iter().any(|message| message.text.contains(part)),
            "{part}: {messages:#?}"
        );
    }
}

/// The documents that readers open, and the content files that they show.
const DOCUMENTS: [(&str, &[&str]); 5] = [
    ("/", &["mission.json", "testimonials.json", "partners.json", "press.json"]),
    ("/embed/v1/mission.html", &["mission.json"]),
    ("/embed/v1/testimonials.html", &["testimonials.json"]),
    ("/embed/v1/partners.html", &["partners.json"]),
    ("/embed/v1/press.html", &["press.json"]),
];

async fn reader_view_keeps_every_testimonial_whichever_is_shown(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open(&site.url("/embed/v1/testimonials.html")).await;
    let testimonials = read_fixture_content("testimonials.json");
    let quotes = testimonials["testimonials"].as_array().expect("a list");
    let position = async || page.read_text(".testimonials__controls p").await;
    for (index, _) in quotes.iter().enumerate() {
        let expected = format!("{} / {}", index + 1, quotes.len());
        wait_for_value("the position", expected, position).await;
        let text = strip_whitespace(&reader::read(&page, "document").await);
        for quote in quotes {
            let quote_text = strip_whitespace(quote["quote"].as_str().expect("words"));
            assert!(text.contains(&quote_text), "at {}: {quote_text} is not in {text}", index + 1);
            let name = strip_whitespace(quote["name"].as_str().expect("a name"));
            assert!(text.contains(&name), "at {}: {name} is not in {text}", index + 1);
        }
        page.click(Role::Button, "Témoignage suivant").await;
    }
}

async fn reader_view_loses_nothing_by_hydration(browser: Browser) {
    let site = Site::with_fixture().await;
    let page = browser.open("about:blank").await;
    for (path, files) in DOCUMENTS {
        page.open(&site.url(path)).await;
        wait_for_document(&page).await;
        let prerendered = "fetch('').then(answer => answer.text())
            .then(html => new DOMParser().parseFromString(html, 'text/html'))";
        let before = strip_whitespace(&reader::read(&page, prerendered).await);
        let after = strip_whitespace(&reader::read(&page, "document").await);
        let texts = files.iter().flat_map(|file| list_texts(&read_fixture_content(file), 0));
        let mut texts: Vec<_> = texts.map(|text| strip_whitespace(&text)).collect();
        texts.retain(|text| before.contains(text));
        assert!(!texts.is_empty(), "{path}: there is something to read: {before}");
        for text in texts {
            assert!(after.contains(&text), "{path}: {text} is lost: {after}");
        }
    }
}

scenarios! {
    chromium:
    reader_view_keeps_every_testimonial_whichever_is_shown,
    reader_view_loses_nothing_by_hydration,
}

async fn wait_for_document(page: &Session) {
    wait_until("the document has come to life", async || {
        let is_hydrated =
            "return !!self.liveWidget || !!document.querySelector('#site [type=search]')";
        page.eval(is_hydrated, vec![]).await == true
    })
    .await;
}

/// Excerpts dated to the day, to the month, to the year or not at all, in no order.
const PRESS: &str = r#"{ "title": "Revue de presse", "excerpts": [
    { "id": "sans-date", "paragraphs": ["Une parole sans date."] },
    { "id": "jour", "paragraphs": ["Le premier paragraphe.", "Le second."], "date": "2023-05-04",
      "publication": "Le Journal", "url": "https://www.journal.exemple/article?id=1&page=2" },
    { "id": "mois", "paragraphs": ["Une parole d’un mois."], "date": "2024-03" },
    { "id": "autre-sans-date", "paragraphs": ["« Une autre parole », sans date."] },
    { "id": "dernier", "date": "2024-11-02", "paragraphs": ["« Une parole assez longue pour que son titre n’en ait que le début, et que l’on coupe entre deux mots »"] },
    { "id": "annee", "paragraphs": ["Une parole d’une année."], "date": "2021" } ] }"#;

#[test]
fn a_feed_reader_gets_the_newest_first_with_known_dates() {
    let feed = feed::read(PRESS, "https://exemple.org/");
    let newest_first = [
        ("dernier", Some("2 Nov 2024")),
        ("mois", None),
        ("jour", Some("4 May 2023")),
        ("annee", None),
        ("sans-date", None),
        ("autre-sans-date", None),
    ];
    let items = feed["items"].as_array().expect("items");
    assert_eq!(items.len(), newest_first.len(), "{feed:#}");
    for (item, (id, day)) in items.iter().zip(newest_first) {
        let guid = item["guid"].as_str().expect("a guid");
        assert!(guid.ends_with(id), "{id} is where {guid} is");
        let own = format!("https://exemple.org/#extrait-{id}");
        let article = "https://www.journal.exemple/article?id=1&page=2";
        assert_eq!(item["link"], if id == "jour" { article } else { &own });
        let date = item["pubDate"].as_str();
        assert_eq!(date.is_some(), day.is_some(), "{id}: {date:?}");
        assert!(date.unwrap_or_default().contains(day.unwrap_or_default()), "{id}: {date:?}");
    }
    // Many readers drop the tags: words of two paragraphs must still be separated then.
    let html = items[2]["content"].as_str().expect("a description");
    let texts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    let words: Vec<_> = texts.flat_map(str::split_whitespace).collect();
    assert_eq!(words, ["Le", "premier", "paragraphe.", "Le", "second."]);
    let picture = feed["image"]["url"].as_str();
    assert!(picture.is_some_and(|url| url.starts_with("https://exemple.org/")), "{picture:?}");
    let last = feed["lastBuildDate"].as_str();
    assert!(last.is_some_and(|last| last.contains("2 Nov 2024")), "{last:?}");
}

/// The path of a program that `cargo xtask test` has installed.
fn installed_path(path: &str) -> PathBuf {
    let path = workspace_dir().join("target/tools/node/clients").join(path);
    assert!(path.exists(), "there is no {}: run cargo xtask test", path.display());
    path
}
