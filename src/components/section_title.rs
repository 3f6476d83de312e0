//! Section titles.

use super::{El, prose};
use crate::surface::Surface;

/// The heading of a section, at the surface's level; the section's `aria-labelledby` refers to its `id`.
pub fn section_title(id: &'static str, title: &str, surface: &Surface) -> El {
    El::named(surface.heading_tag())
        .class("section-title")
        .attr("id", id)
        .attr("part", "heading")
        .child(prose(title, &surface.foreign_terms()))
}
