//! oEmbed (<https://oembed.com>) as static files: with them WordPress and others show a section where somebody pastes
//! the URL of its embed document.

use maud::{Markup, html};
use serde_json::{Value, json};

use next_level::section::Section;
use text::typography::apply_french_spacing;

use crate::{SiteUrl, art::SHARING_PICTURE, documents::Documents, embedding};

/// The width that a response must have, in CSS pixels; consumers fit it to their column.
const WIDTH: u32 = 600;

/// The path of a section's response.
pub(crate) fn path(section: Section) -> String {
    format!("embed/v1/{}.json", section.name())
}

/// Builds the response for a section: a link, which works without scripts, and a frame, which is never wider than its
/// column. Its type is `rich`, which needs a size. A static file is the same for every request, so it ignores options in
/// the URL.
pub(crate) fn build_response(section: Section, documents: &Documents, url: &SiteUrl) -> Value {
    let name = &documents.site.name;
    let title = title(section, documents);
    let height = embedding::embed_settings(section).height;
    let html = html! {
        blockquote {
            a href={ (url.as_str()) "#" (section.anchor()) } { (title) }
        }
        iframe src=(url.join(&embedding::path(section))) title=(title) data-next-level width="100%" height=(height)
            frameborder="0" loading="lazy" allow="web-share; clipboard-write" referrerpolicy="strict-origin-when-cross-origin"
            sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" {}
    };
    let (picture, picture_width, picture_height) = SHARING_PICTURE;
    json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": name,
        "provider_url": url.as_str(),
        "title": title,
        "html": html.0,
        "width": WIDTH,
        "height": height,
        "thumbnail_url": url.join(picture),
        "thumbnail_width": picture_width,
        "thumbnail_height": picture_height,
        "cache_age": 86_400,
    })
}

/// Renders the link in a document's head to a section's response.
pub(crate) fn render_discovery_link(
    section: Section,
    documents: &Documents,
    url: &SiteUrl,
) -> Markup {
    html! {
        link rel="alternate" type="application/json+oembed" href=(url.join(&path(section)))
            title=(title(section, documents));
    }
}

fn title(section: Section, documents: &Documents) -> String {
    let title = apply_french_spacing(documents.title(section));
    format!("{title} – {}", documents.site.name)
}
