//! The metadata in the page's head: icons, manifest, feed, canonical link, sharing, linked data.

use maud::{Markup, html};
use next_level::section::Section;

use super::{Preview, oembed, render_linked_data, render_sharing_tags};
use crate::{
    SiteUrl,
    art::{FAVICON, MANIFEST_ICONS, TOUCH_ICON, icon_path},
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
        // Where the site's address is pasted, its opening is shown.
        lines.push(oembed::render_discovery_link(Section::Mission, documents, url));
        lines.extend(render_sharing_tags(
            documents,
            &Preview::of_section(Section::Mission, documents, url, url.as_str()),
        ));
        lines.push(render_linked_data(documents, url));
    }
    html! { @for line in lines { "  " (line) "\n  " } "  " }
}
