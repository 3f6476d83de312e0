//! The errors of the build.

/// Why the build cannot render its files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A file of the content cannot be read.
    #[error("the content cannot be read: run cargo xtask check")]
    Content,
    /// The template does not have this slot exactly once.
    #[error("index.html must contain `{0}` once: put it back")]
    Slot(&'static str),
    /// The template's script that names the glue and the Wasm lacks this attribute.
    #[error("the page needs one script with `{0}`: put it back in `pattern_script` of Trunk.toml")]
    Program(&'static str),
    /// HTML cannot be parsed, and why.
    #[error("HTML cannot be parsed: {0}")]
    Html(String),
    /// A picture cannot be drawn.
    #[error("a picture cannot be drawn from the content")]
    Picture,
    /// The feed cannot be written.
    #[error("the feed cannot be written from the content")]
    Feed,
    /// A script cannot be parsed, and why.
    #[error("a script of the build cannot be read: {0}")]
    Script(String),
    /// The Wasm or its glue is not as wasm-bindgen writes it, and why.
    #[error(
        "the Wasm cannot be made smaller: {0}. Does crates/prerender/src/scripts/glue.rs know this version \
         of wasm-bindgen?"
    )]
    Wasm(String),
}
