//! The way to show a section on one's own site.

use leptos::prelude::*;

use super::{El, el};
use crate::{
    browser::{self, Handle},
    options::Section,
};

/// "Intégrer", with the name of what it is about: it opens the dialog that makes a snippet. The page's own
/// script hears of it by `data-embed`, with or without the Wasm; without scripts it is what it is in the HTML,
/// a link to the section's embed document. `base` is where the site's files are, ending with `/`.
pub fn embed_control(section: Section, name: &'static str, base: &str) -> El {
    let running = browser::interactive();
    let told = move |what: &'static str| move || running.get().then_some(what);
    let handle = Handle::new();
    // A button answers to the space bar, too.
    let pressed = move |event| {
        if browser::own_key(&event).as_deref() == Some(" ") {
            event.prevent_default();
            browser::click(handle);
        }
    };
    let whose = el("span").class("visually-hidden").child(["\u{a0}: ", name].concat());
    let control = el("a")
        .class("embed-control")
        .attr("href", [base, "embed/v1/", section.name(), ".html"].concat())
        .attr("data-embed", section.name())
        .live_attr("role", told("button"))
        .live_attr("aria-haspopup", told("dialog"))
        .handle(handle)
        .on("keydown", pressed)
        .child("Intégrer")
        .child(whose);
    el("div").class("slot__embed").child(control)
}
