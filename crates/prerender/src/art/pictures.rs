//! The pictures for sharing and the icons: drawn as SVG from the content, then rendered as PNG, since social networks
//! and phones support no SVG.

use std::{collections::HashMap, num::NonZero, thread};

use content::Testimonial;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use text::typography::apply_french_spacing;

use super::{
    CARD, Constellation, FAVICON, FEED_ICON, MANIFEST_ICONS, POSTER, SHARING_PICTURE, TOUCH_ICON,
    card_path,
    cards::{DISPLAY, TEXT},
    draw_testimonial,
    icon::{draw_icon, wrap_in_ico},
    icon_path, read_color,
};
use crate::{Error, SiteUrl, documents::Documents, html::escape};

const FAMILY: &str = DISPLAY.family;

/// The distance of text from the edges, in pixels.
const MARGIN: f32 = 56.0;
/// The line height of capitals, relative to the font size.
const LINE_HEIGHT: f32 = 0.84;
/// The largest vertical position at which the title ends, in pixels.
const TITLE_BOTTOM: f32 = 440.0;

/// A picture of the site, by its path from the site's folder.
pub struct Picture {
    /// The path, such as `icons/partage.png`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Draws every picture of the site. Only absolute URLs lead to those for sharing and of the feed, so without the site's
/// URL they are not drawn.
///
/// # Errors
/// A document of the content is missing, or a picture cannot be drawn.
pub fn draw_pictures(
    json: impl Fn(&str) -> Option<String>,
    url: Option<&SiteUrl>,
) -> Result<Vec<Picture>, Error> {
    let documents = Documents::read(json)?;
    let renderer = Renderer::new();
    let picture = |path: &str, bytes: Option<Vec<u8>>| {
        Ok(Picture { path: path.to_owned(), bytes: bytes.ok_or(Error::Picture)? })
    };
    let mut drawn = Vec::new();
    if url.is_some() {
        let (path, width, height) = SHARING_PICTURE;
        let card = draw_sharing_card(&documents, &renderer).ok_or(Error::Picture)?;
        drawn.push(picture(path, renderer.render_png(&card, width, height))?);
        drawn.extend(draw_cards(&documents, &renderer).ok_or(Error::Picture)?);
    }
    let sizes = url.map(|_| FEED_ICON).into_iter().chain([TOUCH_ICON]).chain(MANIFEST_ICONS);
    for size in sizes {
        drawn.push(picture(&icon_path(size), renderer.render_png(&draw_icon(), size, size))?);
    }
    let (path, size) = FAVICON;
    drawn.push(picture(
        path,
        renderer.render(&draw_icon(), size, size).and_then(|pixels| wrap_in_ico(&pixels)),
    )?);
    Ok(drawn)
}

/// Draws the pictures of every testimonial, on all processors: each takes a tenth of a second.
fn draw_cards(documents: &Documents, renderer: &Renderer) -> Option<Vec<Picture>> {
    let all = &documents.testimonials.testimonials;
    let draw = |testimonial: &Testimonial| {
        let draw = |(name, width, height): (&str, u32, u32)| {
            let svg = draw_testimonial(testimonial, &documents.site.name, (width, height))?;
            let bytes = renderer.render_png(&svg, width, height)?;
            Some(Picture { path: card_path(&testimonial.id, name), bytes })
        };
        [CARD, POSTER].into_iter().map(draw).collect::<Option<Vec<_>>>()
    };
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let share = |part: &'_ [Testimonial]| part.iter().map(&draw).collect::<Option<Vec<_>>>();
        let chunks = all.chunks(all.len().div_ceil(processors).max(1));
        let shares: Vec<_> = chunks.map(|part| scope.spawn(move || share(part))).collect();
        let drawn: Option<Vec<_>> = shares.into_iter().map(|share| share.join().ok()?).collect();
        Some(drawn?.into_iter().flatten().flatten().collect())
    })
}

/// Draws the title across the picture, the constellation behind it, and the association's name.
fn draw_sharing_card(documents: &Documents, renderer: &Renderer) -> Option<String> {
    let (_, width, height) = SHARING_PICTURE;
    let title = apply_french_spacing(&documents.mission.title).to_uppercase();
    let (size, lines) = renderer.fit_lines(&title, width as f32 - 2.0 * MARGIN)?;
    let lines = lines.iter().enumerate().map(|(at, line)| {
        let y = MARGIN + size * (0.72 + LINE_HEIGHT * at as f32);
        render_text(line, MARGIN - 0.03 * size, y, size)
    });
    let name =
        render_text(&documents.site.name.to_uppercase(), MARGIN, height as f32 - MARGIN, 64.0);
    let [paper, ink, dot, own] =
        ["--opening-paper", "--opening-ink", "--opening-dot", "--opening-own"].map(read_color);
    let ids = documents.partners.organisations.iter().map(|organisation| organisation.id.as_str());
    let drawn = Constellation::new(ids);
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

fn render_text(text: &str, x: f32, y: f32, size: f32) -> String {
    let text = escape(text);
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" letter-spacing=\"{}\">{text}</text>",
        -0.008 * size
    )
}

/// Renders SVG with the fonts of the site.
pub(super) struct Renderer(Options<'static>);

impl Renderer {
    pub(super) fn new() -> Self {
        let mut options = Options::default();
        for face in [DISPLAY, TEXT] {
            options.fontdb_mut().load_font_data(face.bytes.to_vec());
        }
        Self(options)
    }

    /// Breaks a text into as many lines as make it largest within `width`, and returns the font size with the lines.
    fn fit_lines(&self, text: &str, width: f32) -> Option<(f32, Vec<String>)> {
        let fits = (1..=5).filter_map(|count| {
            let lines = break_lines(text, count);
            let mut widths = lines.iter().map(|line| self.measure_width(line));
            let widest = widths.try_fold(0.0_f32, |most, width| Some(most.max(width?)))?;
            let highest = (TITLE_BOTTOM - MARGIN) / (LINE_HEIGHT * lines.len() as f32);
            Some((highest.min(width / widest), lines))
        });
        fits.max_by(|(one, _), (other, _)| one.total_cmp(other))
    }

    /// Measures the width of a text at a font size of one.
    fn measure_width(&self, text: &str) -> Option<f32> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9999 999\" font-family=\"{FAMILY}\">{}</svg>",
            render_text(text, 0.0, 500.0, 100.0)
        );
        Some(Tree::from_str(&svg, &self.0).ok()?.root().abs_bounding_box().width() / 100.0)
    }

    /// Renders an SVG as PNG.
    pub(super) fn render_png(&self, svg: &str, width: u32, height: u32) -> Option<Vec<u8>> {
        encode_png(&self.render(svg, width, height)?)
    }

    fn render(&self, svg: &str, width: u32, height: u32) -> Option<Pixmap> {
        let tree = Tree::from_str(svg, &self.0).ok()?;
        let mut pixels = Pixmap::new(width, height)?;
        let size = tree.size();
        let scale =
            Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
        resvg::render(&tree, scale, &mut pixels.as_mut());
        Some(pixels)
    }
}

/// Encodes a picture, with a palette if it has no more than 256 colours: a card takes a tenth of the bytes.
fn encode_png(pixels: &Pixmap) -> Option<Vec<u8>> {
    let mut palette: Vec<[u8; 3]> = Vec::new();
    let mut index_of = HashMap::new();
    let mut indices = Vec::with_capacity(pixels.pixels().len());
    for pixel in pixels.pixels() {
        let color = [pixel.red(), pixel.green(), pixel.blue()];
        let index = *index_of.entry(color).or_insert_with(|| {
            palette.push(color);
            palette.len() - 1
        });
        match u8::try_from(index) {
            Ok(index) if pixel.is_opaque() => indices.push(index),
            _ => return pixels.encode_png().ok(),
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::Best);
    encoder.set_filter(png::FilterType::NoFilter);
    encoder.write_header().ok()?.write_image_data(&indices).ok()?;
    Some(bytes)
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

    use super::*;
    use crate::testing;

    fn json(file: &str) -> Option<String> {
        testing::content(file)
    }

    fn drawn(json: impl Fn(&str) -> Option<String>) -> Vec<Picture> {
        let url = SiteUrl::try_from("https://exemple.org/").expect("an address");
        draw_pictures(json, Some(&url)).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn every_picture_is_reproducible_and_has_its_size() {
        let (once, again) = (drawn(json), drawn(json));
        let testimonials = Documents::read(json).expect("the content").testimonials.testimonials;
        assert_eq!(once.len(), 6 + 2 * testimonials.len());
        for (name, width, height) in [CARD, POSTER] {
            let path = card_path(&testimonials[0].id, name);
            let card = once.iter().find(|picture| picture.path == path).expect("a card");
            let pixels = Pixmap::decode_png(&card.bytes).expect("a PNG");
            assert_eq!((pixels.width(), pixels.height()), (width, height));
            assert!(card.bytes.len() < 100_000, "with a palette: {}", card.bytes.len());
        }
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
    fn pictures_that_only_absolute_urls_lead_to_are_drawn_only_with_a_site_url() {
        let without = draw_pictures(json, None).unwrap_or_else(|error| panic!("{error}"));
        let there = |all: &[Picture], path: &str| all.iter().any(|picture| picture.path == path);
        for path in [SHARING_PICTURE.0, &icon_path(FEED_ICON)] {
            assert!(there(&drawn(json), path) && !there(&without, path), "{path}");
        }
    }

    #[test]
    fn a_title_is_broken_into_lines_of_about_the_same_length() {
        assert_eq!(
            break_lines("CONSTRUIRE DU POUVOIR COLLECTIF", 2),
            ["CONSTRUIRE DU", "POUVOIR COLLECTIF"]
        );
        assert_eq!(break_lines("MOT", 3), ["MOT"]);
    }
}
