//! Why the build cannot go on.

use std::fmt;

/// Why a document could not be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A file of the content cannot be read.
    Content,
    /// The template has lost this place, or has it twice.
    Place(&'static str),
    /// HTML cannot be parsed, and why.
    Html(String),
    /// A picture cannot be drawn.
    Picture,
    /// The feed cannot be written.
    Feed,
    /// A script cannot be read; why.
    Script(String),
    /// The Wasm, or its glue, is not what wasm-bindgen makes; why.
    Wasm(String),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content => write!(out, "the content cannot be read: run cargo xtask check"),
            Self::Html(error) => write!(out, "HTML cannot be parsed: {error}"),
            Self::Picture => write!(out, "a picture cannot be drawn from the content"),
            Self::Feed => write!(out, "the feed cannot be written from the content"),
            Self::Script(fault) => write!(out, "a script of the build cannot be read: {fault}"),
            Self::Wasm(fault) => write!(
                out,
                "the Wasm cannot be made smaller: {fault}. Does crates/prerender/src/scripts/glue.rs know this version \
                 of wasm-bindgen?"
            ),
            Self::Place(place) => {
                write!(out, "index.html must contain `{place}` once: put it back")
            }
        }
    }
}

impl std::error::Error for Error {}
