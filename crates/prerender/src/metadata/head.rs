//! The metadata in the page's head: icons, manifest, feed, canonical link, sharing, linked data.

use maud::{Markup, html};
use text::typography::apply_french_spacing;

use super::render_linked_data;
use crate::{
    SiteUrl,
    art::{FAVICON, MANIFEST_ICONS, SHARING_PICTURE, TOUCH_ICON, icon_path},
    documents::Documents,
};

/// Renders the lines that end the head, each indented.
pub(crate) fn render_head_lines(documents: &Documents, url: Option<&SiteUrl>) -> Markup {
    let (favicon, small) = FAVICON;
    let large = MANIFEST_ICONS[0];
    // Besides the `data:` URL in the template: search engines and old browsers support no such URL.
    let mut lines = vec![
        html! { link rel="icon" href={ "./" (favicon) } sizes={ (small) "x" (small) }; },
        html! {
            link rel="icon" type="image/png" sizes={ (large) "x" (large) } href={ "./" (icon_path(large)) };
        },
        html! { link rel="apple-touch-icon" href={ "./" (icon_path(TOUCH_ICON)) }; },
        html! { link rel="manifest" href="./manifest.json"; },
    ];
    if let Some(url) = url {
        lines.push(html! { link rel="canonical" href=(url.as_str()); });
        lines.push(html! {
            link rel="alternate" type="application/rss+xml" href="./feed.xml" title=(documents.press.title);
        });
        lines.extend(list_sharing_tags(documents, url).into_iter().map(|(name, value)| {
            // Open Graph uses `property`, all others use `name`.
            if name.starts_with("og:") {
                html! { meta property=(name) content=(value); }
            } else {
                html! { meta name=(name) content=(value); }
            }
        }));
        lines.push(render_linked_data(documents, url));
    }
    html! { @for line in lines { "  " (line) "\n  " } "  " }
}

/// The tags of Open Graph, and the only one that Twitter does not read from these.
fn list_sharing_tags(documents: &Documents, url: &SiteUrl) -> Vec<(&'static str, String)> {
    let (picture, width, height) = SHARING_PICTURE;
    let site = &documents.site;
    let mut tags = vec![
        ("og:type", "website".to_owned()),
        ("og:url", url.as_str().to_owned()),
        ("og:site_name", site.name.clone()),
        ("og:title", apply_french_spacing(&documents.mission.title)),
        ("og:description", documents.mission.paragraphs.first().cloned().unwrap_or_default()),
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
    tags
}
