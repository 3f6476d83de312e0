//! What stands in the page's head for others than its visitors: phones, feeds, search, sharing.

use text::typography::apply_french_spacing;

use super::linked_data;
use crate::{
    SiteUrl,
    art::{ICONS, SHARED, TOUCH, UNBIDDEN, icon_path},
    documents::Documents,
    html::escaped,
};

/// The lines that end the head, each indented and ended.
pub(crate) fn head(words: &Documents, url: Option<&SiteUrl>) -> String {
    let (unbidden, small) = UNBIDDEN;
    let large = ICONS[0];
    // Besides the one that is in the page itself: search engines and old browsers take none but by an address.
    let mut lines = vec![
        format!("<link rel=\"icon\" href=\"./{unbidden}\" sizes=\"{small}x{small}\">"),
        format!(
            "<link rel=\"icon\" type=\"image/png\" sizes=\"{large}x{large}\" href=\"./{}\">",
            icon_path(large)
        ),
        format!("<link rel=\"apple-touch-icon\" href=\"./{}\">", icon_path(TOUCH)),
        "<link rel=\"manifest\" href=\"./manifest.json\">".to_owned(),
    ];
    if let Some(url) = url {
        let title = escaped(&words.press.title);
        lines.push(format!("<link rel=\"canonical\" href=\"{}\">", escaped(url.as_str())));
        lines.push(format!(
            "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"./feed.xml\" title=\"{title}\">"
        ));
        lines.extend(sharing(words, url).into_iter().map(|(name, value)| {
            // Open Graph's are `property`, all others are `name`.
            let kind = if name.starts_with("og:") { "property" } else { "name" };
            format!("<meta {kind}=\"{name}\" content=\"{}\">", escaped(&value))
        }));
        lines.push(linked_data(words, url));
    }
    lines.into_iter().map(|line| format!("  {line}\n  ")).collect()
}

/// Open Graph, and the one tag that Twitter does not take from it.
fn sharing(words: &Documents, url: &SiteUrl) -> Vec<(&'static str, String)> {
    let (picture, width, height) = SHARED;
    let site = &words.site;
    let mut tags = vec![
        ("og:type", "website".to_owned()),
        ("og:url", url.as_str().to_owned()),
        ("og:site_name", site.name.clone()),
        ("og:title", apply_french_spacing(&words.mission.title)),
        ("og:description", words.mission.paragraphs.first().cloned().unwrap_or_default()),
        ("og:image", url.join(picture)),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", width.to_string()),
        ("og:image:height", height.to_string()),
        ("og:image:alt", format!("{}, {}", site.name, apply_french_spacing(&words.mission.title))),
        ("twitter:card", "summary_large_image".to_owned()),
    ];
    // A locale has a country; French alone tells which, here.
    if site.language.as_str() == "fr" {
        tags.push(("og:locale", "fr_FR".to_owned()));
    }
    tags
}
