//! The page: what the build writes into the `index.html` that Trunk has made.

use editor::shape::FILES;
use leptos::prelude::*;
use next_level::page::{Part, SHELL, Sources, parts};
use text::typography::french;

use crate::{
    Error,
    art::Constellation,
    html::{data, escaped, replaced, safe, taken_over},
};

/// Fills the document: its title and description, the page, and the very JSON from which the page
/// was rendered, so that the browser hydrates it from the same.
///
/// `json` gives a document's JSON by the name of its file.
///
/// # Errors
/// A document is not there, or one of the places to fill is not there exactly once.
pub fn render_index(
    template: &str,
    json: impl Fn(&str) -> Option<String>,
) -> Result<String, Error> {
    let owner = Owner::new();
    let sources = owner.with(|| Sources::from_json(&json, "./")).ok_or(Error::Content)?;
    let (mission, site) =
        (sources.mission.value.read_untracked(), sources.site.value.read_untracked());
    let head = format!(
        "<title>{} – {}</title>\n    <meta name=\"description\" content=\"{}\">",
        escaped(&french(&mission.title)),
        escaped(&site.name),
        escaped(mission.paragraphs.first().map_or("", String::as_str)),
    );
    let data = |file: &str| json(file).map(|json| data(&json));
    let page = owner.with(|| render_page(sources, "./", |file| data(file).unwrap_or_default()));
    let mut body = format!("<div id=\"site\">{page}</div>");
    for (file, _) in FILES {
        let data = data(file).ok_or(Error::Content)?;
        body += &format!("\n    <script type=\"application/json\" id=\"{file}\">{data}</script>");
    }
    let document = replaced(template, "<title>Le Next Level</title>", &head)?;
    replaced(&document, "<div id=\"site\"></div>", &body)
}

/// What is in `<div id="site">`: the shell, and each of its parts with its fingerprint. `data` gives a data
/// block by the name of its file; `base` is where the site's files are, ending with `/`.
#[must_use]
pub fn render_page(sources: Sources, base: &str, data: impl Fn(&str) -> String) -> String {
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

/// The page with the organisations drawn on its opening, at the end of the place that it has for them: the
/// Wasm takes the place over, looks no further into it, and so need not know how to draw.
pub(crate) fn pictured(page: &str, drawing: &Constellation) -> String {
    const PLACE: &str = "<div class=\"mission__picture\" aria-hidden=\"true\" data-drawn=\"\">";
    let Some((before, after)) = page.split_once(PLACE) else { return page.to_owned() };
    let (inner, after) = after.split_once("</div>").unwrap_or_default();
    [before, PLACE, inner, &drawing.svg(), "</div>", after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use content::{Mission, read_text};

    const TEMPLATE: &str = "<title>Le Next Level</title><div id=\"site\"></div>";
    const HOSTILE: &str = "\\\"></title></script><script>alert(1)</script>";

    /// The real content, but for a hostile mission.
    fn json(file: &str) -> Option<String> {
        if file == "mission.json" {
            return Some(format!("{{\"title\": \"{HOSTILE}\", \"paragraphs\": [\"{HOSTILE}\"]}}"));
        }
        testing::content(file)
    }

    #[test]
    fn nothing_of_the_content_is_read_as_html() {
        let html = render_index(TEMPLATE, json).expect("filled");
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
        let html = render_index(TEMPLATE, json).expect("filled");
        let (page, _) = html.split_once("<script").expect("data blocks");
        assert!(!page.contains("<!"), "{page}");
        assert!(page.contains("Un &lt;!&gt; dans le texte."), "{page}");
    }

    #[test]
    fn the_data_blocks_say_what_the_files_say() {
        let html = render_index(TEMPLATE, json).expect("filled");
        let (_, after) = html.split_once("id=\"mission.json\">").expect("a data block");
        let (block, _) = after.split_once("</script>").expect("its end");
        let file = json("mission.json").expect("made above");
        assert_eq!(read_text::<Mission>(block), read_text(&file));
    }

    #[test]
    fn what_is_missing_is_named() {
        let fault = render_index("<title>Le Next Level</title>", json).expect_err("no container");
        assert!(fault.to_string().contains("<div id=\"site\"></div>"), "{fault}");
        assert_eq!(render_index(TEMPLATE, |_| None), Err(Error::Content));
    }

    /// The list of organisations says the same in words, so nobody hears the drawing.
    #[test]
    fn the_opening_has_a_drawing_of_the_organisations_for_the_eye_alone() {
        let drawn = |partners: String| {
            let json = |file: &str| {
                if file == "partners.json" {
                    Some(partners.clone())
                } else {
                    testing::content(file)
                }
            };
            let html = render_index(TEMPLATE, json).expect("filled");
            let drawing = html.split_once("<svg")?.1.split_once("</svg>")?.0;
            Some(drawing.to_owned())
        };
        let partners = testing::content("partners.json").expect("the content");
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
