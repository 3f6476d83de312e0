//! The web app manifest: the name and the icons of the page on a home screen.

use serde_json::json;

use crate::{
    art::{MANIFEST_ICONS, icon_path, read_color},
    documents::Documents,
};

/// Renders the manifest. Its URLs are relative, so it works in any folder.
pub(crate) fn render_manifest(documents: &Documents) -> String {
    let icon = |size: u32| {
        json!({
            "src": icon_path(size),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
        })
    };
    let manifest = json!({
        "name": documents.site.name,
        "lang": documents.site.language,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": read_color("--paper"),
        "theme_color": read_color("--opening-paper"),
        "icons": MANIFEST_ICONS.map(icon),
    });
    format!("{manifest:#}\n")
}
