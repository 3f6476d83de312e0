//! What has the focus, and where it goes.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::ElementRef;

/// Moves the focus to an element, if it is in the document.
pub fn focus(handle: ElementRef) {
    if let Some(element) = handle.get_untracked() {
        let _ = element.focus();
    }
}

/// Moves the focus to a child of an element, by its index, and brings its start into view: engines are content
/// with an edge of it.
pub fn focus_child(parent: ElementRef, index: usize) {
    let parent = parent.get_untracked();
    let child = parent.and_then(|parent| parent.children().item(u32::try_from(index).ok()?));
    if let Some(child) = child {
        focus_still(&child);
        child.scroll_into_view();
    }
}

/// Whether the focus is on an element, inside it, or around it, as on the whole page: there Firefox puts it when
/// it goes back or forward.
#[must_use]
pub fn may_lose_focus(handle: ElementRef) -> bool {
    let Some(element) = handle.get_untracked() else { return false };
    focused(&element)
        .is_none_or(|focused| element.contains(Some(&focused)) || focused.contains(Some(&element)))
}

/// Moves the focus to the row itself if it is inside a child of the row that is about to be hidden: any but the
/// one at this index. Nothing scrolls.
pub fn keep_focus_in_sight(row: ElementRef, shown: usize) {
    let Some(row) = row.get_untracked() else { return };
    let shown = u32::try_from(shown).ok().and_then(|shown| row.children().item(shown));
    let (Some(shown), Some(focused)) = (shown, focused(&row)) else { return };
    if row.contains(Some(&focused)) && !shown.contains(Some(&focused)) {
        focus_still(&row);
    }
}

/// Moves the focus to the nearest place around an element that can take it, for what had it goes.
pub fn focus_around(handle: ElementRef) {
    if let Some(parent) = handle.get_untracked().and_then(|element| element.parent_element()) {
        focus_nearest(&parent);
    }
}

/// Moves the focus to an element, or to the nearest one around it that can take it. A section can always be
/// made to.
pub(super) fn focus_nearest(element: &Element) {
    let around = |selector| element.closest(selector).ok().flatten();
    let place = around("[tabindex]").or_else(|| {
        let section = around("section")?;
        let _ = section.set_attribute("tabindex", "-1");
        Some(section)
    });
    if let Some(place) = place {
        focus_still(&place);
    }
}

/// Moves the focus to an element and scrolls nothing; says whether it took it.
pub(super) fn focus_still(element: &Element) -> bool {
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&still);
    focused(element).is_some_and(|focused| focused == *element)
}

/// What has the focus in the document, or in the shadow root, that an element is in. (WebKit's `:focus` matches
/// nothing in a window that is not in front.)
pub(super) fn focused(element: &Element) -> Option<Element> {
    let active = Reflect::get(&element.get_root_node(), &"activeElement".into()).ok()?;
    active.dyn_into().ok()
}
