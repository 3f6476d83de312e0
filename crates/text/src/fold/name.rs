//! Names, compared as the eye does: how their letters are composed, which kind of space parts their words,
//! the shape of an apostrophe, and what cannot be seen make no other name. Accents and capitals do.

use std::ops::Range;

use crate::unicode::{is_of_word, seen};

/// Whether two names look the same.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other || form(one) == form(other)
}

/// The form in which names are compared.
#[must_use]
pub fn form(name: &str) -> String {
    let mut form = String::with_capacity(name.len());
    for sign in name.chars() {
        let seen = seen(sign);
        if seen != " " || !(form.is_empty() || form.ends_with(' ')) {
            form.push_str(seen);
        }
    }
    form.truncate(form.trim_end().len());
    form
}

/// Where a text names this, as whole words.
pub fn named<'a>(text: &'a str, name: &str) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let form = form(name);
    let mut within_word = false;
    text.char_indices().filter_map(move |(at, sign)| {
        let begins = !within_word;
        let seen = seen(sign);
        if !seen.is_empty() {
            within_word = is_of_word(sign);
        }
        if !begins || seen.is_empty() || !form.starts_with(seen) {
            return None;
        }
        Some(at..at + end_of(&text[at..], &form)?)
    })
}

/// Where the name ends in a text that begins with it; no letter may follow.
fn end_of(text: &str, form: &str) -> Option<usize> {
    let (mut rest, mut spaced) = (form, false);
    for (at, sign) in text.char_indices() {
        let seen = seen(sign);
        if rest.is_empty() && !seen.is_empty() {
            return (at > 0 && !is_of_word(sign)).then_some(at);
        }
        if seen != " " || !spaced {
            rest = rest.strip_prefix(seen)?;
        }
        if !seen.is_empty() {
            spaced = seen == " ";
        }
    }
    (rest.is_empty() && !form.is_empty()).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn names_are_the_same_when_they_look_the_same() {
        let name = "L’École Pour Tous";
        for other in [
            &name.nfd().collect::<String>(),
            "L'École Pour Tous",
            "L’École\u{a0}Pour\u{202f}Tous",
            "L’École  Pour Tous ",
            "L’É\u{200b}cole Po\u{ad}ur Tous",
            "\u{feff}L’École Pour\u{2009}Tous",
        ] {
            assert!(same(name, other), "{other}");
        }
        for other in
            ["L’Ecole Pour Tous", "L’école pour tous", "LʼÉcolePour Tous", "L’École-Pour Tous"]
        {
            assert!(!same(name, other), "{other}");
        }
        assert!(same("Co\u{2011}fondation", "Co-fondation"));
    }

    #[test]
    fn a_name_is_found_as_whole_words_however_it_is_written() {
        const NONE: [Range<usize>; 0] = [];
        let places = |text, name| -> Vec<_> { named(text, name).collect() };
        assert_eq!(places("été, étés, et été", "été"), [0..5, 18..23]);
        let decomposed: String = "un été".nfd().collect();
        assert_eq!(places(&decomposed, "été").first(), Some(&(3..10)));
        assert_eq!(places("une\u{a0}\u{200b} fois", "une fois").first(), Some(&(0..13)));
        assert_eq!(places("cafe\u{301}", "cafe"), NONE, "a mark makes another letter");
        assert_eq!(places("thé", "the"), NONE);
        assert_eq!(places("(l’art)", "art").first(), Some(&(5..8)));
        assert_eq!(places("d’art\u{200b}", "art").len(), 1);
        assert_eq!(places("abc", ""), NONE);
        assert_eq!(places("", "a"), NONE);
    }
}
