//! Signs that nobody sees: they come with what is pasted, part a word for a search or a screen reader, and
//! some turn the direction in which it is read.

use jsonc_parser::ast::Value;
use unicode_properties::UnicodeEmoji;

use super::{Corpus, Fault, corpus::Place};
use crate::shape::{Kind, Shape};
use text::unicode::is_hidden;

/// How many of one text are named.
const NAMED: usize = 6;
/// How many signs of the words around one are quoted.
const QUOTED: usize = 14;

/// No text, name or address holds a sign that nobody sees.
pub(super) fn hidden_signs(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each(|place| {
        let (Shape::Value(kind), Value::StringLit(text)) = (place.shape, place.value) else {
            return;
        };
        let hidden = hidden(&text.value);
        let Some((first, _)) = hidden.first().filter(|_| closed(place)) else { return };
        let named: Vec<_> =
            hidden.iter().take(NAMED).map(|(at, _)| described(&text.value, *at)).collect();
        let more = match hidden.len().saturating_sub(NAMED) {
            0 => String::new(),
            1 => " ; et 1 autre".to_owned(),
            more => format!(" ; et {more} autres"),
        };
        let whose = if kind == Kind::Link { "l’adresse" } else { "le texte" };
        let (signs, remedy) = match hidden.len() {
            1 => (
                "un signe que personne ne voit".to_owned(),
                "effacez ce signe : retapez à la main les mots qui l’entourent",
            ),
            many => (
                format!("{many} signes que personne ne voit"),
                "effacez ces signes : retapez à la main les mots qui les entourent",
            ),
        };
        let problem = format!("{whose} contient {signs} : {}{more}", named.join(" ; "));
        let mut fault = Fault::at(place.file, place.range(), &place.path, problem, remedy);
        fault.column += column_in_source(place, text.value[..*first].chars().count());
        faults.push(fault);
    });
}

/// The signs of a text that nobody sees, but for those that belong there: what makes one emoji of several,
/// and what parts or joins letters in scripts that need it. Line breaks and tabs are told otherwise.
pub(super) fn hidden(text: &str) -> Vec<(usize, char)> {
    let at_home = |at: usize, sign: char| {
        let after = text[at + sign.len_utf8()..].chars().next();
        let mut before = text[..at].chars().rev();
        let emoji = |sign: char| !sign.is_ascii() && sign.is_emoji_char();
        match sign {
            '\n' | '\r' | '\t' => true,
            '\u{fe0e}' | '\u{fe0f}' => {
                after == Some('\u{20e3}') || before.next().is_some_and(emoji)
            }
            '\u{200c}' | '\u{200d}' => {
                let before = before.find(|sign| *sign != '\u{fe0f}');
                let both = |of: fn(char) -> bool| before.is_some_and(of) && after.is_some_and(of);
                both(joins) || (sign == '\u{200d}' && both(|sign| sign.is_emoji_char()))
            }
            '\u{e0020}'..='\u{e007f}' => {
                let tag = |sign: &char| ('\u{e0020}'..='\u{e007f}').contains(sign);
                before.find(|sign| !tag(sign)) == Some('🏴')
            }
            _ => false,
        }
    };
    let signs = text.char_indices().filter(|(_, sign)| is_hidden(*sign));
    signs.filter(|(at, sign)| !at_home(*at, *sign)).collect()
}

/// A text without these signs.
pub(super) fn visible(text: &str) -> String {
    let hidden = hidden(text);
    let signs = text.char_indices().filter(|sign| !hidden.contains(sign));
    signs.map(|(_, sign)| sign).collect()
}

/// Whether a letter is of a script in which one may have to be parted from the next: Arabic, those of India.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Whether a text is closed on its line; if not, that is told as a fault of the file.
fn closed(place: &Place<'_>) -> bool {
    let source = place.file.text.get(place.range().start..place.range().end);
    source.is_some_and(|source| !source.contains('\n'))
}

/// A sign and its place: `U+200B, espace sans chasse (6e signe, entre « bidon » et « villes »)`.
fn described(text: &str, at: usize) -> String {
    let (before, rest) = text.split_at(at);
    let mut rest = rest.chars();
    let sign = rest.next().unwrap_or_default();
    let seen = |sign: &char| !is_hidden(*sign);
    let words: String = before.chars().rev().filter(seen).take(QUOTED).collect();
    let words_before: String = words.trim().chars().rev().collect();
    let words_after: String = rest.filter(seen).take(QUOTED).collect();
    let place = match (words_before.as_str(), words_after.trim()) {
        ("", "") => "seul".to_owned(),
        ("", after) => format!("avant « {after} »"),
        (before, "") => format!("après « {before} »"),
        (before, after) => format!("entre « {before} » et « {after} »"),
    };
    let number = match before.chars().count() + 1 {
        1 => "1er".to_owned(),
        number => format!("{number}e"),
    };
    format!("U+{:04X}, {} ({number} signe, {place})", sign as u32, name(sign))
}

/// How many signs of the source, its quotation mark included, stand before a sign of a text.
fn column_in_source(place: &Place<'_>, before: usize) -> usize {
    let source = place.file.text.get(place.range().start..place.range().end).unwrap_or_default();
    let mut signs = source.chars().skip(1);
    let mut column = 1;
    for _ in 0..before {
        column += 1;
        if signs.next() == Some('\\') {
            column += 1;
            if signs.next() == Some('u') {
                let digits: String = signs.by_ref().take(4).collect();
                column += 4;
                // Two of them make one sign beyond U+FFFF.
                if matches!(u16::from_str_radix(&digits, 16), Ok(0xd800..0xdc00)) {
                    column += signs.by_ref().take(6).count();
                }
            }
        }
    }
    column
}

/// What a sign is called in French.
fn name(sign: char) -> &'static str {
    match sign {
        '\u{0}' => "caractère nul",
        '\u{1b}' => "échappement",
        '\u{7f}' => "effacement",
        '\u{85}' => "ligne suivante",
        '\u{ad}' => "trait d’union conditionnel",
        '\u{34f}' => "liant sans chasse de graphèmes",
        '\u{61c}' => "marque de lettre arabe, qui change le sens de lecture",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "bourre hangûl",
        '\u{180e}' => "séparateur de voyelles mongol",
        '\u{200b}' => "espace sans chasse",
        '\u{200c}' => "antiliant sans chasse",
        '\u{200d}' => "liant sans chasse",
        '\u{200e}' => "marque gauche-à-droite, qui change le sens de lecture",
        '\u{200f}' => "marque droite-à-gauche, qui change le sens de lecture",
        '\u{2028}' => "séparateur de lignes",
        '\u{2029}' => "séparateur de paragraphes",
        '\u{202a}' => "enchâssement gauche-à-droite, qui change le sens de lecture",
        '\u{202b}' => "enchâssement droite-à-gauche, qui change le sens de lecture",
        '\u{202c}' => "dépilement de formatage directionnel, qui change le sens de lecture",
        '\u{202d}' => "forçage gauche-à-droite, qui change le sens de lecture",
        '\u{202e}' => "forçage droite-à-gauche, qui change le sens de lecture",
        '\u{2060}' => "gluon de mots",
        '\u{2061}'..='\u{2064}' => "opérateur invisible",
        '\u{2066}' => "isolat gauche-à-droite, qui change le sens de lecture",
        '\u{2067}' => "isolat droite-à-gauche, qui change le sens de lecture",
        '\u{2068}' => "isolat de sens du premier fort, qui change le sens de lecture",
        '\u{2069}' => "dépilement d’isolat directionnel, qui change le sens de lecture",
        '\u{206a}'..='\u{206f}' => "signe de formatage désuet",
        '\u{2800}' => "braille vide",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "sélecteur de variante",
        '\u{feff}' => "espace insécable sans chasse (BOM)",
        '\u{fff9}'..='\u{fffb}' => "signe d’annotation",
        '\u{fffc}' => "signe d’un objet qui n’a pas été collé",
        '\u{e0000}'..='\u{e007f}' => "étiquette",
        sign if sign.is_control() => "signe de commande",
        _ => "signe sans chasse",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<char> {
        hidden(text).into_iter().map(|(_, sign)| sign).collect()
    }

    #[test]
    fn what_makes_an_emoji_or_joins_letters_is_at_home() {
        for text in [
            "👩\u{200d}👩\u{200d}👧, ❤\u{fe0f} 🏳\u{fe0f}\u{200d}🌈 1\u{fe0f}\u{20e3} ☺\u{fe0e}",
            "👩🏽\u{200d}🌾 🏴\u{e0067}\u{e0062}\u{e007f}",
            "می\u{200c}خواهم क्\u{200d}ष",
            "« mot\u{202f}!\u{a0}»\u{2009}e\u{301}",
        ] {
            assert!(names(text).is_empty(), "{text}: {:?}", names(text));
        }
    }

    #[test]
    fn elsewhere_they_are_hidden() {
        for sign in "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{202e}\u{2060}\u{2066}\u{feff}\u{fe0f}\u{0}\u{1b}\
                     \u{2028}\u{3164}\u{2800}\u{fffc}\u{e0041}\u{85}".chars()
        {
            assert_eq!(names(&format!("bidon{sign}villes")), [sign]);
            assert_eq!(names(&format!("{sign}")), [sign]);
        }
    }

    #[test]
    fn a_sign_is_described_with_the_words_around_it() {
        let text = "Il y a des bidon\u{200b}villes";
        let told = described(text, text.find('\u{200b}').expect("it"));
        assert_eq!(
            told,
            "U+200B, espace sans chasse (17e signe, entre « y a des bidon » et « villes »)"
        );
        assert_eq!(
            described("\u{feff}Un", 0),
            "U+FEFF, espace insécable sans chasse (BOM) (1er signe, avant « Un »)"
        );
    }
}
