//! A row of slides that scrolls by itself.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollToOptions};

use super::ElementRef;
use crate::carousel::{Motion, Row, Surroundings};

/// A position of the screen is a whole pixel, which is up to four of the page where that is zoomed out.
const TOLERANCE: f64 = 4.0;

/// A row of slides as it is laid out now. One that shows all that is in it, or is not displayed, has no width.
#[must_use]
pub fn look_at_row(row: ElementRef) -> Row {
    let Some(row) = row.get_untracked() else { return Row::default() };
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
    Row { count: count as usize, width, nearest, aligned: distance <= TOLERANCE }
}

/// What an attribute of each child of a row says.
#[must_use]
pub fn named_in_row(row: ElementRef, attribute: &str) -> Vec<String> {
    let Some(row) = row.get_untracked() else { return Vec::new() };
    let children = row.children();
    let named = |index| children.item(index)?.get_attribute(attribute);
    (0..children.length()).map(|index| named(index).unwrap_or_default()).collect()
}

/// Whether the browser itself has led to this child of a row, since the address names it.
#[must_use]
pub fn led_to_in_row(row: ElementRef, index: usize) -> bool {
    let child = row.get_untracked().and_then(|row| row.children().item(u32::try_from(index).ok()?));
    child.is_some_and(|child| child.matches(":target").unwrap_or(false))
}

/// Whether a mouse button is held down that was pressed in an element.
#[must_use]
pub fn pressed(element: ElementRef) -> bool {
    element.get_untracked().is_some_and(|element| element.matches(":active").unwrap_or(false))
}

/// Scrolls a row, and nothing else, so that a child stands at its start. A smooth scroll is none
/// for who asked for reduced motion (WCAG 2.3.3).
pub fn show_in_row(row: ElementRef, index: usize, motion: Motion) {
    let Some(row) = row.get_untracked() else { return };
    let place = u32::try_from(index).ok().and_then(|index| row_position(&row, index));
    let Some(left) = place else { return };
    let smooth = motion == Motion::Smooth && !matches("(prefers-reduced-motion: reduce)");
    let options = ScrollToOptions::new();
    options.set_left(f64::from(left));
    options.set_behavior(if smooth { ScrollBehavior::Smooth } else { ScrollBehavior::Instant });
    row.scroll_to_with_scroll_to_options(&options);
}

/// What an element that moves by itself must know of the page; `seen` tells whether it can be seen there.
#[must_use]
pub fn surroundings(element: ElementRef, seen: bool) -> Surroundings {
    let hovered = element.get_untracked().and_then(|element| element.matches(":hover").ok());
    Surroundings {
        hovered: hovered.unwrap_or(false),
        visible: seen && !document().hidden(),
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
