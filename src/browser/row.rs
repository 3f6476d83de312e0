//! Measuring and scrolling a row of slides.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollToOptions};

use super::{ElementRef, surroundings::prefers_reduced_motion};
use crate::carousel::{Motion, RowLayout};

/// The alignment tolerance in CSS pixels: scroll positions are whole device pixels, up to four CSS pixels on a page
/// that is zoomed out.
const TOLERANCE: f64 = 4.0;

/// Measures a row of slides. The width is 0 if nothing overflows the row, or it is not displayed.
#[must_use]
pub fn measure_row(row: ElementRef) -> RowLayout {
    let Some(row) = row.get_untracked() else { return RowLayout::default() };
    let children = row.children();
    let start = row.get_bounding_client_rect().left();
    let distance = |index| {
        let child = children.item(index)?.get_bounding_client_rect();
        Some((index as usize, (child.left() - start).abs()))
    };
    let nearer =
        |near: (usize, f64), other: (usize, f64)| if other.1 < near.1 { other } else { near };
    let count = children.length();
    let (nearest, distance) = (0..count).filter_map(distance).fold((0, f64::MAX), nearer);
    let width = row.client_width();
    let width = if row.scroll_width() > width { width.unsigned_abs() } else { 0 };
    RowLayout { count: count as usize, width, nearest, aligned: distance <= TOLERANCE }
}

/// The values of an attribute of each child of a row; empty where it is missing.
#[must_use]
pub fn read_child_attributes(row: ElementRef, attribute: &str) -> Vec<String> {
    let Some(row) = row.get_untracked() else { return Vec::new() };
    let children = row.children();
    let value = |index| children.item(index)?.get_attribute(attribute);
    (0..children.length()).map(|index| value(index).unwrap_or_default()).collect()
}

/// Whether this child of a row is the document's `:target`, to which the browser has scrolled.
#[must_use]
pub fn is_child_targeted(row: ElementRef, index: usize) -> bool {
    let child = row.get_untracked().and_then(|row| row.children().item(u32::try_from(index).ok()?));
    child.is_some_and(|child| child.matches(":target").unwrap_or(false))
}

/// Whether a mouse button was pressed on an element and is still held down (`:active`).
#[must_use]
pub fn is_pressed(element: ElementRef) -> bool {
    element.get_untracked().is_some_and(|element| element.matches(":active").unwrap_or(false))
}

/// Scrolls a row, and no other scroll container, so that a child is at its start. Scrolls instantly under
/// `prefers-reduced-motion` (WCAG 2.3.3).
pub fn scroll_row_to(row: ElementRef, index: usize, motion: Motion) {
    let Some(row) = row.get_untracked() else { return };
    let left = u32::try_from(index).ok().and_then(|index| child_offset(&row, index));
    let Some(left) = left else { return };
    let is_smooth = motion == Motion::Smooth && !prefers_reduced_motion();
    let behavior = if is_smooth { ScrollBehavior::Smooth } else { ScrollBehavior::Instant };
    let options = ScrollToOptions::new();
    options.set_left(f64::from(left));
    options.set_behavior(behavior);
    row.scroll_to_with_scroll_to_options(&options);
}

/// The row's `scrollLeft` with this child at its start, in CSS pixels.
fn child_offset(row: &HtmlElement, index: u32) -> Option<i32> {
    let offset =
        |index| Some(row.children().item(index)?.dyn_into::<HtmlElement>().ok()?.offset_left());
    Some(offset(index)? - offset(0)?)
}
