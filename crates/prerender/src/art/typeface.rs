//! The site's faces as the build draws with them, and how texts are measured, broken into lines and fitted into boxes.

use ttf_parser::Face;

use crate::html::escape;

/// A face of the site, in the format that resvg reads.
pub(super) struct Typeface {
    pub(super) family: &'static str,
    pub(super) bytes: &'static [u8],
}

/// The face of titles and of short quotations.
pub(super) const DISPLAY: Typeface = Typeface {
    family: "Next Level Affiche",
    bytes: include_bytes!("../../fonts/next-level-affiche.ttf"),
};

/// The face of long quotations.
pub(super) const TEXT: Typeface = Typeface {
    family: "Next Level Texte",
    bytes: include_bytes!("../../fonts/next-level-texte.ttf"),
};

/// Lines of text, each with the same size.
pub(super) struct Block<'a> {
    face: &'a Ruler<'a>,
    pub(super) size: f32,
    /// The distance of two lines, relative to the size.
    leading: f32,
    lines: Vec<String>,
}

impl Block<'_> {
    /// Renders the lines below one another, the first with its top at `y`.
    pub(super) fn render(&self, x: f32, y: f32) -> String {
        let Self { face, size, leading, lines } = self;
        let line = |(index, line): (usize, &String)| {
            let y = y + size * (face.cap_height + leading * index as f32);
            format!("<text x=\"{x}\" y=\"{y:.1}\">{}</text>", escape(line))
        };
        let lines: String = lines.iter().enumerate().map(line).collect();
        format!("<g font-family=\"{}\" font-size=\"{size}\">{lines}</g>", face.family)
    }

    /// The height of all lines, in pixels.
    pub(super) fn height(&self) -> f32 {
        self.size * self.leading * self.lines.len() as f32
    }
}

/// Measures texts in a face.
pub(super) struct Ruler<'a> {
    face: Face<'a>,
    family: &'static str,
    /// The height of capitals, relative to the size.
    cap_height: f32,
}

impl Ruler<'_> {
    /// Creates a ruler for a typeface; `None` if its face cannot be read.
    pub(super) fn new(typeface: &Typeface) -> Option<Self> {
        let face = Face::parse(typeface.bytes, 0).ok()?;
        let cap_height = f32::from(face.capital_height()?) / f32::from(face.units_per_em());
        Some(Self { face, family: typeface.family, cap_height })
    }

    /// The width of a text at a size of one. A character that the face does not have counts as wide as the size.
    pub(super) fn measure(&self, text: &str) -> f32 {
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
    pub(super) fn fit(
        &self,
        text: &str,
        leading: f32,
        (width, height): (f32, f32),
        max: u32,
    ) -> Block<'_> {
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
