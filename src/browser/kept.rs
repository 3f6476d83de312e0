//! What must outlive the content of an element when that is made anew.

use web_sys::Element;

use super::focus::{self, focus_nearest, focus_still};

/// The attribute of an element that the build draws into: what is inside, the Wasm cannot make.
pub const DRAWN: &str = "data-drawn";

/// What a visitor has done inside an element, and what the build has drawn there.
pub struct Kept {
    /// What has the focus, and its place among all of its name.
    focus: Option<(Element, usize)>,
    /// The places of the `details` that are open.
    open: Vec<usize>,
    /// The places of the rows that are scrolled, and how far.
    scrolled: Vec<(usize, i32)>,
    drawn: Option<Element>,
}

impl Kept {
    /// Takes note of it.
    #[must_use]
    pub fn inside(element: &Element) -> Self {
        let open = all(element, "details").enumerate().filter(|(_, one)| one.has_attribute("open"));
        Self {
            focus: focused(element),
            open: open.map(|(at, _)| at).collect(),
            scrolled: Vec::new(),
            drawn: drawn(element),
        }
    }

    /// Takes note of what is scrolled, too: for that the browser has to lay the page out.
    #[must_use]
    pub fn with_scrolls(self, element: &Element) -> Self {
        let rows = all(element, "div").map(|row| row.scroll_left()).enumerate();
        Self { scrolled: rows.filter(|(_, left)| *left > 0).collect(), ..self }
    }

    /// Gives it back to the content that is there now. The focus goes to what is like that which had it, or
    /// stands in its place, or is the last of its kind; else to the nearest place around that can take it.
    pub fn put_back(&self, element: &Element) {
        if let (Some(before), Some(after)) = (&self.drawn, drawn(element)) {
            while let Some(child) = before.first_child() {
                let _ = after.append_child(&child);
            }
        }
        for at in &self.open {
            let _ = all(element, "details").nth(*at).map(|one| one.set_attribute("open", ""));
        }
        for (at, left) in &self.scrolled {
            let _ = all(element, "div").nth(*at).map(|row| row.set_scroll_left(*left));
        }
        let Some((before, at)) = &self.focus else { return };
        let same = || all(element, &before.tag_name());
        let after = same()
            .find(|after| after.is_equal_node(Some(before)))
            .or_else(|| same().take(at + 1).last());
        if !after.is_some_and(|after| focus_still(&after)) {
            focus_nearest(element);
        }
    }
}

/// What has the focus inside an element, be it in a shadow root, and its place among all of its name.
fn focused(element: &Element) -> Option<(Element, usize)> {
    let active = focus::focused(element)?;
    let at = all(element, &active.tag_name()).position(|one| one == active)?;
    Some((active, at))
}

fn drawn(element: &Element) -> Option<Element> {
    element.query_selector(&["[", DRAWN, "]"].concat()).ok()?
}

fn all(element: &Element, name: &str) -> impl Iterator<Item = Element> + use<> {
    let all = element.get_elements_by_tag_name(name);
    (0..all.length()).filter_map(move |at| all.item(at))
}
