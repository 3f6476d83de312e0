//! Reading and moving the focus.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::ElementRef;

/// Focuses an element, if it is mounted.
pub fn focus(element: ElementRef) {
    if let Some(element) = element.get_untracked() {
        let _ = element.focus();
    }
}

/// Focuses a child of an element, by its index, and scrolls its start into view: `focus` alone may leave most of it
/// outside the viewport.
pub fn focus_child(parent: ElementRef, index: usize) {
    let parent = parent.get_untracked();
    let child = parent.and_then(|parent| parent.children().item(u32::try_from(index).ok()?));
    if let Some(child) = child {
        focus_without_scroll(&child);
        child.scroll_into_view();
    }
}

/// Whether the focus is on an element, inside it, or around it. It is around it on the body, where Firefox puts it on
/// "back" and "forward".
#[must_use]
pub fn has_focus_in_or_around(element: ElementRef) -> bool {
    let Some(element) = element.get_untracked() else { return false };
    active_element(&element)
        .is_none_or(|active| element.contains(Some(&active)) || active.contains(Some(&element)))
}

/// Moves the focus from inside a child of a row to the row itself, if the child is about to be hidden: only the one at
/// the index `shown` stays visible. Nothing scrolls.
pub fn move_focus_off_hidden_children(row: ElementRef, shown: usize) {
    let Some(row) = row.get_untracked() else { return };
    let shown = u32::try_from(shown).ok().and_then(|shown| row.children().item(shown));
    let (Some(shown), Some(active)) = (shown, active_element(&row)) else { return };
    if row.contains(Some(&active)) && !shown.contains(Some(&active)) {
        focus_without_scroll(&row);
    }
}

/// Focuses the closest focusable ancestor of an element whose focused descendant is about to be removed.
pub fn focus_ancestor(element: ElementRef) {
    if let Some(parent) = element.get_untracked().and_then(|element| element.parent_element()) {
        focus_closest(&parent);
    }
}

/// Focuses an element, or its closest focusable ancestor. Without one, the closest section becomes focusable.
pub(super) fn focus_closest(element: &Element) {
    let closest = |selector| element.closest(selector).ok().flatten();
    let target = closest("[tabindex]").or_else(|| {
        let section = closest("section")?;
        let _ = section.set_attribute("tabindex", "-1");
        Some(section)
    });
    if let Some(target) = target {
        focus_without_scroll(&target);
    }
}

/// Focuses an element without scrolling; returns whether it took the focus.
pub(super) fn focus_without_scroll(element: &Element) -> bool {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
    active_element(element).is_some_and(|active| active == *element)
}

/// The `activeElement` of an element's document or shadow root. (WebKit's `:focus` matches nothing in a window that is
/// in the background.)
pub(super) fn active_element(element: &Element) -> Option<Element> {
    let active = Reflect::get(&element.get_root_node(), &"activeElement".into()).ok()?;
    active.dyn_into().ok()
}
