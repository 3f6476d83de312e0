//! The press review's search: every word must begin a word of the excerpt.

use std::ops::Range;

use text::fold::Folded;

pub use index::{Index, organisations};

mod index;

/// What somebody looks for, as they told it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The words, as typed.
    pub typed: String,
    /// The organisation that the excerpts must speak of; empty for any.
    pub organisation: String,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.typed.trim().is_empty() && self.organisation.is_empty()
    }
}

/// What somebody looks for: words, all of which must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// The ways to write a word, folded, any of which will do. Punctuation within it is a space: its parts must
/// follow each other.
type Word = Vec<String>;

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut words = Vec::new();
        let mut tokens = typed.split_whitespace().peekable();
        while let Some(token) = tokens.next() {
            // The spaces in a number part no words.
            let mut token = token.to_owned();
            while token.ends_with(|sign: char| sign.is_ascii_digit())
                && let Some(group) = tokens.next_if(|next| next.len() == 3 && is_number(next))
            {
                token.push(' ');
                token.push_str(group);
            }
            words.push(word(&token));
        }
        words.retain(|word: &Word| !word.is_empty());
        Self { words }
    }

    /// Whether nothing is looked for, so that everything is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether whatever this finds, the other finds too: its words go on from the other's.
    #[must_use]
    pub fn narrows(&self, other: &Self) -> bool {
        let mut words = self.words.iter();
        let goes_on = |word: &Word, other: &Word| {
            word.iter().all(|way| other.iter().any(|other| way.starts_with(other)))
        };
        other.words.iter().all(|other| words.next().is_some_and(|word| goes_on(word, other)))
    }

    /// Whether a folded text has every word.
    #[must_use]
    pub fn finds(&self, folded: &str) -> bool {
        self.words.iter().all(|word| word.iter().any(|way| folded.contains(way)))
    }

    /// The parts of a text that the words match, in order, without overlap.
    #[must_use]
    pub fn matches(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let mut matched = vec![false; text.len()];
        for way in self.words.iter().flatten() {
            for (at, _) in folded.text.match_indices(way) {
                // But for the space before it.
                for origin in folded.origins(at + 1..at + way.len()) {
                    matched[origin].fill(true);
                }
            }
        }
        let mut ranges = Vec::new();
        let mut start = None;
        for (at, matched) in matched.into_iter().chain([false]).enumerate() {
            match (matched, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    ranges.push(from..at);
                    start = None;
                }
                _ => {}
            }
        }
        ranges
    }
}

/// The ways to write what was typed between two spaces; none if there is no letter in it. What begins like
/// another way is found with that.
fn word(token: &str) -> Word {
    let mut ways = Word::new();
    let folded = Folded::new(token).text;
    for way in folded.split('\n') {
        if !way.is_empty() && !ways.iter().any(|known| way.starts_with(known)) {
            ways.push(way.to_owned());
        }
    }
    // A long number with spaces and without.
    let digits = folded.replace(' ', "");
    if digits.len() > 3 && is_number(&digits) {
        let mut parted = String::new();
        for (at, digit) in digits.char_indices() {
            if at == 0 || (digits.len() - at).is_multiple_of(3) {
                parted.push(' ');
            }
            parted.push(digit);
        }
        ways.push(parted);
        ways.push([" ", &digits].concat());
    }
    ways
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|sign| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        Query::new(typed).finds(&Folded::new(text).text)
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
            assert!(finds(typed, text), "{typed} in {text}");
        }
    }

    #[test]
    fn every_word_must_begin_a_word() {
        assert!(finds("ecole droit", "droit à l’école"));
        assert!(!finds("ecole gauche", "droit à l’école"));
        assert!(finds("bidon", "bidonvilles") && !finds("villes", "bidonvilles"));
        assert!(finds("", "quoi que ce soit") && finds("  ", ""));
    }

    #[test]
    fn going_on_typing_only_narrows() {
        let narrows = |typed, before| Query::new(typed).narrows(&Query::new(before));
        assert!(narrows("eco", "ec") && narrows("ecole p", "ecole") && narrows("ÉCOLE", "éco"));
        assert!(narrows("a", "") && narrows("a", "a"));
        assert!(!narrows("ec", "eco") && !narrows("ole", "ecole") && !narrows("", "a"));
        assert!(!narrows("a b", "b"), "word by word");
    }

    #[test]
    fn punctuation_does_not_count_on_either_side() {
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
            assert!(finds(typed, text), "{typed} in {text}");
        }
        assert!(Query::new("« ? » — …").is_empty());
        assert!(!finds("l'eau", "la eau"), "what a sign parts must follow each other");
    }

    #[test]
    fn a_paragraph_as_it_is_shown_finds_itself() {
        let text = "«\u{202f}Un.e jeune, l’enfant\u{202f}: «\u{202f}5\u{a0}000\u{202f}» étu\u{ad}diant·e·s \
                    (ou pas)\u{202f}!\u{202f}»";
        for pasted in [text.to_owned(), text.replace(' ', "\n"), text.replace('\u{202f}', " ")] {
            assert!(finds(&pasted, text), "{pasted}");
            assert!(finds(&pasted, "«Un.e jeune, l'enfant : «5 000» étudiant·e·s (ou pas)!»"));
        }
    }

    #[test]
    fn inclusive_spellings_are_found_and_find_whatever_their_sign() {
        let ways = ["étudiant.e.s", "étudiant·e·s", "étudiant-e-s", "étudiant(e)s", "ÉTUDIANT/E/S"];
        let plain = ["étudiant", "étudiante", "étudiants", "étudiantes"];
        for text in ways {
            for typed in ways.into_iter().chain(plain) {
                assert!(finds(typed, &format!("«{text}»")), "{typed} in {text}");
            }
        }
        for typed in ways {
            assert!(finds(typed, "les étudiantes") && finds(typed, "un étudiant"), "{typed}");
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
            assert!(finds(typed, text), "{typed} in {text}");
        }
        assert!(!finds("portee", "porte-à-porte") && !finds("exemplee", "www.exemple.es"));
    }

    #[test]
    fn a_number_is_found_however_its_digits_are_parted() {
        for typed in ["10 000", "10000", "10\u{202f}000", "10.000", "10'000", "10 0", "10"] {
            assert!(finds(typed, "les 10\u{a0}000 voix"), "{typed}");
        }
        assert!(finds("10 000 voix", "les 10000 voix") && finds("3,5", "3,5 ou 3.5"));
        assert!(!finds("3,5", "35") && !finds("3,5", "5,3") && !finds("10 000", "10 et 1 000"));
        assert_eq!(marked("10000 voix", "les 10\u{a0}000 voix"), ["10\u{a0}000", "voix"]);
    }

    #[test]
    fn going_on_typing_never_finds_what_was_not_found_before_if_it_narrows() {
        let texts = ["l’étudiant.e", "10 000", "les étudiantes", "fondateur·ices", "10000", "étu"];
        for typed in ["l’étudiant.e.s", "10 000 voix", "fondateur·ices, ou", "étudiant(e)s"] {
            let ends = (0..=typed.len()).filter(|end| typed.is_char_boundary(*end));
            let queries: Vec<_> = ends.map(|end| Query::new(&typed[..end])).collect();
            for pair in queries.windows(2) {
                for text in texts.map(|text| Folded::new(text).text) {
                    let lost = pair[1].finds(&text) && !pair[0].finds(&text);
                    assert!(!lost || !pair[1].narrows(&pair[0]), "{pair:?} in {text}");
                }
            }
        }
    }

    #[test]
    fn what_matched_is_marked_in_the_text_as_shown() {
        assert_eq!(marked("ecole l'eco", "L’École, l’école"), ["L’École", "l’école"]);
        assert_eq!(marked("adherentes", "Les adhérent·e·s"), ["adhérent·e·s"]);
        assert_eq!(marked("amies", "Les (ami(e)s)"), ["ami(e)s"]);
        assert_eq!(marked("une", "«\u{202f}Un.e jeune"), ["Un.e"]);
        assert_eq!(marked("l'etudiante", "à l’étudiant·e."), ["l’étudiant·e"]);
        assert_eq!(marked("\"bidonvilles.\"", "bidon\u{ad}villes\u{202f}!"), ["bidon\u{ad}villes"]);
        assert_eq!(marked("e", "l’e\u{301}te\u{301}"), ["e\u{301}"]);
        assert_eq!(marked("off", "o\u{fb03}ciel"), ["o\u{fb03}"]);
        assert_eq!(marked("porte a porte", "du porte-à-porte"), ["porte", "à", "porte"]);
        assert_eq!(marked("porte-à-porte", "du porte à porte"), ["porte à porte"]);
        assert!(marked("", "L’École").is_empty() && marked("?", "Quoi ?").is_empty());
    }

    fn marked<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
        Query::new(typed).matches(text).into_iter().map(|range| &text[range]).collect()
    }
}
