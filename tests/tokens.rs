//! Whoever reads can tell words from paper: the contrast of the colours, by their tokens, by day and by
//! night, as a browser shows them that knows OKLCH and as one that does not.

use std::{collections::HashMap, fs};

/// What is printed on what, and the least contrast that it must have.
const PAIRS: [(&str, &str, f64); 22] = [
    ("--ink", "--paper", 7.0),
    ("--ink", "--paper-news", 7.0),
    ("--ink", "--paper-clipping", 7.0),
    ("--ink-soft", "--paper", 7.0),
    ("--ink-soft", "--paper-news", 7.0),
    ("--ink-soft", "--paper-clipping", 7.0),
    ("--opening-ink", "--opening-paper", 7.0),
    ("--voice-ink", "--voice-paper", 7.0),
    ("--wall-ink", "--wall-paper", 7.0),
    ("--foot-ink", "--foot-paper", 7.0),
    ("--mark-ink", "--mark", 7.0),
    // The title stands on the drawing, too.
    ("--opening-ink", "--opening-dot", 4.5),
    ("--opening-ink", "--opening-own", 4.5),
    // A pressed button: its words are of the paper, on ink.
    ("--paper", "--ink", 7.0),
    // A ring is no text (WCAG 1.4.11).
    ("--focus", "--paper", 3.0),
    ("--focus", "--paper-news", 3.0),
    ("--focus", "--paper-clipping", 3.0),
    ("--focus", "--opening-paper", 3.0),
    ("--focus", "--voice-paper", 3.0),
    ("--focus", "--wall-paper", 3.0),
    ("--focus-foot", "--foot-paper", 3.0),
    ("--rule", "--paper", 3.0),
];

type Colours = HashMap<String, [f64; 3]>;

#[test]
fn words_can_be_told_from_their_paper() {
    let sheet = fs::read_to_string("style/tokens.css").expect("the sheet");
    let shown = [
        ("without OKLCH", colours(&sheet, Shown::Plain)),
        ("by day", colours(&sheet, Shown::Day)),
        ("by night", colours(&sheet, Shown::Night)),
        ("on paper", colours(&sheet, Shown::Paper)),
    ];
    let mut faults = Vec::new();
    for (when, colours) in &shown {
        for (ink, paper, least) in PAIRS {
            // Nothing on paper has the focus.
            if *when == "on paper" && ink.starts_with("--focus") {
                continue;
            }
            let pair = [ink, paper].map(|name| colours.get(name).expect(name));
            // As they are on a wide screen, and cut down to sRGB.
            let cut = pair.map(|colour| colour.map(|part| part.clamp(0.0, 1.0)));
            let found = contrast(*pair[0], *pair[1]).min(contrast(cut[0], cut[1]));
            if found < least {
                faults.push(format!("{ink} on {paper}, {when}: {found:.2} < {least}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Two browsers show nearly the same page: what is told twice is the same colour, as far as sRGB goes.
#[test]
fn a_fallback_is_the_colour_that_it_stands_for() {
    let sheet = fs::read_to_string("style/tokens.css").expect("the sheet");
    let (plain, day) = (colours(&sheet, Shown::Plain), colours(&sheet, Shown::Day));
    assert_eq!(plain.len(), day.len(), "each has both");
    for (name, colour) in &plain {
        for (one, other) in colour.iter().zip(day[name]) {
            let (one, other) = (encoded(*one), encoded(other.clamp(0.0, 1.0)));
            assert!((one - other).abs() < 0.07, "{name}: {one:.3} and {other:.3}");
        }
    }
}

#[test]
fn contrast_is_that_of_wcag() {
    let [black, white, grey] =
        ["#000000", "#ffffff", "#767676"].map(|hex| hex_colour(hex).expect(hex));
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!((contrast(white, grey) - 4.54).abs() < 0.01);
    let yellow = colour("oklch(0.968 0.211 109.77)", true).expect("yellow");
    assert!(yellow.iter().zip([1.0, 1.0, 0.0]).all(|(is, was)| (is - was).abs() < 0.01));
}

#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Plain,
    Day,
    Night,
    Paper,
}

/// The colours among a sheet's tokens, in linear sRGB.
fn colours(sheet: &str, shown: Shown) -> Colours {
    let (plain, rest) = sheet.split_once("@supports").expect("tokens for the screen");
    let (modern, print) = rest.split_once("@media print").expect("tokens for paper");
    let group = match shown {
        Shown::Plain => plain.to_owned(),
        Shown::Day | Shown::Night => modern.to_owned(),
        Shown::Paper => [plain, print].concat(),
    };
    let declared = group.split([';', '{']).filter_map(|line| line.split_once(": "));
    let named = declared.filter_map(|(name, value)| {
        let name = name.rsplit(char::is_whitespace).next()?;
        // A host's own colours are the host's to choose: what counts is what stands there without them.
        let value = match value.strip_prefix("var(") {
            Some(inner) => inner.strip_suffix(')')?.split_once(", ")?.1,
            None => value,
        };
        Some((name.to_owned(), colour(value, shown != Shown::Night)?))
    });
    named.collect()
}

fn colour(value: &str, day: bool) -> Option<[f64; 3]> {
    if let Some(both) = value.strip_prefix("light-dark(") {
        let (light, dark) = both.strip_suffix(')')?.split_once(", ")?;
        return colour(if day { light } else { dark }, day);
    }
    match value.strip_prefix("oklch(") {
        Some(parts) => {
            let parts: Vec<f64> =
                parts.strip_suffix(')')?.split(' ').map_while(|part| part.parse().ok()).collect();
            let &[lightness, chroma, hue] = &parts[..] else { return None };
            Some(oklch(lightness, chroma, hue))
        }
        None => hex_colour(value),
    }
}

fn hex_colour(value: &str) -> Option<[f64; 3]> {
    let number = u32::from_str_radix(value.strip_prefix('#')?, 16).ok()?;
    Some([16, 8, 0].map(|shift| decoded(f64::from(number >> shift & 0xff) / 255.0)))
}

/// Björn Ottosson's matrices, as CSS Color 4 has them.
fn oklch(lightness: f64, chroma: f64, hue: f64) -> [f64; 3] {
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
}

fn decoded(part: f64) -> f64 {
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn encoded(part: f64) -> f64 {
    if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |[red, green, blue]: [f64; 3]| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
