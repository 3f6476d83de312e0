//! Folding: the form of a text in which the search compares it. The displayed text is never changed.
//!
//! A folded text consists of words: letters and digits in lower case without marks, one space before each word.
//! Punctuation and invisible characters are dropped. Each further line is an alternative spelling of a word: a
//! form of an inclusive spelling.

use std::ops::Range;

use crate::unicode;

pub use name::{find_name, is_same_name, normalize_name};

mod inclusive;
mod name;

/// A folded text that maps each of its bytes back to the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, its byte range in the original.
    origins: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let mut builder = FoldedBuilder::default();
        for (start, c) in original.char_indices() {
            builder.push_char(c, start..start + c.len_utf8(), original);
        }
        builder.end_token(original);
        let FoldedBuilder { mut folded, mut alternatives, .. } = builder;
        folded.text.push_str(&alternatives.text);
        folded.origins.append(&mut alternatives.origins);
        folded
    }

    /// Returns the original byte range of each byte of a range of the folded text, in order.
    pub fn origins(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        self.origins[range].iter().cloned()
    }

    /// Appends a text that comes from this byte range of the original.
    fn push(&mut self, text: &str, origin: Range<usize>) {
        self.text.push_str(text);
        self.origins.resize(self.text.len(), origin);
    }
}

/// Folds a text without alternative spellings.
#[must_use]
pub fn fold(original: &str) -> String {
    let mut text = Folded::new(original).text;
    text.truncate(text.find('\n').unwrap_or(text.len()));
    text
}

/// Whether a token, without white space, is an inclusive spelling.
#[must_use]
pub fn is_inclusive(token: &str) -> bool {
    Folded::new(token).text.contains('\n')
}

/// A word of a token. A token is text between white space.
struct Word {
    /// Its byte range in the folded text.
    folded: Range<usize>,
    /// Its byte range in the original.
    original: Range<usize>,
    /// The only character between it and the word before; of `)(` the second; `None` for other sequences.
    separator: Option<char>,
}

/// A text that is being folded.
#[derive(Default)]
struct FoldedBuilder {
    folded: Folded,
    /// The alternative spellings.
    alternatives: Folded,
    /// The words of the token so far.
    token: Vec<Word>,
    within_word: bool,
    /// The end of the last word in the original.
    word_end: usize,
    /// The characters of the token since the last word.
    separators: String,
}

impl FoldedBuilder {
    fn push_char(&mut self, c: char, origin: Range<usize>, original: &str) {
        let lower = c.to_ascii_lowercase();
        let mut ascii = [0; 4];
        let letters = match lower {
            _ if c.is_whitespace() => return self.end_token(original),
            'a'..='z' | '0'..='9' => &*lower.encode_utf8(&mut ascii),
            '\u{0}'..='\u{1f}' | '\u{7f}' => "",
            '\u{20}'..='\u{7e}' => " ",
            _ => unicode::fold_char(c),
        };
        // A dropped mark belongs to the letter before it.
        if letters.is_empty()
            && self.within_word
            && let (Some(last), Some(word)) =
                (self.folded.origins.last_mut(), self.token.last_mut())
        {
            last.end = origin.end;
            word.original.end = origin.end;
            self.word_end = origin.end;
        }
        for letter in letters.chars() {
            let mut bytes = [0; 4];
            let letters = match letter {
                ' ' => {
                    self.within_word = false;
                    self.separators.push_str(unicode::normalize_char(c));
                    continue;
                }
                'œ' => "oe",
                'æ' => "ae",
                'ß' => "ss",
                'ø' => "o",
                'ł' => "l",
                'đ' | 'ð' => "d",
                'ħ' => "h",
                'ŧ' => "t",
                'ı' => "i",
                letter => letter.encode_utf8(&mut bytes),
            };
            // Thai, Japanese and Chinese have no spaces between words: each character is a word.
            let unspaced =
                matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{9fff}' | '\u{20000}'..);
            self.within_word &= !unspaced;
            self.push_letters(letters, &origin);
            self.within_word = !unspaced;
        }
    }

    fn push_letters(&mut self, letters: &str, origin: &Range<usize>) {
        if !self.within_word {
            self.within_word = true;
            self.folded.push(" ", self.word_end..origin.start);
            let mut separators = self.separators.chars();
            let separator = match (separators.next(), separators.next(), separators.next()) {
                (Some(c), None, None) | (Some(')'), Some(c @ '('), None) => Some(c),
                _ => None,
            };
            let start = self.folded.text.len();
            self.token.push(Word { folded: start..start, original: origin.clone(), separator });
            self.separators.clear();
        }
        self.folded.push(letters, origin.clone());
        if let Some(word) = self.token.last_mut() {
            word.folded.end = self.folded.text.len();
            word.original.end = origin.end;
        }
        self.word_end = origin.end;
    }

    fn end_token(&mut self, original: &str) {
        inclusive::write_forms(original, &self.folded.text, &self.token, &mut self.alternatives);
        self.token.clear();
        self.separators.clear();
        self.within_word = false;
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// Returns the part of the original that a part of the folded text comes from.
    fn origin<'a>(original: &'a str, part: &str) -> &'a str {
        let folded = Folded::new(original);
        let start = folded.text.find(part).unwrap_or_else(|| panic!("{part} in {}", folded.text));
        let origins: Vec<_> = folded.origins(start..start + part.len()).collect();
        let (first, last) = (origins.first().expect("a byte"), origins.last().expect("a byte"));
        &original[first.start..last.end]
    }

    #[test]
    fn composed_and_decomposed_letters_fold_to_the_same_text() {
        let text = "Éducation, œuvre, ça, L’école, porte-à-porte";
        assert_eq!(fold(text), " education oeuvre ca l ecole porte a porte");
        assert_eq!(fold(&text.nfd().collect::<String>()), fold(text));
    }

    #[test]
    fn punctuation_is_dropped() {
        for text in [
            "« L’école ? »",
            "\"l'école\"!",
            "L\u{2019}ÉCOLE…",
            "—l'école—",
            "「l’école」。",
            "• L’école ;",
            "(l’école)",
            "\u{201c}l\u{2018}école\u{201d}\u{202f}!",
            "🔥 l’école 👩\u{200d}👧",
            "*l'école*_",
        ] {
            assert_eq!(fold(text), " l ecole", "{text}");
        }
        assert_eq!(fold("«…» — ?"), "");
    }

    #[test]
    fn all_spaces_and_hyphens_separate_words() {
        assert_eq!(fold("a\u{a0}b\u{202f}c\u{2011}d–e\nf\u{2028}g"), " a b c d e f g");
    }

    #[test]
    fn compatibility_letters_fold_and_invisible_characters_are_dropped() {
        assert_eq!(fold("o\u{fb03}ciel"), " officiel");
        assert_eq!(fold("𝗴𝗿𝗮𝘀 𝓮𝓽 ＬＡＲＧＥ"), " gras et large");
        assert_eq!(fold("bidon\u{ad}vi\u{200b}ll\u{2060}es\u{200e}"), " bidonvilles");
        assert_eq!(fold("Łódź, Øre, straße, İzmir"), " lodz ore strasse izmir");
        assert_eq!(fold("東京へ"), " 東 京 へ", "each character is a word");
    }

    #[test]
    fn a_folded_range_maps_back_to_the_original() {
        let text = "Un cœur, l’École o\u{fb03}cielle";
        assert_eq!(origin(text, "oe"), "œ");
        assert_eq!(origin(text, "oeur"), "œur");
        assert_eq!(origin(text, "l ecole"), "l’École");
        assert_eq!(origin(text, "officielle"), "o\u{fb03}cielle");
        assert_eq!(origin("e\u{301}t", "e"), "e\u{301}");
        assert_eq!(origin("le bidon\u{ad}ville.", "bidonville"), "bidon\u{ad}ville");
    }

    #[test]
    fn inclusive_spellings_have_all_forms_and_map_back_to_the_word() {
        let text = "Les adhérent·e·s, et";
        assert_eq!(
            Folded::new(text).text,
            " les adherent e s et\n adherent\n adherents\n adherente\n adherentes"
        );
        assert_eq!(origin(text, "adherentes"), "adhérent·e·s");
        assert_eq!(origin("(les ami(e)s)", "amies"), "ami(e)s");
        assert_eq!(origin("(un ami(e))", "amie"), "ami(e)");
        assert_eq!(origin("l’étudiant.e", " l etudiante"), "l’étudiant.e");
        assert_eq!(origin("l’étudiant.e", "etudiante"), "étudiant.e");
    }
}
