//! What is known of French text, whoever shows or checks it.
//!
//! - [`unicode`]: the normal forms of a character, from the browser's tables or from a crate's;
//! - [`fold`]: the form of a text in which search compares it, and names that differ to the byte but not to the eye;
//! - [`typography`]: French spacing.

pub mod fold;
pub mod typography;
pub mod unicode;
