//! The press review's search: every word must begin a word of the excerpt.

use std::ops::Range;

use crate::fold::{Folded, fold};

/// What somebody looks for: folded words, all of which must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self {
            words: fold(typed).split_whitespace().map(str::to_owned).collect(),
        }
    }

    /// Whether nothing is looked for, so that everything is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a folded text has every word.
    #[must_use]
    pub fn finds(&self, folded: &str) -> bool {
        self.words
            .iter()
            .all(|word| starts(folded, word).next().is_some())
    }

    /// The parts of a text that the words match, in order, without overlap.
    #[must_use]
    pub fn matches(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let found = |word: &String| {
            let length = word.len();
            starts(&folded.text, word)
                .map(move |at| at..at + length)
                .collect::<Vec<_>>()
        };
        let mut ranges: Vec<_> = self
            .words
            .iter()
            .flat_map(found)
            .map(|range| folded.original(range))
            .collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }
}

/// Where in a folded text a word begins that begins like this one.
fn starts<'a>(folded: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    folded
        .match_indices(word)
        .map(|(at, _)| at)
        .filter(|at| !folded[..*at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        Query::new(typed).finds(&fold(text))
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
    fn what_matched_is_told_in_the_text_as_shown() {
        let text = "L’École, l’école";
        let parts: Vec<_> = Query::new("ecole l'eco")
            .matches(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(parts, ["L’École", "l’école"]);
        assert!(Query::new("").matches(text).is_empty());
    }
}
