//! Inclusive spellings: `adhérent·e·s` is found by whoever types `adhérent`, `adhérente`, `adhérents` or
//! `adhérentes`; so are `adhérent.e.s`, `adhérent-e-s`, `adhérent/e/s`, `adhérent(e)s` and `adhérents·es`.
//!
//! A middle dot stands in no other words. The other signs do (`www.exemple.es`, `porte-à-porte`, `est-elle`),
//! so that what follows them must be an ending that fits.

use super::{Folded, Word};
use crate::unicode::is_one_of;

/// Masculine endings, each with the feminine one that it becomes: all of it is written behind a sign, or its
/// last letters. The first that fits counts.
const ENDINGS: &str = "teur trice eur euse eux euse x se ier iere er ere et ete if ive f ve el elle eau elle \
    en enne on onne c che ic ique c cque g gue al ale aux ale tou toute e ee";

/// The longest ending, as in `fondateur·trices`.
const LONGEST: usize = 6;

/// Writes the forms of each inclusive word of a token, on a line each. After an elided word they are written
/// behind it: `l’étudiant·e` has `l etudiante`.
pub(super) fn write_forms(original: &str, text: &str, token: &[Word], others: &mut Folded) {
    let part = |word: &Word| &text[word.folded.clone()];
    let mut rest = token;
    let mut before: Option<&Word> = None;
    while let Some((stem, mut after)) = rest.split_first() {
        let masculine = part(stem);
        let (mut ending, mut last, mut plural) = ("", None, false);
        if is_stem(masculine, before.and(Some(stem.sign))) {
            while let Some((word, next)) = after.split_first()
                && fits(masculine, part(word), word.sign, last.is_none())
            {
                let singular = part(word).strip_suffix('s').unwrap_or(part(word));
                plural |= singular.len() < part(word).len();
                // The plural of both is written at once: `adhérents·es`, `tous·tes`.
                if ending.is_empty() {
                    ending = singular;
                }
                (last, after) = (Some(word), next);
            }
        }
        // An address goes on with another dot.
        let goes_on = after.first().is_some_and(|word| word.sign == Some('.'));
        if let Some(last) = last.filter(|_| !goes_on) {
            let mut origin = stem.original.start..last.original.end;
            if last.sign == Some('(') && original[origin.end..].starts_with(')') {
                origin.end += 1;
            }
            let elided = before.filter(|_| stem.sign == Some('\''));
            let start = elided.map_or(origin.start, |elided| elided.original.start);
            let mut write = |form: &str| {
                others.write("\n", origin.clone());
                if let Some(elided) = elided {
                    others.write(" ", start..origin.start);
                    others.write(part(elided), start..origin.start);
                }
                others.write(" ", origin.clone());
                others.write(form, origin.clone());
            };
            let mut write = |form: &str| {
                write(form);
                if plural && !form.ends_with(['s', 'x']) {
                    write(&[form, "s"].concat());
                }
            };
            write(masculine);
            if !ending.is_empty() {
                write(&added(masculine, ending));
                if let Some(singular) = masculine.strip_suffix('s').filter(|_| plural) {
                    write(&added(singular, ending));
                }
            }
        }
        before = Some(last.unwrap_or(stem));
        rest = after;
    }
}

/// Whether endings can follow this word. What stands before it is neither another part of an address nor
/// more than one sign.
fn is_stem(word: &str, sign: Option<Option<char>>) -> bool {
    word.len() > 1
        && word.bytes().all(|letter| letter.is_ascii_lowercase())
        && sign.is_none_or(|sign| sign.is_some_and(|sign| sign != '.' && sign != '@'))
}

/// Whether a part of a word, after a sign, is an ending of what stands before it.
fn fits(masculine: &str, part: &str, sign: Option<char>, first: bool) -> bool {
    let Some(sign) = sign else { return false };
    if is_one_of(sign, "·•‧⋅∙・⸱") {
        return part.len() <= LONGEST;
    }
    let singular = part.strip_suffix('s').unwrap_or(part);
    // An `s` alone is put in brackets, or stands behind another ending.
    let fits = match singular {
        "" => !first || is_one_of(sign, "(["),
        _ => first && feminine(masculine, singular).is_some(),
    };
    fits && is_one_of(sign, ".-/()[]_*")
}

/// A masculine form with an ending that may be none we know.
fn added(masculine: &str, ending: &str) -> String {
    feminine(masculine, ending).unwrap_or_else(|| [masculine, ending].concat())
}

/// A feminine form, if this ending can make one.
fn feminine(masculine: &str, ending: &str) -> Option<String> {
    let added = || Some([masculine, ending].concat());
    if ending == "e" || (ending == "sse" && masculine.ends_with('e')) {
        return added();
    }
    // The last letter is doubled, `citoyen·ne`, or some are written again, `étudiant·ante`.
    let again = ending.strip_suffix('e')?;
    match again {
        "l" | "n" | "s" | "t" | "f" if masculine.ends_with(again) => return added(),
        _ if again.len() > 1 && masculine.ends_with(again) => {
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

    /// The forms of the inclusive words of a text.
    fn forms(text: &str) -> Vec<String> {
        Folded::new(text).text.split("\n ").skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn each_form_is_there_whatever_the_ending() {
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
    fn each_sign_will_do() {
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
    fn other_words_with_signs_have_no_other_forms() {
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
