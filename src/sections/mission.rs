//! What the association does.

use leptos::prelude::*;

use crate::{
    components::{ITEM, el, live, prose, section_title},
    content::Mission,
    surface::Surface,
};

/// The mission: a title like a poster, then a text to read.
pub fn mission(mission: ReadSignal<Mission>, surface: Surface) -> AnyView {
    live(move || {
        let Mission { title, paragraphs } = &*mission.read();
        let terms = surface.terms();
        let paragraph = |text: &String| el("p").attr(ITEM, "").child(prose(text, &terms));
        el("section")
            .class("mission")
            .attr("aria-labelledby", "mission-titre")
            .live_attr("data-layout", surface.layout())
            .child(section_title("mission-titre", title, &surface))
            .child(el("div").class("mission__text").children(paragraphs.iter().map(paragraph)))
    })
}
