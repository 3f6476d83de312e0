//! The embed documents, one for each section: a frame shows them, a link opens them, and the loader makes widgets of
//! them.

use leptos::prelude::*;
use maud::{PreEscaped, html};
use serde_json::json;

use content::{Document, Site};
use next_level::{
    fingerprint::fingerprint, heading_level::HeadingLevel, options::Options, section::Section,
    widget::widget,
};

use super::template::Template;
use crate::{
    Error, SiteUrl,
    documents::Documents,
    embedding::{self, BASE},
    html::{NOINDEX, escape_data_block, escape_mailboxes, render_data_block, render_document},
    metadata::{Preview, oembed, render_sharing_tags},
    scripts,
};

/// Renders a section's embed document. The template names the glue and the Wasm.
pub(crate) fn render_embed(
    template: &Template,
    section: Section,
    json: impl Fn(&str) -> Option<String>,
    documents: &Documents,
    url: Option<&SiteUrl>,
) -> Result<String, Error> {
    let file = embedding::embed_settings(section).file;
    let document = escape_data_block(&json(file).ok_or(Error::Content)?);
    let site = escape_data_block(&json(Site::FILE).ok_or(Error::Content)?);
    let settings = json!({
        "section": section.name(),
        "js": format!("{BASE}{}", template.js),
        "wasm": format!("{BASE}{}", template.wasm),
        "accepted": embedding::options::options_table(section),
    });
    let rendered = Owner::new().with(|| {
        let options = RwSignal::new(Options::with_level(HeadingLevel::WIDGET)).read_only();
        let view = widget(section, site.clone(), document.clone(), BASE, options);
        view.map(RenderHtml::to_html)
    });
    let rendered = escape_mailboxes(&rendered.ok_or(Error::Content)?);
    let fingerprint = fingerprint(&rendered, &[&site, &document]);
    let language = documents.site.language.as_str();
    let name = &documents.site.name;
    let head = html! {
        (NOINDEX)
        meta name="description" content=(documents.description(section));
        @if let Some(url) = url {
            link rel="canonical" href=(url.as_str());
            (oembed::render_discovery_link(section, documents, url))
            @for tag in render_sharing_tags(documents, &Preview::of_section(section, documents, url, &url.join(&embedding::path(section)))) {
                (tag)
            }
        }
        meta name="color-scheme" content="light dark";
        script { (PreEscaped(scripts::build_theme_script()?)) }
        @if let Some(icon) = &template.icon { (icon) }
        style { (PreEscaped(scripts::build_embed_stylesheet(section))) }
        (scripts::render_web_fonts(BASE))
        base target="_blank";
    };
    let body = html! {
        div id="embed" class="embed" {
            header {
                h1 class="visually-hidden" { (name) }
                h2 class="visually-hidden" { "Une partie du site" }
            }
            main {
                // This is `FINGERPRINT`: maud takes no constant as the name of an attribute.
                div id="widget" class="widget" lang=(language) data-fingerprint=(fingerprint) {
                    (PreEscaped(rendered))
                }
            }
            footer class="embed__source" {
                p { a href={ (BASE) "#" (section.anchor()) } { (name) } }
            }
        }
        (render_data_block("widget.json", &escape_data_block(&settings.to_string())))
        (render_data_block(Site::FILE, &site))
        (render_data_block(file, &document))
        script { (PreEscaped(scripts::build_embed_script(section)?)) }
    };
    let title = format!("{} – {name}", documents.title(section));
    Ok(render_document(language, &title, &head, &body))
}
