//! DOM state that must survive a new render of an element's content.

use web_sys::Element;

use super::focus::{active_element, focus_closest, focus_without_scroll};

/// The attribute of an element whose content the build draws: the Wasm cannot render it.
pub const DRAWN_ATTRIBUTE: &str = "data-drawn";

/// The user's state inside an element (focus, open `details`, scroll positions), and the build's drawing.
pub struct PreservedState {
    /// The focused element, and its index among the elements with its tag name.
    focus: Option<(Element, usize)>,
    /// The indices of the open `details`.
    open: Vec<usize>,
    /// The indices of the scrolled elements among all `div`s, and their `scrollLeft`.
    scroll_positions: Vec<(usize, i32)>,
    drawing: Option<Element>,
}

impl PreservedState {
    /// Captures the state inside an element, without scroll positions.
    #[must_use]
    pub fn capture(element: &Element) -> Self {
        let details = elements_by_tag(element, "details").enumerate();
        Self {
            focus: find_focus(element),
            open: details
                .filter(|(_, details)| details.has_attribute("open"))
                .map(|(index, _)| index)
                .collect(),
            scroll_positions: Vec::new(),
            drawing: find_drawing(element),
        }
    }

    /// Captures scroll positions, too, which forces a layout of the page.
    #[must_use]
    pub fn with_scroll_positions(self, element: &Element) -> Self {
        let rows = elements_by_tag(element, "div").map(|row| row.scroll_left()).enumerate();
        Self { scroll_positions: rows.filter(|(_, left)| *left > 0).collect(), ..self }
    }

    /// Restores the state in the element's new content. The focus goes to an equal element, or to the one with the same
    /// index, or to the last with the same tag name; else to the closest ancestor that can take it.
    pub fn restore(&self, element: &Element) {
        if let (Some(before), Some(after)) = (&self.drawing, find_drawing(element)) {
            while let Some(child) = before.first_child() {
                let _ = after.append_child(&child);
            }
        }
        for index in &self.open {
            let details = elements_by_tag(element, "details").nth(*index);
            let _ = details.map(|details| details.set_attribute("open", ""));
        }
        for (index, left) in &self.scroll_positions {
            let row = elements_by_tag(element, "div").nth(*index);
            let _ = row.map(|row| row.set_scroll_left(*left));
        }
        let Some((before, index)) = &self.focus else { return };
        let candidates = || elements_by_tag(element, &before.tag_name());
        let after = candidates()
            .find(|after| after.is_equal_node(Some(before)))
            .or_else(|| candidates().take(index + 1).last());
        if !after.is_some_and(|after| focus_without_scroll(&after)) {
            focus_closest(element);
        }
    }
}

/// The focused element inside another, also in a shadow root, and its index among the elements with its tag name.
fn find_focus(element: &Element) -> Option<(Element, usize)> {
    let active = active_element(element)?;
    let index = elements_by_tag(element, &active.tag_name()).position(|other| other == active)?;
    Some((active, index))
}

fn find_drawing(element: &Element) -> Option<Element> {
    element.query_selector(&["[", DRAWN_ATTRIBUTE, "]"].concat()).ok()?
}

fn elements_by_tag(element: &Element, name: &str) -> impl Iterator<Item = Element> + use<> {
    let elements = element.get_elements_by_tag_name(name);
    (0..elements.length()).filter_map(move |index| elements.item(index))
}
