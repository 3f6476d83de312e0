//! What messengers and social networks show of an address: the Open Graph protocol (<https://ogp.me>).

use maud::{Markup, html};
use next_level::section::Section;
use text::typography::apply_french_spacing;

use crate::{SiteUrl, art::SHARING_PICTURE, documents::Documents};

/// Renders the tags of the document at `address`, described by the title and the first words of a section: those of
/// Open Graph, and the only one that Twitter does not read from these.
pub(crate) fn render_sharing_tags(
    documents: &Documents,
    section: Section,
    url: &SiteUrl,
    address: &str,
) -> Vec<Markup> {
    let (picture, width, height) = SHARING_PICTURE;
    let site = &documents.site;
    let mut tags = vec![
        ("og:type", "website".to_owned()),
        ("og:url", address.to_owned()),
        ("og:site_name", site.name.clone()),
        ("og:title", apply_french_spacing(documents.title(section))),
        ("og:description", documents.description(section).to_owned()),
        ("og:image", url.join(picture)),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", width.to_string()),
        ("og:image:height", height.to_string()),
        (
            "og:image:alt",
            format!("{}, {}", site.name, apply_french_spacing(&documents.mission.title)),
        ),
        ("twitter:card", "summary_large_image".to_owned()),
    ];
    // Open Graph wants a country, too, which is known for French only.
    if site.language.as_str() == "fr" {
        tags.push(("og:locale", "fr_FR".to_owned()));
    }
    let render = |(name, value): (&str, String)| {
        // Open Graph uses `property`, all others use `name`.
        if name.starts_with("og:") {
            html! { meta property=(name) content=(value); }
        } else {
            html! { meta name=(name) content=(value); }
        }
    };
    tags.into_iter().map(render).collect()
}
