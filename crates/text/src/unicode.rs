//! What Unicode says of a sign. The browser has its own tables, which cost the Wasm nothing; the build has
//! those of a crate. Each sign is looked up once: texts are made of few.

use std::cell::RefCell;

#[cfg(target_arch = "wasm32")]
use browser::normal_forms;
#[cfg(not(target_arch = "wasm32"))]
pub use tables::is_hidden;
#[cfg(not(target_arch = "wasm32"))]
use tables::normal_forms;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod tables;

/// A sign in its two normal forms.
#[derive(Clone, Copy)]
struct Forms {
    seen: &'static str,
    folded: &'static str,
}

// Kept as long as the page lives: there are only so many signs.
thread_local!(static KNOWN: RefCell<Vec<(char, Forms)>> = const { RefCell::new(Vec::new()) });

/// A sign as the eye knows it: decomposed (NFKD), so that it is the same however it was typed; a space for
/// each kind of space, nothing for what cannot be seen, one sign for what people type for the same one.
#[must_use]
pub fn seen(sign: char) -> &'static str {
    // Most signs are of ASCII, and each is its own form.
    const VISIBLE: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`\
        abcdefghijklmnopqrstuvwxyz{|}~";
    match sign {
        ' '..='~' => {
            let at = sign as usize - ' ' as usize;
            &VISIBLE[at..=at]
        }
        _ => forms(sign).seen,
    }
}

/// The letters and digits of a sign, small and without marks; a space for a sign that has none, nothing for
/// a mark or for what cannot be seen.
#[must_use]
pub fn folded(sign: char) -> &'static str {
    forms(sign).folded
}

/// Whether a sign is part of a word: a letter, a digit or a mark on one.
#[must_use]
pub fn is_of_word(sign: char) -> bool {
    if sign.is_ascii() { sign.is_ascii_alphanumeric() } else { !folded(sign).starts_with(' ') }
}

/// Whether a sign is one of a few.
#[must_use]
#[inline(never)]
pub fn is_one_of(sign: char, few: &str) -> bool {
    few.chars().any(|one| one == sign)
}

fn forms(sign: char) -> Forms {
    KNOWN.with_borrow_mut(|known| {
        if let Some((_, forms)) = known.iter().find(|(known, _)| *known == sign) {
            return *forms;
        }
        let forms = looked_up(sign);
        known.push((sign, forms));
        forms
    })
}

fn looked_up(sign: char) -> Forms {
    let (seen, folded) = normal_forms(sign.encode_utf8(&mut [0; 4]));
    match &*seen {
        _ if sign.is_whitespace() => Forms { seen: " ", folded: " " },
        // What people type for an apostrophe and for a hyphen.
        "’" | "ʼ" => Forms { seen: "'", folded: " " },
        "\u{2010}" => Forms { seen: "-", folded: " " },
        _ => Forms { seen: seen.leak(), folded: folded.leak() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_small_and_bare() {
        for (sign, letters) in [
            ('A', "a"),
            ('É', "e"),
            ('ﬁ', "fi"),
            ('𝗴', "g"),
            ('Ｇ', "g"),
            ('²', "2"),
            ('™', "tm"),
            ('ª', "a"),
            ('İ', "i"),
            ('ĳ', "ij"),
            ('Ж', "ж"),
            ('ع', "ع"),
            ('½', "1 2"),
        ] {
            assert_eq!(folded(sign), letters, "{sign}");
        }
    }

    #[test]
    fn a_sign_without_letters_is_a_space_and_a_hidden_one_is_nothing() {
        let signs = "«»“„”‘’'\"-‑–—…·•⋅/()[]{}.,;:!?¿、。「」＃€+🔥\u{a0}\u{202f}\u{2028}\t";
        for sign in signs.chars() {
            assert_eq!(folded(sign).trim(), "", "{sign}");
            assert!(!folded(sign).is_empty() && !is_of_word(sign), "{sign}");
        }
        let hidden = "\u{301}\u{ad}\u{200b}\u{200d}\u{200e}\u{2060}\u{2066}\u{feff}\u{fe0f}";
        for sign in hidden.chars() {
            assert_eq!(folded(sign), "", "{}", sign.escape_unicode());
        }
    }

    #[test]
    fn what_looks_alike_is_seen_alike_and_what_does_not_is_not() {
        assert_eq!((seen('é'), seen('É')), ("e\u{301}", "E\u{301}"));
        assert_eq!((seen('\u{a0}'), seen('\u{2009}'), seen('\n')), (" ", " ", " "));
        assert_eq!((seen('’'), seen('‑'), seen('–')), ("'", "-", "–"));
        assert_eq!((seen('\u{200b}'), seen('\u{301}')), ("", "\u{301}"));
        for sign in ' '..='~' {
            assert_eq!(seen(sign), sign.to_string());
        }
    }
}
