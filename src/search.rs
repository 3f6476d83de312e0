//! The press review's search: each of its words must begin a word of the excerpt.

use std::ops::Range;

use text::fold::Folded;

pub use index::{Index, list_organisations};

mod index;

/// The user's search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The text, as typed.
    pub text: String,
    /// The name of the excerpts' organisation; empty for any.
    pub organisation: String,
}

impl Filter {
    /// Whether it matches every excerpt.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.organisation.is_empty()
    }
}

/// A parsed text: words that must all match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// The folded variants of a word, any of which may match. Punctuation inside is folded to a space, so the parts of a
/// variant must be adjacent.
type Word = Vec<String>;

impl Query {
    /// Parses a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut tokens = text.split_whitespace().peekable();
        while let Some(token) = tokens.next() {
            // Spaces between groups of digits separate no words.
            let mut token = token.to_owned();
            while token.ends_with(|character: char| character.is_ascii_digit())
                && let Some(group) = tokens.next_if(|next| next.len() == 3 && is_number(next))
            {
                token.push(' ');
                token.push_str(group);
            }
            words.push(variants(&token));
        }
        words.retain(|word: &Word| !word.is_empty());
        Self { words }
    }

    /// Whether it has no words, so that it matches every text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether its words extend the other's, one by one: then every text that it matches is matched by the other, too.
    /// (It may be false although that holds.)
    #[must_use]
    pub fn narrows(&self, other: &Self) -> bool {
        let mut words = self.words.iter();
        let extends = |word: &Word, other: &Word| {
            word.iter().all(|variant| other.iter().any(|other| variant.starts_with(other)))
        };
        other.words.iter().all(|other| words.next().is_some_and(|word| extends(word, other)))
    }

    /// Whether a folded text contains every word.
    #[must_use]
    pub fn is_match(&self, folded: &str) -> bool {
        self.words.iter().all(|word| word.iter().any(|variant| folded.contains(variant)))
    }

    /// The byte ranges of a text that the words match, in order, without overlap.
    #[must_use]
    pub fn find_matches(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let mut matched = vec![false; text.len()];
        for variant in self.words.iter().flatten() {
            for (start, _) in folded.text.match_indices(variant) {
                // Without the space before the word.
                for origin in folded.origins(start + 1..start + variant.len()) {
                    matched[origin].fill(true);
                }
            }
        }
        let mut ranges = Vec::new();
        let mut start = None;
        for (index, matched) in matched.into_iter().chain([false]).enumerate() {
            match (matched, start) {
                (true, None) => start = Some(index),
                (false, Some(first)) => {
                    ranges.push(first..index);
                    start = None;
                }
                _ => {}
            }
        }
        ranges
    }
}

/// The variants of a token; none if it has no letters or digits. A variant that begins with another is left out, since
/// the shorter one matches its texts.
fn variants(token: &str) -> Word {
    let mut variants = Word::new();
    let folded = Folded::new(token).text;
    for variant in folded.split('\n') {
        if !variant.is_empty() && !variants.iter().any(|known| variant.starts_with(known)) {
            variants.push(variant.to_owned());
        }
    }
    // A long number with and without spaces between groups of three digits.
    let digits = folded.replace(' ', "");
    if digits.len() > 3 && is_number(&digits) {
        let mut grouped = String::new();
        for (index, digit) in digits.char_indices() {
            if index == 0 || (digits.len() - index).is_multiple_of(3) {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        variants.push(grouped);
        variants.push([" ", &digits].concat());
    }
    variants
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_match(typed: &str, text: &str) -> bool {
        Query::new(typed).is_match(&Folded::new(text).text)
    }

    #[test]
    fn accents_case_and_apostrophes_do_not_matter() {
        for (typed, text) in [
            ("education", "le droit à l’Éducation"),
            ("ecole pour tous", "l’association École pour tous"),
            ("BIDONVILLES", "il y a des bidonvilles"),
            ("l'ecole", "n’ont pas accès à l’école"),
            ("oeuvre", "une œuvre"),
            ("ca", "Ça suffit"),
            ("porte a porte", "du porte-à-porte"),
            ("porte-à-porte", "du porte à porte"),
            ("adherents", "les adhérent·e·s"),
            ("adhérente", "les adhérent·e·s"),
            ("adhérent·e·s", "les adhérent·e·s"),
            ("fondatrices", "membres fondateur·ices"),
            ("femmes musulmanes", "«Femmes Musulmanes contre»"),
            ("muslim women's", "du Muslim Women’s Day"),
            ("nouvelle edition", "cette nouvelle\u{a0}édition"),
        ] {
            assert!(is_match(typed, text), "{typed} in {text}");
        }
    }

    #[test]
    fn every_word_must_begin_a_word() {
        assert!(is_match("ecole droit", "droit à l’école"));
        assert!(!is_match("ecole gauche", "droit à l’école"));
        assert!(is_match("bidon", "bidonvilles") && !is_match("villes", "bidonvilles"));
        assert!(is_match("", "quoi que ce soit") && is_match("  ", ""));
    }

    #[test]
    fn typing_on_narrows_the_query() {
        let narrows = |typed, before| Query::new(typed).narrows(&Query::new(before));
        assert!(narrows("eco", "ec") && narrows("ecole p", "ecole") && narrows("ÉCOLE", "éco"));
        assert!(narrows("a", "") && narrows("a", "a"));
        assert!(!narrows("ec", "eco") && !narrows("ole", "ecole") && !narrows("", "a"));
        assert!(!narrows("a b", "b"), "words are compared by position");
    }

    #[test]
    fn punctuation_is_ignored_in_the_query_and_the_text() {
        for (typed, text) in [
            ("bidonvilles.", "il y a des bidonvilles, et"),
            ("école ?", "L’école"),
            ("\"parité sociale\"", "la «parité sociale» en"),
            ("«parité» (sociale)", "la parité sociale"),
            ("parité — sociale…", "la parité\u{a0}: sociale"),
            ("「parité」・sociale。", "• parité/sociale"),
            ("Tu viens\u{202f}? 🔥", "tu viens, hein"),
            ("“Women's Day”", "Women’s-Day"),
            ("bidon\u{200b}villes\u{2060}", "bidonvilles"),
            ("bidonvilles", "bidon\u{ad}villes"),
            ("officiel", "o\u{fb03}ciel"),
            ("o\u{fb03}ciel", "officiel"),
            ("𝗴𝗿𝗮𝘀", "en gras"),
            ("gras", "en 𝗴𝗿𝗮𝘀"),
            ("exemple.org", "sur www.exemple.org/page"),
            ("https://www.exemple.org/", "sur https://www.exemple.org/page"),
        ] {
            assert!(is_match(typed, text), "{typed} in {text}");
        }
        assert!(Query::new("« ? » — …").is_empty());
        assert!(!is_match("l'eau", "la eau"), "the parts around punctuation must be adjacent");
    }

    #[test]
    fn a_pasted_paragraph_matches_itself() {
        let text = "«\u{202f}Un.e jeune, l’enfant\u{202f}: «\u{202f}5\u{a0}000\u{202f}» étu\u{ad}diant·e·s \
                    (ou pas)\u{202f}!\u{202f}»";
        for pasted in [text.to_owned(), text.replace(' ', "\n"), text.replace('\u{202f}', " ")] {
            assert!(is_match(&pasted, text), "{pasted}");
            assert!(is_match(&pasted, "«Un.e jeune, l'enfant : «5 000» étudiant·e·s (ou pas)!»"));
        }
    }

    #[test]
    fn inclusive_spellings_match_each_other_with_any_separator() {
        let spellings =
            ["étudiant.e.s", "étudiant·e·s", "étudiant-e-s", "étudiant(e)s", "ÉTUDIANT/E/S"];
        let plain = ["étudiant", "étudiante", "étudiants", "étudiantes"];
        for text in spellings {
            for typed in spellings.into_iter().chain(plain) {
                assert!(is_match(typed, &format!("«{text}»")), "{typed} in {text}");
            }
        }
        for typed in spellings {
            assert!(is_match(typed, "les étudiantes") && is_match(typed, "un étudiant"), "{typed}");
        }
        for (typed, text) in [
            ("une jeune", "«Un.e jeune connaîtra"),
            ("un jeune", "«Un.e jeune connaîtra"),
            ("un.e jeune", "«Un.e jeune connaîtra"),
            ("l'étudiante", "l’étudiant·e"),
            ("l’étudiant·e", "l’étudiante"),
            ("amies", "les ami(e)s"),
            ("directrice", "direc\u{ad}teur·rice"),
            ("fondateur·ices", "une fondatrice"),
            ("fondateur·i", "fondateur·ices"),
        ] {
            assert!(is_match(typed, text), "{typed} in {text}");
        }
        assert!(!is_match("portee", "porte-à-porte") && !is_match("exemplee", "www.exemple.es"));
    }

    #[test]
    fn a_number_matches_with_any_grouping_of_its_digits() {
        for typed in ["10 000", "10000", "10\u{202f}000", "10.000", "10'000", "10 0", "10"] {
            assert!(is_match(typed, "les 10\u{a0}000 voix"), "{typed}");
        }
        assert!(is_match("10 000 voix", "les 10000 voix") && is_match("3,5", "3,5 ou 3.5"));
        assert!(
            !is_match("3,5", "35") && !is_match("3,5", "5,3") && !is_match("10 000", "10 et 1 000")
        );
        assert_eq!(matches("10000 voix", "les 10\u{a0}000 voix"), ["10\u{a0}000", "voix"]);
    }

    #[test]
    fn a_narrower_query_matches_no_other_texts() {
        let texts = ["l’étudiant.e", "10 000", "les étudiantes", "fondateur·ices", "10000", "étu"];
        for typed in ["l’étudiant.e.s", "10 000 voix", "fondateur·ices, ou", "étudiant(e)s"] {
            let ends = (0..=typed.len()).filter(|end| typed.is_char_boundary(*end));
            let queries: Vec<_> = ends.map(|end| Query::new(&typed[..end])).collect();
            for pair in queries.windows(2) {
                for text in texts.map(|text| Folded::new(text).text) {
                    let is_new = pair[1].is_match(&text) && !pair[0].is_match(&text);
                    assert!(!is_new || !pair[1].narrows(&pair[0]), "{pair:?} in {text}");
                }
            }
        }
    }

    #[test]
    fn matches_are_ranges_of_the_displayed_text() {
        assert_eq!(matches("ecole l'eco", "L’École, l’école"), ["L’École", "l’école"]);
        assert_eq!(matches("adherentes", "Les adhérent·e·s"), ["adhérent·e·s"]);
        assert_eq!(matches("amies", "Les (ami(e)s)"), ["ami(e)s"]);
        assert_eq!(matches("une", "«\u{202f}Un.e jeune"), ["Un.e"]);
        assert_eq!(matches("l'etudiante", "à l’étudiant·e."), ["l’étudiant·e"]);
        assert_eq!(
            matches("\"bidonvilles.\"", "bidon\u{ad}villes\u{202f}!"),
            ["bidon\u{ad}villes"]
        );
        assert_eq!(matches("e", "l’e\u{301}te\u{301}"), ["e\u{301}"]);
        assert_eq!(matches("off", "o\u{fb03}ciel"), ["o\u{fb03}"]);
        assert_eq!(matches("porte a porte", "du porte-à-porte"), ["porte", "à", "porte"]);
        assert_eq!(matches("porte-à-porte", "du porte à porte"), ["porte à porte"]);
        assert!(matches("", "L’École").is_empty() && matches("?", "Quoi ?").is_empty());
    }

    fn matches<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
        Query::new(typed).find_matches(text).into_iter().map(|range| &text[range]).collect()
    }
}
