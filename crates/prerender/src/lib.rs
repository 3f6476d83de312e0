//! The native half of the build: renders the site's components to HTML, and every file that depends on the content.
//! `cargo xtask dist` adds hashes, compression and headers.
//!
//! - [`pages`]: the documents (the page, embed documents, testimonials, `404.html`, previews of snippets, the gallery);
//! - [`metadata`]: feed, manifest, linked data, sitemap, oEmbed, tags for sharing;
//! - [`embedding`]: what hosts of widgets and frames may set, and its types;
//! - [`art`]: the constellation, the pictures for sharing, the testimonials' cards and posters, the icons;
//! - [`scripts`]: scripts and stylesheets, concatenated and minified, and the Wasm with its glue;
//! - [`files`]: all files by their paths.
//!
//! Without the feature `minify`, which only the published site needs, scripts and stylesheets stay as they are, the
//! Wasm is not minified and no picture is drawn.

#[cfg(feature = "minify")]
pub use art::{Picture, draw_pictures};
pub use error::Error;
pub use files::{File, render_embeds, render_files, render_testimonials};
pub use pages::{
    prepare_template, read_stylesheet_paths, render_gallery, render_index, render_page,
};
pub use scripts::GLUE_EXTENSION;
#[cfg(feature = "minify")]
pub use scripts::minify_wasm;
pub use site_url::{InvalidSiteUrl, SiteUrl};

mod art;
mod documents;
mod embedding;
mod error;
mod files;
mod html;
mod metadata;
mod pages;
mod scripts;
mod site_url;

#[cfg(test)]
mod testing {
    use std::{
        fs,
        path::{Path, PathBuf},
    };

    /// The project's root.
    pub(crate) fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// A file of the real content.
    pub(crate) fn content(file: &str) -> Option<String> {
        fs::read_to_string(root().join("public/content").join(file)).ok()
    }
}
