//! French text: comparison and typography.
//!
//! - [`unicode`]: normal forms of a character, from the browser's Unicode tables or from a crate's;
//! - [`fold`]: the form in which the search compares texts, and the comparison of names;
//! - [`typography`]: French spacing.

pub mod fold;
pub mod typography;
pub mod unicode;
