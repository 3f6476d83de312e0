//! Suggestions for misspelt names: the closest known name, and how it differs.

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;

use text::fold::{fold, normalize_name};

/// The maximum number of differences in a message.
const MAX_DIFFERENCES: usize = 3;

/// Finds the known name that was probably meant: one that looks alike, one that differs in accents, capitals or
/// punctuation only, or the closest one with at most one typo (Damerau–Levenshtein) per three letters.
pub(super) fn find_closest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let is_alike =
        |known: &&&str| skeleton_of(known) == skeleton_of(name) || fold(known) == fold(name);
    let distance = |candidate: &str| {
        strsim::damerau_levenshtein(&name.to_lowercase(), &candidate.to_lowercase())
    };
    let nearest = || {
        let candidates = known.iter().map(|candidate| (distance(candidate), *candidate));
        let max = name.chars().count() / 3;
        candidates.filter(|(distance, _)| *distance <= max).min().map(|(_, candidate)| candidate)
    };
    known.iter().find(is_alike).copied().or_else(nearest)
}

/// Finds the phrase in these texts that was probably meant by a name: one of as many words.
pub(super) fn find_closest_phrase(name: &str, texts: &[String]) -> Option<String> {
    let length = name.split_whitespace().count().max(1);
    let phrases = texts.iter().flat_map(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let phrases = words.windows(length).map(|words| words.join(" ")).collect::<Vec<_>>();
        phrases
            .into_iter()
            .map(|phrase| phrase.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
    });
    let phrases: Vec<String> = phrases.filter(|phrase| !phrase.is_empty()).collect();
    let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
    find_closest(name, &phrases).map(str::to_owned)
}

/// Describes how a name differs from the known one, unless there are more than [`MAX_DIFFERENCES`]:
/// `ici « а » (U+0430, lettre cyrillique), là « a »`.
pub(super) fn describe_difference(written: &str, known: &str) -> Option<String> {
    let compose = |name: &str| normalize_name(name).nfc().collect::<Vec<char>>();
    let (written, known) = (compose(written), compose(known));
    let pairs: Vec<(String, String)> = if written.len() == known.len() {
        let pairs = written.iter().zip(&known).filter(|(written, known)| written != known);
        pairs.map(|(written, known)| (written.to_string(), known.to_string())).collect()
    } else {
        let start = written.iter().zip(&known).take_while(|(left, right)| left == right).count();
        let ends = written[start..].iter().rev().zip(known[start..].iter().rev());
        let end = ends.take_while(|(left, right)| left == right).count();
        let part = |name: &[char]| name[start..name.len() - end].iter().collect();
        vec![(part(&written), part(&known))]
    };
    let describe = |(written, known): &(String, String)| {
        let is_alike = !known.is_empty() && skeleton_of(written) == skeleton_of(known);
        let quote = |text: &str| match text {
            "" => "rien".to_owned(),
            " " => "une espace".to_owned(),
            text if is_alike => format!("« {text} » ({})", describe_characters(text)),
            text => format!("« {text} »"),
        };
        format!("ici {}, là {}", quote(written), quote(known))
    };
    (1..=MAX_DIFFERENCES)
        .contains(&pairs.len())
        .then(|| pairs.iter().map(describe).collect::<Vec<_>>().join(" ; "))
}

/// Returns a form that visually confusable texts share (UTS 39).
fn skeleton_of(text: &str) -> String {
    skeleton(&normalize_name(text)).collect()
}

/// Describes the characters of a short text by code point and script, in French.
fn describe_characters(text: &str) -> String {
    let describe = |c: char| match c.script() {
        Script::Latin => format!("U+{:04X}, lettre latine", c as u32),
        Script::Cyrillic => format!("U+{:04X}, lettre cyrillique", c as u32),
        Script::Greek => format!("U+{:04X}, lettre grecque", c as u32),
        Script::Armenian => format!("U+{:04X}, lettre arménienne", c as u32),
        Script::Cherokee => format!("U+{:04X}, lettre chérokie", c as u32),
        Script::Arabic => format!("U+{:04X}, lettre arabe", c as u32),
        _ if c.is_numeric() => format!("U+{:04X}, chiffre", c as u32),
        _ => format!("U+{:04X}", c as u32),
    };
    text.chars().map(describe).collect::<Vec<_>>().join(" et ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_described() {
        for (written, known, expected) in [
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
            (
                "\u{391}4",
                "A4",
                "ici « \u{391} » (U+0391, lettre grecque), là « A » (U+0041, lettre latine)",
            ),
            ("Ecole Pour tous", "École Pour Tous", "ici « E », là « É » ; ici « t », là « T »"),
            ("Rêv Elle Toi", "Rêv’Elle Toi", "ici une espace, là « ' »"),
            ("Repairs75", "Repairs 75", "ici rien, là une espace"),
            ("Lalab", "Lallab", "ici rien, là « l »"),
        ] {
            assert_eq!(describe_difference(written, known).as_deref(), Some(expected));
        }
        assert_eq!(describe_difference("Tout autre", "Lallab Dix"), None, "too many");
    }

    #[test]
    fn the_closest_name_is_found() {
        let known = ["Conatus", "École Pour Tous", "CH03", "Lallab"];
        for (written, meant) in [
            ("СНОЗ", Some("CH03")),
            ("ecole-pour-tous", Some("École Pour Tous")),
            ("Lalab", Some("Lallab")),
            ("Une autre", None),
        ] {
            assert_eq!(find_closest(written, &known), meant, "{written}");
        }
        let texts = ["Le community organizіng, ici.".to_owned()];
        let phrase = find_closest_phrase("community organizing", &texts);
        assert_eq!(phrase.as_deref(), Some("community organizіng"));
    }
}
