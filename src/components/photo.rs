//! A picture of the content.

use leptos::html;

use super::{VoidEl, void_el};
use crate::surface::Surface;
use content::Picture;

/// A portrait or a logo beside the name it belongs to, which says all that it says: so its text
/// alternative is empty (RGAA 1.2), and its size is known before it arrives.
pub fn photo(class: &'static str, picture: &Picture, surface: &Surface) -> VoidEl {
    void_el(html::img())
        .class(class)
        .attr("src", surface.picture(&picture.file))
        .attr("width", picture.width.to_string())
        .attr("height", picture.height.to_string())
        .attr("alt", "")
        .attr("loading", "lazy")
        .attr("decoding", "async")
}
