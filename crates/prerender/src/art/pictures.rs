//! The picture that stands for the page where it is shared, and the icons: drawn as SVG from the
//! content, then as PNG, since nobody who shows them reads SVG.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use text::typography::apply_french_spacing;

use super::{
    Constellation, FEED_ICON, ICONS, SHARED, TOUCH, UNBIDDEN,
    icon::{draw_icon, wrap_in_ico},
    icon_path,
};
use crate::{Error, SiteUrl, documents::Documents, html::escaped};

/// The display face: the same as the web font, in the one format that is read here.
const FACE: &[u8] = include_bytes!("../../../../docs/fonts/next-level-affiche.ttf");
const FAMILY: &str = "Next Level Affiche";
const TOKENS: &str = include_str!("../../../../style/tokens.css");

/// How far words stay from the edges, how close lines of capitals stand, and where the title ends at most.
const EDGE: f32 = 56.0;
const LINE: f32 = 0.84;
const TITLE: f32 = 440.0;

/// A picture of the site, by its path from the site's folder.
pub struct Picture {
    /// The path, such as `icons/partage.png`.
    pub path: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Every picture that the build draws. The one for sharing and the feed's are named by absolute addresses
/// alone, and so are there only with the site's.
///
/// # Errors
/// A document of the content is not there, or a drawing is none.
pub fn draw_pictures(
    json: impl Fn(&str) -> Option<String>,
    url: Option<&SiteUrl>,
) -> Result<Vec<Picture>, Error> {
    let words = Documents::read(json)?;
    let pen = Pen::new();
    let picture = |path: &str, bytes: Option<Vec<u8>>| {
        Ok(Picture { path: path.to_owned(), bytes: bytes.ok_or(Error::Picture)? })
    };
    let mut drawn = Vec::new();
    if url.is_some() {
        let (path, width, height) = SHARED;
        let card = card(&words, &pen).ok_or(Error::Picture)?;
        drawn.push(picture(path, pen.png(&card, width, height))?);
    }
    let sizes = url.map(|_| FEED_ICON).into_iter().chain([TOUCH]).chain(ICONS);
    for size in sizes {
        drawn.push(picture(&icon_path(size), pen.png(&draw_icon(), size, size))?);
    }
    let (path, size) = UNBIDDEN;
    drawn.push(picture(path, pen.png(&draw_icon(), size, size).and_then(|png| wrap_in_ico(&png)))?);
    Ok(drawn)
}

/// The title as large as the card, on the organisations' drawing, and whose it is.
fn card(words: &Documents, pen: &Pen) -> Option<String> {
    let (_, width, height) = SHARED;
    let title = apply_french_spacing(&words.mission.title).to_uppercase();
    let (size, lines) = pen.fitted(&title, width as f32 - 2.0 * EDGE)?;
    let lines = lines.iter().enumerate().map(|(at, line)| {
        let y = EDGE + size * (0.72 + LINE * at as f32);
        text(line, EDGE - 0.03 * size, y, size)
    });
    let name = text(&words.site.name.to_uppercase(), EDGE, height as f32 - EDGE, 64.0);
    let [paper, ink, dot, own] =
        ["--opening-paper", "--opening-ink", "--opening-dot", "--opening-own"].map(token);
    let ids = words.partners.organisations.iter().map(|organisation| organisation.id.as_str());
    let drawn = Constellation::of(ids);
    let dots = Constellation::SIZES.into_iter().enumerate().map(|(size, wide)| {
        let colour = if size == 3 { own } else { dot };
        format!("<path stroke=\"{colour}\" stroke-width=\"{wide}\" d=\"{}\"/>", drawn.points(size))
    });
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">\
         <path fill=\"{paper}\" d=\"M0 0h{width}v{height}H0z\"/>\
         <svg x=\"490\" y=\"-40\" width=\"710\" height=\"710\" viewBox=\"{}\" \
         fill=\"none\" stroke-linecap=\"round\">\
         <path stroke=\"{dot}\" stroke-width=\"5\" d=\"{}\"/>{}</svg>\
         <g fill=\"{ink}\" font-family=\"{FAMILY}\">{}{name}</g></svg>",
        drawn.view_box(),
        drawn.lines(),
        dots.collect::<String>(),
        lines.collect::<String>(),
    ))
}

fn text(words: &str, x: f32, y: f32, size: f32) -> String {
    let words = escaped(words);
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" letter-spacing=\"{}\">{words}</text>",
        -0.008 * size
    )
}

/// A colour of the sheets, as it is for a browser that knows sRGB alone.
pub(super) fn token(name: &str) -> &'static str {
    let value = TOKENS.split_once(&format!("{name}: ")).and_then(|(_, rest)| rest.split_once('#'));
    value
        .and_then(|(_, rest)| TOKENS.get(TOKENS.len() - rest.len() - 1..)?.get(..7))
        .unwrap_or("#000")
}

/// What draws.
pub(super) struct Pen(Options<'static>);

impl Pen {
    pub(super) fn new() -> Self {
        let mut options = Options::default();
        options.fontdb_mut().load_font_data(FACE.to_vec());
        Self(options)
    }

    /// The words in as many lines as make them largest, and their size.
    fn fitted(&self, words: &str, room: f32) -> Option<(f32, Vec<String>)> {
        let fits = (1..=5).filter_map(|count| {
            let lines = broken(words, count);
            let mut widths = lines.iter().map(|line| self.width(line));
            let widest = widths.try_fold(0.0_f32, |most, width| Some(most.max(width?)))?;
            let high = (TITLE - EDGE) / (LINE * lines.len() as f32);
            Some((high.min(room / widest), lines))
        });
        fits.max_by(|(one, _), (other, _)| one.total_cmp(other))
    }

    /// How wide words are, at a size of one.
    fn width(&self, words: &str) -> Option<f32> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9999 999\" font-family=\"{FAMILY}\">{}</svg>",
            text(words, 0.0, 500.0, 100.0)
        );
        Some(Tree::from_str(&svg, &self.0).ok()?.root().abs_bounding_box().width() / 100.0)
    }

    pub(super) fn png(&self, svg: &str, width: u32, height: u32) -> Option<Vec<u8>> {
        let tree = Tree::from_str(svg, &self.0).ok()?;
        let mut pixels = Pixmap::new(width, height)?;
        let size = tree.size();
        let scale =
            Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
        resvg::render(&tree, scale, &mut pixels.as_mut());
        pixels.encode_png().ok()
    }
}

/// Words in about so many lines of about the same length.
fn broken(words: &str, count: usize) -> Vec<String> {
    let each = words.chars().count().div_ceil(count);
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            // A word goes where more of it fits: a line may be half a word too long.
            Some(line) if line.chars().count() + word.chars().count() / 2 < each => {
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

    use super::*;
    use crate::testing;

    fn json(file: &str) -> Option<String> {
        testing::content(file)
    }

    fn drawn(json: impl Fn(&str) -> Option<String>) -> Vec<Picture> {
        let url = SiteUrl::try_from("https://exemple.org/").expect("an address");
        draw_pictures(json, Some(&url)).unwrap_or_else(|fault| panic!("{fault}"))
    }

    #[test]
    fn every_picture_is_drawn_alike_each_time_and_as_large_as_it_is_said_to_be() {
        let (once, again) = (drawn(json), drawn(json));
        assert_eq!(once.len(), 6);
        for (one, other) in once.iter().zip(&again) {
            assert!(one.bytes == other.bytes, "{}", one.path);
        }
        let pixels = Pixmap::decode_png(&once[0].bytes).expect("a PNG");
        assert_eq!((pixels.width(), pixels.height()), (1200, 630));
        let corner = pixels.pixel(2, 2).expect("a pixel").demultiply();
        assert_eq!((corner.red(), corner.green(), corner.blue()), (0xf4, 0xf0, 0));
        let dark = |at: &&resvg::tiny_skia::PremultipliedColorU8| at.red() < 40;
        let dark = pixels.pixels().iter().filter(dark).count();
        assert!(dark > 60_000, "the title is there, in the display face: {dark} dark pixels");
    }

    #[test]
    fn another_organisation_is_another_picture() {
        let without = |file: &str| Some(json(file)?.replace("\"lallab\"", "\"une-autre\""));
        assert!(drawn(json)[0].bytes != drawn(without)[0].bytes);
    }

    #[test]
    fn what_only_an_absolute_address_names_is_drawn_only_where_there_is_one() {
        let without = draw_pictures(json, None).unwrap_or_else(|fault| panic!("{fault}"));
        let there = |all: &[Picture], path: &str| all.iter().any(|picture| picture.path == path);
        for path in [SHARED.0, &icon_path(FEED_ICON)] {
            assert!(there(&drawn(json), path) && !there(&without, path), "{path}");
        }
    }

    #[test]
    fn a_title_is_broken_into_lines_of_about_the_same_length() {
        assert_eq!(
            broken("CONSTRUIRE DU POUVOIR COLLECTIF", 2),
            ["CONSTRUIRE DU", "POUVOIR COLLECTIF"]
        );
        assert_eq!(broken("MOT", 3), ["MOT"]);
    }
}
