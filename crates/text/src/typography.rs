//! French spacing, put in when a text is shown; the content keeps what its author typed.
//!
//! U+202F (narrow no-break space) stands before `;`, `!`, `?` and inside `« »`; U+00A0 (no-break
//! space) before `:`. Addresses, times, code and faces made of signs are left alone: the sign must end its
//! word, and what stands before it must be something that French parts from it.

use crate::{fold::is_inclusive, unicode::is_one_of};

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// A text with its French spaces. No other character changes.
#[must_use]
pub fn french(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    // How many brackets are open.
    let mut open = 0_usize;
    let mut rest = text.char_indices().peekable();
    while let Some((at, sign)) = rest.next() {
        match sign {
            ';' | '!' | '?' | ':' if ends_word(&text[at + 1..], sign, open) => {
                let bare = shown.trim_end();
                if takes_space(bare, bare.len() == shown.len()) {
                    shown.truncate(bare.len());
                    shown.push(if sign == ':' { NO_BREAK } else { NARROW });
                }
                shown.push(sign);
            }
            '«' => {
                while rest.next_if(|(_, next)| next.is_whitespace()).is_some() {}
                shown.extend([sign, NARROW]);
            }
            '»' => {
                shown.truncate(shown.trim_end().len());
                shown.extend([NARROW, sign]);
            }
            _ => {
                match sign {
                    '(' => open += 1,
                    ')' => open = open.saturating_sub(1),
                    _ => {}
                }
                shown.push(sign);
            }
        }
    }
    shown
}

/// Whether a sign is the last of its word. A bracket behind `:` or `;` is a mouth unless it closes
/// something.
fn ends_word(rest: &str, sign: char, open: usize) -> bool {
    let closing = rest.len() - rest.trim_start_matches(')').len();
    match rest.chars().next() {
        None => true,
        Some(')') => closing <= open || !is_one_of(sign, ":;"),
        Some(next) => next.is_whitespace() || is_one_of(next, "»”!?…"),
    }
}

/// Whether French parts a sign from what was shown; the sign was typed right behind it, or after a space.
fn takes_space(before: &str, at_once: bool) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if is_one_of(last, "([{«“‘¿¡") {
        return false;
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let bare = word.trim_start_matches(|sign| is_one_of(sign, "([{«“‘\"'"));
    !at_once || !(bare.is_empty() || is_one_of(last, "!?;:+-*/=<>^~|\\#&@_`,–—") || is_code(bare))
}

/// Whether a word is an address, or code, or a face, to which the sign behind it belongs.
fn is_code(word: &str) -> bool {
    if word.chars().all(|sign| is_one_of(sign, "0123456789:.,/-")) {
        return false;
    }
    // A bracket within a word, or two letters behind a dot in it, are of a function or an address, but for
    // `ami(e)s`, `fondateur.ice`.
    let (mut parted, mut behind_dot) = (false, 3);
    for (at, sign) in word.char_indices() {
        let of_code = is_one_of(sign, if at == 0 { "/&-$!;" } else { "@" });
        if of_code || is_one_of(sign, ":\\=_*<>|{`") {
            return true;
        }
        behind_dot = match sign {
            '.' if at > 0 => 0,
            'a'..='z' | 'A'..='Z' => behind_dot + 1,
            _ => 3,
        };
        parted |= behind_dot == 2 || (sign == '(' && at > 0);
    }
    parted && !is_inclusive(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn signs_get_their_french_space() {
        for (typed, shown) in [
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
            assert_eq!(french(typed), shown);
        }
    }

    #[test]
    fn what_french_does_not_part_is_left_as_it_is() {
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
            assert_eq!(french(text).replace("«\u{202f}", "«"), text);
        }
    }

    #[test]
    fn only_white_space_changes() {
        let text = include_str!("../../../public/content/press.json");
        assert_eq!(bare(&french(text)), bare(text));
    }

    fn bare(text: &str) -> String {
        text.chars().filter(|sign| !sign.is_whitespace()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn what_is_shown_once_is_shown_alike_again(
            text in "[a-zé0-9:;!?«»()\\[\\]“”\"'.,/@=+_\u{a0}\u{202f} …<>-]{0,24}"
        ) {
            let shown = french(&text);
            prop_assert_eq!(bare(&shown), bare(&text));
            prop_assert_eq!(french(&shown), shown);
        }
    }
}
