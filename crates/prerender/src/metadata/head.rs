//! What stands in the page's head for others than its visitors: phones, feeds, search, sharing.

use maud::{Markup, html};
use text::typography::french;

use super::linked_data;
use crate::{
    SiteUrl,
    art::{ICONS, SHARED, TOUCH, UNBIDDEN, icon_path},
    documents::Documents,
};

/// The lines that end the head, each indented and ended.
pub(crate) fn head(words: &Documents, url: Option<&SiteUrl>) -> Markup {
    let (unbidden, small) = UNBIDDEN;
    let large = ICONS[0];
    // Besides the one that is in the page itself: search engines and old browsers take none but by an address.
    let mut lines = vec![
        html! { link rel="icon" href={ "./" (unbidden) } sizes={ (small) "x" (small) }; },
        html! {
            link rel="icon" type="image/png" sizes={ (large) "x" (large) } href={ "./" (icon_path(large)) };
        },
        html! { link rel="apple-touch-icon" href={ "./" (icon_path(TOUCH)) }; },
        html! { link rel="manifest" href="./manifest.json"; },
    ];
    if let Some(url) = url {
        lines.push(html! { link rel="canonical" href=(url.as_str()); });
        lines.push(html! {
            link rel="alternate" type="application/rss+xml" href="./feed.xml" title=(words.press.title);
        });
        lines.extend(sharing(words, url).into_iter().map(|(name, value)| {
            // Open Graph's are `property`, all others are `name`.
            if name.starts_with("og:") {
                html! { meta property=(name) content=(value); }
            } else {
                html! { meta name=(name) content=(value); }
            }
        }));
        lines.push(linked_data(words, url));
    }
    html! { @for line in lines { "  " (line) "\n  " } "  " }
}

/// Open Graph, and the one tag that Twitter does not take from it.
fn sharing(words: &Documents, url: &SiteUrl) -> Vec<(&'static str, String)> {
    let (picture, width, height) = SHARED;
    let site = &words.site;
    let mut tags = vec![
        ("og:type", "website".to_owned()),
        ("og:url", url.as_str().to_owned()),
        ("og:site_name", site.name.clone()),
        ("og:title", french(&words.mission.title)),
        ("og:description", words.mission.paragraphs.first().cloned().unwrap_or_default()),
        ("og:image", url.join(picture)),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", width.to_string()),
        ("og:image:height", height.to_string()),
        ("og:image:alt", format!("{}, {}", site.name, french(&words.mission.title))),
        ("twitter:card", "summary_large_image".to_owned()),
    ];
    // A locale has a country; French alone tells which, here.
    if site.language.as_str() == "fr" {
        tags.push(("og:locale", "fr_FR".to_owned()));
    }
    tags
}
