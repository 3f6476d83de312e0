//! Tools for those who edit the content, in French. Independent of Leptos and the browser.
//!
//! - [`fields`]: the fields of the five files, from which the other modules are derived;
//! - [`check`]: the strict check, which reports all errors at once with file, line and remedy;
//! - [`schema`]: JSON Schemas for text editors;
//! - [`form`]: the configuration of the form in the browser (Sveltia CMS);
//! - [`pictures`]: the sizes of pictures, read from their files;
//! - [`commands`]: the commands and their output;
//! - [`entry`]: prompts for a new entry;
//! - [`error`]: why a command failed;
//! - [`summary`]: a summary of the content and of its missing optional fields.

pub mod check;
pub mod commands;
pub mod entry;
pub mod error;
pub mod fields;
pub mod form;
pub mod pictures;
pub mod schema;
pub mod summary;
