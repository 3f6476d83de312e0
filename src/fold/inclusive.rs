//! Inclusive spellings: `adhérent·e·s` is found by whoever types `adhérent`, `adhérente`,
//! `adhérents` or `adhérentes`.

/// The middle dots in use, all folded to one.
pub(super) const DOT: char = '·';

/// How a feminine ending, as it is written, changes which masculine one into what; the first that
/// fits counts. Any other ending is added to the masculine form.
const ENDINGS: [(&str, &str, &str); 16] = [
    ("trice", "teur", "trice"),
    ("rice", "teur", "trice"),
    ("ice", "teur", "trice"),
    ("euse", "eur", "euse"),
    ("euse", "eux", "euse"),
    ("se", "x", "se"),
    ("iere", "ier", "iere"),
    ("ere", "er", "ere"),
    ("ive", "if", "ive"),
    ("ve", "f", "ve"),
    ("elle", "el", "elle"),
    ("enne", "en", "enne"),
    ("onne", "on", "onne"),
    ("che", "c", "che"),
    ("ale", "al", "ale"),
    ("ale", "aux", "ale"),
];

/// The masculine and feminine forms, singular and plural, of a folded word with middle dots.
#[must_use]
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut parts = word.split(DOT);
    let masculine = parts.next().unwrap_or_default();
    let endings: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let plural = endings.iter().any(|ending| ending.ends_with('s'));
    let mut forms = vec![masculine.to_owned()];
    let ending = endings.iter().map(|ending| ending.trim_end_matches('s'));
    if let Some(ending) = ending.clone().find(|ending| !ending.is_empty()) {
        forms.push(feminine(masculine, ending));
    }
    if plural {
        let plurals = forms.iter().filter(|form| !form.ends_with(['s', 'x']));
        let plurals: Vec<String> = plurals.map(|form| [form, "s"].concat()).collect();
        forms.extend(plurals);
    }
    forms
}

fn feminine(masculine: &str, ending: &str) -> String {
    let change = |(written, old, new): &(&str, &str, &str)| {
        let stem = (ending == *written).then(|| masculine.strip_suffix(old)).flatten()?;
        Some([stem, new].concat())
    };
    ENDINGS.iter().find_map(change).unwrap_or_else(|| [masculine, ending].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_there() {
        for (word, expected) in [
            ("adherent·e·s", &["adherent", "adherente", "adherents", "adherentes"][..]),
            ("militant·es", &["militant", "militante", "militants", "militantes"]),
            ("fondateur·ices", &["fondateur", "fondatrice", "fondateurs", "fondatrices"]),
            ("acteur·rice·s", &["acteur", "actrice", "acteurs", "actrices"]),
            ("acteur·trice", &["acteur", "actrice"]),
            (
                "travailleur·euse·s",
                &["travailleur", "travailleuse", "travailleurs", "travailleuses"],
            ),
            ("ouvrier·ere·s", &["ouvrier", "ouvriere", "ouvriers", "ouvrieres"]),
            ("actif·ve·s", &["actif", "active", "actifs", "actives"]),
            ("heureux·se·s", &["heureux", "heureuse", "heureuses"]),
            ("citoyen·ne·s", &["citoyen", "citoyenne", "citoyens", "citoyennes"]),
            ("seul·e", &["seul", "seule"]),
            ("·", &[""]),
        ] {
            assert_eq!(forms(word), expected, "{word}");
        }
    }
}
