//! Pictures of the content.

use leptos::html;

use super::{VoidEl, void_el};
use crate::surface::Surface;
use content::Picture;

/// A portrait or a logo. The name beside it carries the same information, so its text alternative is empty (RGAA 1.2).
/// Its dimensions are set, so that the layout does not shift when it loads.
pub fn photo(class: &'static str, picture: &Picture, surface: &Surface) -> VoidEl {
    void_el(html::img())
        .class(class)
        .attr("src", surface.picture_url(&picture.file))
        .attr("width", picture.width.to_string())
        .attr("height", picture.height.to_string())
        .attr("alt", "")
        .attr("loading", "lazy")
        .attr("decoding", "async")
}
