//! The build's tables. `browser/unicode.rs` says the same in the browser.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What Unicode calls `Default_Ignorable_Code_Point`: signs that leave no trace on a page.
const IGNORABLE: [(char, char); 17] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Whether nobody can see a sign: an ignorable or control one, a line or paragraph separator, an annotation
/// or object mark, the empty braille cell.
#[must_use]
pub fn is_hidden(sign: char) -> bool {
    is_ignorable(sign)
        || sign.is_control()
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{2800}' | '\u{fff9}'..='\u{fffc}')
}

/// A text decomposed (NFKD), without ignorable signs; and its small letters and digits, a space standing
/// for each other sign but marks.
pub(super) fn normal_forms(text: &str) -> (String, String) {
    let seen: String = text.nfkd().filter(|sign| !is_ignorable(*sign)).collect();
    let small = seen.to_lowercase();
    let bare = small.chars().filter(|sign| !is_combining_mark(*sign));
    let folded = bare.map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    (seen, folded)
}

fn is_ignorable(sign: char) -> bool {
    IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&sign))
}
