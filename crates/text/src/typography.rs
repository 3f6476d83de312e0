//! French spacing, applied when a text is displayed; the content keeps what its author typed.
//!
//! U+202F (narrow no-break space) precedes `;`, `!`, `?` and pads `« »`; U+00A0 (no-break space) precedes `:`.
//! URLs, times, code and emoticons stay unchanged: the punctuation must end its word, and the text before it must
//! be one that French separates from it.

use crate::{fold::is_inclusive, unicode::is_one_of};

const NARROW_NO_BREAK_SPACE: char = '\u{202f}';
const NO_BREAK_SPACE: char = '\u{a0}';

/// Returns a text with French spaces. Only white space changes.
#[must_use]
pub fn apply_french_spacing(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut open_brackets = 0_usize;
    let mut rest = text.char_indices().peekable();
    while let Some((index, c)) = rest.next() {
        match c {
            ';' | '!' | '?' | ':' if is_word_end(&text[index + 1..], c, open_brackets) => {
                let before = spaced.trim_end();
                if needs_space(before, before.len() == spaced.len()) {
                    spaced.truncate(before.len());
                    spaced.push(if c == ':' { NO_BREAK_SPACE } else { NARROW_NO_BREAK_SPACE });
                }
                spaced.push(c);
            }
            '«' => {
                while rest.next_if(|(_, next)| next.is_whitespace()).is_some() {}
                spaced.extend([c, NARROW_NO_BREAK_SPACE]);
            }
            '»' => {
                spaced.truncate(spaced.trim_end().len());
                spaced.extend([NARROW_NO_BREAK_SPACE, c]);
            }
            _ => {
                match c {
                    '(' => open_brackets += 1,
                    ')' => open_brackets = open_brackets.saturating_sub(1),
                    _ => {}
                }
                spaced.push(c);
            }
        }
    }
    spaced
}

/// Whether punctuation before `rest` is the last of its word. An unmatched bracket after `:` or `;` is an
/// emoticon.
fn is_word_end(rest: &str, punctuation: char, open_brackets: usize) -> bool {
    let closing_brackets = rest.len() - rest.trim_start_matches(')').len();
    match rest.chars().next() {
        None => true,
        Some(')') => closing_brackets <= open_brackets || !is_one_of(punctuation, ":;"),
        Some(next) => next.is_whitespace() || is_one_of(next, "»”!?…"),
    }
}

/// Whether French separates punctuation from the text before it; `adjacent` if no space was typed.
fn needs_space(before: &str, adjacent: bool) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if is_one_of(last, "([{«“‘¿¡") {
        return false;
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let word = word.trim_start_matches(|c| is_one_of(c, "([{«“‘\"'"));
    !adjacent || !(word.is_empty() || is_one_of(last, "!?;:+-*/=<>^~|\\#&@_`,–—") || is_code(word))
}

/// Whether a word is a URL, code or an emoticon, of which the punctuation after it is a part.
fn is_code(word: &str) -> bool {
    if word.chars().all(|c| is_one_of(c, "0123456789:.,/-")) {
        return false;
    }
    // A bracket within a word, or two letters after a dot, belong to a function call or a host name, unless the
    // word is an inclusive spelling: `ami(e)s`, `fondateur.ice`.
    let (mut has_part, mut letters_after_dot) = (false, 3);
    for (index, c) in word.char_indices() {
        let is_code_char = is_one_of(c, if index == 0 { "/&-$!;" } else { "@" });
        if is_code_char || is_one_of(c, ":\\=_*<>|{`") {
            return true;
        }
        letters_after_dot = match c {
            '.' if index > 0 => 0,
            'a'..='z' | 'A'..='Z' => letters_after_dot + 1,
            _ => 3,
        };
        has_part |= letters_after_dot == 2 || (c == '(' && index > 0);
    }
    has_part && !is_inclusive(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn punctuation_gets_its_french_space() {
        for (typed, spaced) in [
            ("30 ; développée", "30\u{202f}; développée"),
            ("Quoi? Oui!", "Quoi\u{202f}? Oui\u{202f}!"),
            ("inégalités : les", "inégalités\u{a0}: les"),
            ("«Un.e jeune»", "«\u{202f}Un.e jeune\u{202f}»"),
            ("« la «parité» »", "«\u{202f}la «\u{202f}parité\u{202f}»\u{202f}»"),
            ("Non !!", "Non\u{202f}!!"),
            ("Quoi?!", "Quoi\u{202f}?!"),
            ("(Vraiment?)", "(Vraiment\u{202f}?)"),
            ("(à savoir :)", "(à savoir\u{a0}:)"),
            (
                "En 2025? 100%! 50€; etc.?",
                "En 2025\u{202f}? 100%\u{202f}! 50€\u{202f}; etc.\u{202f}?",
            ),
            ("À 10:30? À 10:30:", "À 10:30\u{202f}? À 10:30\u{a0}:"),
            ("Des étudiant.e.s?", "Des étudiant.e.s\u{202f}?"),
            ("Vos ami(e)s!", "Vos ami(e)s\u{202f}!"),
            (
                "Et/ou? «Oui»? \"Oui\"?",
                "Et/ou\u{202f}? «\u{202f}Oui\u{202f}»\u{202f}? \"Oui\"\u{202f}?",
            ),
            ("#Lallab! @lallab!", "#Lallab\u{202f}! @lallab\u{202f}!"),
            ("Bravo :) !", "Bravo :)\u{202f}!"),
            ("le C++ ; l’autre", "le C++\u{202f}; l’autre"),
            ("Démocratie? (ou pas!)", "Démocratie\u{202f}? (ou pas\u{202f}!)"),
        ] {
            assert_eq!(apply_french_spacing(typed), spaced);
        }
    }

    #[test]
    fn urls_code_and_emoticons_stay_unchanged() {
        for text in [
            "https://a.fr/?q=1;2",
            "https://a.fr/?",
            "(https://a.fr/page?)",
            "www.a.fr?",
            "lallab.org!",
            "a.fr/x.1?",
            "contact@lallab.org?",
            "mailto:contact@lallab.org?",
            "à 10:30",
            "de 3:1",
            "«",
            "?",
            "“group-centered leadership”",
            "un progrès (?) réel (!)",
            "(?!)",
            "( ? )",
            "[?]",
            "Miam :yum: et :+1: !important",
            ":yum:",
            "Merci :)",
            "Merci ;-) (bravo ;))",
            "(merci :))",
            ":)",
            ":-)",
            "C++;",
            "f(x);",
            "main();",
            "std::fmt;",
            "$HOME;",
            "a=b;",
            "snake_case;",
            "&nbsp;",
            "<br>;",
            "C:\\dossier;",
            "^^!",
            "<3!",
            "a != b",
            "\"?\"",
            "“?”",
            "¿!",
        ] {
            assert_eq!(apply_french_spacing(text).replace("«\u{202f}", "«"), text);
        }
    }

    #[test]
    fn only_white_space_changes() {
        let text = include_str!("../../../public/content/press.json");
        assert_eq!(strip_spaces(&apply_french_spacing(text)), strip_spaces(text));
    }

    fn strip_spaces(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn spacing_is_idempotent(
            text in "[a-zé0-9:;!?«»()\\[\\]“”\"'.,/@=+_\u{a0}\u{202f} …<>-]{0,24}"
        ) {
            let spaced = apply_french_spacing(&text);
            prop_assert_eq!(strip_spaces(&spaced), strip_spaces(&text));
            prop_assert_eq!(apply_french_spacing(&spaced), spaced);
        }
    }
}
