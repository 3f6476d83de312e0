//! The web app manifest: what a phone calls the page on its home screen.

use serde_json::json;

use crate::{
    art::{ICONS, icon_path},
    documents::Documents,
};

/// The manifest; addresses in it are seen from itself, so it works in any folder.
pub(crate) fn manifest(words: &Documents) -> String {
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
