//! A page for those who work on the design: every section in every state. It is not part of the site, and its content
//! is invented.

use leptos::prelude::*;
use lol_html::element;
use maud::{PreEscaped, html};
use serde_json::{Value, json};

use sample_content::{excerpt, filler, organisation_name, partners, testimonial};

use content::{Document, Site, read};
use next_level::{
    components::Markup,
    heading_level::HeadingLevel,
    options::{Layout, Options},
    sections::{
        MissionSection, OpeningSection, PartnersSection, PressSection, TestimonialsSection,
    },
    surface::Surface,
};

use super::index::insert_drawing;
use crate::{
    Error,
    art::{CARD, Constellation, POSTER, draw_testimonial},
    html::{TEXT_SCALE, rewrite},
};

mod sample_content;

/// Reads the paths of the stylesheets that `index.html` has Trunk put inline.
///
/// # Errors
/// [`Error::Html`]
pub fn read_stylesheet_paths(index: &str) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    // Only reads: the rewritten document is discarded.
    rewrite(
        index,
        [element!("link[rel=inline][type=css]", |link| {
            paths.extend(link.get_attribute("href"));
            Ok(())
        })],
    )?;
    Ok(paths)
}

/// The name of a state and its HTML.
type State = (&'static str, String);

/// Renders the gallery with these stylesheets. `base` is the URL of the folder with the pictures of the tests.
///
/// # Errors
/// [`Error::Html`]
pub fn render_gallery(stylesheets: &str, base: &str) -> Result<String, Error> {
    let states = render_states(base)?;
    let gallery = html! {
        (PreEscaped("<!doctype html>\n"))
        html lang="fr" {
            head {
                meta charset="utf-8";
                title { "Galerie" }
                "\n"
                meta name="viewport" content="width=device-width";
                (PreEscaped(TEXT_SCALE))
                style { (PreEscaped(stylesheets)) }
                style { (PreEscaped(STYLESHEET)) }
            }
            "\n"
            body {
                @for (name, html) in &states {
                    h2 class="gallery__name" { (name) }
                    div class="gallery__state" {
                        @for (kind, theme) in [("wide", "light"), ("narrow", "light"), ("narrow", "dark")] {
                            div class={ "gallery__" (kind) " widget" } data-theme=(theme) { (PreEscaped(html)) }
                        }
                    }
                    "\n"
                }
            }
        }
        "\n"
    };
    Ok(gallery.into_string())
}

const STYLESHEET: &str = ".gallery__state { display: grid; grid-template-columns: minmax(0, 1fr) 20em 20em; gap: 1em; align-items: start }
.gallery__name { padding: 2em 1rem 0.5em; font: 1em monospace }";

fn render_states(base: &str) -> Result<Vec<State>, Error> {
    let mission_content = |paragraphs: usize| json!({ "title": "Un titre pour voir", "paragraphs": vec![filler(40); paragraphs] });
    let render_opening = |organisations: usize| {
        let html = render_section(
            mission_content(1),
            base,
            Layout::Default,
            |mission, surface| view! { <OpeningSection mission surface/> },
        );
        let ids: Vec<String> = (0..organisations).map(|at| format!("organisation-{at}")).collect();
        insert_drawing(&html, &Constellation::new(ids.iter().map(String::as_str)))
    };
    let render_mission = |json: Value| {
        render_section(
            json,
            base,
            Layout::Default,
            |mission, surface| view! { <MissionSection mission surface/> },
        )
    };
    let render_testimonials = |all: Vec<Value>, layout| {
        render_section(
            json!({ "title": "Témoignages", "testimonials": all }),
            base,
            layout,
            |testimonials, surface| view! { <TestimonialsSection testimonials surface/> },
        )
    };
    let render_partners = |all: Value, layout| {
        render_section(
            all,
            base,
            layout,
            |partners, surface| view! { <PartnersSection partners surface/> },
        )
    };
    let render_press = |all: Vec<Value>| {
        render_section(
            json!({ "title": "Revue de presse", "excerpts": all }),
            base,
            Layout::Default,
            |press, surface| view! { <PressSection press surface/> },
        )
    };
    let draw_picture = |json: Value, (_, width, height): (&str, u32, u32)| {
        let testimonial = serde_json::from_value(json).map_err(|_| Error::Content)?;
        draw_testimonial(&testimonial, "Une association", (width, height)).ok_or(Error::Picture)
    };
    let mut long_name = testimonial(38, false);
    long_name["name"] = "Une Personne Dont Le Nom Compte Soixante Caractères En Tout".into();
    let long: String = "Anticonstitutionnellement".repeat(2);
    Ok(vec![
        ("opening, no organisation", render_opening(0)?),
        ("opening, one organisation", render_opening(1)?),
        ("opening, twelve", render_opening(12)?),
        ("opening, sixty", render_opening(60)?),
        ("mission, a title alone", render_mission(mission_content(0))),
        (
            "mission, very long words",
            render_mission(json!({ "title": long, "paragraphs": [long, long] })),
        ),
        ("mission, many paragraphs", render_mission(mission_content(9))),
        ("testimonials, none", render_testimonials(vec![], Layout::Default)),
        (
            "testimonials, one of 12 words",
            render_testimonials(vec![testimonial(12, false)], Layout::Default),
        ),
        (
            "testimonials, one of 38, with a portrait",
            render_testimonials(vec![testimonial(38, true)], Layout::Default),
        ),
        (
            "testimonials, one of 200",
            render_testimonials(vec![testimonial(200, false)], Layout::Default),
        ),
        (
            "testimonials, three of different length",
            render_testimonials(
                [38, 12, 200].map(|count| testimonial(count, count == 38)).into(),
                Layout::Default,
            ),
        ),
        (
            "testimonials, a grid",
            render_testimonials(
                [12, 38, 60, 200].map(|count| testimonial(count, count == 38)).into(),
                Layout::Grid,
            ),
        ),
        ("card, 12 words", draw_picture(testimonial(12, false), CARD)?),
        ("card, 38 words", draw_picture(testimonial(38, false), CARD)?),
        ("card, 200 words", draw_picture(testimonial(200, false), CARD)?),
        ("card, a name of 60 characters", draw_picture(long_name, CARD)?),
        ("poster, 12 words", draw_picture(testimonial(12, false), POSTER)?),
        ("poster, 200 words", draw_picture(testimonial(200, false), POSTER)?),
        ("partners, none", render_partners(partners(0, organisation_name), Layout::Default)),
        (
            "partners, one with a name of 60 characters",
            render_partners(
                partners(1, |_| {
                    "Une organisation dont le nom compte soixante caractères tout".to_owned()
                }),
                Layout::Default,
            ),
        ),
        (
            "partners, one very long word",
            render_partners(
                partners(1, |_| "Anticonstitutionnellement".repeat(2)),
                Layout::Default,
            ),
        ),
        ("partners, twelve", render_partners(partners(12, organisation_name), Layout::Default)),
        ("partners, sixty", render_partners(partners(60, organisation_name), Layout::Default)),
        ("partners, a grid", render_partners(partners(12, organisation_name), Layout::Grid)),
        ("press, none", render_press(vec![])),
        ("press, one without optional fields", render_press(vec![excerpt(0, 12)])),
        (
            "press, all lengths and fields",
            render_press((0..9).map(|at| excerpt(at, [12, 30, 90][at % 3])).collect()),
        ),
        (
            "press, more than are expanded",
            render_press((0..27).map(|at| excerpt(at, 20)).collect()),
        ),
    ])
}

fn render_section<T: Document>(
    json: Value,
    base: &str,
    layout: Layout,
    section: impl Fn(ReadSignal<T>, Surface) -> View<Markup>,
) -> String {
    Owner::new().with(|| {
        let site: Site = document(json!({ "name": "Une association" }));
        let options = Options { layout, ..Options::with_level(HeadingLevel::WIDGET) };
        let surface = Surface {
            base_url: base.to_owned(),
            is_on_page: true,
            options: RwSignal::new(options).read_only(),
            site: RwSignal::new(site).read_only(),
        };
        section(RwSignal::new(document(json)).read_only(), surface).to_html()
    })
}

fn document<T: Document>(json: Value) -> T {
    read(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::render_gallery;

    #[test]
    fn every_state_is_wide_narrow_light_and_dark() {
        let html = render_gallery("", "./").expect("a gallery");
        let count = |part: &str| html.matches(part).count();
        assert_eq!(count("data-theme=\"dark\""), count("<h2 class=\"gallery__name\""));
        assert!(count("gallery__name") > 20);
        for part in [
            "data-length=\"short\"",
            "data-length=\"long\"",
            "quotation__portrait",
            "partners__logo",
            "press__rest",
            "<svg",
        ] {
            assert!(html.contains(part), "{part} is nowhere");
        }
    }
}
