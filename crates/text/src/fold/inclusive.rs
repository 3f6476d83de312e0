//! Inclusive spellings: `adhérent·e·s` is found by `adhérent`, `adhérente`, `adhérents` and `adhérentes`; so are
//! `adhérent.e.s`, `adhérent-e-s`, `adhérent/e/s`, `adhérent(e)s` and `adhérents·es`.
//!
//! A middle dot occurs in no other words. The other separators do (`www.exemple.es`, `porte-à-porte`,
//! `est-elle`), so only a matching feminine ending may follow them.

use super::{Folded, Word};
use crate::unicode::is_one_of;

/// Pairs of a masculine ending and its feminine ending, which is written after a separator in full or in part.
/// The first match counts.
const ENDINGS: &str = "teur trice eur euse eux euse x se ier iere er ere et ete if ive f ve el elle eau elle \
    en enne on onne c che ic ique c cque g gue al ale aux ale tou toute e ee";

/// The length of the longest ending, as in `fondateur·trices`.
const MAX_ENDING_LENGTH: usize = 6;

/// Appends the forms of each inclusive word of a token, one per line. An elided word is repeated before them:
/// `l’étudiant·e` yields `l etudiante`.
pub(super) fn write_forms(original: &str, folded: &str, token: &[Word], alternatives: &mut Folded) {
    let folded_word = |word: &Word| &folded[word.folded.clone()];
    let mut rest = token;
    let mut previous: Option<&Word> = None;
    while let Some((stem, mut after)) = rest.split_first() {
        let masculine = folded_word(stem);
        let (mut ending, mut last, mut plural) = ("", None, false);
        if is_stem(masculine, previous.and(Some(stem.separator))) {
            while let Some((word, next)) = after.split_first()
                && is_ending(masculine, folded_word(word), word.separator, last.is_none())
            {
                let part = folded_word(word);
                let singular = part.strip_suffix('s').unwrap_or(part);
                plural |= singular.len() < part.len();
                // Gender and plural may share a part: `adhérents·es`, `tous·tes`.
                if ending.is_empty() {
                    ending = singular;
                }
                (last, after) = (Some(word), next);
            }
        }
        // A host name continues with another dot.
        let continues = after.first().is_some_and(|word| word.separator == Some('.'));
        if let Some(last) = last.filter(|_| !continues) {
            let mut origin = stem.original.start..last.original.end;
            if last.separator == Some('(') && original[origin.end..].starts_with(')') {
                origin.end += 1;
            }
            let elided = previous.filter(|_| stem.separator == Some('\''));
            let start = elided.map_or(origin.start, |elided| elided.original.start);
            let mut write = |form: &str| {
                alternatives.push("\n", origin.clone());
                if let Some(elided) = elided {
                    alternatives.push(" ", start..origin.start);
                    alternatives.push(folded_word(elided), start..origin.start);
                }
                alternatives.push(" ", origin.clone());
                alternatives.push(form, origin.clone());
            };
            let mut write = |form: &str| {
                write(form);
                if plural && !form.ends_with(['s', 'x']) {
                    write(&[form, "s"].concat());
                }
            };
            write(masculine);
            if !ending.is_empty() {
                write(&append_ending(masculine, ending));
                if let Some(singular) = masculine.strip_suffix('s').filter(|_| plural) {
                    write(&append_ending(singular, ending));
                }
            }
        }
        previous = Some(last.unwrap_or(stem));
        rest = after;
    }
}

/// Whether a word can take endings. The separator before it, if there is a word before it, must be a single
/// character and not that of a host name or mailbox.
fn is_stem(word: &str, separator: Option<Option<char>>) -> bool {
    word.len() > 1
        && word.bytes().all(|letter| letter.is_ascii_lowercase())
        && separator.is_none_or(|separator| separator.is_some_and(|c| c != '.' && c != '@'))
}

/// Whether a part of a token, after a separator, is an ending of the masculine form; `first` if no other ending
/// comes before it.
fn is_ending(masculine: &str, part: &str, separator: Option<char>, first: bool) -> bool {
    let Some(separator) = separator else { return false };
    if is_one_of(separator, "·•‧⋅∙・⸱") {
        return part.len() <= MAX_ENDING_LENGTH;
    }
    let singular = part.strip_suffix('s').unwrap_or(part);
    // A sole `s` is in brackets, or follows another ending.
    let fits = match singular {
        "" => !first || is_one_of(separator, "(["),
        _ => first && derive_feminine(masculine, singular).is_some(),
    };
    fits && is_one_of(separator, ".-/()[]_*")
}

/// Returns the feminine form, or appends an unknown ending as it is.
fn append_ending(masculine: &str, ending: &str) -> String {
    derive_feminine(masculine, ending).unwrap_or_else(|| [masculine, ending].concat())
}

/// Returns the feminine form that a known ending makes.
fn derive_feminine(masculine: &str, ending: &str) -> Option<String> {
    let appended = || Some([masculine, ending].concat());
    if ending == "e" || (ending == "sse" && masculine.ends_with('e')) {
        return appended();
    }
    // The last letter is doubled, `citoyen·ne`, or the last letters are repeated, `étudiant·ante`.
    let repeated = ending.strip_suffix('e')?;
    match repeated {
        "l" | "n" | "s" | "t" | "f" if masculine.ends_with(repeated) => return appended(),
        _ if repeated.len() > 1 && masculine.ends_with(repeated) => {
            return Some([masculine, "e"].concat());
        }
        _ => {}
    }
    let mut endings = ENDINGS.split(' ');
    while let (Some(old), Some(new)) = (endings.next(), endings.next()) {
        if new.ends_with(ending)
            && let Some(stem) = masculine.strip_suffix(old)
        {
            return Some([stem, new].concat());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::fold::Folded;

    fn forms(text: &str) -> Vec<String> {
        Folded::new(text).text.split("\n ").skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn every_ending_yields_all_forms() {
        for (word, expected) in [
            ("adhérent·e·s", "adherent adherents adherente adherentes"),
            ("militant·es", "militant militants militante militantes"),
            ("fondateur·ices", "fondateur fondateurs fondatrice fondatrices"),
            ("acteur·rice·s", "acteur acteurs actrice actrices"),
            ("acteur·trice", "acteur actrice"),
            ("travailleur·euse·s", "travailleur travailleurs travailleuse travailleuses"),
            ("chercheur-se-s", "chercheur chercheurs chercheuse chercheuses"),
            ("ouvrier.ère.s", "ouvrier ouvriers ouvriere ouvrieres"),
            ("actif·ve·s", "actif actifs active actives"),
            ("heureux/se/s", "heureux heureuse heureuses"),
            ("citoyen(ne)s", "citoyen citoyens citoyenne citoyennes"),
            ("professionnel(le)", "professionnel professionnelle"),
            ("nouveau·elle", "nouveau nouvelle"),
            ("public·que·s", "public publics publique publiques"),
            ("maître·sse", "maitre maitresse"),
            ("seul·e", "seul seule"),
            ("employé(ée)s", "employe employes employee employees"),
            ("étudiant·ante", "etudiant etudiante"),
            ("jaloux·se", "jaloux jalouse"),
            ("net·te", "net nette"),
            ("premier.ère.s", "premier premiers premiere premieres"),
            ("grec·que", "grec grecque"),
            ("membre(s)", "membre membres"),
            ("tou·te·s", "tou tous toute toutes"),
        ] {
            assert_eq!(forms(word).join(" "), expected, "{word}");
        }
        assert!(forms("tous·tes").contains(&"toutes".to_owned()), "{:?}", forms("tous·tes"));
        assert!(forms("étudiants/es").contains(&"etudiantes".to_owned()));
        assert!(forms("français·es").contains(&"francaises".to_owned()));
    }

    #[test]
    fn every_separator_is_recognized() {
        for word in [
            "étudiant·e·s",
            "étudiant.e.s",
            "étudiant-e-s",
            "étudiant\u{2011}e\u{2011}s",
            "étudiant/e/s",
            "étudiant(e)s",
            "étudiant(e)(s)",
            "étudiant(es)",
            "étudiant[e]s",
            "étudiant⋅e⋅s",
            "étudiant•e•s",
            "étudiant‧e‧s",
            "étudiant∙e∙s",
            "étudiant・e・s",
            "étudiant_e_s",
            "étudiant*e*s",
            "étudiant·e-s",
            "ÉTUDIANT·E·S",
            "ÉTUDIANT.E.S",
            "«\u{202f}étudiant.e.s\u{202f}»,",
            "\u{201c}étudiant\u{2060}·e·s\u{201d}",
            "vice-étudiant-e-s",
            "e\u{301}tudiant.e.s.",
        ] {
            let expected = "etudiant etudiants etudiante etudiantes";
            assert_eq!(forms(word).join(" "), expected, "{word}");
        }
        assert_eq!(forms("Un.e"), ["un", "une"]);
        assert_eq!(forms("salarié.e-étudiant.e").len(), 4);
    }

    #[test]
    fn other_words_with_separators_have_no_alternatives() {
        for word in [
            "www.exemple.org",
            "www.exemple.es",
            "exemple.se",
            "a@exemple.es.fr",
            "a@exemple.es",
            "https://exemple.es/",
            "3.5",
            "10.e",
            "27.03.2024",
            "2024-03-27",
            "U.S.A.",
            "S.E.S",
            "e.g.",
            "p.-e.",
            "porte-à-porte",
            "rendez-vous",
            "est-elle",
            "dis-le",
            "est-ce",
            "vingt-et-un",
            "c’est-à-dire",
            "et/ou",
            "il/elle",
            "km/h",
            "étudiant...e",
            "peut-être.",
            "celui-ci",
            "mi-octobre",
            "fin.Et",
            "(e)",
            "·",
            "·e",
            "Rêv’Elle",
        ] {
            assert!(forms(word).is_empty(), "{word}: {:?}", forms(word));
        }
    }
}
