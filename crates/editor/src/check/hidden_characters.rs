//! Hidden characters. They are pasted along with text, split words for a search or a screen reader, and some change
//! the direction of reading.

use jsonc_parser::ast::Value;
use unicode_properties::UnicodeEmoji;

use super::{ContentFiles, Diagnostic, content_files::Node};
use crate::fields::{Kind, Shape};
use text::unicode::is_hidden;

/// The maximum number of characters described in a message.
const MAX_DESCRIBED: usize = 6;
/// The number of characters quoted before and after a hidden one.
const CONTEXT_LENGTH: usize = 14;

/// No text, name or URL contains a hidden character.
pub(super) fn check_hidden_characters(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_values(|node| {
        let (Shape::Value(kind), Value::StringLit(text)) = (node.shape, node.value) else {
            return;
        };
        let hidden = find_hidden(&text.value);
        let Some((first, _)) = hidden.first().filter(|_| node.is_single_line()) else { return };
        let described: Vec<_> = hidden
            .iter()
            .take(MAX_DESCRIBED)
            .map(|(index, _)| describe(&text.value, *index))
            .collect();
        let more = match hidden.len().saturating_sub(MAX_DESCRIBED) {
            0 => String::new(),
            1 => " ; et 1 autre".to_owned(),
            more => format!(" ; et {more} autres"),
        };
        let subject = if kind == Kind::Link { "l’adresse" } else { "le texte" };
        let (count, remedy) = match hidden.len() {
            1 => (
                "un signe que personne ne voit".to_owned(),
                "effacez ce signe : retapez à la main les mots qui l’entourent",
            ),
            many => (
                format!("{many} signes que personne ne voit"),
                "effacez ces signes : retapez à la main les mots qui les entourent",
            ),
        };
        let problem = format!("{subject} contient {count} : {}{more}", described.join(" ; "));
        let mut diagnostic = Diagnostic::new(node.file, node.range(), &node.path, problem, remedy);
        diagnostic.column += column_in_source(node, text.value[..*first].chars().count());
        diagnostics.push(diagnostic);
    });
}

/// Finds the hidden characters of a text and their byte indices. Excludes those with a purpose: in emoji sequences,
/// and joiners in scripts that need them. Excludes line breaks and tabs, which another rule reports.
pub(super) fn find_hidden(text: &str) -> Vec<(usize, char)> {
    let is_legitimate = |index: usize, c: char| {
        let after = text[index + c.len_utf8()..].chars().next();
        let mut before = text[..index].chars().rev();
        let is_emoji = |c: char| !c.is_ascii() && c.is_emoji_char();
        match c {
            '\n' | '\r' | '\t' => true,
            // Variation selectors of text and emoji presentation, and keycaps.
            '\u{fe0e}' | '\u{fe0f}' => {
                after == Some('\u{20e3}') || before.next().is_some_and(is_emoji)
            }
            // Zero-width non-joiner and joiner.
            '\u{200c}' | '\u{200d}' => {
                let before = before.find(|c| *c != '\u{fe0f}');
                let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
                both(uses_joiners) || (c == '\u{200d}' && both(|c| c.is_emoji_char()))
            }
            // Tags, as in the flags of England, Scotland and Wales.
            '\u{e0020}'..='\u{e007f}' => {
                let is_tag = |c: &char| ('\u{e0020}'..='\u{e007f}').contains(c);
                before.find(|c| !is_tag(c)) == Some('🏴')
            }
            _ => false,
        }
    };
    let hidden = text.char_indices().filter(|(_, c)| is_hidden(*c));
    hidden.filter(|(index, c)| !is_legitimate(*index, *c)).collect()
}

/// Returns a text without its hidden characters.
pub(super) fn remove_hidden(text: &str) -> String {
    let hidden = find_hidden(text);
    let visible = text.char_indices().filter(|c| !hidden.contains(c));
    visible.map(|(_, c)| c).collect()
}

/// Whether a letter is of a script that uses joiners and non-joiners: Arabic and the scripts of India.
fn uses_joiners(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Describes a character and its context: `U+200B, espace sans chasse (6e signe, entre « bidon » et « villes »)`.
fn describe(text: &str, index: usize) -> String {
    let (before, rest) = text.split_at(index);
    let mut rest = rest.chars();
    let c = rest.next().unwrap_or_default();
    let is_visible = |c: &char| !is_hidden(*c);
    let before_reversed: String =
        before.chars().rev().filter(is_visible).take(CONTEXT_LENGTH).collect();
    let quoted_before: String = before_reversed.trim().chars().rev().collect();
    let quoted_after: String = rest.filter(is_visible).take(CONTEXT_LENGTH).collect();
    let context = match (quoted_before.as_str(), quoted_after.trim()) {
        ("", "") => "seul".to_owned(),
        ("", after) => format!("avant « {after} »"),
        (before, "") => format!("après « {before} »"),
        (before, after) => format!("entre « {before} » et « {after} »"),
    };
    let ordinal = match before.chars().count() + 1 {
        1 => "1er".to_owned(),
        number => format!("{number}e"),
    };
    format!("U+{:04X}, {} ({ordinal} signe, {context})", c as u32, french_name(c))
}

/// Returns the number of characters of the source, with its quotation mark and escapes, that precede the character
/// of the string at this index.
fn column_in_source(node: &Node<'_>, index: usize) -> usize {
    let mut source = node.source().unwrap_or_default().chars().skip(1);
    let mut column = 1;
    for _ in 0..index {
        column += 1;
        if source.next() == Some('\\') {
            column += 1;
            if source.next() == Some('u') {
                let digits: String = source.by_ref().take(4).collect();
                column += 4;
                // A surrogate pair is one character beyond U+FFFF.
                if matches!(u16::from_str_radix(&digits, 16), Ok(0xd800..0xdc00)) {
                    column += source.by_ref().take(6).count();
                }
            }
        }
    }
    column
}

fn french_name(c: char) -> &'static str {
    match c {
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
        c if c.is_control() => "signe de commande",
        _ => "signe sans chasse",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Vec<char> {
        find_hidden(text).into_iter().map(|(_, c)| c).collect()
    }

    #[test]
    fn emoji_sequences_and_joiners_between_letters_are_allowed() {
        for text in [
            "👩\u{200d}👩\u{200d}👧, ❤\u{fe0f} 🏳\u{fe0f}\u{200d}🌈 1\u{fe0f}\u{20e3} ☺\u{fe0e}",
            "👩🏽\u{200d}🌾 🏴\u{e0067}\u{e0062}\u{e007f}",
            "می\u{200c}خواهم क्\u{200d}ष",
            "« mot\u{202f}!\u{a0}»\u{2009}e\u{301}",
        ] {
            assert!(hidden(text).is_empty(), "{text}: {:?}", hidden(text));
        }
    }

    #[test]
    fn hidden_characters_are_found() {
        for c in "\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{202e}\u{2060}\u{2066}\u{feff}\u{fe0f}\u{0}\u{1b}\
                     \u{2028}\u{3164}\u{2800}\u{fffc}\u{e0041}\u{85}".chars()
        {
            assert_eq!(hidden(&format!("bidon{c}villes")), [c]);
            assert_eq!(hidden(&format!("{c}")), [c]);
        }
    }

    #[test]
    fn a_hidden_character_is_described_with_its_context() {
        let text = "Il y a des bidon\u{200b}villes";
        assert_eq!(
            describe(text, text.find('\u{200b}').expect("a hidden character")),
            "U+200B, espace sans chasse (17e signe, entre « y a des bidon » et « villes »)"
        );
        assert_eq!(
            describe("\u{feff}Un", 0),
            "U+FEFF, espace insécable sans chasse (BOM) (1er signe, avant « Un »)"
        );
    }
}
