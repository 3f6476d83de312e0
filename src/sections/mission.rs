//! What the association does.

use leptos::prelude::*;

use crate::{
    browser::DRAWN,
    components::{El, ITEM, el, live, prose, section_title},
    surface::Surface,
};
use content::Mission;

/// The mission: a title like a poster with the first paragraph on it, then a text to read.
pub fn mission(mission: ReadSignal<Mission>, surface: Surface) -> AnyView {
    shown(mission, false, surface)
}

/// The mission as the page opens with it: with a place on the poster for a picture, which the build draws
/// and the Wasm leaves alone.
pub fn opening(mission: ReadSignal<Mission>, surface: Surface) -> AnyView {
    shown(mission, true, surface)
}

fn shown(mission: ReadSignal<Mission>, pictured: bool, surface: Surface) -> AnyView {
    live(move || {
        let Mission { title, paragraphs } = &*mission.read();
        let terms = surface.terms();
        let paragraph = |text: &String| el("p").attr(ITEM, "").child(prose(text, &terms));
        let mut text: Vec<El> = paragraphs.iter().map(paragraph).collect();
        let rest = text.split_off(text.len().min(1));
        let lead = text.pop().map(|lead| lead.class("mission__lead"));
        let title = section_title("mission-titre", title, &surface);
        let poster = el("div").class("mission__poster");
        el("section")
            .class("mission")
            .attr("aria-labelledby", "mission-titre")
            .live_attr("data-layout", surface.layout())
            .child(poster.child(pictured.then(picture)).child(title).child(lead))
            .child((!rest.is_empty()).then(|| el("div").class("mission__text").children(rest)))
    })
}

fn picture() -> El {
    el("div").class("mission__picture").attr("aria-hidden", "true").attr(DRAWN, "")
}
