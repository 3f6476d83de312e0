//! The contrast of the colour tokens: in the light and dark themes, in browsers with and without OKLCH, and in print.

use std::{collections::HashMap, fs};

/// Foreground, background and the minimum contrast ratio (WCAG 1.4.6, AAA, where it is 7).
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
    // The title overlaps the drawing; large text needs 4.5 (WCAG 1.4.6).
    ("--opening-ink", "--opening-dot", 4.5),
    ("--opening-ink", "--opening-own", 4.5),
    // A pressed button has its colours inverted.
    ("--paper", "--ink", 7.0),
    // Focus rings and rules are not text (WCAG 1.4.11).
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
fn every_pair_of_tokens_has_enough_contrast() {
    let stylesheet = fs::read_to_string("style/tokens.css").expect("the stylesheet");
    let modes = [
        ("without OKLCH", colours(&stylesheet, Mode::WithoutOklch)),
        ("light", colours(&stylesheet, Mode::Light)),
        ("dark", colours(&stylesheet, Mode::Dark)),
        ("in print", colours(&stylesheet, Mode::Print)),
    ];
    let mut failures = Vec::new();
    for (when, colours) in &modes {
        for (ink, paper, minimum) in PAIRS {
            // There is no focus in print.
            if *when == "in print" && ink.starts_with("--focus") {
                continue;
            }
            let pair = [ink, paper].map(|name| colours.get(name).expect(name));
            // On a wide-gamut screen, and clipped to sRGB.
            let clipped = pair.map(|colour| colour.map(|part| part.clamp(0.0, 1.0)));
            let ratio = contrast(*pair[0], *pair[1]).min(contrast(clipped[0], clipped[1]));
            if ratio < minimum {
                failures.push(format!("{ink} on {paper}, {when}: {ratio:.2} < {minimum}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_fallback_is_its_oklch_colour_clipped_to_srgb() {
    let stylesheet = fs::read_to_string("style/tokens.css").expect("the stylesheet");
    let (fallbacks, originals) =
        (colours(&stylesheet, Mode::WithoutOklch), colours(&stylesheet, Mode::Light));
    assert_eq!(fallbacks.len(), originals.len(), "each token has a fallback");
    for (name, colour) in &fallbacks {
        for (fallback, original) in colour.iter().zip(originals[name]) {
            let (fallback, original) = (encode(*fallback), encode(original.clamp(0.0, 1.0)));
            assert!((fallback - original).abs() < 0.07, "{name}: {fallback:.3} and {original:.3}");
        }
    }
}

/// The colours of the browser's bar are twice in `index.html`, which no stylesheet reaches: in the metas, and in the
/// script that applies the visitor's theme.
#[test]
fn the_colours_of_the_browser_s_bar_are_those_of_the_opening() {
    let stylesheet = fs::read_to_string("style/tokens.css").expect("the stylesheet");
    let page = fs::read_to_string("index.html").expect("the template");
    for (mode, theme) in [(Mode::Light, "light"), (Mode::Dark, "dark")] {
        let paper = colours(&stylesheet, mode)["--opening-paper"];
        let meta = format!("media=\"(prefers-color-scheme: {theme})\"");
        let meta = page.lines().find(|line| line.contains(&meta)).expect("the meta");
        let script =
            page.lines().find(|line| line.contains("const colours = ")).expect("the script");
        let script = script.split_once(&format!("{theme}: ")).expect("the theme").1;
        for (place, text) in [("meta", meta), ("script", script)] {
            let start = text.find('#').expect("a colour");
            let colour = hex_colour(&text[start..start + 7]).expect("a colour");
            for (found, expected) in colour.into_iter().zip(paper) {
                let (found, expected) = (encode(found), encode(expected.clamp(0.0, 1.0)));
                let difference = (found - expected).abs();
                assert!(difference < 0.07, "{place}, {theme}: {found:.3} and {expected:.3}");
            }
        }
    }
}

#[test]
fn contrast_follows_the_wcag_formula() {
    let [black, white, grey] =
        ["#000000", "#ffffff", "#767676"].map(|hex| hex_colour(hex).expect(hex));
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!((contrast(white, grey) - 4.54).abs() < 0.01);
    let yellow = colour("oklch(0.968 0.211 109.77)", true).expect("yellow");
    assert!(
        yellow
            .iter()
            .zip([1.0, 1.0, 0.0])
            .all(|(actual, expected)| (actual - expected).abs() < 0.01)
    );
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    WithoutOklch,
    Light,
    Dark,
    Print,
}

/// The colours of a stylesheet's tokens, in linear sRGB.
fn colours(stylesheet: &str, mode: Mode) -> Colours {
    let (plain, rest) = stylesheet.split_once("@supports").expect("tokens for the screen");
    let (modern, print) = rest.split_once("@media print").expect("tokens for paper");
    let group = match mode {
        Mode::WithoutOklch => plain.to_owned(),
        Mode::Light | Mode::Dark => modern.to_owned(),
        Mode::Print => [plain, print].concat(),
    };
    let declared = group.split([';', '{']).filter_map(|line| line.split_once(": "));
    let named = declared.filter_map(|(name, value)| {
        let name = name.rsplit(char::is_whitespace).next()?;
        // A host may override a colour; checked is the default.
        let value = match value.strip_prefix("var(") {
            Some(inner) => inner.strip_suffix(')')?.split_once(", ")?.1,
            None => value,
        };
        Some((name.to_owned(), colour(value, mode != Mode::Dark)?))
    });
    named.collect()
}

fn colour(value: &str, light: bool) -> Option<[f64; 3]> {
    if let Some(both) = value.strip_prefix("light-dark(") {
        let (light_value, dark_value) = both.strip_suffix(')')?.split_once(", ")?;
        return colour(if light { light_value } else { dark_value }, light);
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
    Some([16, 8, 0].map(|shift| decode(f64::from(number >> shift & 0xff) / 255.0)))
}

/// Converts OKLCH to linear sRGB with Björn Ottosson's matrices, as in CSS Color 4.
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

fn decode(part: f64) -> f64 {
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn encode(part: f64) -> f64 {
    if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
}

fn contrast(first: [f64; 3], second: [f64; 3]) -> f64 {
    let luminance = |[red, green, blue]: [f64; 3]| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (first, second) = (luminance(first), luminance(second));
    (first.max(second) + 0.05) / (first.min(second) + 0.05)
}
