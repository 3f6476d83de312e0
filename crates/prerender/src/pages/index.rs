//! The page: the template that Trunk writes, filled with the content.

use std::collections::HashMap;

use editor::fields::FILES;
use leptos::prelude::*;
use lol_html::{element, html_content::ContentType};
use maud::html;
use next_level::{
    fingerprint::{FINGERPRINT, fingerprint},
    page::{Part, SHELL, Sources, parts},
};
use text::typography::apply_french_spacing;

use crate::{
    Error,
    art::Constellation,
    html::{escape_data_block, escape_mailboxes, fill_slot, render_data_block, rewrite},
};

/// Fills the template: its title and description, the page, and the JSON that the page is rendered from, so that the
/// browser hydrates it from the same.
///
/// `json` returns a document's JSON by the name of its file.
///
/// # Errors
/// A document is missing, or the template does not have each slot exactly once.
pub fn render_index(
    template: &str,
    json: impl Fn(&str) -> Option<String>,
) -> Result<String, Error> {
    let owner = Owner::new();
    let sources = owner.with(|| Sources::from_json(&json, "./")).ok_or(Error::Content)?;
    let (mission, site) =
        (sources.mission.value.read_untracked(), sources.site.value.read_untracked());
    let head = html! {
        title { (apply_french_spacing(&mission.title)) " – " (site.name) }
        "\n    "
        meta name="description" content=(mission.paragraphs.first().map_or("", String::as_str));
    };
    let data = |file: &str| json(file).map(|json| escape_data_block(&json));
    let page = owner.with(|| render_page(sources, "./", |file| data(file).unwrap_or_default()))?;
    let mut blocks = String::new();
    for (file, _) in FILES {
        let block = render_data_block(file, &data(file).ok_or(Error::Content)?);
        blocks.extend(["\n    ", &block.0]);
    }
    // Browsers paint a page whose HTML arrives in parts: the first paint waits for the opening.
    let expect = html! { link rel="expect" href="#mission" blocking="render"; };
    let document = fill_slot(template, "title", "<title>Le Next Level</title>", |title| {
        title.replace(&[head.0.as_str(), "\n    ", &expect.0].concat(), ContentType::Html);
    })?;
    fill_slot(&document, "#site", "<div id=\"site\"></div>", |container| {
        container.set_inner_content(&page, ContentType::Html);
        container.after(&blocks, ContentType::Html);
    })
}

/// Renders what is in `<div id="site">`: the shell, and each of its parts with its fingerprint. `data` returns a
/// data block by the name of its file; `base` is the URL of the site's folder, ending with `/`.
///
/// # Errors
/// [`Error::Html`]
pub fn render_page(
    sources: Sources,
    base: &str,
    data: impl Fn(&str) -> String,
) -> Result<String, Error> {
    let partners = sources.partners.value.read_untracked();
    let drawing = Constellation::new(
        partners.organisations.iter().map(|organisation| organisation.id.as_str()),
    );
    let mut rendered = HashMap::new();
    for Part { name, files, view, .. } in parts(sources, base) {
        let html = escape_mailboxes(&insert_drawing(&view().to_html(), &drawing)?);
        let data: Vec<_> = files.iter().map(|file| data(file)).collect();
        let data: Vec<_> = data.iter().map(String::as_str).collect();
        let fingerprint = fingerprint(&html, &data).to_string();
        rendered.insert(name, (fingerprint, html));
    }
    rewrite(
        SHELL,
        [
            element!("[data-part]", |part| {
                let name = part.get_attribute("data-part").unwrap_or_default();
                if let Some((fingerprint, html)) = rendered.get(name.as_str()) {
                    part.set_attribute(FINGERPRINT, fingerprint)?;
                    part.set_inner_content(html, ContentType::Html);
                }
                Ok(())
            }),
            element!("[href^='./']", |link| {
                let url = link.get_attribute("href").unwrap_or_default();
                link.set_attribute("href", &url.replacen("./", base, 1))?;
                Ok(())
            }),
        ],
    )
}

/// Appends the drawing to the opening's `[data-drawn]` element. The Wasm hydrates that element without its children, so
/// it contains no code to draw.
pub(crate) fn insert_drawing(html: &str, drawing: &Constellation) -> Result<String, Error> {
    rewrite(
        html,
        [element!("[data-drawn]", |picture| {
            picture.append(&drawing.render_svg(), ContentType::Html);
            Ok(())
        })],
    )
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
    fn the_content_is_never_parsed_as_html() {
        let html = render_index(TEMPLATE, json).expect("filled");
        assert_eq!(html.matches("<script").count(), 5, "only the data blocks: {html}");
        assert_eq!(html.matches("</script>").count(), 5, "{html}");
        assert_eq!(html.matches("</title>").count(), 1, "{html}");
    }

    /// Proxies strip comments, and Leptos's markers are not valid ones. A text of the content keeps its `<!>`.
    #[test]
    fn hydration_needs_no_markers_in_the_html() {
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
    fn the_data_blocks_hold_the_content_of_the_files() {
        let html = render_index(TEMPLATE, json).expect("filled");
        let (_, after) = html.split_once("id=\"mission.json\">").expect("a data block");
        let (block, _) = after.split_once("</script>").expect("its end");
        let file = json("mission.json").expect("a mission");
        assert_eq!(read_text::<Mission>(block), read_text(&file));
    }

    #[test]
    fn a_missing_slot_is_named() {
        let error = render_index("<title>Le Next Level</title>", json).expect_err("no container");
        assert!(error.to_string().contains("<div id=\"site\"></div>"), "{error}");
        assert_eq!(render_index(TEMPLATE, |_| None), Err(Error::Content));
    }

    /// The list of organisations says the same, so screen readers skip the drawing.
    #[test]
    fn the_opening_has_a_drawing_of_the_organisations_that_is_hidden_from_screen_readers() {
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
        assert_eq!(drawn(none.to_owned()), None, "no organisations, no drawing");
    }
}
