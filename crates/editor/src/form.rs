//! The configuration of the form in the browser, Sveltia CMS, for those who edit without knowing JSON.
//!
//! It is generated from [`crate::fields`]. The form refuses what the JSON Schemas reject, and saves a file as
//! `cargo xtask content new` writes it: fields in the same order, two spaces, a newline at the end. What it cannot
//! refuse (a name that is in another file, an id that is taken) the check finds.

use content::{Document, Mission, Partners, Press, Site, Testimonials};
use serde_json::{Value, json};

use crate::fields::{FILES, SCHEMA, Shape};
pub use backend::{Backend, InvalidBackend};

mod backend;
mod widgets;

/// The files in the order of the form, with their titles and icons (Material Symbols).
const ROWS: [(&str, &str, &str); 5] = [
    (Mission::FILE, "Mission", "flag"),
    (Testimonials::FILE, "Témoignages", "format_quote"),
    (Partners::FILE, "Organisations", "handshake"),
    (Press::FILE, "Revue de presse", "newspaper"),
    (Site::FILE, "Site", "settings"),
];

/// The longest side of an uploaded picture, in pixels: none is shown larger, at twice the density.
const MAX_PICTURE_SIDE: u32 = 1200;

/// The largest upload after scaling, in bytes; an SVG is not scaled.
const MAX_PICTURE_BYTES: u32 = 3_000_000;

/// Renders the configuration, in JSON.
#[must_use]
pub fn render_config(backend: &Backend) -> String {
    let config = json!({
        "backend": backend.config(),
        "app_title": "Contenus du site",
        "logo": { "src": "logo.svg" },
        "show_preview_links": false,
        "editor": { "preview": false },
        // The form wants a folder for all files; those with pictures have their own.
        "media_folder": "public/images",
        "public_folder": "/images",
        "media_libraries": {
            "default": {
                "config": {
                    "max_file_size": MAX_PICTURE_BYTES,
                    "slugify_filename": true,
                    // Encoding anew leaves out the metadata: a phone writes into a photo where it was taken.
                    "transformations": {
                        "raster_image": {
                            "format": "webp",
                            "quality": 85,
                            "width": MAX_PICTURE_SIDE,
                            "height": MAX_PICTURE_SIDE,
                        },
                    },
                },
            },
            "stock_assets": { "providers": [] },
        },
        "slug": { "encoding": "ascii", "clean_accents": true },
        "output": {
            "omit_empty_optional_fields": true,
            "json": { "indent_style": "space", "indent_size": 2 },
        },
        "singletons": ROWS.map(|(file, label, icon)| singleton(file, label, icon)),
    });
    format!("{config:#}\n")
}

/// The form of a file.
fn singleton(file: &str, label: &str, icon: &str) -> Value {
    let shape = FILES.iter().find(|(own, _)| *own == file).map(|(_, shape)| shape);
    let fields = if let Some(Shape::Object(fields)) = shape { *fields } else { &[] };
    // First and hidden, so that it stays the first line.
    let schema = json!({ "name": SCHEMA.name, "widget": "hidden" });
    let widgets = [vec![schema], widgets::render(fields)].concat();
    let mut form = json!({
        "name": file.trim_end_matches(".json"),
        "label": label,
        "icon": icon,
        "file": format!("public/content/{file}"),
        "format": "json",
        "fields": widgets,
    });
    if widgets::has_picture(fields) {
        // The content names a picture relative to its folder. Sveltia CMS 0.221 applies these two settings on a file,
        // but not on a field inside a list.
        form["media_folder"] = "/public/images".into();
        form["public_folder"] = "".into();
    }
    form
}
