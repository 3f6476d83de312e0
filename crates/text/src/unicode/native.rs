//! Normal forms from a crate's Unicode tables, in the build; `browser.rs` is the browser's equivalent.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The ranges of the Unicode property `Default_Ignorable_Code_Point`.
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

/// Whether a character is invisible: default-ignorable, a control, a line or paragraph separator, an
/// interlinear annotation, the object replacement character or the blank braille pattern.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    is_ignorable(c)
        || c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{2800}' | '\u{fff9}'..='\u{fffc}')
}

/// Returns a text in NFKD without default-ignorable characters; and the same in lower case, without
/// marks, each character other than a letter or digit replaced by a space.
pub(super) fn normal_forms(text: &str) -> (String, String) {
    let normalized: String = text.nfkd().filter(|c| !is_ignorable(*c)).collect();
    let lower = normalized.to_lowercase();
    let unmarked = lower.chars().filter(|c| !is_combining_mark(*c));
    let folded = unmarked.map(|c| if is_letter_or_digit(c) { c } else { ' ' }).collect();
    (normalized, folded)
}

/// `[\p{L}\p{N}]`: `char::is_alphanumeric` has other alphabetic characters, too, such as 🅰.
fn is_letter_or_digit(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number};
    matches!(c.general_category_group(), Letter | Number)
}

fn is_ignorable(c: char) -> bool {
    IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&c))
}
