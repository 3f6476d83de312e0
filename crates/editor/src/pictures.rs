//! The sizes of pictures, which the build reads from their files: nobody has to type them, and a picture that is
//! replaced needs no other change.

use std::{fs, ops::Range, path::Path};

use jsonc_parser::{
    ast::{Object, Value},
    common::Ranged,
};
use roxmltree::{Document, ParsingOptions};

use crate::{
    check::{ContentFiles, Node},
    fields::{Kind, Shape},
};

/// The width and the height of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    width: u32,
    height: u32,
}

/// Returns the text of a file of the content with the size of each of its pictures in `images`, in place of the one
/// that is written there, if any. The rest of the text keeps its bytes. Sizes that cannot be read stay as they are.
#[must_use]
pub fn insert_sizes(file: &str, text: &str, images: &Path) -> String {
    let mut edits = Vec::new();
    ContentFiles::of(file, text).visit_values(|node| {
        let Some(picture) = find_picture(node) else { return };
        let Some(Size { width, height }) = read_size(&images.join(picture.file)) else { return };
        for (name, number) in [("width", width), ("height", height)] {
            edits.extend(picture.set_dimension(name, number));
        }
    });
    // From the end, so that the positions before stay valid; of two insertions at one place the last comes first.
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = text.to_owned();
    for (range, number) in edits.into_iter().rev() {
        text.replace_range(range, &number);
    }
    text
}

/// Returns the names of the pictures in a file of the content.
#[must_use]
pub fn list_pictures(file: &str, text: &str) -> Vec<String> {
    let mut names = Vec::new();
    ContentFiles::of(file, text).visit_values(|node| {
        names.extend(find_picture(node).map(|picture| picture.file.to_owned()));
    });
    names
}

/// A picture in the text of a file of the content.
pub(crate) struct PictureNode<'a> {
    pub(crate) object: &'a Object<'a>,
    /// The name of its file.
    pub(crate) file: &'a str,
    /// Where that name ends in the text.
    file_end: usize,
}

/// The picture, if the node is one.
pub(crate) fn find_picture<'a>(node: &Node<'a>) -> Option<PictureNode<'a>> {
    let Shape::Object(fields) = node.shape else { return None };
    let field =
        fields.iter().find(|field| matches!(field.shape, Shape::Value(Kind::PictureFile)))?;
    let Value::Object(object) = node.value else { return None };
    let file = object.get_string(field.name)?;
    Some(PictureNode { object, file: &file.value, file_end: file.range.end })
}

impl PictureNode<'_> {
    /// The edit of the text that sets a dimension; `None` if the picture has it already.
    fn set_dimension(&self, name: &str, pixels: u32) -> Option<(Range<usize>, String)> {
        let Some(property) = self.object.get(name) else {
            return Some((self.file_end..self.file_end, format!(", \"{name}\": {pixels}")));
        };
        let number = property.value.as_number_lit();
        let is_same = number.is_some_and(|number| number.value.parse() == Ok(pixels));
        let range = property.value.range();
        (!is_same).then(|| (range.start..range.end, pixels.to_string()))
    }
}

/// Reads the size of a picture; `None` if the file is missing or is no picture.
pub(crate) fn read_size(path: &Path) -> Option<Size> {
    if path.extension().is_some_and(|extension| extension == "svg") {
        return read_svg_size(&fs::read_to_string(path).ok()?);
    }
    let size = imagesize::size(path).ok()?;
    let size = Size { width: size.width.try_into().ok()?, height: size.height.try_into().ok()? };
    (size.width > 0 && size.height > 0).then_some(size)
}

/// The size that an SVG says in pixels, else that of its `viewBox`, which has the same proportions.
fn read_svg_size(text: &str) -> Option<Size> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).ok()?;
    let root = document.root_element();
    let pixels = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").trim().parse().ok()?;
        // At least one pixel: a drawing may be smaller than that in its own units.
        (number > 0.0 && number <= 1e6).then(|| number.round().max(1.0) as u32)
    };
    let own = |name| pixels(root.attribute(name)?);
    if let (Some(width), Some(height)) = (own("width"), own("height")) {
        return Some(Size { width, height });
    }
    let numbers = root.attribute("viewBox")?.split([' ', ',', '\t', '\n']);
    let mut numbers = numbers.filter(|number| !number.is_empty()).skip(2);
    Some(Size { width: pixels(numbers.next()?)?, height: pixels(numbers.next()?)? })
}

#[cfg(test)]
mod tests {
    use super::{Size, insert_sizes, read_svg_size};

    /// The start of a PNG of 300 × 200 pixels.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2c\0\0\0\xc8\x08\x06\0\0\0";

    fn insert(portrait: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.png"), PNG).expect("a picture");
        std::fs::write(folder.path().join("b.svg"), "<svg viewBox='0 0 3 4'/>").expect("a picture");
        let text = |portrait| format!("{{\"testimonials\": [{{ \"portrait\": {portrait} }}]}}\n");
        let inserted = insert_sizes("testimonials.json", &text(portrait), folder.path());
        let (start, end) = ("{\"testimonials\": [{ \"portrait\": ", " }]}\n");
        let inner = inserted.strip_prefix(start).and_then(|text| text.strip_suffix(end));
        inner.expect("the rest is unchanged").to_owned()
    }

    #[test]
    fn a_missing_size_is_that_of_the_file() {
        let sized = "{ \"file\": \"a.png\", \"width\": 300, \"height\": 200 }";
        assert_eq!(insert("{ \"file\": \"a.png\" }"), sized);
        assert_eq!(
            insert("{ \"width\": 9, \"file\": \"a.png\" }"),
            "{ \"width\": 300, \"file\": \"a.png\", \"height\": 200 }"
        );
        assert_eq!(
            insert("{\"file\":\"b.svg\"}"),
            "{\"file\":\"b.svg\", \"width\": 3, \"height\": 4}"
        );
    }

    #[test]
    fn a_size_of_another_picture_is_replaced_and_its_own_keeps_its_bytes() {
        let sized = "{\n \"height\": 200,\n \"width\": 300,\n \"file\": \"a.png\"\n}";
        assert_eq!(insert(&sized.replace("300", "96")), sized);
        assert_eq!(insert(sized), sized);
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_is() {
        for portrait in [
            "{ \"file\": \"absent.webp\", \"width\": 9, \"height\": 8 }",
            "{ \"file\": \"absent.webp\" }",
            "{ \"width\": 9 }",
            "\"a.png\"",
        ] {
            assert_eq!(insert(portrait), portrait);
        }
        assert_eq!(
            insert_sizes("testimonials.json", "{\"testimonials\": [", "x".as_ref()),
            "{\"testimonials\": ["
        );
    }

    #[test]
    fn an_svg_has_the_size_that_it_says() {
        for (attributes, size) in [
            ("width='120' height='40px' viewBox='0 0 3 1'", Some((120, 40))),
            ("width='100%' height='40' viewBox='0,0, 30.4 10'", Some((30, 10))),
            ("width='12' height='4'", Some((12, 4))),
            ("viewBox='0 0 0.5 0.5'", Some((1, 1))),
            ("viewBox='0 0 0 1'", None),
            ("", None),
        ] {
            let svg = format!(
                "<?xml version='1.0'?>\n<!DOCTYPE svg>\n<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>"
            );
            let expected = size.map(|(width, height)| Size { width, height });
            assert_eq!(read_svg_size(&svg), expected, "{attributes}");
        }
        assert_eq!(read_svg_size("<svg"), None);
    }
}
