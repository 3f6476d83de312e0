//! What an automatic rotation depends on: the pointer, the visibility and the visitor's preference.

use leptos::prelude::*;

use super::ElementRef;
use crate::carousel::Surroundings;

/// Reads the conditions for an automatic rotation; `in_viewport` is whether the element is in the viewport.
#[must_use]
pub fn read_surroundings(element: ElementRef, in_viewport: bool) -> Surroundings {
    let hovered = element.get_untracked().and_then(|element| element.matches(":hover").ok());
    Surroundings {
        hovered: hovered.unwrap_or(false),
        visible: in_viewport && !document().hidden(),
        reduced_motion: prefers_reduced_motion(),
    }
}

pub(super) fn prefers_reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
