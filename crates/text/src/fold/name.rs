//! Comparison of names by appearance: composed and decomposed letters, kinds of spaces, kinds of apostrophes and
//! invisible characters make no difference; accents and capitals do.

use std::ops::Range;

use crate::unicode::{is_word_char, normalize_char};

/// Whether two names look the same.
#[must_use]
pub fn is_same_name(left: &str, right: &str) -> bool {
    left == right || normalize_name(left) == normalize_name(right)
}

/// Returns the form in which names are compared, with single spaces between words.
#[must_use]
pub fn normalize_name(name: &str) -> String {
    let mut normalized = String::with_capacity(name.len());
    for c in name.chars() {
        let form = normalize_char(c);
        if form != " " || !(normalized.is_empty() || normalized.ends_with(' ')) {
            normalized.push_str(form);
        }
    }
    normalized.truncate(normalized.trim_end().len());
    normalized
}

/// Finds a name in a text, as whole words; yields byte ranges of the text.
pub fn find_name<'a>(text: &'a str, name: &str) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let name = normalize_name(name);
    let mut within_word = false;
    text.char_indices().filter_map(move |(start, c)| {
        let begins_word = !within_word;
        let form = normalize_char(c);
        if !form.is_empty() {
            within_word = is_word_char(c);
        }
        if !begins_word || form.is_empty() || !name.starts_with(form) {
            return None;
        }
        Some(start..start + match_prefix(&text[start..], &name)?)
    })
}

/// Returns the length in bytes of the text's prefix that is this normalized name, if no word character follows.
fn match_prefix(text: &str, name: &str) -> Option<usize> {
    let (mut rest, mut after_space) = (name, false);
    for (index, c) in text.char_indices() {
        let form = normalize_char(c);
        if rest.is_empty() && !form.is_empty() {
            return (index > 0 && !is_word_char(c)).then_some(index);
        }
        if form != " " || !after_space {
            rest = rest.strip_prefix(form)?;
        }
        if !form.is_empty() {
            after_space = form == " ";
        }
    }
    (rest.is_empty() && !name.is_empty()).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn names_that_look_the_same_are_equal() {
        let name = "L’École Pour Tous";
        for other in [
            &name.nfd().collect::<String>(),
            "L'École Pour Tous",
            "L’École\u{a0}Pour\u{202f}Tous",
            "L’École  Pour Tous ",
            "L’É\u{200b}cole Po\u{ad}ur Tous",
            "\u{feff}L’École Pour\u{2009}Tous",
        ] {
            assert!(is_same_name(name, other), "{other}");
        }
        for other in
            ["L’Ecole Pour Tous", "L’école pour tous", "LʼÉcolePour Tous", "L’École-Pour Tous"]
        {
            assert!(!is_same_name(name, other), "{other}");
        }
        assert!(is_same_name("Co\u{2011}fondation", "Co-fondation"));
    }

    #[test]
    fn names_are_found_as_whole_words_in_any_spelling() {
        const NONE: [Range<usize>; 0] = [];
        let find_all = |text, name| -> Vec<_> { find_name(text, name).collect() };
        assert_eq!(find_all("été, étés, et été", "été"), [0..5, 18..23]);
        let decomposed: String = "un été".nfd().collect();
        assert_eq!(find_all(&decomposed, "été").first(), Some(&(3..10)));
        assert_eq!(find_all("une\u{a0}\u{200b} fois", "une fois").first(), Some(&(0..13)));
        assert_eq!(find_all("cafe\u{301}", "cafe"), NONE, "a mark makes another letter");
        assert_eq!(find_all("thé", "the"), NONE);
        assert_eq!(find_all("(l’art)", "art").first(), Some(&(5..8)));
        assert_eq!(find_all("d’art\u{200b}", "art").len(), 1);
        assert_eq!(find_all("abc", ""), NONE);
        assert_eq!(find_all("", "a"), NONE);
    }
}
