//! For those who edit the content, in French, without Leptos or the browser.
//!
//! - [`shape`]: the fields of the five files, the one description that the rest follows;
//! - [`check`]: the strict reading, which reports every error at once, with its file, line and remedy;
//! - [`schema`]: JSON Schemas, from which an editor's program explains the fields;
//! - [`commands`]: what is printed for them;
//! - [`entry`]: a new entry, from answers;
//! - [`summary`]: what the content has, and what it could have.

pub mod check;
pub mod commands;
pub mod entry;
pub mod schema;
pub mod shape;
pub mod summary;
