//! A row of slides that scrolls by itself.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollToOptions};

use super::Handle;
use crate::carousel::{Motion, Surroundings};

/// The child of a scrolling row that stands nearest to the row's start.
#[must_use]
pub fn nearest_in_row(row: Handle) -> Option<usize> {
    nearest(row).map(|(index, _)| index)
}

/// The child that stands at the row's start; `None` if the row stands between two.
#[must_use]
pub fn rests_in_row(row: Handle) -> Option<usize> {
    // Positions are whole pixels here, and fractions of one to the browser.
    nearest(row).filter(|(_, distance)| *distance <= 1).map(|(index, _)| index)
}

fn nearest(row: Handle) -> Option<(usize, i32)> {
    let row = &row.get_untracked()?;
    let left = row.scroll_left();
    (0..row.child_element_count())
        .filter_map(|index| Some((index as usize, (row_position(row, index)? - left).abs())))
        .min_by_key(|(_, distance)| *distance)
}

/// Scrolls a row, and nothing else, so that a child stands at its start. A smooth scroll is none
/// for who asked for reduced motion (WCAG 2.3.3).
pub fn show_in_row(row: Handle, index: usize, motion: Motion) {
    let Some(row) = row.get_untracked() else { return };
    let place = u32::try_from(index).ok().and_then(|index| row_position(&row, index));
    let Some(left) = place else { return };
    let smooth = motion == Motion::Smooth && !matches("(prefers-reduced-motion: reduce)");
    let options = ScrollToOptions::new();
    options.set_left(f64::from(left));
    options.set_behavior(if smooth { ScrollBehavior::Smooth } else { ScrollBehavior::Instant });
    row.scroll_to_with_scroll_to_options(&options);
}

/// What stands around a row that moves by itself; `whole` is the carousel that it belongs to.
#[must_use]
pub fn surroundings(whole: Handle, row: Handle) -> Surroundings {
    let (Some(whole), Some(row)) = (whole.get_untracked(), row.get_untracked()) else {
        return Surroundings::default();
    };
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    let bounds = row.get_bounding_client_rect();
    let inside = bounds.bottom() > 0.0 && bounds.top() < height.unwrap_or_default();
    Surroundings {
        hovered: whole.matches(":hover").unwrap_or(false),
        visible: inside && !document().hidden(),
        reduced_motion: matches("(prefers-reduced-motion: reduce)"),
    }
}

/// How far a row is scrolled when a child stands at its start, in CSS pixels.
fn row_position(row: &HtmlElement, index: u32) -> Option<i32> {
    let offset = |at| Some(row.children().item(at)?.dyn_into::<HtmlElement>().ok()?.offset_left());
    Some(offset(index)? - offset(0)?)
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}
