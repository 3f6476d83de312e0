//! The title of a section.

use super::{El, prose};
use crate::surface::Surface;

/// The title of a section, in the heading element of the level that the surface gives; `id` is
/// what the section's `aria-labelledby` names.
pub fn section_title(id: &'static str, title: &str, surface: &Surface) -> El {
    let words = prose(title, &surface.terms());
    El::named(surface.heading())
        .class("section-title")
        .attr("id", id)
        .attr("part", "heading")
        .child(words)
}
