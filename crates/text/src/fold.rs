//! Folding: the form of a text in which the search compares it. The text shown is never touched.
//!
//! What is left of a text are its words: letters and digits, small and without marks, with one space before
//! each word. Punctuation does not count, nor does what cannot be seen. Below the words, each on a line of
//! its own, are other ways to write some of them: an inclusive spelling in each of its forms.

use std::ops::Range;

use crate::unicode;

pub use name::{form, named, same};

mod inclusive;
mod name;

/// A folded text that remembers where each of its bytes comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, which bytes of the original it comes from.
    origins: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let mut folding = Folding::default();
        for (at, sign) in original.char_indices() {
            folding.read(sign, at..at + sign.len_utf8(), original);
        }
        folding.end_token(original);
        let Folding { mut folded, mut others, .. } = folding;
        folded.text.push_str(&others.text);
        folded.origins.append(&mut others.origins);
        folded
    }

    /// Which bytes of the original a range of the folded text comes from, one after the other.
    pub fn origins(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        self.origins[range].iter().cloned()
    }

    /// Writes something that comes from these bytes of the original.
    fn write(&mut self, text: &str, origin: Range<usize>) {
        self.text.push_str(text);
        self.origins.resize(self.text.len(), origin);
    }
}

/// The words of a text, without other ways to write them.
#[must_use]
pub fn fold(original: &str) -> String {
    let mut text = Folded::new(original).text;
    text.truncate(text.find('\n').unwrap_or(text.len()));
    text
}

/// Whether a token (what stands between two spaces) is written for more than one gender.
#[must_use]
pub fn is_inclusive(token: &str) -> bool {
    Folded::new(token).text.contains('\n')
}

/// A word of a token.
struct Word {
    /// Where it is in the folded text.
    folded: Range<usize>,
    /// Where it is in the original.
    original: Range<usize>,
    /// The sign that parts it from the word before; of `)(` the second; none if there are more.
    sign: Option<char>,
}

/// A text that is being folded.
#[derive(Default)]
struct Folding {
    folded: Folded,
    /// The other ways to write some words.
    others: Folded,
    /// The words of the token so far.
    token: Vec<Word>,
    within_word: bool,
    /// Where the last word ends in the original, and the signs of this token since.
    word_end: usize,
    signs: String,
}

impl Folding {
    fn read(&mut self, sign: char, at: Range<usize>, original: &str) {
        let small = sign.to_ascii_lowercase();
        let mut ascii = [0; 4];
        let letters = match small {
            _ if sign.is_whitespace() => return self.end_token(original),
            'a'..='z' | '0'..='9' => &*small.encode_utf8(&mut ascii),
            '\u{0}'..='\u{1f}' | '\u{7f}' => "",
            '\u{20}'..='\u{7e}' => " ",
            _ => unicode::folded(sign),
        };
        // A mark that was dropped belongs to the letter before it.
        if letters.is_empty()
            && self.within_word
            && let (Some(last), Some(word)) =
                (self.folded.origins.last_mut(), self.token.last_mut())
        {
            last.end = at.end;
            word.original.end = at.end;
            self.word_end = at.end;
        }
        for letter in letters.chars() {
            let mut bytes = [0; 4];
            let letters = match letter {
                ' ' => {
                    self.within_word = false;
                    self.signs.push_str(unicode::seen(sign));
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
            // Chinese, Japanese and Thai have no spaces between their words.
            let unspaced =
                matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{9fff}' | '\u{20000}'..);
            self.within_word &= !unspaced;
            self.write(letters, &at);
            self.within_word = !unspaced;
        }
    }

    fn write(&mut self, letters: &str, at: &Range<usize>) {
        if !self.within_word {
            self.within_word = true;
            self.folded.write(" ", self.word_end..at.start);
            let mut signs = self.signs.chars();
            let sign = match (signs.next(), signs.next(), signs.next()) {
                (Some(sign), None, None) | (Some(')'), Some(sign @ '('), None) => Some(sign),
                _ => None,
            };
            let start = self.folded.text.len();
            self.token.push(Word { folded: start..start, original: at.clone(), sign });
            self.signs.clear();
        }
        self.folded.write(letters, at.clone());
        if let Some(word) = self.token.last_mut() {
            word.folded.end = self.folded.text.len();
            word.original.end = at.end;
        }
        self.word_end = at.end;
    }

    fn end_token(&mut self, original: &str) {
        inclusive::write_forms(original, &self.folded.text, &self.token, &mut self.others);
        self.token.clear();
        self.signs.clear();
        self.within_word = false;
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// What of the original a piece of the folded text comes from.
    fn origin<'a>(original: &'a str, piece: &str) -> &'a str {
        let folded = Folded::new(original);
        let at = folded.text.find(piece).unwrap_or_else(|| panic!("{piece} in {}", folded.text));
        let origins: Vec<_> = folded.origins(at..at + piece.len()).collect();
        let (first, last) = (origins.first().expect("a byte"), origins.last().expect("a byte"));
        &original[first.start..last.end]
    }

    #[test]
    fn composed_and_decomposed_letters_fold_alike() {
        let text = "Éducation, œuvre, ça, L’école, porte-à-porte";
        assert_eq!(fold(text), " education oeuvre ca l ecole porte a porte");
        assert_eq!(fold(&text.nfd().collect::<String>()), fold(text));
    }

    #[test]
    fn punctuation_of_any_kind_does_not_count() {
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
    fn every_kind_of_space_and_hyphen_parts_words() {
        assert_eq!(fold("a\u{a0}b\u{202f}c\u{2011}d–e\nf\u{2028}g"), " a b c d e f g");
    }

    #[test]
    fn compatibility_letters_and_hidden_signs_fold() {
        assert_eq!(fold("o\u{fb03}ciel"), " officiel");
        assert_eq!(fold("𝗴𝗿𝗮𝘀 𝓮𝓽 ＬＡＲＧＥ"), " gras et large");
        assert_eq!(fold("bidon\u{ad}vi\u{200b}ll\u{2060}es\u{200e}"), " bidonvilles");
        assert_eq!(fold("Łódź, Øre, straße, İzmir"), " lodz ore strasse izmir");
        assert_eq!(fold("東京へ"), " 東 京 へ", "whatever begins a word there");
    }

    #[test]
    fn a_folded_range_leads_back_to_the_signs_shown() {
        let text = "Un cœur, l’École o\u{fb03}cielle";
        assert_eq!(origin(text, "oe"), "œ");
        assert_eq!(origin(text, "oeur"), "œur");
        assert_eq!(origin(text, "l ecole"), "l’École");
        assert_eq!(origin(text, "officielle"), "o\u{fb03}cielle");
        assert_eq!(origin("e\u{301}t", "e"), "e\u{301}");
        assert_eq!(origin("le bidon\u{ad}ville.", "bidonville"), "bidon\u{ad}ville");
    }

    #[test]
    fn inclusive_spellings_are_found_in_each_form_and_lead_back_to_the_word() {
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
