//! Folding: the form of a text in which the search compares it.
//!
//! Marks are dropped, letters made small, ligatures opened, apostrophes made straight, and hyphens
//! and every kind of space become a plain space. It knows the Latin letters, not the tables of all
//! Unicode, which would weigh more than the rest of the search. The text shown is never touched.

use inclusive::{DOT, forms};

mod inclusive;

/// The bases of U+00C0 to U+017F, two letters having none (`_`).
const LATIN: &[u8] = b"aaaaaa_ceeeeiiiidnooooo_ouuuuy__aaaaaa_ceeeeiiiidnooooo_ouuuuy_y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkk_llllll_\
    _llnnnnnn___oooooo__rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// The bases of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &[u8] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy_s____aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy______";

/// A folded text that remembers where each of its bytes comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, and for its end, where in the original it begins.
    origins: Vec<usize>,
}

impl Folded {
    /// Folds a text. Behind a word in inclusive spelling stand its other forms, which all come from
    /// that word.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let mut folded = Self::default();
        // Where the word began: in the original, and in the folded text.
        let mut word = (0, 0);
        for (at, letter) in original.char_indices() {
            let before = folded.text.len();
            fold_letter(letter, &mut folded.text);
            folded.fill(at);
            if !folded.text[before..].chars().all(|sign| sign == DOT || is_letter(sign)) {
                folded.insert_forms(word, before);
                word = (at + letter.len_utf8(), folded.text.len());
            }
        }
        folded.insert_forms(word, folded.text.len());
        folded.origins.push(original.len());
        folded
    }

    /// Puts the forms of the word that ends here behind it, if it has any.
    fn insert_forms(&mut self, (origin, start): (usize, usize), end: usize) {
        if !self.text[start..end].contains(DOT) {
            return;
        }
        let forms = forms(&self.text[start..end]).into_iter().map(|form| [" ", &form].concat());
        let forms: String = forms.collect();
        self.text.insert_str(end, &forms);
        self.origins.splice(end..end, std::iter::repeat_n(origin, forms.len()));
    }

    /// What was folded since comes from here.
    fn fill(&mut self, origin: usize) {
        self.origins.resize(self.text.len(), origin);
    }

    /// The range of the original that a range of the folded text comes from. A mark that was
    /// dropped behind the last letter belongs to it.
    #[must_use]
    pub fn original(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let last = self.origins[range.end - 1];
        let rest = &self.origins[range.end..];
        let end = rest.iter().find(|origin| **origin > last).copied();
        self.origins[range.start]..end.unwrap_or(last)
    }
}

/// Folds a text, without remembering where its letters come from.
#[must_use]
pub fn fold(original: &str) -> String {
    let mut folded = String::with_capacity(original.len());
    for letter in original.chars() {
        fold_letter(letter, &mut folded);
    }
    folded
}

fn fold_letter(letter: char, folded: &mut String) {
    match letter {
        'a'..='z' | '0'..='9' => folded.push(letter),
        'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'ș' | 'Ș' => folded.push('s'),
        'ț' | 'Ț' => folded.push('t'),
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' => {}
        '’' | '‘' | 'ʼ' | '′' => folded.push('\''),
        DOT | '•' | '‧' | '⋅' | '∙' => folded.push(DOT),
        '-' | '\u{2010}'..='\u{2015}' => folded.push(' '),
        letter if letter.is_whitespace() => folded.push(' '),
        letter => match base(letter) {
            Some(base) => folded.push(base),
            None => folded.push(letter),
        },
    }
}

/// Whether a character is a digit or a letter that folding knows.
#[must_use]
pub fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || base(letter).is_some() || "œŒæÆßẞ".contains(letter)
}

/// The letter below the marks of a Latin letter.
fn base(letter: char) -> Option<char> {
    let (table, first) = match letter {
        '\u{c0}'..='\u{17f}' => (LATIN, 0xc0),
        '\u{1e00}'..='\u{1eff}' => (LATIN_ADDITIONAL, 0x1e00),
        _ => return None,
    };
    let base = *table.get(letter as usize - first)?;
    (base != b'_').then_some(base as char)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    use super::*;

    #[test]
    fn the_tables_say_what_unicode_says() {
        for letter in ('\u{c0}'..='\u{17f}').chain('\u{1e00}'..='\u{1eff}') {
            let decomposed: String = letter.nfd().filter(|c| !is_combining_mark(*c)).collect();
            if decomposed.len() == 1 && decomposed.is_ascii() {
                assert_eq!(fold(&letter.to_string()), decomposed.to_lowercase(), "{letter}");
            }
        }
    }

    #[test]
    fn composed_and_decomposed_letters_fold_alike() {
        let text = "Éducation, œuvre, ça, L’école, porte-à-porte";
        assert_eq!(fold(text), "education, oeuvre, ca, l'ecole, porte a porte");
        assert_eq!(fold(&text.nfd().collect::<String>()), fold(text));
    }

    #[test]
    fn every_kind_of_space_and_hyphen_is_a_space() {
        assert_eq!(fold("a\u{a0}b\u{202f}c\u{2011}d–e"), "a b c d e");
    }

    #[test]
    fn inclusive_spellings_are_found_in_each_form_and_lead_back_to_the_word() {
        let text = "Les adhérent·e·s, et";
        let folded = Folded::new(text);
        assert_eq!(folded.text, "les adherent·e·s adherent adherente adherents adherentes, et",);
        let at = folded.text.find("adherentes").expect("a form");
        assert_eq!(&text[folded.original(at..at + 10)], "adhérent·e·s");
        assert_eq!(Folded::new("fondateur•ices").text.split(' ').nth(2), Some("fondatrice"));
        assert_eq!(fold("a·b"), "a·b", "what is typed has no other forms");
    }

    #[test]
    fn a_folded_range_leads_back_to_the_letters_shown() {
        let text = "Un cœur, l’École";
        let folded = Folded::new(text);
        let at = folded.text.find("oeur").expect("oeur");
        assert_eq!(&text[folded.original(at..at + 2)], "œ");
        assert_eq!(&text[folded.original(at..at + 4)], "œur");
        let at = folded.text.find("ecole").expect("ecole");
        assert_eq!(&text[folded.original(at..at + 5)], "École");
        let decomposed = "e\u{301}t";
        assert_eq!(Folded::new(decomposed).original(0..1), 0..3);
    }
}
