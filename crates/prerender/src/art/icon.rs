//! The icons: one drawing, rendered as PNG in several sizes and as `favicon.ico`.

use ico::{IconDir, IconDirEntry, IconImage, ResourceType};

use resvg::tiny_skia::Pixmap;

use super::read_color;

/// Draws the first letter of the name's second word as four linked dots. index.html has the same drawing.
pub(crate) fn draw_icon() -> String {
    let (paper, ink) = (read_color("--opening-paper"), read_color("--opening-ink"));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\" fill=\"none\" stroke=\"{ink}\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\"><path fill=\"{paper}\" stroke=\"none\" d=\"M0 0h8v8H0z\"/>\
         <path d=\"M2 6V2l4 4V2\"/><path stroke-width=\"2\" d=\"M2 6h0M2 2h0M6 6h0M6 2h0\"/></svg>"
    )
}

/// Wraps an opaque picture as the only one of an ICO file.
pub(crate) fn wrap_in_ico(pixels: &Pixmap) -> Option<Vec<u8>> {
    let (width, height) = (pixels.width(), pixels.height());
    let image = IconImage::from_rgba_data(width, height, pixels.data().to_vec());
    let mut directory = IconDir::new(ResourceType::Icon);
    directory.add_entry(IconDirEntry::encode_as_png(&image).ok()?);
    let mut bytes = Vec::new();
    directory.write(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::{fs, io::Cursor};

    use super::*;
    use crate::{
        art::{Picture, draw_pictures, renderer::Renderer},
        testing,
    };

    fn drawn() -> Vec<Picture> {
        draw_pictures(testing::content, None).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn favicon_ico_holds_one_picture_of_32_pixels() {
        let all = drawn();
        let icon = all.iter().find(|picture| picture.path == "favicon.ico").expect("an icon");
        let directory = IconDir::read(Cursor::new(&icon.bytes)).expect("an ICO file");
        let [entry] = directory.entries() else { panic!("{} pictures", directory.entries().len()) };
        assert_eq!((entry.width(), entry.height(), entry.is_png()), (32, 32, true));
        let pixels = entry.decode().expect("a picture").into_rgba_data();
        assert_eq!(pixels[..4], [0xf4, 0xf0, 0, 0xff]);
    }

    /// A URL holds no other characters (https://url.spec.whatwg.org/#url-code-points).
    #[test]
    fn the_icon_in_the_page_is_a_valid_url_and_the_same_drawing() {
        let page =
            fs::read_to_string(testing::root().join("index.html")).expect("the page's template");
        let start = "href=\"data:image/svg+xml,";
        let (_, rest) = page.split_once(start).expect("an icon in the page");
        let (data, _) = rest.split_once('"').expect("its end");
        let allowed = |c: char| c.is_ascii_alphanumeric() || "!$&'()*+,-./:;=?@_~%".contains(c);
        assert!(data.chars().all(allowed), "{data}");
        let mut parts = data.split('%');
        let mut svg = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let code = part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
            svg.push(char::from(code.expect("two digits after each %")));
            svg.push_str(&part[2..]);
        }
        let renderer = Renderer::new();
        assert!(
            renderer.render_png(&svg, 64, 64) == renderer.render_png(&draw_icon(), 64, 64),
            "{svg}"
        );
    }
}
