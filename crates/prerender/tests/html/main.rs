//! The sections and the page as the build renders them: reviewed snapshots, and the invariants of every rendering.
//!
//! In a native build effects do not run, so this is the first render: the page without scripts, which the browser
//! hydrates.

mod reader;

use std::{cell::RefCell, collections::BTreeSet, fs, path::Path};

use content::{Document, Mission, Partners, Press, Site, Testimonials};
use editor::check::check;
use insta::assert_snapshot;
use leptos::prelude::*;
use next_level::{
    components::Markup,
    heading_level::HeadingLevel,
    options::Options,
    page::Sources,
    sections::{MissionSection, PartnersSection, PressSection, TestimonialsSection},
    surface::Surface,
};
use prerender::render_page;

use crate::reader::{Token, format_for_review, read_ids, read_tags, read_text, read_tokens};

const BASE: &str = "https://site.exemple/";

/// How the JSON of a section's file is rendered, with its title at a level.
type Render = fn(&str, HeadingLevel) -> String;

/// Each section: its name, its file, and how that is rendered.
const SECTIONS: [(&str, &str, Render); 4] = [
    ("mission", Mission::FILE, |json, level| {
        render_section(json, level, |mission, surface| view! { <MissionSection mission surface/> })
    }),
    ("testimonials", Testimonials::FILE, |json, level| {
        render_section(
            json,
            level,
            |testimonials, surface| view! { <TestimonialsSection testimonials surface/> },
        )
    }),
    ("partners", Partners::FILE, |json, level| {
        render_section(
            json,
            level,
            |partners, surface| view! { <PartnersSection partners surface/> },
        )
    }),
    ("press", Press::FILE, |json, level| {
        render_section(json, level, |press, surface| view! { <PressSection press surface/> })
    }),
];

const EMPTY: [&str; 4] = [
    r#"{"title": "Le titre", "paragraphs": []}"#,
    r#"{"title": "Le titre", "testimonials": []}"#,
    r#"{"title": "Le titre", "introduction": "Avant", "organisations": [], "conclusion": "Après"}"#,
    r#"{"title": "Le titre", "excerpts": []}"#,
];

const ONE: [&str; 4] = [
    r#"{"title": "Le titre", "paragraphs": ["Un seul paragraphe."]}"#,
    r#"{"title": "Le titre", "testimonials": [
        {"id": "a", "quote": "Une seule voix.", "name": "Une personne", "role": "Membre"}]}"#,
    r#"{"title": "Le titre", "introduction": "Avant", "conclusion": "Après",
        "organisations": [{"id": "a", "name": "Une seule"}]}"#,
    r#"{"title": "Le titre", "excerpts": [{"id": "a", "paragraphs": ["Un seul extrait."]}]}"#,
];

/// A text that must be shown as typed, in every field.
const HOSTILE: &str =
    "</p></script><script>alert(1)</script><img src=x onerror=\"alert('2')\">&lt;";

#[test]
fn the_full_content_is_correct() {
    let faults = check(&fixture_path("content"));
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<String>());
}

#[test]
fn a_section_is_rendered_with_every_field_with_one_entry_and_without_entries() {
    for ((name, file, render), (one, empty)) in SECTIONS.into_iter().zip(ONE.into_iter().zip(EMPTY))
    {
        for (state, json) in [("full", read_full(file).as_str()), ("one", one), ("empty", empty)] {
            let html = render(json, HeadingLevel::SECTION);
            assert_invariants(&html);
            assert_snapshot!(format!("{name}_{state}"), format_for_review(&html));
        }
    }
}

#[test]
fn the_page_has_a_header_with_anchors_and_a_footer() {
    let html = render_whole_page(|file| Some(read_full(file)));
    assert_invariants(&html);
    let (header, rest) = html.split_once("<main").expect("a main element");
    let (_, footer) = rest.split_once("</main>").expect("its end");
    assert_snapshot!("header", format_for_review(header));
    assert_snapshot!("footer_full", format_for_review(footer));
    for anchor in read_tags(header).iter().filter_map(|tag| tag.get("href")?.strip_prefix('#')) {
        assert!(read_ids(&html).contains(&anchor.to_owned()), "#{anchor} is no element's id");
    }
}

#[test]
fn a_footer_with_only_a_name_shows_it() {
    let html = render_whole_page(|file| match file {
        Site::FILE => Some(r#"{"name": "Une association"}"#.to_owned()),
        file => Some(read_full(file)),
    });
    assert_invariants(&html);
    let (_, footer) = html.split_once("</main>").expect("a main element");
    assert_snapshot!("footer_empty", format_for_review(footer));
}

/// Natively nothing is ever fetched, so every document is waited for.
#[test]
fn a_document_that_is_waited_for_has_an_empty_place() {
    hold_spawned_futures();
    let owner = Owner::new();
    let html = owner
        .with(|| render_page(Sources::from_json_or_fetch(|_| None, BASE), BASE, |_| String::new()));
    let html = html.expect("a page");
    assert_invariants(&html);
    assert_snapshot!("page_waiting", format_for_review(&html));
    let tags = read_tags(&html);
    let headings = tags.iter().filter(|tag| tag.name.len() == 2 && tag.name.starts_with('h'));
    assert_eq!(headings.count(), 0, "no title that would move when the right one comes");
    assert_eq!(tags.iter().filter(|tag| tag.get("role") == Some("status")).count(), 5);
}

#[test]
fn the_page_has_one_title_and_its_sections_follow() {
    let html = render_whole_page(|file| Some(read_real(file)));
    assert_invariants(&html);
    let headings: Vec<_> = read_tags(&html)
        .into_iter()
        .map(|tag| tag.name)
        .filter(|name| name.len() == 2 && name.starts_with('h') && name != "hr")
        .collect();
    assert_eq!(headings, ["h1", "h2", "h2", "h2"]);
    let count = |name: &str| read_tags(&html).iter().filter(|tag| tag.name == name).count();
    assert_eq!((count("main"), count("header"), count("footer"), count("nav")), (1, 1, 1, 1));
}

#[test]
fn a_title_has_the_level_that_the_surface_gives() {
    for (name, file, render) in SECTIONS {
        for level in [HeadingLevel::PAGE, HeadingLevel::SECTION] {
            let html = render(&read_full(file), level);
            let title =
                read_tags(&html).into_iter().find(|tag| tag.get("class") == Some("section-title"));
            let title = title.unwrap_or_else(|| panic!("{name} has a title"));
            assert_eq!(title.name, level.tag(), "{name}");
            let labelled = read_tags(&html).into_iter().find(|tag| tag.name == "section");
            let labelled = labelled.expect("a section element");
            assert_eq!(labelled.get("aria-labelledby"), title.get("id"), "{name}");
        }
    }
}

#[test]
fn every_word_of_the_content_is_there_without_scripts() {
    let html = render_whole_page(|file| Some(read_real(file)));
    let shown = remove_white_space(&read_text(&html));
    for file in [Site::FILE, Mission::FILE, Testimonials::FILE, Partners::FILE, Press::FILE] {
        let value: serde_json::Value = serde_json::from_str(&read_real(file)).expect("JSON");
        for text in collect_texts(&value) {
            assert!(
                shown.contains(&remove_white_space(&text)),
                "{file}: {text:?} is not on the page"
            );
        }
    }
}

#[test]
fn nothing_of_the_content_is_html() {
    for (name, file, render) in SECTIONS {
        let json = with_texts(&read_full(file), HOSTILE);
        let html = render(&json, HeadingLevel::SECTION);
        let plain = render(&with_texts(&read_full(file), "mots"), HeadingLevel::SECTION);
        // A campaign whose name is a word of the conclusion is a link, and may come and go.
        let names = |html: &str| {
            read_tags(html)
                .into_iter()
                .map(|tag| tag.name)
                .filter(|name| name != "a")
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&html), names(&plain), "{name}: no element comes from the content");
        assert!(
            remove_white_space(&read_text(&html)).contains(&remove_white_space(HOSTILE)),
            "{name}: as it was typed"
        );
        assert_invariants(&html);
    }
}

#[test]
fn a_link_with_another_scheme_is_not_on_the_page() {
    for (name, file, render) in SECTIONS {
        let json = read_full(file).replace("https://", "javascript://");
        let html = render(&json, HeadingLevel::SECTION);
        assert_invariants(&html);
        assert!(!html.contains("javascript:"), "{name}: {html}");
    }
}

/// The parser would move content before such an end tag behind the element, and hydration would not find it.
#[test]
fn a_picture_has_nothing_inside_and_no_end_tag() {
    let html = render_whole_page(|file| Some(read_full(file)));
    let tokens = read_tokens(&html);
    let is_picture = |token: &Token| matches!(token, Token::Start(tag) if tag.name == "img");
    let after: Vec<_> =
        tokens.windows(2).filter(|pair| is_picture(&pair[0])).map(|pair| &pair[1]).collect();
    assert_eq!(after.len(), 2, "a portrait and a logo");
    assert!(!after.iter().any(|token| matches!(token, Token::Comment)), "{html}");
    assert!(!html.contains("</img>"), "{html}");
}

#[test]
fn of_many_excerpts_24_are_open_and_the_rest_are_folded() {
    let press = |count: usize| {
        let excerpts: Vec<_> = (1..=count)
            .map(|at| format!(r#"{{"id": "e{at}", "paragraphs": ["Extrait numéro {at}."]}}"#))
            .collect();
        let json = format!(r#"{{"title": "Presse", "excerpts": [{}]}}"#, excerpts.join(","));
        render_section(
            &json,
            HeadingLevel::SECTION,
            |press, surface| view! { <PressSection press surface/> },
        )
    };
    assert!(!press(24).contains("<details"), "24 fit");
    for count in [25, 30] {
        let html = press(count);
        assert_invariants(&html);
        let (open, folded) = html.split_once("<details").expect("the rest is folded");
        let excerpts = |html: &str| html.matches("<article").count();
        assert_eq!((excerpts(open), excerpts(folded)), (24, count - 24));
        let details = read_tags(&html).into_iter().find(|tag| tag.name == "details");
        assert_eq!(details.expect("details").get("open"), None, "closed at first");
        for at in 1..=count {
            assert!(
                read_text(&html).contains(&format!("Extrait numéro {at}.")),
                "{at} is findable"
            );
        }
    }
    assert_snapshot!(
        "press_folded",
        format_for_review(press(26).split_once("<details").expect("folded").1)
    );
}

#[test]
fn two_renderings_are_equal() {
    let html = || render_whole_page(|file| Some(read_real(file)));
    assert_eq!(html(), html(), "no clock and no chance in the first render");
}

/// Asserts the invariants of all HTML that is rendered natively.
fn assert_invariants(html: &str) {
    let tags = read_tags(html);
    for tag in &tags {
        let shown_tag = format!("<{} {:?}>", tag.name, tag.attributes);
        assert!(
            !["script", "style", "iframe", "object", "base"].contains(&tag.name.as_str()),
            "{shown_tag}"
        );
        for (attribute, value) in &tag.attributes {
            let bad = attribute == "style" || attribute.starts_with("on");
            assert!(!bad, "{attribute} would need unsafe-inline: {shown_tag}");
            let link = ["https://", "mailto:", "#"].iter().any(|start| value.starts_with(start));
            assert!(
                !["href", "src", "action"].contains(&attribute.as_str()) || link,
                "{shown_tag}"
            );
        }
        match tag.name.as_str() {
            "ul" => assert_eq!(tag.get("role"), Some("list"), "Safari forgets lists: {shown_tag}"),
            "img" => {
                let size = |name| tag.get(name).is_some_and(|size| size.parse::<u32>().is_ok());
                assert!(size("width") && size("height"), "no size is reserved: {shown_tag}");
                assert!(tag.get("alt").is_some(), "{shown_tag}");
                let src = tag.get("src").unwrap_or_default();
                assert!(src.starts_with(&format!("{BASE}images/")), "{shown_tag}");
            }
            "button" | "input" | "form" => panic!("a control that needs the Wasm: {shown_tag}"),
            "a" => assert!(tag.get("href").is_some(), "{shown_tag}"),
            _ => {}
        }
        for attribute in ["aria-labelledby", "aria-controls", "for"] {
            let Some(id) = tag.get(attribute) else { continue };
            assert!(
                read_ids(html).contains(&id.to_owned()),
                "{id} is no element's id: {shown_tag}"
            );
        }
    }
    let ids = read_ids(html);
    assert_eq!(
        ids.iter().collect::<BTreeSet<_>>().len(),
        ids.len(),
        "an id is there twice: {ids:?}"
    );
}

fn parse_document<T: Document>(json: &str) -> T {
    content::read_text(json).expect("a document")
}

fn render_section<T: Document>(
    json: &str,
    level: HeadingLevel,
    section: impl Fn(ReadSignal<T>, Surface) -> View<Markup>,
) -> String {
    let value: T = parse_document(json);
    let site: Site = parse_document(&read_full(Site::FILE));
    Owner::new().with(|| {
        let site = RwSignal::new(site).read_only();
        let options = RwSignal::new(Options::with_level(level)).read_only();
        let surface = Surface { base_url: BASE.to_owned(), is_on_page: true, options, site };
        section(RwSignal::new(value).read_only(), surface).to_html()
    })
}

fn render_whole_page(json: impl Fn(&str) -> Option<String>) -> String {
    Owner::new().with(|| {
        let sources = Sources::from_json(&json, BASE).expect("five documents");
        render_page(sources, BASE, |file| json(file).expect("five documents")).expect("a page")
    })
}

/// Keeps the futures that are spawned on this thread, and never polls them: natively there is nothing to fetch from.
fn hold_spawned_futures() {
    struct Idle;
    thread_local! {
        static HELD: RefCell<Vec<any_spawner::PinnedLocalFuture<()>>> = const { RefCell::new(Vec::new()) };
    }
    impl any_spawner::CustomExecutor for Idle {
        fn spawn(&self, _: any_spawner::PinnedFuture<()>) {}
        fn spawn_local(&self, future: any_spawner::PinnedLocalFuture<()>) {
            HELD.with_borrow_mut(|held| held.push(future));
        }
        fn poll_local(&self) {}
    }
    any_spawner::Executor::init_local_custom_executor(Idle)
        .expect("the only executor of this thread");
}

fn read_full(file: &str) -> String {
    fs::read_to_string(fixture_path("content").join(file)).expect("a fixture")
}

fn read_real(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content");
    fs::read_to_string(root.join(file)).expect("the real content")
}

fn fixture_path(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/full").join(path)
}

/// The JSON with every shown text replaced.
fn with_texts(json: &str, text: &str) -> String {
    fn replace(name: &str, value: &mut serde_json::Value, text: &str) {
        use serde_json::Value;
        match value {
            Value::String(words) if !["id", "url", "date", "file"].contains(&name) => {
                text.clone_into(words);
            }
            Value::Array(list) => list.iter_mut().for_each(|value| replace(name, value, text)),
            Value::Object(fields) => {
                fields.iter_mut().for_each(|(name, value)| replace(name, value, text))
            }
            _ => {}
        }
    }
    let mut value = serde_json::from_str(json).expect("JSON");
    replace("", &mut value, text);
    value.to_string()
}

/// The texts of a document that a person reads.
fn collect_texts(value: &serde_json::Value) -> Vec<String> {
    use serde_json::Value;
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(collect_texts).collect(),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| {
                let hidden = [
                    "$schema",
                    "id",
                    "url",
                    // Shown in French; how, the press review's own tests say.
                    "date",
                    "language",
                    "home",
                    "page",
                    "contact",
                    "legal_notice",
                    "privacy",
                    "accessibility_statement",
                    "foreign_language_terms",
                ];
                !hidden.contains(&name.as_str())
            })
            .flat_map(|(_, value)| collect_texts(value))
            .collect(),
        _ => Vec::new(),
    }
}

/// Without white space, which the typography may change.
fn remove_white_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
