//! French spacing, put in when a text is shown; the content keeps what its author typed.
//!
//! U+202F (narrow no-break space) stands before `;`, `!`, `?` and inside `« »`; U+00A0 (no-break
//! space) before `:`. Addresses and times are left alone: the sign must end its word.

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// A text with its French spaces. No other character changes.
#[must_use]
pub fn french(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let ends_word =
            rest.peek().is_none_or(|next| next.is_whitespace() || "»”)!?…".contains(*next));
        match sign {
            ';' | '!' | '?' | ':' if ends_word => {
                let after_sign = shown.ends_with(['!', '?']);
                let bare = shown.trim_end().len();
                // A sign that opens a text, or follows another, takes no space.
                if bare > 0 && !after_sign {
                    shown.truncate(bare);
                    shown.push(if sign == ':' { NO_BREAK } else { NARROW });
                }
                shown.push(sign);
            }
            '«' => {
                while rest.next_if(|next| next.is_whitespace()).is_some() {}
                shown.extend([sign, NARROW]);
            }
            '»' => {
                shown.truncate(shown.trim_end().len());
                shown.extend([NARROW, sign]);
            }
            _ => shown.push(sign),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
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
        ] {
            assert_eq!(french(typed), shown);
            assert_eq!(french(shown), shown, "twice");
        }
    }

    #[test]
    fn addresses_and_times_are_left_alone() {
        for text in ["https://a.fr/?q=1;2", "à 10:30", "«", "?", "“group-centered leadership”"]
        {
            let kept: String = french(text).replace(NARROW, "");
            assert_eq!(kept, text);
        }
    }

    #[test]
    fn only_white_space_changes() {
        let text = include_str!("../public/content/press.json");
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(bare(&french(text)), bare(text));
    }
}
