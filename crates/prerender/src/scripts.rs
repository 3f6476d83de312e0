//! The scripts and stylesheets of the site, as they are sent: put together from `scripts/` and `style/`, minified.

#[cfg(feature = "minify")]
pub use glue::minify_wasm;
#[cfg(not(feature = "minify"))]
pub(crate) use unminified::{minify_inline, minify_module, minify_stylesheet};
#[cfg(feature = "minify")]
pub(crate) use {
    minify::{minify_inline, minify_module},
    stylesheet::minify_stylesheet,
};

use next_level::options::Section;

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

/// The loader's path.
pub(crate) const LOADER: &str = "embed/v1.js";

/// The path of what the loader imports once an element wants it.
pub(crate) const WIDGET: &str = "embed/v1/widget.js";

/// Defines `call`, by which scripts on other sites' pages call the platform's own functions.
const PLATFORM: &str = include_str!("../scripts/platform.js");

const SHARED: &str = include_str!("../scripts/shared.js");

/// How the program is fetched, wherever it is.
const ATTEMPTS: &str = include_str!("../scripts/attempts.js");

/// How a document of ours fetches the program that it names.
const PROGRAM: &str = include_str!("../scripts/program.js");

/// The stylesheets of a widget besides its section's own, in the order of their layers.
const STYLESHEETS: [&str; 5] = [
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/fonts.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/shared.css"),
    include_str!("../../../style/widget.css"),
];

/// The loader: a module that knows no name that changes.
pub(crate) fn loader() -> Result<String, Error> {
    let own = own_calls(include_str!("../scripts/loader.js"));
    minify_module(LOADER, &format!("{}\n{own}", PLATFORM))
}

/// What the loader makes widgets with.
pub(crate) fn widget() -> Result<String, Error> {
    let source = [SHARED, ATTEMPTS, include_str!("../scripts/widget.js")].concat();
    minify_module(WIDGET, &own_calls(&source))
}

/// Makes each call of a script one of the platform's own functions.
#[cfg(feature = "minify")]
fn own_calls(source: &str) -> String {
    platform::own_calls(source, platform::Calls::All)
}

/// Leaves calls as they are: only pages of other sites have replaced functions of the platform.
#[cfg(not(feature = "minify"))]
fn own_calls(source: &str) -> String {
    source.to_owned()
}

/// What runs on the page.
pub(crate) fn page_script() -> Result<String, Error> {
    let source = [ATTEMPTS, PROGRAM, include_str!("../scripts/page.js")].concat();
    minify_module("index.html", &source)
}

/// What runs in an embed document.
pub(crate) fn embed_script(section: Section) -> Result<String, Error> {
    let source = [
        SHARED,
        ATTEMPTS,
        PROGRAM,
        include_str!("../scripts/frame.js"),
        include_str!("../scripts/wordpress.js"),
    ];
    minify_inline(&embedding::path(section), &source.concat())
}

/// What runs in an embed document before the first paint.
pub(crate) fn embed_theme() -> Result<String, Error> {
    minify_inline("embed/theme.js", include_str!("../scripts/theme.js"))
}

/// The stylesheet of an embed document.
pub(crate) fn embed_stylesheet(section: Section) -> String {
    minify_stylesheet(&(STYLESHEETS.concat() + section_stylesheet(section)))
}

fn section_stylesheet(section: Section) -> &'static str {
    match section {
        Section::Mission => include_str!("../../../style/mission.css"),
        Section::Testimonials => include_str!("../../../style/testimonials.css"),
        Section::Partners => include_str!("../../../style/partners.css"),
        Section::Press => include_str!("../../../style/press.css"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedding::accepted;

    /// Other sites name a published loader with its integrity, so each is kept, and lives with every later
    /// build (`widget_failures.rs`).
    #[cfg(feature = "minify")]
    #[test]
    fn the_loader_is_among_those_that_are_kept_for_good() {
        const KEPT: &str = "public/embed/v1";
        let loader = loader().expect("a module");
        let files = std::fs::read_dir(crate::testing::root().join(KEPT))
            .expect("the loaders that were published");
        let kept = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        assert!(
            kept.into_iter().any(|kept| kept == loader),
            "{KEPT} does not have this loader: run cargo xtask dist, copy dist/embed/v1/loader-*.js there, \
             and leave every one that was published"
        );
    }

    /// A host may have named something else so: see `platform.rs`.
    #[cfg(feature = "minify")]
    #[test]
    fn the_loader_asks_no_host_what_an_object_is() {
        assert!(!loader().expect("a module").contains("instanceof"));
    }

    #[test]
    fn the_loader_knows_every_attribute_and_every_section() {
        let loader = loader().expect("a module").replace('`', "\"");
        for section in Section::ALL {
            assert!(loader.contains(&format!("-{}\"", section.name())), "{}", section.name());
            for (name, _) in accepted(section) {
                assert!(loader.contains(&format!("\"{name}\"")), "{name}");
            }
        }
    }
}
