//! The organisations as a drawing.

use super::{El, el};
use crate::{constellation::Constellation, content::Organisation};

/// What the dots of each size are called in the sheets; the last is the association's.
const DOTS: [&str; 4] =
    ["constellation__small", "constellation__middle", "constellation__large", "constellation__own"];

/// The organisations around the association. It is for the eye alone: the list of organisations says
/// the same in words.
pub fn constellation(organisations: &[Organisation]) -> El {
    let drawn = Constellation::of(organisations.iter().map(|Organisation { id, .. }| id.as_str()));
    let path = |class, data: String, width: i32| {
        el("path").class(class).attr("stroke-width", width.to_string()).attr("d", data)
    };
    let mut svg = el("svg")
        .class("constellation")
        .attr("viewBox", drawn.view_box())
        .attr("preserveAspectRatio", "xMaxYMid meet")
        .attr("aria-hidden", "true")
        .child(path("constellation__links", drawn.lines(), 5).attr("pathLength", "1"));
    for (size, class) in DOTS.into_iter().enumerate() {
        svg = svg.child(path(class, drawn.points(size), Constellation::SIZES[size]));
    }
    svg
}
