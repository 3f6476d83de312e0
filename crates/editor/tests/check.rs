//! The strict check, over copies of content as it usually is with faults put into them: what an editor is
//! told, on which line. And the agreement of what editors are told (`shape`) with what the site
//! reads (`model`).

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    str,
};

use content::{Document, Mission, Partners, Press, Site, Testimonials, read_text};
use editor::{
    check::{CHECKS, Corpus, Fault, WARNINGS, check, warnings},
    commands::{Format, print_check},
    shape::{FILES, Kind, Shape},
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// A copy of content as it usually is, to put faults into: not of the real one, whose words are the
/// editors' to change.
struct Copy {
    folder: TempDir,
}

/// An edit that one check must find.
struct Case {
    check: &'static str,
    file: &'static str,
    /// What is replaced; it stands in the file once.
    old: &'static str,
    new: &'static str,
    /// What the fault's line contains, and no line before it.
    line: &'static str,
    /// A piece of the remedy.
    remedy: &'static str,
}

const CASES: &[Case] = &[
    Case {
        check: "syntaxe",
        file: "mission.json",
        old: "\"title\": \"Construire du pouvoir collectif\",",
        new: "\"title\": \"Construire du pouvoir collectif\"",
        line: "\"title\"",
        remedy: "ajoutez une virgule",
    },
    Case {
        check: "syntaxe",
        file: "testimonials.json",
        old: "\"role\": \"Membre de Lallab\"",
        new: "\"role\": \"Membre de Lallab\",",
        line: "Membre de Lallab",
        remedy: "retirez cette virgule",
    },
    Case {
        check: "syntaxe",
        file: "site.json",
        old: "  \"name\": \"Le Next Level\"",
        new: "  // le nom\n  \"name\": \"Le Next Level\"",
        line: "// le nom",
        remedy: "retirez ce commentaire",
    },
    Case {
        check: "syntaxe",
        file: "press.json",
        old: "\"title\": \"Revue de presse\"",
        new: "\"title\": \"Revue de presse",
        line: "\"Revue de presse",
        remedy: "à la fin du texte",
    },
    Case {
        check: "syntaxe",
        file: "press.json",
        old: "\"title\": \"Revue de presse\"",
        new: "\"title\": “Revue de presse”",
        line: "“Revue de presse”",
        remedy: "guillemets droits",
    },
    // A brace is missing: the line is where the next entry begins.
    Case {
        check: "syntaxe",
        file: "press.json",
        old: "    },\n    {\n      \"id\": \"bidonvilles\"",
        new: "    { \"id\": \"bidonvilles\"",
        line: "\"bidonvilles\"",
        remedy: "",
    },
    Case {
        check: "syntaxe",
        file: "testimonials.json",
        old: "se lancer avec",
        new: "se \"lancer\" avec",
        line: "\"lancer\"",
        remedy: "dans un texte, écrivez « et »",
    },
    // A bracket is missing: the line is where the second text has no name of a field before it.
    Case {
        check: "syntaxe",
        file: "mission.json",
        old: "\"paragraphs\": [",
        new: "\"paragraphs\":",
        line: "Cette discipline,",
        remedy: "une liste de textes commence par [",
    },
    Case {
        check: "syntaxe",
        file: "press.json",
        old: "\"excerpts\": [",
        new: "\"excerpts\": [\n    { \"id\": \"a\", \"paragraphs\": \"Un.\" ] },",
        line: "\"Un.\" ]",
        remedy: "ouvrez la liste par [",
    },
    Case {
        check: "types",
        file: "press.json",
        old: "\"../../docs/schemas/press.schema.json\"",
        new: "true",
        line: "$schema",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        check: "champs-connus",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"$schema\": \"ailleurs\",",
        line: "ailleurs",
        remedy: "retirez ce champ",
    },
    Case {
        check: "types",
        file: "partners.json",
        old: "\"and_others\": true",
        new: "\"and_others\": \"oui\"",
        line: "\"and_others\"",
        remedy: "true ou false, sans guillemets",
    },
    Case {
        check: "types",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": null",
        line: "\"organisation\": null",
        remedy: "retirez le champ si rien n’est connu",
    },
    Case {
        check: "types",
        file: "site.json",
        old: "\"language\": \"fr\",",
        new: "\"language\": [\"fr\"],",
        line: "[\"fr\"]",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        check: "types",
        file: "mission.json",
        old: "\"paragraphs\": [\n",
        new: "\"paragraphs\": [\n    [\"Un paragraphe\"],\n",
        line: "[\"Un paragraphe\"]",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        check: "champs-connus",
        file: "partners.json",
        old: "\"url\": \"https://a4asso.org/\"",
        new: "\"ulr\": \"https://a4asso.org/\"",
        line: "\"ulr\"",
        remedy: "écrivez \"url\"",
    },
    Case {
        check: "champs-connus",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"photographe\": \"Une personne\",",
        line: "\"photographe\"",
        remedy: "les champs possibles sont id (Identifiant), paragraphs (Extrait)",
    },
    Case {
        check: "champs-connus",
        file: "partners.json",
        old: "\"name\": \"Conatus\"",
        new: "\"name\": \"Conatus\",\n      \"site\": \"https://conatus.fr/\"",
        line: "\"site\"",
        remedy: "écrivez \"url\"",
    },
    Case {
        check: "types",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": \"la.webp\",",
        line: "portrait",
        remedy: "un objet { \"file\": …, \"width\": …, \"height\": … }",
    },
    Case {
        check: "champs-uniques",
        file: "press.json",
        old: "\"title\": \"Revue de presse\",",
        new: "\"title\": \"Revue de presse\",\n  \"title\": \"La presse\",",
        line: "\"title\": \"La presse\"",
        remedy: "gardez-en un seul",
    },
    Case {
        check: "champs-requis",
        file: "testimonials.json",
        old: "\"testimonials\": [",
        new: "\"testimonials\": [\n    { \"id\": \"sans-nom\", \"quote\": \"Oui\", \"role\": \"Membre\" },",
        line: "\"sans-nom\"",
        remedy: "Le nom de la personne",
    },
    Case {
        check: "champs-requis",
        file: "mission.json",
        old: "  \"title\": \"Construire du pouvoir collectif\",\n",
        new: "",
        line: "{",
        remedy: "Le titre de la section",
    },
    Case {
        check: "listes",
        file: "press.json",
        old: "\"excerpts\": [",
        new: "\"excerpts\": [\n    { \"id\": \"vide\", \"paragraphs\": [] },",
        line: "\"vide\"",
        remedy: "écrivez au moins une entrée",
    },
    Case {
        check: "textes",
        file: "testimonials.json",
        old: "\"Membre de Lallab\"",
        new: "\" \"",
        line: "\"role\": \" \"",
        remedy: "écrivez le texte",
    },
    Case {
        check: "textes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue de presse \"",
        line: "\"Revue de presse \"",
        remedy: "retirez les espaces",
    },
    Case {
        check: "textes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue\\nde presse\"",
        line: "\"Revue\\nde presse\"",
        remedy: "sur une ligne",
    },
    Case {
        check: "signes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue de\u{200b} presse\"",
        line: "\"Revue de",
        remedy: "effacez ce signe",
    },
    // As an escape it is as hidden on the page.
    Case {
        check: "signes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue \\u202Ede presse\"",
        line: "\"Revue ",
        remedy: "effacez ce signe",
    },
    Case {
        check: "signes",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": \"A\u{ad}4\"",
        line: "A\u{ad}4",
        remedy: "effacez ce signe",
    },
    Case {
        check: "signes",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "https://lallab\u{2060}.org/\u{200e}",
        line: "https://lallab",
        remedy: "effacez ces signes",
    },
    Case {
        check: "signes",
        file: "partners.json",
        old: "\"id\": \"destins-lies\"",
        new: "\"id\": \"destins-lies\u{feff}\"",
        line: "destins-lies",
        remedy: "effacez ce signe",
    },
    Case {
        check: "balises",
        file: "mission.json",
        old: "La discipline de référence",
        new: "<script>alert(1)</script>",
        line: "<script>",
        remedy: "sans balise ni entité",
    },
    Case {
        check: "balises",
        file: "testimonials.json",
        old: "Membre de Lallab",
        new: "Membre de&nbsp;Lallab",
        line: "&nbsp;",
        remedy: "sans balise ni entité",
    },
    Case {
        check: "identifiants",
        file: "partners.json",
        old: "\"id\": \"destins-lies\"",
        new: "\"id\": \"Destins Liés\"",
        line: "\"id\": \"Destins Liés\"",
        remedy: "minuscules sans accent",
    },
    Case {
        check: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "javascript:alert(1)",
        line: "javascript:",
        remedy: "copiez l’adresse entière",
    },
    Case {
        check: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "http://lallab.org/",
        line: "http://lallab",
        remedy: "écrivez https://",
    },
    Case {
        check: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "lallab.org",
        line: "\"lallab.org\"",
        remedy: "copiez l’adresse entière",
    },
    Case {
        check: "liens",
        file: "site.json",
        old: "https://lenextlevel.org/construire-du-pouvoir-collectif/",
        new: "https://lenextlevel.org/construire du pouvoir collectif/",
        line: "construire du",
        remedy: "sans espace ni guillemet",
    },
    Case {
        check: "dates",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"date\": \"31/02/2025\",",
        line: "31/02/2025",
        remedy: "comme 2024-03-27",
    },
    Case {
        check: "dates",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"date\": \"2025-02-29\",",
        line: "2025-02-29",
        remedy: "comme 2024-03-27",
    },
    Case {
        check: "langues",
        file: "site.json",
        old: "\"language\": \"fr\"",
        new: "\"language\": \"français\"",
        line: "français",
        remedy: "un code comme fr",
    },
    Case {
        check: "pixels",
        file: "partners.json",
        old: "\"name\": \"Lallab\",",
        new: "\"name\": \"Lallab\",\n      \"logo\": { \"file\": \"la.webp\",\n        \"width\": 0.5, \"height\": 9 },",
        line: "0.5",
        remedy: "un nombre entier de pixels",
    },
    Case {
        check: "defilement",
        file: "testimonials.json",
        old: "\"title\": \"Témoignages\",",
        new: "\"title\": \"Témoignages\",\n  \"rotation_seconds\": 5,",
        line: "rotation_seconds",
        remedy: "de 12 à 600",
    },
    Case {
        check: "id-uniques",
        file: "partners.json",
        old: "\"id\": \"ch03\"",
        new: "\"id\":  \"conatus\"",
        line: "\"id\":  \"conatus\"",
        remedy: "un id à elle",
    },
    Case {
        check: "organisations",
        file: "press.json",
        old: "\"organisation\": \"École Pour Tous\"",
        new: "\"organisation\": \"Ecole pour tous\"",
        line: "Ecole pour tous",
        remedy: "écrivez \"École Pour Tous\", comme dans partners.json",
    },
    Case {
        check: "organisations",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": \"Une tout autre association\"",
        line: "Une tout autre association",
        remedy: "ajoutez d’abord cette organisation",
    },
    Case {
        check: "campagnes",
        file: "partners.json",
        old: "\"name\": \"Démocratiser La Politique\"",
        new: "\"name\": \"Démocratiser la politique\"",
        line: "Démocratiser la politique",
        remedy: "comme dans \"conclusion\"",
    },
    Case {
        check: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"absent.webp\", \"width\": 9, \"height\": 9 },",
        line: "absent.webp",
        remedy: "mettez l’image dans ce dossier",
    },
    Case {
        check: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"../la.webp\", \"width\": 9, \"height\": 9 },",
        line: "../la.webp",
        remedy: "écrivez le nom seul",
    },
    Case {
        check: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"la.gif\", \"width\": 9, \"height\": 9 },",
        line: "la.gif",
        remedy: "une image .avif",
    },
];

#[test]
fn the_real_content_has_no_faults() {
    let faults = check(&real());
    assert!(faults.is_empty(), "{}", told(&faults));
}

#[test]
fn every_fault_is_told_with_its_file_line_and_remedy() {
    let wrong: Vec<_> = CASES.iter().filter_map(Case::wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} cases of {}:\n\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn every_check_has_a_case() {
    let named: BTreeSet<_> = CASES.iter().map(|case| case.check).chain(["fichiers"]).collect();
    let known: BTreeSet<_> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(named, known);
    assert_eq!(known.len(), CHECKS.len(), "no name twice");
    assert!(CHECKS.iter().all(|check| check.promise.ends_with('.')), "a promise is a sentence");
}

/// Each sign with its name, its place in the text and in the file, and whatever else is wrong with it.
#[test]
fn every_hidden_sign_is_named_with_its_place() {
    let copy = Copy::new();
    copy.edit(
        "press.json",
        "\"Revue de presse\"",
        "\"Revue\u{200b} de\\u00AD \u{2067}presse\u{2069}\u{202f}!\"",
    );
    copy.edit("partners.json", "https://lallab.org/", "http://lallab\u{200d}.org/");
    let faults = check(&copy.content());
    let [scheme, link, title] = &faults[..] else { panic!("{}", told(&faults)) };
    for named in [
        "contient 4 signes que personne ne voit",
        "U+200B, espace sans chasse (6e signe, entre « Revue » et « de presse",
        "U+00AD, trait d’union conditionnel (10e signe, entre « Revue de » et « presse",
        "U+2067, isolat droite-à-gauche, qui change le sens de lecture (12e signe",
        "U+2069, dépilement d’isolat directionnel, qui change le sens de lecture (19e signe",
    ] {
        assert!(title.problem.contains(named), "{named} is not in {}", title.problem);
    }
    let line = copy.text("press.json");
    let line = line.lines().nth(title.line - 1).expect("a line");
    assert_eq!(line.chars().nth(title.column - 1), Some('\u{200b}'), "{}", title.column);
    assert_eq!(
        title.value, "\"Revue‹U+200B› de\\u00AD ‹U+2067›presse‹U+2069›\u{202f}!\"",
        "no message turns its own direction"
    );
    let named = (scheme.check, link.check, title.check);
    assert!(matches!(named, ("liens", "signes", "signes") | ("signes", "liens", "signes")));
    let link = if link.check == "signes" { link } else { scheme };
    let wanted = "l’adresse contient un signe que personne ne voit : U+200D, liant sans chasse \
                  (14e signe, entre « http://lallab » et « .org/ »)";
    assert_eq!(link.problem, wanted);
}

#[test]
fn a_sign_behind_an_escape_has_its_column() {
    for before in ["\\\"a\\\"", "\\u00e9", "\\ud83d\\ude00", "😀"] {
        let copy = Copy::new();
        let text = format!("\"{before}\u{200b}b\"");
        copy.edit("press.json", "\"Revue de presse\"", &text);
        let faults = check(&copy.content());
        let [fault] = &faults[..] else { panic!("{}", told(&faults)) };
        let line = copy.text("press.json");
        let line = line.lines().nth(fault.line - 1).expect("a line").to_owned();
        assert_eq!(line.chars().nth(fault.column - 1), Some('\u{200b}'), "{before}");
    }
}

#[test]
fn signs_that_belong_where_they_are_are_no_faults() {
    let copy = Copy::new();
    let text =
        "\"Revue\u{a0}: «\u{202f}presse\u{202f}» ❤\u{fe0f} 👩\u{200d}🌾 e\u{301} می\u{200c}خواهم\"";
    copy.edit("press.json", "\"Revue de presse\"", text);
    let faults = check(&copy.content());
    assert!(faults.is_empty(), "{}", told(&faults));
}

/// As macOS decomposes letters, word processors put no-break spaces, and keyboards have one apostrophe.
#[test]
fn a_name_written_otherwise_but_for_the_eye_is_the_same() {
    for (file, old, new) in [
        (
            "press.json",
            "\"organisation\": \"École Pour Tous\"",
            "\"organisation\": \"E\u{301}cole Pour Tous\"",
        ),
        (
            "press.json",
            "\"organisation\": \"École Pour Tous\"",
            "\"organisation\": \"École\u{a0}Pour\u{202f}Tous\"",
        ),
        (
            "press.json",
            "\"organisation\": \"École Pour Tous\"",
            "\"organisation\": \"École Pour  Tous\"",
        ),
        ("press.json", "\"organisation\": \"A4\"", "\"organisation\": \"Rêv'Elle Toi\""),
        ("partners.json", "\"name\": \"École Pour Tous\"", "\"name\": \"E\u{301}cole Pour Tous\""),
        (
            "partners.json",
            "\"name\": \"Démocratiser La Politique\"",
            "\"name\": \"De\u{301}mocratiser\u{a0}La Politique\"",
        ),
        ("partners.json", "faciès, Le Next", "facie\u{300}s, Le Next"),
        ("site.json", "\"Muslim Women’s Day\"", "\"Muslim\u{a0}Women's Day\""),
    ] {
        let copy = Copy::new();
        copy.edit(file, old, new);
        let found = [check(&copy.content()), warnings(&Corpus::read(&copy.content()))].concat();
        assert!(found.is_empty(), "{new}:\n{}", told(&found));
    }
}

#[test]
fn a_name_that_only_looks_the_same_is_told_with_what_differs() {
    for (file, old, new, differs) in [
        (
            "press.json",
            "\"organisation\": \"Lallab\"",
            "\"organisation\": \"L\u{430}llab\"",
            "ici « \u{430} » (U+0430, lettre cyrillique), là « a » (U+0061, lettre latine)",
        ),
        (
            "press.json",
            "\"organisation\": \"A4\"",
            "\"organisation\": \"\u{391}4\"",
            "ici « \u{391} » (U+0391, lettre grecque), là « A » (U+0041, lettre latine)",
        ),
        (
            "press.json",
            "\"organisation\": \"École Pour Tous\"",
            "\"organisation\": \"Ecole pour Tous\"",
            "ici « E », là « É » ; ici « p », là « P »",
        ),
        (
            "partners.json",
            "\"name\": \"Démocratiser La Politique\"",
            "\"name\": \"Démocratiser L\u{430} Politique\"",
            "ici « \u{430} » (U+0430, lettre cyrillique), là « a » (U+0061, lettre latine)",
        ),
        (
            "partners.json",
            "\"name\": \"Démocratiser La Politique\"",
            "\"name\": \"Démocratiser la politique\"",
            "ici « l », là « L » ; ici « p », là « P »",
        ),
    ] {
        let copy = Copy::new();
        copy.edit(file, old, new);
        let faults = check(&copy.content());
        let [fault] = &faults[..] else { panic!("{new}:\n{}", told(&faults)) };
        assert!(fault.problem.ends_with(&format!(" : {differs}")), "{}", fault.problem);
    }
}

#[test]
fn a_foreign_term_that_no_text_has_is_a_warning_and_no_fault() {
    for (term, told) in [
        ("grassroots", "aucun texte ne contient cette expression"),
        ("Community organizing", "aucun texte ne contient cette expression : ici « C », là « c »"),
        (
            "\u{441}ommunity organizing",
            "aucun texte ne contient cette expression : ici « \u{441} » (U+0441, lettre cyrillique), \
             là « c » (U+0063, lettre latine)",
        ),
        ("organizing community", "aucun texte ne contient cette expression"),
    ] {
        let copy = Copy::new();
        copy.edit("site.json", "\"community organizing\"", &format!("\"{term}\""));
        assert!(check(&copy.content()).is_empty(), "{term}");
        let warnings = warnings(&Corpus::read(&copy.content()));
        let [warning] = &warnings[..] else { panic!("{term}: {warnings:#?}") };
        assert_eq!((warning.check, warning.problem.as_str()), (WARNINGS[0].name, told));
        assert_eq!((name(warning), warning.line), ("site.json", copy.line("site.json", term)));
        let (correct, printed) = printed(&copy.content());
        assert!(correct && printed.contains(&format!("attention {told}")), "{printed}");
        assert!(printed.ends_with("corrects ; 1 avertissement.\n"), "{printed}");
    }
    let copy = Copy::new();
    assert!(warnings(&Corpus::read(&copy.content())).is_empty());
    copy.edit("mission.json", "\"title\"", "\"title");
    let broken = Corpus::read(&copy.content());
    assert!(warnings(&broken).is_empty(), "of files that cannot be read whole nothing is said");
}

#[test]
fn a_file_that_is_missing_or_not_utf_8_is_named() {
    let copy = Copy::new();
    fs::remove_file(copy.content().join("press.json")).expect("removed");
    fs::write(copy.content().join("mission.json"), b"{\"title\": \"\xe9\"}").expect("written");
    let faults = check(&copy.content());
    let named: Vec<_> = faults.iter().map(|fault| (fault.check, name(fault), fault.line)).collect();
    assert_eq!(named, [("fichiers", "mission.json", 1), ("fichiers", "press.json", 1)]);
    assert!(faults.iter().all(|fault| fault.remedy.contains("UTF-8")), "{}", told(&faults));
}

#[test]
fn a_folder_that_is_not_there_is_five_faults() {
    let faults = check(&Copy::new().content().join("nowhere"));
    assert_eq!(faults.len(), FILES.len(), "{}", told(&faults));
}

#[test]
fn three_faults_in_two_files_are_told_at_once_in_their_order() {
    let copy = three_faults();
    let told: Vec<_> = check(&copy.content())
        .into_iter()
        .map(|fault| (name(&fault).to_owned(), fault.line, fault.check))
        .collect();
    let line = |file, piece| copy.line(file, piece);
    let expected = [
        ("partners.json", line("partners.json", "Banlieues Climat "), "textes"),
        ("partners.json", line("partners.json", "javascript:"), "liens"),
        ("press.json", line("press.json", "Lalab"), "organisations"),
    ];
    assert_eq!(told, expected.map(|(file, line, check)| (file.to_owned(), line, check)));
}

#[test]
fn a_missing_comma_hides_no_fault_behind_it() {
    let copy = Copy::new();
    copy.edit("partners.json", "\"id\": \"a4\",", "\"id\": \"a4\"");
    copy.edit("partners.json", "https://lallab.org/", "javascript:alert(1)");
    let told: Vec<_> =
        check(&copy.content()).into_iter().map(|fault| (fault.check, fault.line)).collect();
    let comma = copy.line("partners.json", "\"id\": \"a4\"");
    let link = copy.line("partners.json", "javascript:");
    assert_eq!(told, [("syntaxe", comma), ("liens", link)]);
}

#[test]
fn files_from_windows_have_the_same_lines() {
    let copy = three_faults();
    let places = |copy: &Copy| -> Vec<_> {
        let faults = check(&copy.content()).into_iter();
        faults.map(|fault| (fault.line, fault.column, fault.check)).collect()
    };
    let before = places(&copy);
    for (file, _) in FILES {
        let text = copy.text(file).replace('\n', "\r\n");
        copy.write(file, &text);
    }
    assert_eq!(places(&copy), before);
}

#[test]
fn a_line_break_within_a_text_is_told_on_its_line() {
    let copy = Copy::new();
    copy.edit("mission.json", "pouvoir collectif\",", "pouvoir\ncollectif\",");
    let faults = check(&copy.content());
    let line = copy.line("mission.json", "Construire du pouvoir");
    assert!(faults.iter().all(|fault| fault.line == line), "{}", told(&faults));
    assert!(faults.iter().any(|fault| fault.remedy.contains("sur une ligne")), "{}", told(&faults));
}

#[test]
fn a_file_that_is_empty_or_of_another_kind_is_told_on_its_first_line() {
    for (text, check_name) in
        [("", "syntaxe"), (" \n", "syntaxe"), ("[]", "types"), ("null", "types")]
    {
        let copy = Copy::new();
        copy.write("mission.json", text);
        let faults = check(&copy.content());
        let named: Vec<_> = faults.iter().map(|fault| (name(fault), fault.check)).collect();
        assert_eq!(named, [("mission.json", check_name)], "{text:?}:\n{}", told(&faults));
    }
}

/// JSON has no byte order mark (RFC 8259 8.1), and serde refuses one; some editors on Windows write
/// it all the same.
#[test]
fn a_byte_order_mark_is_a_fault_on_the_first_line() {
    let copy = Copy::new();
    let text = format!("\u{feff}{}", copy.text("site.json"));
    copy.write("site.json", &text);
    let faults = check(&copy.content());
    let named: Vec<_> = faults.iter().map(|fault| (fault.check, name(fault), fault.line)).collect();
    assert_eq!(named, [("syntaxe", "site.json", 1)], "{}", told(&faults));
    assert!(read_text::<Site>(&text).is_none(), "what the check refuses cannot be read either");
}

/// Every check promises that what passes it can be built: the tolerant reader must agree.
#[test]
fn shape_and_model_know_the_same_fields() {
    for required_only in [false, true] {
        let copy = Copy::new();

        fs::write(copy.folder.path().join("images/image.webp"), "").expect("a picture");
        for (file, shape) in FILES {
            copy.write(file, &Maker { required_only, made: 0 }.value(shape).to_string());
        }
        let faults = check(&copy.content());
        assert!(faults.is_empty(), "{}", told(&faults));
        agrees::<Site>(&copy, required_only);
        agrees::<Mission>(&copy, required_only);
        agrees::<Testimonials>(&copy, required_only);
        agrees::<Partners>(&copy, required_only);
        agrees::<Press>(&copy, required_only);
    }
}

#[test]
fn the_command_names_every_error() {
    let copy = three_faults();
    let (correct, stdout) = printed(&copy.content());
    assert!(!correct, "{stdout}");
    for (file, piece, remedy) in [
        ("partners.json", "Banlieues Climat ", "retirez les espaces"),
        ("partners.json", "javascript:", "copiez l’adresse entière"),
        ("press.json", "Lalab", "écrivez \"Lallab\""),
    ] {
        let place = copy.content().join(file);
        let place = format!("{}:{}:", place.display(), copy.line(file, piece));
        let told = stdout.split("\n\n").find(|fault| fault.starts_with(&place));
        let told = told.unwrap_or_else(|| panic!("{place} is not in:\n{stdout}"));
        assert!(told.contains(piece) && told.contains(remedy), "{told}");
    }
    assert!(stdout.trim_end().ends_with("Contenu : 3 fautes."), "{stdout}");
}

#[test]
fn the_command_is_content_with_the_real_content() {
    let (correct, printed) = printed(&real());
    assert!(correct, "{printed}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_text_makes_the_check_or_the_reader_panic(text in json_like()) {
        survives(&[text.into_bytes()]);
    }

    #[test]
    fn no_slip_of_the_finger_makes_them_panic(
        slips in prop::collection::vec(
            (any::<prop::sample::Index>(), 0usize..4, prop::collection::vec(slip(), 0..4)),
            1..4,
        ),
    ) {
        let files = FILES.map(|(file, _)| {
            let mut bytes = fs::read(usual().join(file)).expect("a file");
            for (at, length, inserted) in &slips {
                let start = at.index(bytes.len() + 1);
                let end = (start + length).min(bytes.len());
                bytes.splice(start..end, inserted.concat());
            }
            bytes
        });
        survives(&files);
    }
}

/// Pieces that JSON is made of, in any order.
fn json_like() -> impl Strategy<Value = String> {
    prop::collection::vec(slip(), 0..40)
        .prop_map(|pieces| String::from_utf8_lossy(&pieces.concat()).into_owned())
}

fn slip() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\ud800",
        "//",
        "/*",
        "\n",
        "\r",
        "é",
        "\u{feff}",
        "\u{2028}",
        "null",
        "true",
        "-1e9",
        "0x",
        "NaN",
        "\"title\"",
        "\"excerpts\"",
        "\"organisations\"",
        "\"id\"",
        "\"a\"",
    ];
    prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
        1 => any::<char>().prop_map(|letter| letter.to_string().into_bytes()),
    ]
}

/// Checks and reads files that begin with these bytes; what has no fault can be read.
fn survives(files: &[Vec<u8>]) {
    let copy = Copy::new();
    for ((file, _), bytes) in FILES.iter().zip(files.iter().cycle()) {
        fs::write(copy.content().join(file), bytes).expect("written");
    }
    let faults = check(&copy.content());
    for fault in &faults {
        assert!(!fault.to_string().is_empty() && fault.line > 0 && fault.column > 0);
    }
    for ((file, _), bytes) in FILES.iter().zip(files.iter().cycle()) {
        let Ok(text) = str::from_utf8(bytes) else { continue };
        let readable = match *file {
            Site::FILE => read_text::<Site>(text).is_some(),
            Mission::FILE => read_text::<Mission>(text).is_some(),
            Testimonials::FILE => read_text::<Testimonials>(text).is_some(),
            Partners::FILE => read_text::<Partners>(text).is_some(),
            _ => read_text::<Press>(text).is_some(),
        };
        let faultless = !faults.iter().any(|fault| name(fault) == *file);
        assert!(readable || !faultless, "the check passes what cannot be read:\n{text}");
    }
}

/// Makes values that a shape allows, with every field or only those that it requires.
struct Maker {
    required_only: bool,
    made: usize,
}

impl Maker {
    fn value(&mut self, shape: Shape) -> Value {
        match shape {
            Shape::Object(fields) => {
                let wanted = fields.iter().filter(|field| field.required || !self.required_only);
                let named: Vec<_> = wanted.map(|field| (field.name, field.shape)).collect();
                let made =
                    named.into_iter().map(|(name, shape)| (name.to_owned(), self.value(shape)));
                Value::Object(made.collect::<Map<_, _>>())
            }
            Shape::List(_) if self.required_only => json!([]),
            Shape::List(of) | Shape::NonEmptyList(of) => json!([self.value(*of), self.value(*of)]),
            Shape::Value(kind) => self.single(kind),
        }
    }

    fn single(&mut self, kind: Kind) -> Value {
        self.made += 1;
        match kind {
            // One text for all, so that names are those that other places name.
            Kind::Text | Kind::OrganisationName => json!("Un texte"),
            Kind::Slug => json!(format!("entree-{}", self.made)),
            Kind::Link => json!(format!("https://a.fr/{}", self.made)),
            Kind::Date => json!("2024-03-27"),
            Kind::Language => json!("en"),
            Kind::PictureFile => json!("image.webp"),
            Kind::Pixels => json!(self.made),
            Kind::Seconds => json!(20),
            Kind::Flag => json!(true),
        }
    }
}

/// What was made along the shape is read, and comes back whole: no field dropped, none added.
fn agrees<T: Document>(copy: &Copy, required_only: bool) {
    let text = copy.text(T::FILE);
    let value: T = read_text(&text).unwrap_or_else(|| panic!("{} cannot be read", T::FILE));
    let back = serde_json::to_value(&value).expect("serialised");
    let made: Value = serde_json::from_str(&text).expect("JSON");
    if required_only {
        let fields = made.as_object().expect("an object");
        for (name, field) in fields {
            assert_eq!(&back[name], field, "{}: {name}", T::FILE);
        }
    } else {
        assert_eq!(back, made, "{}", T::FILE);
    }
    assert_eq!(read_text(&back.to_string()), Some(value), "{}", T::FILE);
}

impl Case {
    /// What the check says of the edit, unless it is the one fault that the case expects.
    fn wrong(&self) -> Option<String> {
        let copy = Copy::new();
        copy.edit(self.file, self.old, self.new);
        let faults = check(&copy.content());
        let place = (copy.content().join(self.file), copy.line(self.file, self.line));
        let right = match &faults[..] {
            [fault] => {
                (&fault.file, fault.line) == (&place.0, place.1)
                    && fault.check == self.check
                    && fault.remedy.contains(self.remedy)
                    && !fault.problem.is_empty()
            }
            _ => false,
        };
        let Self { check, line, remedy, .. } = self;
        let wanted = format!("{check}, line {} ({line:?}), {remedy:?}", place.1);
        (!right).then(|| format!("wanted: {wanted}\n{}", told(&faults)))
    }
}

fn three_faults() -> Copy {
    let copy = Copy::new();
    copy.edit("partners.json", "\"Banlieues Climat\"", "\"Banlieues Climat \"");
    copy.edit("partners.json", "https://www.repairs75.org/", "javascript:alert(1)");
    // Else this excerpt would name an organisation that is no longer known: a fourth fault.
    copy.edit("press.json", "\"organisation\": \"Banlieues Climat\"", "\"organisation\": \"CH03\"");
    copy.edit("press.json", "\"organisation\": \"Lallab\"", "\"organisation\": \"Lalab\"");
    copy
}

impl Copy {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = Self { folder };
        fs::create_dir(copy.content()).expect("a folder");
        for (file, _) in FILES {
            fs::copy(usual().join(file), copy.content().join(file)).expect("copied");
        }
        fs::create_dir_all(copy.folder.path().join("images")).expect("a folder");
        fs::write(copy.folder.path().join("images/la.webp"), "").expect("a picture");
        copy
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.content().join(file)).expect("a text")
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.content().join(file), text).expect("written");
    }

    fn edit(&self, file: &str, old: &str, new: &str) {
        let text = self.text(file);
        assert_eq!(text.matches(old).count(), 1, "{old:?} stands once in {file}");
        self.write(file, &text.replace(old, new));
    }

    /// The first line that contains a piece, from 1.
    fn line(&self, file: &str, piece: &str) -> usize {
        let text = self.text(file);
        let line = text.lines().position(|line| line.contains(piece));
        line.unwrap_or_else(|| panic!("{piece:?} is not in {file}")) + 1
    }
}

fn usual() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/usual/content")
}

fn real() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content")
}

fn name(fault: &Fault) -> &str {
    fault.file.file_name().and_then(|name| name.to_str()).expect("a file's name")
}

fn told(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Whether the content of a folder is correct, and what the command prints of it.
fn printed(folder: &Path) -> (bool, String) {
    let mut out = Vec::new();
    let correct = print_check(folder, Format::Text, &mut out).expect("printed");
    (correct, String::from_utf8(out).expect("UTF-8"))
}
