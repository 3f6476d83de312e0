//! The pictures of a testimonial: the card that messengers show beside its link, and the poster to download. Its words
//! are set as on the page; the longer they are, the smaller, and they are never cut.

use content::Testimonial;
use next_level::copyfit::Length;
use text::typography::apply_french_spacing;

use super::{
    read_color,
    typeface::{DISPLAY, Ruler, TEXT},
};

/// The card that messengers show: the end of its path, its width and height in pixels.
pub(crate) const CARD: (&str, u32, u32) = ("carte.png", 1200, 630);

/// The poster to download, in the portrait format of social networks (4:5).
pub(crate) const POSTER: (&str, u32, u32) = ("affiche.png", 1080, 1350);

/// The path of a picture of a testimonial. `cargo xtask dist` puts its hash into its name.
pub(crate) fn picture_path(id: &str, picture: &str) -> String {
    format!("temoignages/{id}/{picture}")
}

/// The distance of text from the edges, in pixels.
const MARGIN: f32 = 64.0;
/// The largest size of the quoted words, in pixels.
const MAX_SIZE: u32 = 180;

/// Draws a testimonial as SVG. `None` if a face cannot be read.
pub(crate) fn draw_testimonial(
    testimonial: &Testimonial,
    site_name: &str,
    (width, height): (u32, u32),
) -> Option<String> {
    let Testimonial { quote, name, role, .. } = testimonial;
    let (display, text) = (Ruler::new(&DISPLAY)?, Ruler::new(&TEXT)?);
    let (paper, ink) = (read_color("--voice-paper"), read_color("--voice-ink"));
    let column = width as f32 - 2.0 * MARGIN;

    let bottom = height as f32 - MARGIN;
    let site = display.fit(site_name, 1.0, (column / 2.0, 40.0), 34);
    let site_width = display.measure(site_name) * site.size;
    let role_column = column - site_width - 40.0;
    let role = text.fit(&apply_french_spacing(role), 1.2, (role_column, 76.0), 30);
    let name = display.fit(&apply_french_spacing(name), 1.1, (column, 100.0), 46);
    let role_top = bottom - role.height();
    let name_top = role_top - 6.0 - name.height();

    let words = apply_french_spacing(&format!("«{quote}»"));
    let (face, leading) = match Length::of(std::slice::from_ref(quote)) {
        Length::Long => (&text, 1.3),
        Length::Short | Length::Medium => (&display, 1.0),
    };
    let quotation = face.fit(&words, leading, (column, name_top - 40.0 - MARGIN), MAX_SIZE);
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">\
         <path fill=\"{paper}\" d=\"M0 0h{width}v{height}H0z\"/><g fill=\"{ink}\">{}{}{}{}</g></svg>",
        quotation.render(MARGIN, MARGIN),
        name.render(MARGIN, name_top),
        role.render(MARGIN, role_top),
        site.render(width as f32 - MARGIN - site_width, bottom - site.height()),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(quote: &str, name: &str) -> String {
        let testimonial = Testimonial {
            quote: quote.to_owned(),
            name: name.to_owned(),
            role: "Organisatrice, à Saint-Étienne".to_owned(),
            ..Testimonial::default()
        };
        let (_, width, height) = CARD;
        draw_testimonial(&testimonial, "Le Next Level", (width, height)).expect("the faces")
    }

    /// The texts of a drawing, each with the lower end of its line, in pixels.
    fn lines(svg: &str) -> Vec<(String, f32)> {
        let texts = svg.split("<text ").skip(1);
        let read = |text: &str| {
            let (attributes, rest) = text.split_once('>')?;
            let y = attributes.split_once("y=\"")?.1.split_once('"')?.0.parse().ok()?;
            Some((rest.split_once('<')?.0.to_owned(), y))
        };
        texts.filter_map(read).collect()
    }

    #[test]
    fn no_word_is_cut_however_long_the_quotation_is() {
        for count in [1, 12, 200, 900] {
            let quote = ["élève"].repeat(count).join(" ");
            let lines =
                lines(&draw(&quote, "Une Personne Dont Le Nom Compte Soixante Caractères En Tout"));
            let words: String = lines.iter().map(|(line, _)| line.as_str()).collect();
            assert_eq!(words.matches("élève").count(), count);
            assert!(lines.iter().all(|(_, y)| *y < CARD.2 as f32), "{lines:?}");
        }
    }

    #[test]
    fn the_longer_the_quotation_the_smaller_its_words() {
        let size = |count: usize| {
            let svg = draw(&["mot"].repeat(count).join(" "), "Nom");
            let (_, rest) = svg.split_once("font-size=\"").expect("a size");
            rest.split_once('"').expect("its end").0.parse::<u32>().expect("pixels")
        };
        let sizes = [3, 12, 40, 200, 900].map(size);
        assert!(sizes.is_sorted_by(|one, other| one > other), "{sizes:?}");
        assert_eq!(sizes[0], MAX_SIZE);
    }

    #[test]
    fn the_content_is_never_parsed_as_svg() {
        let svg = draw("</text><script>&", "<b>");
        assert!(!svg.contains("<script") && !svg.contains("<b>"), "{svg}");
    }
}
