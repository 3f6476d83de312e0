//! The mission section.

use leptos::{html, prelude::*};

use crate::{
    browser::DRAWN_ATTRIBUTE,
    components::{El, ITEM_ATTRIBUTE, Markup, el, prose, section_title},
    surface::Surface,
};
use content::Mission;

/// The mission: a poster with the title and the first paragraph, then the other paragraphs as body text.
#[component]
pub fn MissionSection(mission: ReadSignal<Mission>, surface: Surface) -> Markup {
    render(mission, false, surface)
}

/// The mission as the page's opening: its poster has an element for a picture, which the build draws and the Wasm
/// preserves.
#[component]
pub fn OpeningSection(mission: ReadSignal<Mission>, surface: Surface) -> Markup {
    render(mission, true, surface)
}

fn render(mission: ReadSignal<Mission>, has_picture: bool, surface: Surface) -> Markup {
    Markup::live_element(move || {
        let Mission { title, paragraphs } = &*mission.read();
        let terms = surface.foreign_terms();
        let paragraph =
            |text: &String| el(html::p()).attr(ITEM_ATTRIBUTE, "").child(prose(text, &terms));
        let mut text: Vec<El> = paragraphs.iter().map(paragraph).collect();
        let rest = text.split_off(text.len().min(1));
        let lead = text.pop().map(|lead| lead.class("mission__lead"));
        let title = section_title("mission-titre", title, &surface);
        let poster = el(html::div()).class("mission__poster");
        el(html::section())
            .class("mission")
            .attr("aria-labelledby", "mission-titre")
            .attr("data-layout", surface.layout())
            .child(poster.child(has_picture.then(picture)).child(title).child(lead))
            .child(
                (!rest.is_empty()).then(|| el(html::div()).class("mission__text").children(rest)),
            )
    })
}

fn picture() -> El {
    el(html::div()).class("mission__picture").attr("aria-hidden", "true").attr(DRAWN_ATTRIBUTE, "")
}
