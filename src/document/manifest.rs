//! The web app manifest: what a phone calls the page on its home screen.

use serde_json::json;

use super::{files::Words, pictures::icon_path};

/// The sizes of the icons that it names.
pub(super) const ICONS: [u32; 2] = [192, 512];

/// The manifest; addresses in it are seen from itself, so it works in any folder.
pub(super) fn manifest(words: &Words) -> String {
    let icon = |size: u32| {
        json!({
            "src": icon_path(size),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
        })
    };
    let manifest = json!({
        "name": words.site.name,
        "lang": words.site.language,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": "#fbfaf5",
        "theme_color": "#f4f000",
        "icons": ICONS.map(icon),
    });
    format!("{manifest:#}\n")
}
