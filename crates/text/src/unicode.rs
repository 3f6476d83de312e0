//! Normal forms of characters. In the browser they come from JavaScript's Unicode tables, which add nothing to
//! the Wasm; in the build from a crate. Each character is looked up once, since texts use few distinct ones.

use std::cell::RefCell;

#[cfg(target_arch = "wasm32")]
use browser::normal_forms;
#[cfg(not(target_arch = "wasm32"))]
pub use native::is_hidden;
#[cfg(not(target_arch = "wasm32"))]
use native::normal_forms;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

/// The two normal forms of a character.
#[derive(Clone, Copy)]
struct Forms {
    normalized: &'static str,
    folded: &'static str,
}

// Never evicted: the number of distinct characters is bounded.
thread_local!(static CACHE: RefCell<Vec<(char, Forms)>> = const { RefCell::new(Vec::new()) });

/// Returns a character's visual form: NFKD, a space for any white space, nothing for an invisible character,
/// one character for the usual variants of the apostrophe and of the hyphen.
#[must_use]
pub fn normalize_char(c: char) -> &'static str {
    // Most characters are ASCII, and each is its own form.
    const PRINTABLE: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`\
        abcdefghijklmnopqrstuvwxyz{|}~";
    match c {
        ' '..='~' => {
            let index = c as usize - ' ' as usize;
            &PRINTABLE[index..=index]
        }
        _ => cached_forms(c).normalized,
    }
}

/// Returns a character's letters and digits in lower case and without marks; a space if it has none, nothing
/// for a mark or an invisible character.
#[must_use]
pub fn fold_char(c: char) -> &'static str {
    cached_forms(c).folded
}

/// Whether a character is part of a word: a letter, a digit or a mark on one.
#[must_use]
pub fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !fold_char(c).starts_with(' ') }
}

/// Whether a string contains a character. Not inlined, unlike `str::contains`, for the size of the Wasm.
#[must_use]
#[inline(never)]
pub fn is_one_of(c: char, characters: &str) -> bool {
    characters.chars().any(|other| other == c)
}

fn cached_forms(c: char) -> Forms {
    CACHE.with_borrow_mut(|cache| {
        if let Some((_, forms)) = cache.iter().find(|(cached, _)| *cached == c) {
            return *forms;
        }
        let forms = look_up_forms(c);
        cache.push((c, forms));
        forms
    })
}

fn look_up_forms(c: char) -> Forms {
    let (normalized, folded) = normal_forms(c.encode_utf8(&mut [0; 4]));
    match &*normalized {
        _ if c.is_whitespace() => Forms { normalized: " ", folded: " " },
        // Variants of the apostrophe and of the hyphen.
        "’" | "ʼ" => Forms { normalized: "'", folded: " " },
        "\u{2010}" => Forms { normalized: "-", folded: " " },
        _ => Forms { normalized: normalized.leak(), folded: folded.leak() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold_to_lower_case_without_marks() {
        for (c, letters) in [
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
            assert_eq!(fold_char(c), letters, "{c}");
        }
    }

    #[test]
    fn symbols_fold_to_a_space_and_invisible_characters_to_nothing() {
        let symbols = "«»“„”‘’'\"-‑–—…·•⋅/()[]{}.,;:!?¿、。「」＃€+🔥🅰\u{a0}\u{202f}\u{2028}\t";
        for c in symbols.chars() {
            assert_eq!(fold_char(c).trim(), "", "{c}");
            assert!(!fold_char(c).is_empty() && !is_word_char(c), "{c}");
        }
        let hidden = "\u{301}\u{ad}\u{200b}\u{200d}\u{200e}\u{2060}\u{2066}\u{feff}\u{fe0f}";
        for c in hidden.chars() {
            assert_eq!(fold_char(c), "", "{}", c.escape_unicode());
        }
    }

    #[test]
    fn characters_that_look_alike_have_the_same_normal_form() {
        assert_eq!((normalize_char('é'), normalize_char('É')), ("e\u{301}", "E\u{301}"));
        assert_eq!(
            (normalize_char('\u{a0}'), normalize_char('\u{2009}'), normalize_char('\n')),
            (" ", " ", " ")
        );
        assert_eq!(
            (normalize_char('’'), normalize_char('‑'), normalize_char('–')),
            ("'", "-", "–")
        );
        assert_eq!((normalize_char('\u{200b}'), normalize_char('\u{301}')), ("", "\u{301}"));
        for c in ' '..='~' {
            assert_eq!(normalize_char(c), c.to_string());
        }
    }
}
