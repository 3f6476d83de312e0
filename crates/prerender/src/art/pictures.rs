//! The pictures for sharing and the icons: drawn as SVG from the content, then rendered as PNG, since social networks
//! and phones support no SVG.

use std::{num::NonZero, thread};

use content::Testimonial;

use super::{
    CARD, FAVICON, FEED_ICON, MANIFEST_ICONS, POSTER, SHARING_PICTURE, TOUCH_ICON,
    draw_testimonial,
    icon::{draw_icon, wrap_in_ico},
    icon_path, picture_path,
    renderer::Renderer,
    sharing_card::draw_sharing_card,
};
use crate::{Error, SiteUrl, documents::Documents};

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
        let card = draw_sharing_card(&documents).ok_or(Error::Picture)?;
        drawn.push(picture(path, renderer.render_png(&card, width, height))?);
        drawn.extend(draw_testimonial_pictures(&documents, &renderer).ok_or(Error::Picture)?);
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
fn draw_testimonial_pictures(documents: &Documents, renderer: &Renderer) -> Option<Vec<Picture>> {
    let all = &documents.testimonials.testimonials;
    let draw = |testimonial: &Testimonial| {
        let draw = |(name, width, height): (&str, u32, u32)| {
            let svg = draw_testimonial(testimonial, &documents.site.name, (width, height))?;
            let bytes = renderer.render_png(&svg, width, height)?;
            Some(Picture { path: picture_path(&testimonial.id, name), bytes })
        };
        [CARD, POSTER].into_iter().map(draw).collect::<Option<Vec<_>>>()
    };
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let draw_chunk =
            |chunk: &'_ [Testimonial]| chunk.iter().map(&draw).collect::<Option<Vec<_>>>();
        let chunks = all.chunks(all.len().div_ceil(processors).max(1));
        let threads: Vec<_> = chunks.map(|chunk| scope.spawn(move || draw_chunk(chunk))).collect();
        let drawn: Option<Vec<_>> = threads.into_iter().map(|thread| thread.join().ok()?).collect();
        Some(drawn?.into_iter().flatten().flatten().collect())
    })
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

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
            let path = picture_path(&testimonials[0].id, name);
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
        let dark = |at: &&PremultipliedColorU8| at.red() < 40;
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
}
