//! oEmbed (<https://oembed.com>), as static files: by them a site such as one made with WordPress shows a
//! section where somebody pastes the address of its embed document.

use maud::{Markup, html};
use serde_json::{Value, json};

use next_level::options::Section;
use text::typography::french;

use crate::{SiteUrl, documents::Documents, embedding};

/// The width that an answer must name, in CSS pixels; whoever shows it fits it to its place.
const WIDTH: u32 = 600;

/// The path of a section's answer.
pub(crate) fn path(section: Section) -> String {
    format!("embed/v1/{}.json", section.name())
}

/// The answer for a section: a link for who runs no scripts, and a frame. It is of type `rich`, which needs
/// a size, and a file cannot tell one request from another: options of the address are not in it.
pub(crate) fn oembed(section: Section, words: &Documents, url: &SiteUrl) -> Value {
    let name = &words.site.name;
    let title = title(section, words);
    let height = embedding::height(section);
    let html = html! {
        blockquote {
            a href={ (url.as_str()) "#" (section.place()) } { (title) }
        }
        iframe src=(url.join(&embedding::path(section))) title=(title) width=(WIDTH) height=(height)
            frameborder="0" loading="lazy" referrerpolicy="strict-origin-when-cross-origin"
            sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" {}
    };
    json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": name,
        "provider_url": url.as_str(),
        "title": title,
        "html": html.0,
        "width": WIDTH,
        "height": height,
        "cache_age": 86_400,
    })
}

/// The line of an embed document's head that leads to its answer.
pub(crate) fn discovery(section: Section, words: &Documents, url: &SiteUrl) -> Markup {
    html! {
        link rel="alternate" type="application/json+oembed" href=(url.join(&path(section)))
            title=(title(section, words));
    }
}

fn title(section: Section, words: &Documents) -> String {
    format!("{} – {}", french(words.title(section)), words.site.name)
}
