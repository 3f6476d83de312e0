//! The site's picture for sharing: the mission's title over the constellation.

use text::typography::apply_french_spacing;

use super::{
    Constellation, SHARING_PICTURE, read_color,
    typeface::{DISPLAY, Ruler},
};
use crate::{documents::Documents, html::escape};

/// The distance of text from the edges, in pixels.
const MARGIN: f32 = 56.0;
/// The line height of capitals, relative to the font size.
const LINE_HEIGHT: f32 = 0.84;
/// The largest vertical position at which the title ends, in pixels.
const TITLE_BOTTOM: f32 = 440.0;
/// The distance of the first baseline from the top of the title, relative to the font size: a little more than the
/// height of capitals.
const FIRST_BASELINE: f32 = 0.72;
/// How far the title begins to the left of the margin, relative to the font size. At this size, the space that a letter
/// has at its left would look like an indent.
const OUTDENT: f32 = 0.03;
/// The space between letters, relative to the font size.
const LETTER_SPACING: f32 = -0.008;

/// Draws the title across the picture, the constellation behind it, and the association's name. `None` if the face
/// cannot be read.
pub(super) fn draw_sharing_card(documents: &Documents) -> Option<String> {
    let (_, width, height) = SHARING_PICTURE;
    let title = apply_french_spacing(&documents.mission.title).to_uppercase();
    let (size, lines) = fit_lines(&title, width as f32 - 2.0 * MARGIN)?;
    let lines = lines.iter().enumerate().map(|(at, line)| {
        let y = MARGIN + size * (FIRST_BASELINE + LINE_HEIGHT * at as f32);
        render_text(line, MARGIN - OUTDENT * size, y, size)
    });
    let name =
        render_text(&documents.site.name.to_uppercase(), MARGIN, height as f32 - MARGIN, 64.0);
    let [paper, ink, dot, own] =
        ["--opening-paper", "--opening-ink", "--opening-dot", "--opening-own"].map(read_color);
    let ids = documents.partners.organisations.iter().map(|organisation| organisation.id.as_str());
    let drawn = Constellation::new(ids);
    let dots = Constellation::SIZES.into_iter().enumerate().map(|(size, wide)| {
        let colour = if size == Constellation::OWN_SIZE { own } else { dot };
        format!("<path stroke=\"{colour}\" stroke-width=\"{wide}\" d=\"{}\"/>", drawn.points(size))
    });
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">\
         <path fill=\"{paper}\" d=\"M0 0h{width}v{height}H0z\"/>\
         <svg x=\"490\" y=\"-40\" width=\"710\" height=\"710\" viewBox=\"{}\" \
         fill=\"none\" stroke-linecap=\"round\">\
         <path stroke=\"{dot}\" stroke-width=\"5\" d=\"{}\"/>{}</svg>\
         <g fill=\"{ink}\" font-family=\"{}\">{}{name}</g></svg>",
        drawn.view_box(),
        drawn.lines(),
        dots.collect::<String>(),
        DISPLAY.family,
        lines.collect::<String>(),
    ))
}

fn render_text(text: &str, x: f32, y: f32, size: f32) -> String {
    let text = escape(text);
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" letter-spacing=\"{}\">{text}</text>",
        LETTER_SPACING * size
    )
}

/// Breaks a text into as many lines as make it largest within `width`, and returns the font size with the lines.
fn fit_lines(text: &str, width: f32) -> Option<(f32, Vec<String>)> {
    let ruler = Ruler::new(&DISPLAY)?;
    let measure =
        |line: &String| ruler.measure(line) + LETTER_SPACING * line.chars().count() as f32;
    let fits = (1..=5).map(|count| {
        let lines = break_lines(text, count);
        let widest = lines.iter().map(measure).fold(0.0, f32::max);
        let highest = (TITLE_BOTTOM - MARGIN) / (LINE_HEIGHT * lines.len() as f32);
        (highest.min(width / widest), lines)
    });
    fits.max_by(|(one, _), (other, _)| one.total_cmp(other))
}

/// Breaks a text into about `count` lines of about the same length.
fn break_lines(text: &str, count: usize) -> Vec<String> {
    let target = text.chars().count().div_ceil(count);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            // A line may be half a word too long.
            Some(line) if line.chars().count() + word.chars().count() / 2 < target => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::break_lines;

    #[test]
    fn a_title_is_broken_into_lines_of_about_the_same_length() {
        assert_eq!(
            break_lines("CONSTRUIRE DU POUVOIR COLLECTIF", 2),
            ["CONSTRUIRE DU", "POUVOIR COLLECTIF"]
        );
        assert_eq!(break_lines("MOT", 3), ["MOT"]);
    }
}
