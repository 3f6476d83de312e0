//! The way to show a section on one's own site.

use leptos::prelude::*;

use super::{El, el, live};
use crate::{browser, options::Section};

/// "Intégrer", with the name of what it is about: it opens the dialog that makes a snippet. The page's own
/// script hears of it by `data-embed`, with or without the Wasm; without scripts it leads to the section's
/// embed document. `base` is where the site's files are, ending with `/`.
pub fn embed_control(section: Section, name: &'static str, base: &str) -> El {
    let running = browser::interactive();
    let href = format!("{base}embed/v1/{}.html", section.name());
    let control = move || {
        let control = if running.get() {
            el("button").attr("type", "button").attr("aria-haspopup", "dialog")
        } else {
            el("a").attr("href", &href)
        };
        let whose = el("span").class("visually-hidden").child(["\u{a0}: ", name].concat());
        control
            .class("embed-control")
            .attr("data-embed", section.name())
            .child("Intégrer")
            .child(whose)
    };
    el("div").class("slot__embed").child(live(control))
}
