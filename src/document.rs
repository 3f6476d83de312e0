//! The HTML document: what the build writes into the `index.html` that Trunk has made, and the files
//! around it that depend on the content.

pub use files::{File, embeds, files};
pub use gallery::gallery;
pub use glue::minified_wasm;
pub use pictures::{Picture, pictures};
pub use site_url::{NotASiteUrl, SiteUrl};
pub use template::minified;

mod constellation;
mod dialog;
mod embed;
mod feed;
mod files;
mod gallery;
mod glue;
mod head;
mod linked_data;
mod manifest;
mod not_found;
mod oembed;
mod pictures;
mod platform;
mod preview;
mod script;
mod sheet;
mod site_url;
mod template;

use std::fmt;

use constellation::Constellation;

use leptos::prelude::*;

use crate::{
    content::shape::FILES,
    fingerprint::{FINGERPRINT, fingerprint},
    page::{Part, SHELL, Sources, parts},
    typography::french,
};

/// Why a document could not be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A file of the content cannot be read.
    Content,
    /// The template has lost this place, or has it twice.
    Place(&'static str),
    /// A picture cannot be drawn.
    Picture,
    /// The feed cannot be written.
    Feed,
    /// A script cannot be read; why.
    Script(String),
    /// The Wasm, or its glue, is not what wasm-bindgen makes; why.
    Wasm(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content => write!(out, "the content cannot be read: run cargo xtask check"),
            Self::Picture => write!(out, "a picture cannot be drawn from the content"),
            Self::Feed => write!(out, "the feed cannot be written from the content"),
            Self::Script(fault) => write!(out, "a script of the build cannot be read: {fault}"),
            Self::Wasm(fault) => write!(
                out,
                "the Wasm cannot be made smaller: {fault}. Does src/document/glue.rs know this version \
                 of wasm-bindgen?"
            ),
            Self::Place(place) => {
                write!(out, "index.html must contain `{place}` once: put it back")
            }
        }
    }
}

impl std::error::Error for Fault {}

/// Keeps phones from making links of what looks like a telephone number, a day or a place: the content says
/// itself what is a link, and hydration would meet another page than was rendered.
const NO_DETECTION: &str =
    "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">";

/// Lets the size of letters that a visitor has chosen for the whole system count, too; the sheets measure in it.
const TEXT_SCALE: &str = "<meta name=\"text-scale\" content=\"scale\">";

/// Fills the document: its title and description, the page, and the very JSON from which the page
/// was rendered, so that the browser hydrates it from the same.
///
/// `json` gives a document's JSON by the name of its file.
///
/// # Errors
/// A document is not there, or one of the places to fill is not there exactly once.
pub fn filled(template: &str, json: impl Fn(&str) -> Option<String>) -> Result<String, Fault> {
    let owner = Owner::new();
    let sources = owner.with(|| Sources::known(&json, "./")).ok_or(Fault::Content)?;
    let (mission, site) =
        (sources.mission.value.read_untracked(), sources.site.value.read_untracked());
    let head = format!(
        "<title>{} – {}</title>\n    <meta name=\"description\" content=\"{}\">",
        escaped(&french(&mission.title)),
        escaped(&site.name),
        escaped(mission.paragraphs.first().map_or("", String::as_str)),
    );
    let data = |file: &str| json(file).map(|json| data(&json));
    let page = owner.with(|| page(sources, "./", |file| data(file).unwrap_or_default()));
    let mut body = format!("<div id=\"site\">{page}</div>");
    for (file, _) in FILES {
        let data = data(file).ok_or(Fault::Content)?;
        body += &format!("\n    <script type=\"application/json\" id=\"{file}\">{data}</script>");
    }
    let document = replaced(template, "<title>Le Next Level</title>", &head)?;
    replaced(&document, "<div id=\"site\"></div>", &body)
}

/// What is in `<div id="site">`: the shell, and each of its parts with its fingerprint. `data` gives a data
/// block by the name of its file; `base` is where the site's files are, ending with `/`.
#[must_use]
pub fn page(sources: Sources, base: &str, data: impl Fn(&str) -> String) -> String {
    let partners = sources.partners.value.read_untracked();
    let drawing = Constellation::of(partners.organisations.iter().map(|one| one.id.as_str()));
    let shell = SHELL.replace("href=\"./", &format!("href=\"{base}"));
    parts(sources, base).into_iter().fold(shell, |page, Part { name, files, view, .. }| {
        let html = safe(&pictured(&view().to_html(), &drawing));
        let data: Vec<_> = files.iter().map(|file| data(file)).collect();
        let place = format!("data-part=\"{name}\">");
        page.replace(&place, &taken_over(place.trim_end_matches('>'), &html, &data))
    })
}

/// The rest of a start tag with the fingerprint of what follows it, and that.
fn taken_over(tag: &str, html: &str, data: &[String]) -> String {
    let data: Vec<_> = data.iter().map(String::as_str).collect();
    format!("{tag} {FINGERPRINT}=\"{}\">{html}", fingerprint(html, &data))
}

/// The page with the organisations drawn on its opening, at the end of the place that it has for them: the
/// Wasm takes the place over, looks no further into it, and so need not know how to draw.
fn pictured(page: &str, drawing: &Constellation) -> String {
    const PLACE: &str = "<div class=\"mission__picture\" aria-hidden=\"true\" data-drawn=\"\">";
    let Some((before, after)) = page.split_once(PLACE) else { return page.to_owned() };
    let (inner, after) = after.split_once("</div>").unwrap_or_default();
    [before, PLACE, inner, &drawing.svg(), "</div>", after].concat()
}

/// HTML that comes to the browser as it was rendered: a CDN that hides mailboxes from robots would rewrite an
/// `@`, and hydration would meet another page. In HTML the sign may be written so that it finds none.
fn safe(html: &str) -> String {
    html.replace('@', "&#64;")
}

/// JSON as a data block: no `<` is left in it, so that nothing can end the block early, and no carriage return,
/// since whoever parses the document leaves none: so the block is letter by letter what a browser reads.
fn data(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\r', "")
}

fn replaced(text: &str, place: &'static str, by: &str) -> Result<String, Fault> {
    match text.split_once(place) {
        Some((before, after)) if !after.contains(place) => Ok([before, by, after].concat()),
        _ => Err(Fault::Place(place)),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Mission, read};

    const TEMPLATE: &str = "<title>Le Next Level</title><div id=\"site\"></div>";
    const HOSTILE: &str = "\\\"></title></script><script>alert(1)</script>";

    /// The real content, but for a hostile mission.
    fn json(file: &str) -> Option<String> {
        if file == "mission.json" {
            return Some(format!("{{\"title\": \"{HOSTILE}\", \"paragraphs\": [\"{HOSTILE}\"]}}"));
        }
        std::fs::read_to_string(format!("public/content/{file}")).ok()
    }

    #[test]
    fn nothing_of_the_content_is_read_as_html() {
        let html = filled(TEMPLATE, json).expect("filled");
        assert_eq!(html.matches("<script").count(), 5, "only the data blocks: {html}");
        assert_eq!(html.matches("</script>").count(), 5, "{html}");
        assert_eq!(html.matches("</title>").count(), 1, "{html}");
    }

    /// A proxy strips comments, and Leptos's own marks are no valid ones; in a text of the content nothing is changed.
    #[test]
    fn hydration_needs_no_marks_in_the_html() {
        let mission = r#"{"title": "Un titre", "paragraphs": ["Un <!> dans le texte."]}"#;
        let json = |file: &str| match file {
            "mission.json" => Some(mission.to_owned()),
            file => json(file),
        };
        let html = filled(TEMPLATE, json).expect("filled");
        let (page, _) = html.split_once("<script").expect("data blocks");
        assert!(!page.contains("<!"), "{page}");
        assert!(page.contains("Un &lt;!&gt; dans le texte."), "{page}");
    }

    #[test]
    fn the_data_blocks_say_what_the_files_say() {
        let html = filled(TEMPLATE, json).expect("filled");
        let (_, after) = html.split_once("id=\"mission.json\">").expect("a data block");
        let (block, _) = after.split_once("</script>").expect("its end");
        let file = json("mission.json").expect("made above");
        let mission = |text: &str| read::<Mission>(serde_json::from_str(text).expect("JSON"));
        assert_eq!(mission(block), mission(&file));
    }

    #[test]
    fn what_is_missing_is_named() {
        let fault = filled("<title>Le Next Level</title>", json).expect_err("no container");
        assert!(fault.to_string().contains("<div id=\"site\"></div>"), "{fault}");
        assert_eq!(filled(TEMPLATE, |_| None), Err(Fault::Content));
    }

    /// The list of organisations says the same in words, so nobody hears the drawing.
    #[test]
    fn the_opening_has_a_drawing_of_the_organisations_for_the_eye_alone() {
        let real = |file: &str| std::fs::read_to_string(format!("public/content/{file}")).ok();
        let drawn = |partners: String| {
            let json = |file: &str| {
                if file == "partners.json" { Some(partners.clone()) } else { real(file) }
            };
            let html = filled(TEMPLATE, json).expect("filled");
            let drawing = html.split_once("<svg")?.1.split_once("</svg>")?.0;
            Some(drawing.to_owned())
        };
        let partners = real("partners.json").expect("the content");
        let before = drawn(partners.clone()).expect("a drawing");
        assert!(before.contains("aria-hidden=\"true\"") && !before.contains("id="), "{before}");
        let dots = |drawing: &str| drawing.matches("h0").count();
        let organisations = partners.matches("\"name\"").count();
        assert!(dots(&before) > 1 && dots(&before) <= organisations + 1, "{before}");
        let one_more = "\"organisations\": [{\"id\": \"une-autre\", \"name\": \"Une autre\"},";
        let after =
            drawn(partners.replacen("\"organisations\": [", one_more, 1)).expect("a drawing");
        assert_eq!(dots(&after), dots(&before) + 1);
        assert_ne!(after, before, "another organisation is another drawing");
        let none = r#"{"title": "T", "introduction": "A", "organisations": [], "conclusion": "B"}"#;
        assert_eq!(drawn(none.to_owned()), None, "nobody, no drawing");
    }
}
