//! The scripts and stylesheets of the site: concatenated from `browser/` and `style/`, and minified.

#[cfg(feature = "minify")]
pub use glue::minify_wasm;
#[cfg(not(feature = "minify"))]
pub(crate) use unminified::{minify_inline, minify_module, minify_stylesheet};
#[cfg(feature = "minify")]
pub(crate) use {
    minify::{minify_inline, minify_module},
    stylesheet::minify_stylesheet,
};

use maud::{Markup, PreEscaped, html};
use next_level::section::Section;

use crate::{Error, embedding};

pub(crate) mod dialog;
#[cfg(feature = "minify")]
mod glue;
#[cfg(feature = "minify")]
mod minify;
#[cfg(feature = "minify")]
mod platform;
#[cfg(feature = "minify")]
mod stylesheet;
#[cfg(not(feature = "minify"))]
mod unminified;

/// The path of the loader.
pub(crate) const LOADER: &str = "embed/v1.js";

/// The path of the module that the loader imports for the first widget.
pub(crate) const WIDGET: &str = "embed/v1/widget.js";

/// Defines `call`, by which scripts on other sites' pages call the platform's own functions.
const PLATFORM: &str = include_str!("../browser/platform.js");

/// Reads the options of a section and applies them, for embed documents, widgets and the dialog.
const WIDGET_OPTIONS: &str = include_str!("../browser/widget_options.js");

/// Whether the visitor saves data.
const DATA_SAVER: &str = include_str!("../browser/data_saver.js");

/// Waits until the Wasm is wanted, for the page, embed documents and widgets.
const WHEN_WANTED: &str = include_str!("../browser/when_wanted.js");

/// Fetches, and retries what has failed, for the page, embed documents and widgets.
const RETRY: &str = include_str!("../browser/retry.js");

/// Loads the glue and the Wasm, for the page, embed documents and widgets.
const LOAD_WASM: &str = include_str!("../browser/load_wasm.js");

/// Loads the program that one of the site's documents names.
const PROGRAM: &str = include_str!("../browser/program.js");

/// Shares a testimonial's page, in documents and in widgets.
const SHARE: &str = include_str!("../browser/share.js");

/// Starts [`SHARE`] in a document.
const SHARE_ON_CLICK: &str = "addEventListener(\"click\", shareTestimonial);\n";

/// The script that the build appends to the glue.
pub const GLUE_EXTENSION: &str = include_str!("../browser/glue.js");

/// The stylesheets of a widget without its section's own, in the order of their layers.
const STYLESHEETS: [&str; 5] = [
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/fonts.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/shared.css"),
    include_str!("../../../style/widget.css"),
];

/// Builds the loader: a module without any name that changes with the build.
pub(crate) fn build_loader() -> Result<String, Error> {
    let own = wrap_calls(include_str!("../browser/loader.js"));
    minify_module(LOADER, &format!("{}\n{own}", PLATFORM))
}

/// Builds the module that the loader makes widgets with.
pub(crate) fn build_widget() -> Result<String, Error> {
    let source = [
        DATA_SAVER,
        WHEN_WANTED,
        WIDGET_OPTIONS,
        RETRY,
        LOAD_WASM,
        SHARE,
        include_str!("../browser/widget.js"),
    ]
    .concat();
    minify_module(WIDGET, &wrap_calls(&source))
}

/// Wraps the calls of a script, so that they use the platform's own functions; see `platform.rs`.
#[cfg(feature = "minify")]
fn wrap_calls(source: &str) -> String {
    platform::wrap_calls(source, platform::Calls::All)
}

/// Leaves calls as they are: only libraries of other sites replace functions of the platform.
#[cfg(not(feature = "minify"))]
fn wrap_calls(source: &str) -> String {
    source.to_owned()
}

/// Builds the module of the page.
pub(crate) fn build_page_script() -> Result<String, Error> {
    let source = [
        DATA_SAVER,
        WHEN_WANTED,
        RETRY,
        LOAD_WASM,
        PROGRAM,
        SHARE,
        SHARE_ON_CLICK,
        include_str!("../browser/page.js"),
    ]
    .concat();
    minify_module("index.html", &source)
}

/// Builds the script of the page that runs before its content is parsed: corrects the address, keeps the browser from
/// laying out what is out of sight, and requests the Wasm.
pub(crate) fn build_head_script() -> Result<String, Error> {
    let source = [
        DATA_SAVER,
        include_str!("../browser/address.js"),
        include_str!("../browser/skip_layout.js"),
        include_str!("../browser/early_fetch.js"),
    ]
    .concat();
    minify_inline("index.html", &source)
}

/// Renders the web fonts for a document whose site is at `base`. With scripts, the document's own adds them after the
/// first paint: `browser/program.js`.
pub(crate) fn render_web_fonts(base: &str) -> Markup {
    html! { noscript { style { (PreEscaped(build_web_fonts(base))) } } }
}

/// Builds the stylesheet of the web fonts for a document whose site is at `base`.
pub(crate) fn build_web_fonts(base: &str) -> String {
    let stylesheet = minify_stylesheet(include_str!("../../../style/web-fonts.css"));
    stylesheet.replace("url(\"./", &format!("url(\"{base}"))
}

/// Builds the script of a testimonial's page.
pub(crate) fn build_share_script() -> Result<String, Error> {
    minify_inline("temoignages/share.js", &[SHARE, SHARE_ON_CLICK].concat())
}

/// Builds the script of an embed document.
pub(crate) fn build_embed_script(section: Section) -> Result<String, Error> {
    let source = [
        DATA_SAVER,
        WHEN_WANTED,
        WIDGET_OPTIONS,
        RETRY,
        LOAD_WASM,
        PROGRAM,
        include_str!("../browser/frame.js"),
        include_str!("../browser/wordpress.js"),
        if section == Section::Testimonials { SHARE } else { "" },
        if section == Section::Testimonials { SHARE_ON_CLICK } else { "" },
    ];
    minify_inline(&embedding::path(section), &source.concat())
}

/// Builds the script of an embed document that runs before the first paint.
pub(crate) fn build_theme_script() -> Result<String, Error> {
    minify_inline("embed/theme.js", include_str!("../browser/frame_theme.js"))
}

/// Builds the stylesheet of an embed document.
pub(crate) fn build_embed_stylesheet(section: Section) -> String {
    minify_stylesheet(&(STYLESHEETS.concat() + embedding::embed_settings(section).stylesheet))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedding::options::accepted_options;

    /// Other sites pin a published loader with its integrity, so each is kept, and works with every later build
    /// (`widget_failures.rs`).
    #[cfg(feature = "minify")]
    #[test]
    fn the_loader_is_among_the_published_loaders() {
        const KEPT: &str = "public/embed/v1";
        let loader = build_loader().expect("a module");
        let files = std::fs::read_dir(crate::testing::root().join(KEPT))
            .expect("the loaders that were published");
        let kept = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        assert!(
            kept.into_iter().any(|kept| kept == loader),
            "{KEPT} does not have this loader: run cargo xtask dist, copy dist/embed/v1/loader-*.js there, \
             and leave every one that was published"
        );
    }

    /// A page may have replaced the interface: see `platform.rs`.
    #[cfg(feature = "minify")]
    #[test]
    fn the_loader_uses_no_instanceof() {
        assert!(!build_loader().expect("a module").contains("instanceof"));
    }

    /// A minifier would escape it, but a build without one keeps it. `integrer.js` is no inline script.
    #[test]
    fn no_inline_script_ends_its_element_early() {
        let folder = crate::testing::root().join("crates/prerender/browser");
        for file in std::fs::read_dir(folder).expect("the scripts") {
            let path = file.expect("a script").path();
            let script = std::fs::read_to_string(&path).expect("a text");
            let ends = script.contains("</script") || script.contains("<!--");
            assert!(!ends || path.ends_with("dialog.js"), "{}", path.display());
        }
    }

    #[test]
    fn the_loader_has_every_attribute_and_every_section() {
        let loader = build_loader().expect("a module").replace('`', "\"");
        for section in Section::ALL {
            assert!(loader.contains(&format!("-{}\"", section.name())), "{}", section.name());
            for (name, _) in accepted_options(section) {
                assert!(loader.contains(&format!("\"{name}\"")), "{name}");
            }
        }
    }
}
