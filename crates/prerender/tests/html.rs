//! The sections and the page as the build renders them: reviewed snapshots, and beside them the
//! promises that every rendering keeps.
//!
//! In a native build effects do not run, so this is the first render: the page without scripts, which the browser
//! hydrates.

use std::{cell::RefCell, collections::BTreeSet, fs, path::Path};

use content::{Document, Mission, Partners, Press, Site, Testimonials, read_text};
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

const BASE: &str = "https://site.exemple/";

/// How the JSON of a section's file is rendered, with its title at a level.
type Render = fn(&str, HeadingLevel) -> String;

/// Each section: its name, its file, and how that is rendered.
const SECTIONS: [(&str, &str, Render); 4] = [
    ("mission", Mission::FILE, |json, level| {
        rendered(json, level, |mission, surface| view! { <MissionSection mission surface/> })
    }),
    ("testimonials", Testimonials::FILE, |json, level| {
        rendered(
            json,
            level,
            |testimonials, surface| view! { <TestimonialsSection testimonials surface/> },
        )
    }),
    ("partners", Partners::FILE, |json, level| {
        rendered(json, level, |partners, surface| view! { <PartnersSection partners surface/> })
    }),
    ("press", Press::FILE, |json, level| {
        rendered(json, level, |press, surface| view! { <PressSection press surface/> })
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
    let faults = check(&fixture("content"));
    assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<String>());
}

#[test]
fn a_section_shows_all_that_is_known() {
    for (name, file, render) in SECTIONS {
        let html = render(&full(file), HeadingLevel::SECTION);
        keeps_its_promises(&html);
        assert_snapshot!(format!("{name}_full"), reviewable(&html));
    }
}

#[test]
fn a_section_without_entries_is_its_title_and_no_more() {
    for ((name, _, render), json) in SECTIONS.into_iter().zip(EMPTY) {
        let html = render(json, HeadingLevel::SECTION);
        keeps_its_promises(&html);
        assert_snapshot!(format!("{name}_empty"), reviewable(&html));
    }
}

#[test]
fn a_section_with_one_entry_stands_well() {
    for ((name, _, render), json) in SECTIONS.into_iter().zip(ONE) {
        let html = render(json, HeadingLevel::SECTION);
        keeps_its_promises(&html);
        assert_snapshot!(format!("{name}_one"), reviewable(&html));
    }
}

#[test]
fn the_page_has_a_header_with_anchors_and_a_footer_with_what_is_known() {
    let html = whole_page(|file| Some(full(file)));
    keeps_its_promises(&html);
    let (header, rest) = html.split_once("<main").expect("a main element");
    let (_, footer) = rest.split_once("</main>").expect("its end");
    assert_snapshot!("header", reviewable(header));
    assert_snapshot!("footer_full", reviewable(footer));
    for anchor in tags(header).iter().filter_map(|tag| tag.get("href")?.strip_prefix('#')) {
        assert!(ids(&html).contains(&anchor.to_owned()), "#{anchor} leads nowhere");
    }
}

#[test]
fn a_footer_that_knows_nothing_but_a_name_shows_it() {
    let html = whole_page(|file| match file {
        Site::FILE => Some(r#"{"name": "Une association"}"#.to_owned()),
        file => Some(full(file)),
    });
    keeps_its_promises(&html);
    let (_, footer) = html.split_once("</main>").expect("a main element");
    assert_snapshot!("footer_empty", reviewable(footer));
}

/// A document that is on its way: nothing natively ever fetches it, so it stays so.
#[test]
fn a_document_on_its_way_has_a_quiet_place() {
    park_what_is_spawned();
    let owner = Owner::new();
    let html = owner
        .with(|| render_page(Sources::from_json_or_fetch(|_| None, BASE), BASE, |_| String::new()));
    let html = html.expect("a page");
    keeps_its_promises(&html);
    assert_snapshot!("page_waiting", reviewable(&html));
    let tags = tags(&html);
    let headings = tags.iter().filter(|tag| tag.name.len() == 2 && tag.name.starts_with('h'));
    assert_eq!(headings.count(), 0, "no title that would move when the right one comes");
    assert_eq!(tags.iter().filter(|tag| tag.get("role") == Some("status")).count(), 5);
}

#[test]
fn the_page_has_one_title_and_its_sections_follow() {
    let html = whole_page(|file| Some(real(file)));
    keeps_its_promises(&html);
    let headings: Vec<_> = tags(&html)
        .into_iter()
        .map(|tag| tag.name)
        .filter(|name| name.len() == 2 && name.starts_with('h') && name != "hr")
        .collect();
    assert_eq!(headings, ["h1", "h2", "h2", "h2"]);
    let count = |name: &str| tags(&html).iter().filter(|tag| tag.name == name).count();
    assert_eq!((count("main"), count("header"), count("footer"), count("nav")), (1, 1, 1, 1));
}

#[test]
fn a_title_has_the_level_that_the_surface_gives() {
    for (name, file, render) in SECTIONS {
        for level in [HeadingLevel::PAGE, HeadingLevel::SECTION] {
            let html = render(&full(file), level);
            let title =
                tags(&html).into_iter().find(|tag| tag.get("class") == Some("section-title"));
            let title = title.unwrap_or_else(|| panic!("{name} has a title"));
            assert_eq!(title.name, level.tag(), "{name}");
            let labelled = tags(&html).into_iter().find(|tag| tag.name == "section");
            let labelled = labelled.expect("a section element");
            assert_eq!(labelled.get("aria-labelledby"), title.get("id"), "{name}");
        }
    }
}

#[test]
fn every_word_of_the_content_is_there_without_scripts() {
    let html = whole_page(|file| Some(real(file)));
    let shown = normalised(&visible_text(&html));
    for file in [Site::FILE, Mission::FILE, Testimonials::FILE, Partners::FILE, Press::FILE] {
        let value: serde_json::Value = serde_json::from_str(&real(file)).expect("JSON");
        for text in texts(&value) {
            assert!(shown.contains(&normalised(&text)), "{file}: {text:?} is not on the page");
        }
    }
}

#[test]
fn nothing_of_the_content_is_html() {
    for (name, file, render) in SECTIONS {
        let json = with_texts(&full(file), HOSTILE);
        let html = render(&json, HeadingLevel::SECTION);
        let plain = render(&with_texts(&full(file), "mots"), HeadingLevel::SECTION);
        // A campaign whose name is a word of the conclusion is a link, and may come and go.
        let names = |html: &str| {
            tags(html)
                .into_iter()
                .map(|tag| tag.name)
                .filter(|name| name != "a")
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&html), names(&plain), "{name}: no element comes from the content");
        assert!(
            normalised(&visible_text(&html)).contains(&normalised(HOSTILE)),
            "{name}: as it was typed"
        );
        keeps_its_promises(&html);
    }
}

#[test]
fn a_link_that_is_none_is_not_on_the_page() {
    for (name, file, render) in SECTIONS {
        let json = full(file).replace("https://", "javascript://");
        let html = render(&json, HeadingLevel::SECTION);
        keeps_its_promises(&html);
        assert!(!html.contains("javascript:"), "{name}: {html}");
    }
}

/// The parser would move content before such an end tag behind the element, and hydration would not find it.
#[test]
fn a_picture_has_nothing_inside_and_no_end_tag() {
    let html = whole_page(|file| Some(full(file)));
    let tags = pieces(&html);
    let pictures: Vec<_> =
        tags.iter().enumerate().filter(|(_, tag)| tag.starts_with("<img")).collect();
    assert_eq!(pictures.len(), 2, "a portrait and a logo");
    for (at, picture) in pictures {
        let after = tags[at + 1];
        assert!(!["<!>", "</img>"].contains(&after), "{after} stands behind {picture}");
    }
}

#[test]
fn of_many_excerpts_24_stand_open_and_the_rest_are_folded() {
    let press = |count: usize| {
        let excerpts: Vec<_> = (1..=count)
            .map(|at| format!(r#"{{"id": "e{at}", "paragraphs": ["Extrait numéro {at}."]}}"#))
            .collect();
        let json = format!(r#"{{"title": "Presse", "excerpts": [{}]}}"#, excerpts.join(","));
        rendered(
            &json,
            HeadingLevel::SECTION,
            |press, surface| view! { <PressSection press surface/> },
        )
    };
    assert!(!press(24).contains("<details"), "24 fit");
    for count in [25, 30] {
        let html = press(count);
        keeps_its_promises(&html);
        let (open, folded) = html.split_once("<details").expect("the rest is folded");
        let excerpts = |html: &str| html.matches("<article").count();
        assert_eq!((excerpts(open), excerpts(folded)), (24, count - 24));
        let details = tags(&html).into_iter().find(|tag| tag.name == "details");
        assert_eq!(details.expect("details").get("open"), None, "closed at first");
        for at in 1..=count {
            assert!(
                visible_text(&html).contains(&format!("Extrait numéro {at}.")),
                "{at} is findable"
            );
        }
    }
    assert_snapshot!(
        "press_folded",
        reviewable(press(26).split_once("<details").expect("folded").1)
    );
}

#[test]
fn two_renderings_are_alike() {
    let html = || whole_page(|file| Some(real(file)));
    assert_eq!(html(), html(), "no clock and no chance in the first render");
}

/// Asserts what holds for all HTML that is rendered natively.
fn keeps_its_promises(html: &str) {
    let tags = tags(html);
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
                assert!(size("width") && size("height"), "it would move: {shown_tag}");
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
            assert!(ids(html).contains(&id.to_owned()), "{id} is nowhere: {shown_tag}");
        }
    }
    let ids = ids(html);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "no id twice: {ids:?}");
}

fn document<T: Document>(json: &str) -> T {
    read_text(json).expect("a document")
}

fn rendered<T: Document>(
    json: &str,
    level: HeadingLevel,
    section: impl Fn(ReadSignal<T>, Surface) -> View<Markup>,
) -> String {
    let value: T = document(json);
    let site: Site = document(&full(Site::FILE));
    Owner::new().with(|| {
        let site = RwSignal::new(site).read_only();
        let options = RwSignal::new(Options::with_level(level)).read_only();
        let surface = Surface { base_url: BASE.to_owned(), page_url: None, options, site };
        section(RwSignal::new(value).read_only(), surface).to_html()
    })
}

fn whole_page(json: impl Fn(&str) -> Option<String>) -> String {
    Owner::new().with(|| {
        let sources = Sources::from_json(&json, BASE).expect("five documents");
        render_page(sources, BASE, |file| json(file).expect("five documents")).expect("a page")
    })
}

/// Keeps futures, and never runs them: natively there is nothing to fetch from.
fn park_what_is_spawned() {
    struct Park;
    thread_local! {
        static PARKED: RefCell<Vec<any_spawner::PinnedLocalFuture<()>>> = const { RefCell::new(Vec::new()) };
    }
    impl any_spawner::CustomExecutor for Park {
        fn spawn(&self, _: any_spawner::PinnedFuture<()>) {}
        fn spawn_local(&self, future: any_spawner::PinnedLocalFuture<()>) {
            PARKED.with_borrow_mut(|parked| parked.push(future));
        }
        fn poll_local(&self) {}
    }
    any_spawner::Executor::init_local_custom_executor(Park)
        .expect("the only executor of this thread");
}

fn full(file: &str) -> String {
    fs::read_to_string(fixture("content").join(file)).expect("a fixture")
}

fn real(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content");
    fs::read_to_string(root.join(file)).expect("the real content")
}

fn fixture(path: &str) -> std::path::PathBuf {
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
fn texts(value: &serde_json::Value) -> Vec<String> {
    use serde_json::Value;
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
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
            .flat_map(|(_, value)| texts(value))
            .collect(),
        _ => Vec::new(),
    }
}

/// Without white space, which the typography may change.
fn normalised(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A start tag.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn ids(html: &str) -> Vec<String> {
    tags(html).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect()
}

/// The start tags, in order.
fn tags(html: &str) -> Vec<Tag> {
    pieces(html)
        .into_iter()
        .filter_map(|piece| piece.strip_prefix('<')?.strip_suffix('>'))
        .filter(|inner| inner.starts_with(|c: char| c.is_ascii_alphabetic()))
        .map(|inner| {
            let (name, mut rest) = inner.split_once(' ').unwrap_or((inner, ""));
            let mut attributes = Vec::new();
            while !rest.trim_start().is_empty() {
                rest = rest.trim_start();
                let end = rest.find(['=', ' ']).unwrap_or(rest.len());
                let (attribute, after) = rest.split_at(end);
                let (value, after) = match after.strip_prefix("=\"") {
                    Some(quoted) => quoted.split_once('"').expect("a closing quote"),
                    None => ("", after),
                };
                attributes.push((attribute.to_owned(), unescaped(value)));
                rest = after;
            }
            Tag { name: name.to_owned(), attributes }
        })
        .collect()
}

/// The text between the tags.
fn visible_text(html: &str) -> String {
    pieces(html).into_iter().filter(|piece| !piece.starts_with('<')).map(unescaped).collect()
}

fn unescaped(text: &str) -> String {
    let quotes = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    quotes.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The tags and comments, and the text between them. A `>` in an attribute ends no tag.
fn pieces(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let mut quoted = false;
        let end = match rest.starts_with('<') {
            true => rest.find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            }),
            false => rest.find('<').map(|at| at - 1),
        };
        let (piece, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        found.push(piece);
        rest = after;
    }
    found
}

/// HTML for human eyes: one tag or text a line, indented by depth, without the marks by which the
/// browser finds its way when it hydrates, and with no-break spaces to be seen.
fn reviewable(html: &str) -> String {
    let mut depth = 0usize;
    let mut lines = String::new();
    for piece in pieces(html).into_iter().filter(|piece| !piece.starts_with("<!") && *piece != "\n")
    {
        depth -= usize::from(piece.starts_with("</")).min(depth);
        let shown = piece.replace('\u{202f}', "&#8239;").replace('\u{a0}', "&nbsp;");
        lines.push_str(&format!("{}{shown}\n", "  ".repeat(depth)));
        let void = ["<img", "<input", "<br"].iter().any(|name| piece.starts_with(name));
        depth += usize::from(piece.starts_with('<') && !piece.starts_with("</") && !void);
    }
    lines
}
