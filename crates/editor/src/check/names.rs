//! Names that are nearly the same: which known one was meant, and what differs, in words.

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;

use text::fold::{fold, normalize_name};

/// How many differences are named.
const NAMED: usize = 3;

/// The known name that the editor probably meant: one that looks alike, one that differs in accents,
/// capitals or punctuation only, or the one within a slip of the finger for every three letters.
pub(super) fn closest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let alike = |known: &&&str| looks(known) == looks(name) || fold(known) == fold(name);
    let slips = |candidate: &str| {
        strsim::damerau_levenshtein(&name.to_lowercase(), &candidate.to_lowercase())
    };
    let nearest = || {
        let near = known.iter().map(|candidate| (slips(candidate), *candidate));
        let allowed = name.chars().count() / 3;
        near.filter(|(slips, _)| *slips <= allowed).min().map(|(_, candidate)| candidate)
    };
    known.iter().find(alike).copied().or_else(nearest)
}

/// The part of some texts, of as many words as a name, that was probably meant by it.
pub(super) fn closest_part(name: &str, texts: &[String]) -> Option<String> {
    let length = name.split_whitespace().count().max(1);
    let parts = texts.iter().flat_map(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let parts = words.windows(length).map(|part| part.join(" ")).collect::<Vec<_>>();
        parts.into_iter().map(|part| {
            let outside = |sign: char| !sign.is_alphanumeric();
            part.trim_matches(outside).to_owned()
        })
    });
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    closest(name, &parts).map(str::to_owned)
}

/// What differs between a name as it is written and as it is known, if that can be said in a few words:
/// `ici « а » (U+0430, lettre cyrillique), là « a »`.
pub(super) fn difference(written: &str, known: &str) -> Option<String> {
    let composed = |name: &str| normalize_name(name).nfc().collect::<Vec<char>>();
    let (written, known) = (composed(written), composed(known));
    let pairs: Vec<(String, String)> = if written.len() == known.len() {
        let pairs = written.iter().zip(&known).filter(|(written, known)| written != known);
        pairs.map(|(written, known)| (written.to_string(), known.to_string())).collect()
    } else {
        let start = written.iter().zip(&known).take_while(|(one, other)| one == other).count();
        let ends = written[start..].iter().rev().zip(known[start..].iter().rev());
        let end = ends.take_while(|(one, other)| one == other).count();
        let part = |name: &[char]| name[start..name.len() - end].iter().collect();
        vec![(part(&written), part(&known))]
    };
    let told = |(written, known): &(String, String)| {
        let alike = !known.is_empty() && looks(written) == looks(known);
        let named = |text: &str| match text {
            "" => "rien".to_owned(),
            " " => "une espace".to_owned(),
            text if alike => format!("« {text} » ({})", spelled(text)),
            text => format!("« {text} »"),
        };
        format!("ici {}, là {}", named(written), named(known))
    };
    (1..=NAMED)
        .contains(&pairs.len())
        .then(|| pairs.iter().map(told).collect::<Vec<_>>().join(" ; "))
}

/// A form that is the same for texts that look the same to a hasty eye (UTS 39).
fn looks(text: &str) -> String {
    skeleton(&normalize_name(text)).collect()
}

/// The signs of a short text by their numbers and scripts.
fn spelled(text: &str) -> String {
    let sign = |sign: char| match sign.script() {
        Script::Latin => format!("U+{:04X}, lettre latine", sign as u32),
        Script::Cyrillic => format!("U+{:04X}, lettre cyrillique", sign as u32),
        Script::Greek => format!("U+{:04X}, lettre grecque", sign as u32),
        Script::Armenian => format!("U+{:04X}, lettre arménienne", sign as u32),
        Script::Cherokee => format!("U+{:04X}, lettre chérokie", sign as u32),
        Script::Arabic => format!("U+{:04X}, lettre arabe", sign as u32),
        _ if sign.is_numeric() => format!("U+{:04X}, chiffre", sign as u32),
        _ => format!("U+{:04X}", sign as u32),
    };
    text.chars().map(sign).collect::<Vec<_>>().join(" et ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_said_in_words() {
        for (written, known, told) in [
            (
                "Lаllab",
                "Lallab",
                "ici « а » (U+0430, lettre cyrillique), là « a » (U+0061, lettre latine)",
            ),
            (
                "Repairs O4",
                "Repairs 04",
                "ici « O » (U+004F, lettre latine), là « 0 » (U+0030, chiffre)",
            ),
            ("Ecole Pour tous", "École Pour Tous", "ici « E », là « É » ; ici « t », là « T »"),
            ("Rêv Elle Toi", "Rêv’Elle Toi", "ici une espace, là « ' »"),
            ("Repairs75", "Repairs 75", "ici rien, là une espace"),
            ("Lalab", "Lallab", "ici rien, là « l »"),
        ] {
            assert_eq!(difference(written, known).as_deref(), Some(told));
        }
        assert_eq!(difference("Tout autre", "Lallab Dix"), None, "too much to say");
    }

    #[test]
    fn the_name_that_was_meant_is_found() {
        let known = ["Conatus", "École Pour Tous", "CH03", "Lallab"];
        for (written, meant) in [
            ("СНОЗ", Some("CH03")),
            ("ecole-pour-tous", Some("École Pour Tous")),
            ("Lalab", Some("Lallab")),
            ("Une autre", None),
        ] {
            assert_eq!(closest(written, &known), meant, "{written}");
        }
        let texts = ["Le community organizіng, ici.".to_owned()];
        let part = closest_part("community organizing", &texts);
        assert_eq!(part.as_deref(), Some("community organizіng"));
    }
}
