//! The errors of the build.

use std::fmt;

/// Why the build cannot render its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A file of the content cannot be read.
    Content,
    /// The template does not have this slot exactly once.
    Slot(&'static str),
    /// The template's script that names the glue and the Wasm lacks this attribute.
    Program(&'static str),
    /// HTML cannot be parsed, and why.
    Html(String),
    /// A picture cannot be drawn.
    Picture,
    /// The feed cannot be written.
    Feed,
    /// A script cannot be parsed, and why.
    Script(String),
    /// The Wasm or its glue is not as wasm-bindgen writes it, and why.
    Wasm(String),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content => write!(out, "the content cannot be read: run cargo xtask check"),
            Self::Html(error) => write!(out, "HTML cannot be parsed: {error}"),
            Self::Picture => write!(out, "a picture cannot be drawn from the content"),
            Self::Feed => write!(out, "the feed cannot be written from the content"),
            Self::Script(error) => write!(out, "a script of the build cannot be read: {error}"),
            Self::Wasm(error) => write!(
                out,
                "the Wasm cannot be made smaller: {error}. Does crates/prerender/src/scripts/glue.rs know this version \
                 of wasm-bindgen?"
            ),
            Self::Program(attribute) => write!(
                out,
                "the page needs one script with `{attribute}`: put it back in `pattern_script` of Trunk.toml"
            ),
            Self::Slot(slot) => {
                write!(out, "index.html must contain `{slot}` once: put it back")
            }
        }
    }
}

impl std::error::Error for Error {}
