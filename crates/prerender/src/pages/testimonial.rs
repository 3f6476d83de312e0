//! The page of each testimonial, `temoignages/ID/index.html`: its words as large as the sheet, for those who follow a
//! shared link. It needs no Wasm. A testimonial that was withdrawn leaves a page that says so.
//!
//! The inline scripts and stylesheets of these pages are the same to the byte, so that one header rule fits them all.

use leptos::prelude::*;
use maud::{Markup, PreEscaped, html};

use content::Testimonial;
use next_level::{
    heading_level::HeadingLevel, options::Options, section::Section, sections::testimonial_figure,
    surface::Surface,
};

use super::template::Template;
use crate::{
    Error, SiteUrl,
    art::{POSTER, picture_path},
    documents::Documents,
    files::File,
    html::{NOINDEX, escape_mailboxes, render_document},
    metadata::{Preview, render_sharing_tags, render_testimonial_data},
    scripts,
};

/// The URL of the site's folder, from a testimonial's.
const BASE: &str = "../../";

/// The rules of these pages only.
const STYLESHEET: &str = include_str!("../../../../style/testimonial-page.css");

/// The folder of a testimonial's page, from the site's folder.
fn folder(id: &str) -> String {
    format!("temoignages/{id}/")
}

/// The absolute URL of a testimonial's page.
pub(crate) fn address(id: &str, url: &SiteUrl) -> String {
    url.join(&folder(id))
}

/// Renders the pages of all testimonials, and of those that were withdrawn.
///
/// # Errors
/// A script cannot be parsed.
pub(crate) fn render_testimonials(
    template: &Template,
    documents: &Documents,
    url: Option<&SiteUrl>,
) -> Result<Vec<File>, Error> {
    let all = &documents.testimonials.testimonials;
    let shared = Shared {
        template,
        stylesheets: [scripts::minify_stylesheet(STYLESHEET), scripts::build_web_fonts(BASE)],
        script: scripts::build_share_script()?,
    };
    let page = |id: &str, text| File { path: format!("{}index.html", folder(id)), text };
    let mut pages = Vec::new();
    for (index, testimonial) in all.iter().enumerate() {
        let next = all.get((index + 1) % all.len()).filter(|next| next.id != testimonial.id);
        let text = render_testimonial(&shared, documents, testimonial, next, url);
        pages.push(page(&testimonial.id, text));
    }
    let is_withdrawn = |id: &&String| !all.iter().any(|testimonial| testimonial.id == **id);
    for id in documents.former_ids.iter().filter(is_withdrawn) {
        pages.push(page(id, render_withdrawn(&shared, documents)));
    }
    Ok(pages)
}

/// What all pages have in common, to the byte.
struct Shared<'a> {
    template: &'a Template,
    stylesheets: [String; 2],
    script: String,
}

fn render_testimonial(
    shared: &Shared<'_>,
    documents: &Documents,
    testimonial: &Testimonial,
    next: Option<&Testimonial>,
    url: Option<&SiteUrl>,
) -> String {
    let Testimonial { id, quote, name, .. } = testimonial;
    let head = html! {
        meta name="description" content=(quote);
        @if let Some(url) = url {
            link rel="canonical" href=(address(id, url));
            @let preview = Preview::of_testimonial(testimonial, url, &address(id, url));
            @for tag in render_sharing_tags(documents, &preview) { (tag) }
            (render_testimonial_data(testimonial, documents, url))
        }
    };
    let figure = Owner::new().with(|| {
        let surface = Surface {
            base_url: BASE.to_owned(),
            is_on_page: false,
            options: RwSignal::new(Options::with_level(HeadingLevel::PAGE)).read_only(),
            site: RwSignal::new(documents.site.clone()).read_only(),
        };
        testimonial_figure(testimonial, &surface).to_html()
    });
    let title = format!("Témoignage de {name}");
    let body = html! {
        section class="testimonials" aria-labelledby="titre" {
            h1 class="section-title" id="titre" { (title) }
            (PreEscaped(escape_mailboxes(&figure)))
        }
    };
    let links = html! {
        @if let Some(next) = next {
            a href={ (BASE) (folder(&next.id)) } rel="next" { "Témoignage suivant : " (next.name) }
        }
        (link_to_all())
        // Cards are drawn with the site's URL only, since previews need absolute ones.
        @if url.is_some() {
            @let (poster, width, height) = POSTER;
            a href={ (BASE) (picture_path(id, poster)) } download={ (id) ".png" } {
                "Télécharger l’affiche (" (width) " × " (height) ")"
            }
        }
    };
    render(shared, documents, &title, &head, &body, &links)
}

/// Renders the page of a testimonial that was withdrawn, which names nobody.
fn render_withdrawn(shared: &Shared<'_>, documents: &Documents) -> String {
    let title = "Témoignage retiré";
    let body = html! {
        section class="testimonials" {
            h1 class="section-title" { (title) }
            p class="testimonial-page__notice" { "Le témoignage qui se trouvait à cette adresse n’est plus publié." }
        }
    };
    let head = html! { (NOINDEX) };
    render(shared, documents, title, &head, &body, &link_to_all())
}

fn link_to_all() -> Markup {
    html! { a href={ (BASE) "#" (Section::Testimonials.anchor()) } { "Tous les témoignages" } }
}

fn render(
    Shared { template, stylesheets, script }: &Shared<'_>,
    documents: &Documents,
    title: &str,
    head: &Markup,
    main: &Markup,
    links: &Markup,
) -> String {
    let site = &documents.site;
    let head = html! {
        (head)
        meta name="color-scheme" content="light dark";
        @for color in &template.theme_colors { (color) }
        @if let Some(script) = &template.theme_script {
            script data-site=(BASE) { (script) }
        }
        @if let Some(icon) = &template.icon { (icon) }
        @for stylesheet in template.stylesheets.iter().chain(stylesheets) {
            style { (PreEscaped(stylesheet)) }
        }
    };
    let body = html! {
        div class="testimonial-page" {
            header class="header" {
                p class="header__name" { a href=(BASE) { (site.name) } }
            }
            main { (main) }
            nav class="testimonial-page__links" aria-label="Autres témoignages" { (links) }
        }
        script { (PreEscaped(script)) }
    };
    let title = format!("{title} – {}", site.name);
    render_document(site.language.as_str(), &title, &head, &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    const TEMPLATE: &str = "<meta name=\"theme-color\" content=\"#f4f000\"><script data-site=\"./\">show()</script>\
        <style>a {}</style><script data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script>";

    /// Renders the pages of the real content with these former ids.
    fn render(former_ids: &[&str]) -> Vec<File> {
        let json = |file: &str| {
            let text = testing::content(file)?;
            Some(match file {
                "testimonials.json" => {
                    text.replacen('{', &format!("{{\"former_ids\": {former_ids:?},"), 1)
                }
                _ => text,
            })
        };
        let documents = Documents::read(json).unwrap_or_else(|error| panic!("{error}"));
        let template = Template::read(TEMPLATE).unwrap_or_else(|error| panic!("{error}"));
        let url = SiteUrl::try_from("https://exemple.org/a/").expect("an address");
        render_testimonials(&template, &documents, Some(&url)).expect("the pages")
    }

    #[test]
    fn each_testimonial_has_a_page_with_its_own_words_and_leads_to_the_next() {
        let pages = render(&[]);
        let documents = Documents::read(testing::content).unwrap_or_else(|error| panic!("{error}"));
        let all = &documents.testimonials.testimonials;
        assert_eq!(pages.len(), all.len());
        for (index, (page, testimonial)) in pages.iter().zip(all).enumerate() {
            let Testimonial { id, name, .. } = testimonial;
            assert_eq!(page.path, format!("temoignages/{id}/index.html"));
            let next = &all[(index + 1) % all.len()].id;
            for part in [
                &format!("<title>Témoignage de {name} – "),
                &format!("rel=\"canonical\" href=\"https://exemple.org/a/temoignages/{id}/\""),
                &format!("content=\"https://exemple.org/a/temoignages/{id}/carte.png\""),
                &format!("href=\"../../temoignages/{next}/\" rel=\"next\""),
                "href=\"../../#temoignages\"",
                "<script data-site=\"../../\">show()</script>",
                "\"@type\":\"Quotation\"",
            ] {
                assert!(page.text.contains(part), "{part}: {}", page.text);
            }
            assert!(!page.text.contains("noindex") && !page.text.contains(".wasm"), "{id}");
        }
    }

    /// The headers of all pages have one policy, with the hashes of these parts.
    #[test]
    fn the_inline_scripts_and_stylesheets_of_all_pages_are_the_same() {
        let inline = |page: &File| {
            let mut parts = Vec::new();
            for (start, end) in [("<style", "</style>"), ("<script", "</script>")] {
                let all = page.text.split(start).skip(1).filter_map(|part| part.split_once(end));
                parts.extend(all.map(|(part, _)| part.to_owned()));
            }
            parts.retain(|part| !part.starts_with(" type=\"application/ld+json\""));
            parts
        };
        let pages = render(&["retire"]);
        let first = inline(&pages[0]);
        assert!(first.len() > 3, "{first:?}");
        assert!(pages.iter().all(|page| inline(page) == first));
    }

    #[test]
    fn a_withdrawn_testimonial_leaves_a_page_that_names_nobody() {
        let documents = Documents::read(testing::content).unwrap_or_else(|error| panic!("{error}"));
        let published = &documents.testimonials.testimonials[0];
        // One that is published again is no longer withdrawn.
        let pages = render(&["retire", &published.id]);
        let withdrawn: Vec<_> =
            pages.iter().filter(|page| page.text.contains("n’est plus publié")).collect();
        assert_eq!(withdrawn.len(), 1);
        assert_eq!(withdrawn[0].path, "temoignages/retire/index.html");
        let text = &withdrawn[0].text;
        assert!(text.contains("noindex") && text.contains("href=\"../../#temoignages\""), "{text}");
        assert!(!text.contains("og:") && !text.contains(&published.name), "{text}");
    }
}
