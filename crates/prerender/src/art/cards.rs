//! The pictures of a testimonial: the card that messengers show beside its link, and the poster to download. Its words
//! are set as on the page; the longer they are, the smaller, and they are never cut.

use content::Testimonial;
use next_level::copyfit::Length;
use text::typography::apply_french_spacing;
use ttf_parser::Face;

use super::read_color;
use crate::html::escape;

/// The card that messengers show: the end of its path, its width and height in pixels.
pub(crate) const CARD: (&str, u32, u32) = ("carte.png", 1200, 630);

/// The poster to download, in the format of a phone's screen.
pub(crate) const POSTER: (&str, u32, u32) = ("affiche.png", 1080, 1350);

/// The path of a picture of a testimonial. `cargo xtask dist` puts its hash into its name.
pub(crate) fn card_path(id: &str, picture: &str) -> String {
    format!("temoignages/{id}/{picture}")
}

/// A face of the site, in the format that resvg reads.
pub(super) struct Typeface {
    pub(super) family: &'static str,
    pub(super) bytes: &'static [u8],
}

/// The face of titles and of short quotations.
pub(super) const DISPLAY: Typeface = Typeface {
    family: "Next Level Affiche",
    bytes: include_bytes!("../../../../docs/fonts/next-level-affiche.ttf"),
};

/// The face of long quotations.
pub(super) const TEXT: Typeface = Typeface {
    family: "Next Level Texte",
    bytes: include_bytes!("../../../../docs/fonts/next-level-texte.ttf"),
};

/// The distance of text from the edges, in pixels.
const MARGIN: f32 = 64.0;
/// The largest size of the quoted words, in pixels.
const MAX_SIZE: u32 = 180;

/// Lines of text, each with the same size.
struct Block<'a> {
    face: &'a Ruler<'a>,
    size: f32,
    /// The distance of two lines, relative to the size.
    leading: f32,
    lines: Vec<String>,
}

impl Block<'_> {
    /// Renders the lines below one another, the first with its top at `y`.
    fn render(&self, x: f32, y: f32) -> String {
        let Self { face, size, leading, lines } = self;
        let line = |(index, line): (usize, &String)| {
            let y = y + size * (face.ascent + leading * index as f32);
            format!("<text x=\"{x}\" y=\"{y:.1}\">{}</text>", escape(line))
        };
        let lines: String = lines.iter().enumerate().map(line).collect();
        format!("<g font-family=\"{}\" font-size=\"{size}\">{lines}</g>", face.family)
    }

    fn height(&self) -> f32 {
        self.size * self.leading * self.lines.len() as f32
    }
}

/// Measures texts in a face.
struct Ruler<'a> {
    face: Face<'a>,
    family: &'static str,
    /// The height of capitals, relative to the size.
    ascent: f32,
}

impl Ruler<'_> {
    fn new(typeface: &Typeface) -> Option<Self> {
        let face = Face::parse(typeface.bytes, 0).ok()?;
        let ascent = f32::from(face.capital_height()?) / f32::from(face.units_per_em());
        Some(Self { face, family: typeface.family, ascent })
    }

    /// The width of a text at a size of one. A character that the face does not have counts as wide as the size.
    fn measure(&self, text: &str) -> f32 {
        let advance = |c| self.face.glyph_hor_advance(self.face.glyph_index(c)?);
        let units = f32::from(self.face.units_per_em());
        text.chars().map(|c| advance(c).map_or(1.0, |width| f32::from(width) / units)).sum()
    }

    /// Breaks a text into lines no wider than `width`, unless a word is.
    fn wrap(&self, text: &str, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
                let longer =
                    if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if line.is_empty() || self.measure(&longer) <= width {
                    line = longer;
                } else {
                    lines.push(std::mem::replace(&mut line, word.to_owned()));
                }
            }
            lines.push(line);
        }
        lines
    }

    /// Sets a text as large as fits into a box.
    fn fit(&self, text: &str, leading: f32, (width, height): (f32, f32), max: u32) -> Block<'_> {
        let set = |size: u32| {
            let size = size as f32;
            Block { face: self, size, leading, lines: self.wrap(text, width / size) }
        };
        let fits = |block: &Block<'_>| {
            let widest = block.lines.iter().map(|line| self.measure(line)).fold(0.0, f32::max);
            block.height() <= height && widest * block.size <= width
        };
        // The largest size that fits, by bisection: measuring takes most of the time of a card.
        let (mut fitting, mut too_large) = (1, max + 1);
        while too_large - fitting > 1 {
            let size = u32::midpoint(fitting, too_large);
            if fits(&set(size)) {
                fitting = size;
            } else {
                too_large = size;
            }
        }
        set(fitting)
    }
}

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
