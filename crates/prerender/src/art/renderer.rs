//! SVG to pixels and PNG.

use std::collections::HashMap;

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use super::typeface::{DISPLAY, TEXT};

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

    /// Renders an SVG as PNG.
    pub(super) fn render_png(&self, svg: &str, width: u32, height: u32) -> Option<Vec<u8>> {
        encode_png(&self.render(svg, width, height)?)
    }

    /// Renders an SVG as pixels.
    pub(super) fn render(&self, svg: &str, width: u32, height: u32) -> Option<Pixmap> {
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
    let mut last = None;
    for pixel in pixels.pixels() {
        // Most pixels are as the one before, and a look-up would take most of the time.
        if let Some((known, index)) = last
            && known == *pixel
        {
            indices.push(index);
            continue;
        }
        let color = [pixel.red(), pixel.green(), pixel.blue()];
        let index = *index_of.entry(color).or_insert_with(|| {
            palette.push(color);
            palette.len() - 1
        });
        match u8::try_from(index) {
            Ok(index) if pixel.is_opaque() => {
                indices.push(index);
                last = Some((*pixel, index));
            }
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
