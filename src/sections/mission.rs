//! What the association does.

use leptos::prelude::*;

use crate::{
    components::{El, ITEM, constellation, el, live, prose, section_title},
    content::{Mission, Partners},
    surface::Surface,
};

/// The mission: a title like a poster with the first paragraph on it, then a text to read.
pub fn mission(mission: ReadSignal<Mission>, surface: Surface) -> AnyView {
    live(move || poster(&mission.read(), &surface, None))
}

/// The mission as the page opens with it: the organisations are drawn on the poster, once they are known.
pub fn opening(
    mission: ReadSignal<Mission>,
    partners: ReadSignal<Partners>,
    surface: Surface,
) -> AnyView {
    let drawing = move || {
        let organisations = &partners.read().organisations;
        (!organisations.is_empty()).then(|| constellation(organisations))
    };
    live(move || {
        let picture = el("div").class("mission__picture").child(live(drawing));
        poster(&mission.read(), &surface, Some(picture))
    })
}

fn poster(Mission { title, paragraphs }: &Mission, surface: &Surface, picture: Option<El>) -> El {
    let terms = surface.terms();
    let paragraph = |text: &String| el("p").attr(ITEM, "").child(prose(text, &terms));
    let (lead, rest) = paragraphs.split_at(paragraphs.len().min(1));
    let lead = lead.iter().map(|text| paragraph(text).class("mission__lead"));
    let rest = rest.iter().map(paragraph);
    let text = || el("div").class("mission__text");
    el("section")
        .class("mission")
        .attr("aria-labelledby", "mission-titre")
        .live_attr("data-layout", surface.layout())
        .child(
            el("div")
                .class("mission__poster")
                .child(picture)
                .child(section_title("mission-titre", title, surface))
                .children(lead),
        )
        .child((rest.len() > 0).then(|| text().children(rest)))
}
