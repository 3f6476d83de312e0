//! The press review's search: every word must begin a word of the excerpt.

use std::ops::Range;

use crate::fold::{Folded, fold, is_letter};

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

/// What somebody looks for: folded words, all of which must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self { words: fold(typed).split_whitespace().map(str::to_owned).collect() }
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
        other.words.iter().all(|other| words.next().is_some_and(|word| word.starts_with(other)))
    }

    /// Whether a folded text has every word.
    #[must_use]
    pub fn finds(&self, folded: &str) -> bool {
        self.words.iter().all(|word| starts(folded, word).next().is_some())
    }

    /// The parts of a text that the words match, in order, without overlap.
    #[must_use]
    pub fn matches(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let mut matched = vec![false; folded.text.len()];
        for word in &self.words {
            for at in starts(&folded.text, word) {
                matched[at..at + word.len()].fill(true);
            }
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for at in (0..matched.len()).filter(|at| matched[*at]) {
            let letter = folded.original(at..at + 1);
            match ranges.last_mut() {
                Some(last) if letter.start <= last.end => {
                    *last = last.start.min(letter.start)..last.end.max(letter.end);
                }
                _ => ranges.push(letter),
            }
        }
        ranges
    }
}

/// Where in a folded text a word begins that begins like this one.
fn starts<'a>(folded: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    folded.match_indices(word).map(|(at, _)| at).filter(|at| !folded[..*at].ends_with(is_letter))
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
    fn what_matched_is_told_in_the_text_as_shown() {
        let text = "L’École, l’école";
        let parts: Vec<_> =
            Query::new("ecole l'eco").matches(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["L’École", "l’école"]);
        let inclusive = "Les adhérent·e·s";
        let ranges = Query::new("adherentes").matches(inclusive);
        assert_eq!(ranges.len(), 1);
        assert_eq!(&inclusive[ranges[0].clone()], "adhérent·e·s");
        assert!(Query::new("").matches(text).is_empty());
    }
}
