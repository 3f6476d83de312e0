//! What the association does.

use leptos::prelude::*;

use crate::{
    components::{El, ITEM, constellation, el, live, prose, section_title},
    content::{Mission, Partners},
    surface::Surface,
};

/// The mission: a title like a poster with the first paragraph on it, then a text to read.
pub fn mission(mission: ReadSignal<Mission>, surface: Surface) -> AnyView {
    shown(mission, None, surface)
}

/// The mission as the page opens with it: the organisations are drawn on the poster, once they are known.
pub fn opening(
    mission: ReadSignal<Mission>,
    partners: ReadSignal<Partners>,
    surface: Surface,
) -> AnyView {
    shown(mission, Some(partners), surface)
}

fn shown(
    mission: ReadSignal<Mission>,
    partners: Option<ReadSignal<Partners>>,
    surface: Surface,
) -> AnyView {
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
            .child(poster.child(partners.map(picture)).child(title).child(lead))
            .child((!rest.is_empty()).then(|| el("div").class("mission__text").children(rest)))
    })
}

fn picture(partners: ReadSignal<Partners>) -> El {
    let drawing = move || {
        let organisations = &partners.read().organisations;
        (!organisations.is_empty()).then(|| constellation(organisations))
    };
    el("div").class("mission__picture").child(live(drawing))
}
