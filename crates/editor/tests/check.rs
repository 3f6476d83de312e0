//! The strict check, on copies of the fixture `usual` with errors: rules, lines and messages. And the equality of
//! the fields in `editor::fields` and in the types of `content`.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    str,
};

use content::{Document, Mission, Partners, Press, Site, Testimonials, read_text};
use editor::{
    check::{ContentFiles, Diagnostic, RULES, WARNING_RULES, check, find_warnings},
    commands::{Format, print_check},
    fields::{FILES, Kind, Shape},
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// A copy of the fixture `usual`. The published content is not used, since editors may change it at any time.
struct Copy {
    folder: TempDir,
}

/// An edit that violates one rule.
struct Case {
    rule: &'static str,
    file: &'static str,
    /// The replaced text, which occurs once in the file.
    old: &'static str,
    new: &'static str,
    /// A text on the error's line and on no line before it.
    line: &'static str,
    /// A part of the remedy.
    remedy: &'static str,
}

const CASES: &[Case] = &[
    Case {
        rule: "syntaxe",
        file: "mission.json",
        old: "\"title\": \"Construire du pouvoir collectif\",",
        new: "\"title\": \"Construire du pouvoir collectif\"",
        line: "\"title\"",
        remedy: "ajoutez une virgule",
    },
    Case {
        rule: "syntaxe",
        file: "testimonials.json",
        old: "\"role\": \"Membre de Lallab\"",
        new: "\"role\": \"Membre de Lallab\",",
        line: "Membre de Lallab",
        remedy: "retirez cette virgule",
    },
    Case {
        rule: "syntaxe",
        file: "site.json",
        old: "  \"name\": \"Le Next Level\"",
        new: "  // le nom\n  \"name\": \"Le Next Level\"",
        line: "// le nom",
        remedy: "retirez ce commentaire",
    },
    Case {
        rule: "syntaxe",
        file: "press.json",
        old: "\"title\": \"Revue de presse\"",
        new: "\"title\": \"Revue de presse",
        line: "\"Revue de presse",
        remedy: "à la fin du texte",
    },
    Case {
        rule: "syntaxe",
        file: "press.json",
        old: "\"title\": \"Revue de presse\"",
        new: "\"title\": “Revue de presse”",
        line: "“Revue de presse”",
        remedy: "guillemets droits",
    },
    // A missing brace is reported where the next entry begins.
    Case {
        rule: "syntaxe",
        file: "press.json",
        old: "    },\n    {\n      \"id\": \"bidonvilles\"",
        new: "    { \"id\": \"bidonvilles\"",
        line: "\"bidonvilles\"",
        remedy: "",
    },
    Case {
        rule: "syntaxe",
        file: "testimonials.json",
        old: "se lancer avec",
        new: "se \"lancer\" avec",
        line: "\"lancer\"",
        remedy: "dans un texte, écrivez « et »",
    },
    // A missing bracket is reported at the second string, which has no field name before it.
    Case {
        rule: "syntaxe",
        file: "mission.json",
        old: "\"paragraphs\": [",
        new: "\"paragraphs\":",
        line: "Cette discipline,",
        remedy: "une liste de textes commence par [",
    },
    Case {
        rule: "syntaxe",
        file: "press.json",
        old: "\"excerpts\": [",
        new: "\"excerpts\": [\n    { \"id\": \"a\", \"paragraphs\": \"Un.\" ] },",
        line: "\"Un.\" ]",
        remedy: "ouvrez la liste par [",
    },
    Case {
        rule: "types",
        file: "press.json",
        old: "\"../../docs/schemas/press.schema.json\"",
        new: "true",
        line: "$schema",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        rule: "champs-connus",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"$schema\": \"ailleurs\",",
        line: "ailleurs",
        remedy: "retirez ce champ",
    },
    Case {
        rule: "types",
        file: "partners.json",
        old: "\"and_others\": true",
        new: "\"and_others\": \"oui\"",
        line: "\"and_others\"",
        remedy: "true ou false, sans guillemets",
    },
    Case {
        rule: "types",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": null",
        line: "\"organisation\": null",
        remedy: "retirez le champ si rien n’est connu",
    },
    Case {
        rule: "types",
        file: "site.json",
        old: "\"language\": \"fr\",",
        new: "\"language\": [\"fr\"],",
        line: "[\"fr\"]",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        rule: "types",
        file: "mission.json",
        old: "\"paragraphs\": [\n",
        new: "\"paragraphs\": [\n    [\"Un paragraphe\"],\n",
        line: "[\"Un paragraphe\"]",
        remedy: "écrivez un texte entre guillemets",
    },
    Case {
        rule: "champs-connus",
        file: "partners.json",
        old: "\"url\": \"https://a4asso.org/\"",
        new: "\"ulr\": \"https://a4asso.org/\"",
        line: "\"ulr\"",
        remedy: "écrivez \"url\"",
    },
    Case {
        rule: "champs-connus",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"photographe\": \"Une personne\",",
        line: "\"photographe\"",
        remedy: "les champs possibles sont id (Identifiant), paragraphs (Extrait)",
    },
    Case {
        rule: "champs-connus",
        file: "partners.json",
        old: "\"name\": \"Conatus\"",
        new: "\"name\": \"Conatus\",\n      \"site\": \"https://conatus.fr/\"",
        line: "\"site\"",
        remedy: "écrivez \"url\"",
    },
    Case {
        rule: "types",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": \"la.webp\",",
        line: "portrait",
        remedy: "un objet { \"file\": …, \"width\": …, \"height\": … }",
    },
    Case {
        rule: "champs-uniques",
        file: "press.json",
        old: "\"title\": \"Revue de presse\",",
        new: "\"title\": \"Revue de presse\",\n  \"title\": \"La presse\",",
        line: "\"title\": \"La presse\"",
        remedy: "gardez-en un seul",
    },
    Case {
        rule: "champs-requis",
        file: "testimonials.json",
        old: "\"testimonials\": [",
        new: "\"testimonials\": [\n    { \"id\": \"sans-nom\", \"quote\": \"Oui\", \"role\": \"Membre\" },",
        line: "\"sans-nom\"",
        remedy: "Le nom de la personne",
    },
    Case {
        rule: "champs-requis",
        file: "mission.json",
        old: "  \"title\": \"Construire du pouvoir collectif\",\n",
        new: "",
        line: "{",
        remedy: "Le titre de la section",
    },
    Case {
        rule: "listes",
        file: "press.json",
        old: "\"excerpts\": [",
        new: "\"excerpts\": [\n    { \"id\": \"vide\", \"paragraphs\": [] },",
        line: "\"vide\"",
        remedy: "écrivez au moins une entrée",
    },
    Case {
        rule: "textes",
        file: "testimonials.json",
        old: "\"Membre de Lallab\"",
        new: "\" \"",
        line: "\"role\": \" \"",
        remedy: "écrivez le texte",
    },
    Case {
        rule: "textes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue de presse \"",
        line: "\"Revue de presse \"",
        remedy: "retirez les espaces",
    },
    Case {
        rule: "textes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue\\nde presse\"",
        line: "\"Revue\\nde presse\"",
        remedy: "sur une ligne",
    },
    Case {
        rule: "signes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue de\u{200b} presse\"",
        line: "\"Revue de",
        remedy: "effacez ce signe",
    },
    // A hidden character may be written as an escape.
    Case {
        rule: "signes",
        file: "press.json",
        old: "\"Revue de presse\"",
        new: "\"Revue \\u202Ede presse\"",
        line: "\"Revue ",
        remedy: "effacez ce signe",
    },
    Case {
        rule: "signes",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": \"A\u{ad}4\"",
        line: "A\u{ad}4",
        remedy: "effacez ce signe",
    },
    Case {
        rule: "signes",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "https://lallab\u{2060}.org/\u{200e}",
        line: "https://lallab",
        remedy: "effacez ces signes",
    },
    Case {
        rule: "signes",
        file: "partners.json",
        old: "\"id\": \"destins-lies\"",
        new: "\"id\": \"destins-lies\u{feff}\"",
        line: "destins-lies",
        remedy: "effacez ce signe",
    },
    Case {
        rule: "balises",
        file: "mission.json",
        old: "La discipline de référence",
        new: "<script>alert(1)</script>",
        line: "<script>",
        remedy: "sans balise ni entité",
    },
    Case {
        rule: "balises",
        file: "testimonials.json",
        old: "Membre de Lallab",
        new: "Membre de&nbsp;Lallab",
        line: "&nbsp;",
        remedy: "sans balise ni entité",
    },
    Case {
        rule: "identifiants",
        file: "partners.json",
        old: "\"id\": \"destins-lies\"",
        new: "\"id\": \"Destins Liés\"",
        line: "\"id\": \"Destins Liés\"",
        remedy: "minuscules sans accent",
    },
    Case {
        rule: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "javascript:alert(1)",
        line: "javascript:",
        remedy: "copiez l’adresse entière",
    },
    Case {
        rule: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "http://lallab.org/",
        line: "http://lallab",
        remedy: "écrivez https://",
    },
    Case {
        rule: "liens",
        file: "partners.json",
        old: "https://lallab.org/",
        new: "lallab.org",
        line: "\"lallab.org\"",
        remedy: "copiez l’adresse entière",
    },
    Case {
        rule: "liens",
        file: "site.json",
        old: "https://lenextlevel.org/construire-du-pouvoir-collectif/",
        new: "https://lenextlevel.org/construire du pouvoir collectif/",
        line: "construire du",
        remedy: "sans espace ni guillemet",
    },
    Case {
        rule: "dates",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"date\": \"31/02/2025\",",
        line: "31/02/2025",
        remedy: "comme 2024-03-27",
    },
    Case {
        rule: "dates",
        file: "press.json",
        old: "\"id\": \"bidonvilles\",",
        new: "\"id\": \"bidonvilles\",\n      \"date\": \"2025-02-29\",",
        line: "2025-02-29",
        remedy: "comme 2024-03-27",
    },
    Case {
        rule: "langues",
        file: "site.json",
        old: "\"language\": \"fr\"",
        new: "\"language\": \"français\"",
        line: "français",
        remedy: "un code comme fr",
    },
    Case {
        rule: "pixels",
        file: "partners.json",
        old: "\"name\": \"Lallab\",",
        new: "\"name\": \"Lallab\",\n      \"logo\": { \"file\": \"la.webp\",\n        \"width\": 0.5, \"height\": 9 },",
        line: "0.5",
        remedy: "un nombre entier de pixels",
    },
    Case {
        rule: "defilement",
        file: "testimonials.json",
        old: "\"title\": \"Témoignages\",",
        new: "\"title\": \"Témoignages\",\n  \"rotation_seconds\": 5,",
        line: "rotation_seconds",
        remedy: "de 12 à 600",
    },
    Case {
        rule: "id-uniques",
        file: "partners.json",
        old: "\"id\": \"ch03\"",
        new: "\"id\":  \"conatus\"",
        line: "\"id\":  \"conatus\"",
        remedy: "un id à elle",
    },
    Case {
        rule: "organisations",
        file: "press.json",
        old: "\"organisation\": \"École Pour Tous\"",
        new: "\"organisation\": \"Ecole pour tous\"",
        line: "Ecole pour tous",
        remedy: "écrivez \"École Pour Tous\", comme dans partners.json",
    },
    Case {
        rule: "organisations",
        file: "press.json",
        old: "\"organisation\": \"A4\"",
        new: "\"organisation\": \"Une tout autre association\"",
        line: "Une tout autre association",
        remedy: "ajoutez d’abord cette organisation",
    },
    Case {
        rule: "campagnes",
        file: "partners.json",
        old: "\"name\": \"Démocratiser La Politique\"",
        new: "\"name\": \"Démocratiser la politique\"",
        line: "Démocratiser la politique",
        remedy: "comme dans \"conclusion\"",
    },
    Case {
        rule: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"absent.webp\", \"width\": 9, \"height\": 9 },",
        line: "absent.webp",
        remedy: "mettez l’image dans ce dossier",
    },
    Case {
        rule: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"../la.webp\", \"width\": 9, \"height\": 9 },",
        line: "../la.webp",
        remedy: "écrivez le nom seul",
    },
    Case {
        rule: "images",
        file: "testimonials.json",
        old: "\"name\": \"Léo Mathey\",",
        new: "\"name\": \"Léo Mathey\",\n      \"portrait\": { \"file\": \"la.gif\", \"width\": 9, \"height\": 9 },",
        line: "la.gif",
        remedy: "une image .avif",
    },
];

#[test]
fn the_published_content_has_no_errors() {
    let errors = check(&published_content());
    assert!(errors.is_empty(), "{}", format_all(&errors));
}

#[test]
fn every_error_has_its_file_line_and_remedy() {
    let mismatches: Vec<_> = CASES.iter().filter_map(Case::mismatch).collect();
    assert!(
        mismatches.is_empty(),
        "{} cases of {}:\n\n{}",
        mismatches.len(),
        CASES.len(),
        mismatches.join("\n\n")
    );
}

#[test]
fn every_rule_has_a_case() {
    let tested: BTreeSet<_> = CASES.iter().map(|case| case.rule).chain(["fichiers"]).collect();
    let known: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(tested, known);
    assert_eq!(known.len(), RULES.len(), "names are unique");
    assert!(RULES.iter().all(|rule| rule.description.ends_with('.')), "a sentence each");
}

/// All characters in one message, with the other errors of the same value.
#[test]
fn every_hidden_character_is_described_with_its_position() {
    let copy = Copy::new();
    copy.edit(
        "press.json",
        "\"Revue de presse\"",
        "\"Revue\u{200b} de\\u00AD \u{2067}presse\u{2069}\u{202f}!\"",
    );
    copy.edit("partners.json", "https://lallab.org/", "http://lallab\u{200d}.org/");
    let errors = check(&copy.content());
    let [scheme, link, title] = &errors[..] else { panic!("{}", format_all(&errors)) };
    for expected in [
        "contient 4 signes que personne ne voit",
        "U+200B, espace sans chasse (6e signe, entre « Revue » et « de presse",
        "U+00AD, trait d’union conditionnel (10e signe, entre « Revue de » et « presse",
        "U+2067, isolat droite-à-gauche, qui change le sens de lecture (12e signe",
        "U+2069, dépilement d’isolat directionnel, qui change le sens de lecture (19e signe",
    ] {
        assert!(title.problem.contains(expected), "{expected} is not in {}", title.problem);
    }
    let line = copy.text("press.json");
    let line = line.lines().nth(title.line - 1).expect("a line");
    assert_eq!(line.chars().nth(title.column - 1), Some('\u{200b}'), "{}", title.column);
    assert_eq!(
        title.value, "\"Revue‹U+200B› de\\u00AD ‹U+2067›presse‹U+2069›\u{202f}!\"",
        "the value does not change the direction of the message"
    );
    let rules = (scheme.rule, link.rule, title.rule);
    assert!(matches!(rules, ("liens", "signes", "signes") | ("signes", "liens", "signes")));
    let link = if link.rule == "signes" { link } else { scheme };
    let expected = "l’adresse contient un signe que personne ne voit : U+200D, liant sans chasse \
                  (14e signe, entre « http://lallab » et « .org/ »)";
    assert_eq!(link.problem, expected);
}

#[test]
fn a_hidden_character_after_an_escape_has_the_right_column() {
    for before in ["\\\"a\\\"", "\\u00e9", "\\ud83d\\ude00", "😀"] {
        let copy = Copy::new();
        let text = format!("\"{before}\u{200b}b\"");
        copy.edit("press.json", "\"Revue de presse\"", &text);
        let errors = check(&copy.content());
        let [error] = &errors[..] else { panic!("{}", format_all(&errors)) };
        let line = copy.text("press.json");
        let line = line.lines().nth(error.line - 1).expect("a line").to_owned();
        assert_eq!(line.chars().nth(error.column - 1), Some('\u{200b}'), "{before}");
    }
}

#[test]
fn emoji_sequences_joiners_and_french_spaces_are_no_errors() {
    let copy = Copy::new();
    let text =
        "\"Revue\u{a0}: «\u{202f}presse\u{202f}» ❤\u{fe0f} 👩\u{200d}🌾 e\u{301} می\u{200c}خواهم\"";
    copy.edit("press.json", "\"Revue de presse\"", text);
    let errors = check(&copy.content());
    assert!(errors.is_empty(), "{}", format_all(&errors));
}

/// macOS decomposes letters, word processors insert no-break spaces, and keyboards have one apostrophe.
#[test]
fn names_that_look_the_same_match() {
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
        let found =
            [check(&copy.content()), find_warnings(&ContentFiles::read(&copy.content()))].concat();
        assert!(found.is_empty(), "{new}:\n{}", format_all(&found));
    }
}

#[test]
fn a_similar_name_is_reported_with_its_differences() {
    for (file, old, new, difference) in [
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
        let errors = check(&copy.content());
        let [error] = &errors[..] else { panic!("{new}:\n{}", format_all(&errors)) };
        assert!(error.problem.ends_with(&format!(" : {difference}")), "{}", error.problem);
    }
}

#[test]
fn an_unused_foreign_term_is_a_warning() {
    for (term, problem) in [
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
        let warnings = find_warnings(&ContentFiles::read(&copy.content()));
        let [warning] = &warnings[..] else { panic!("{term}: {warnings:#?}") };
        assert_eq!((warning.rule, warning.problem.as_str()), (WARNING_RULES[0].name, problem));
        assert_eq!((file_name(warning), warning.line), ("site.json", copy.line("site.json", term)));
        let (correct, printed) = run_check(&copy.content());
        assert!(correct && printed.contains(&format!("attention {problem}")), "{printed}");
        assert!(printed.ends_with("corrects ; 1 avertissement.\n"), "{printed}");
    }
    let copy = Copy::new();
    assert!(find_warnings(&ContentFiles::read(&copy.content())).is_empty());
    copy.edit("mission.json", "\"title\"", "\"title");
    let broken = ContentFiles::read(&copy.content());
    assert!(find_warnings(&broken).is_empty(), "no warnings while a file is not JSON");
}

#[test]
fn a_file_that_is_missing_or_not_utf_8_is_reported() {
    let copy = Copy::new();
    fs::remove_file(copy.content().join("press.json")).expect("removed");
    fs::write(copy.content().join("mission.json"), b"{\"title\": \"\xe9\"}").expect("written");
    let errors = check(&copy.content());
    let found: Vec<_> =
        errors.iter().map(|error| (error.rule, file_name(error), error.line)).collect();
    assert_eq!(found, [("fichiers", "mission.json", 1), ("fichiers", "press.json", 1)]);
    assert!(errors.iter().all(|error| error.remedy.contains("UTF-8")), "{}", format_all(&errors));
}

#[test]
fn a_missing_folder_is_five_errors() {
    let errors = check(&Copy::new().content().join("nowhere"));
    assert_eq!(errors.len(), FILES.len(), "{}", format_all(&errors));
}

#[test]
fn errors_in_two_files_are_reported_at_once_in_order() {
    let copy = three_errors();
    let found: Vec<_> = check(&copy.content())
        .into_iter()
        .map(|error| (file_name(&error).to_owned(), error.line, error.rule))
        .collect();
    let expected = [
        ("partners.json", copy.line("partners.json", "Banlieues Climat "), "textes"),
        ("partners.json", copy.line("partners.json", "javascript:"), "liens"),
        ("press.json", copy.line("press.json", "Lalab"), "organisations"),
    ];
    assert_eq!(found, expected.map(|(file, line, rule)| (file.to_owned(), line, rule)));
}

#[test]
fn a_missing_comma_does_not_hide_later_errors() {
    let copy = Copy::new();
    copy.edit("partners.json", "\"id\": \"a4\",", "\"id\": \"a4\"");
    copy.edit("partners.json", "https://lallab.org/", "javascript:alert(1)");
    let found: Vec<_> =
        check(&copy.content()).into_iter().map(|error| (error.rule, error.line)).collect();
    let comma = copy.line("partners.json", "\"id\": \"a4\"");
    let link = copy.line("partners.json", "javascript:");
    assert_eq!(found, [("syntaxe", comma), ("liens", link)]);
}

#[test]
fn files_with_crlf_have_the_same_positions() {
    let copy = three_errors();
    let positions = |copy: &Copy| -> Vec<_> {
        let errors = check(&copy.content()).into_iter();
        errors.map(|error| (error.line, error.column, error.rule)).collect()
    };
    let before = positions(&copy);
    for (file, _) in FILES {
        let text = copy.text(file).replace('\n', "\r\n");
        copy.write(file, &text);
    }
    assert_eq!(positions(&copy), before);
}

#[test]
fn a_line_break_in_a_string_is_reported_on_its_line() {
    let copy = Copy::new();
    copy.edit("mission.json", "pouvoir collectif\",", "pouvoir\ncollectif\",");
    let errors = check(&copy.content());
    let line = copy.line("mission.json", "Construire du pouvoir");
    assert!(errors.iter().all(|error| error.line == line), "{}", format_all(&errors));
    assert!(
        errors.iter().any(|error| error.remedy.contains("sur une ligne")),
        "{}",
        format_all(&errors)
    );
}

#[test]
fn an_empty_file_or_another_type_is_reported_on_the_first_line() {
    for (text, rule) in [("", "syntaxe"), (" \n", "syntaxe"), ("[]", "types"), ("null", "types")] {
        let copy = Copy::new();
        copy.write("mission.json", text);
        let errors = check(&copy.content());
        let found: Vec<_> = errors.iter().map(|error| (file_name(error), error.rule)).collect();
        assert_eq!(found, [("mission.json", rule)], "{text:?}:\n{}", format_all(&errors));
    }
}

/// JSON has no byte order mark (RFC 8259 section 8.1), and serde_json rejects it, but some editors on Windows write
/// one.
#[test]
fn a_byte_order_mark_is_an_error_on_the_first_line() {
    let copy = Copy::new();
    let text = format!("\u{feff}{}", copy.text("site.json"));
    copy.write("site.json", &text);
    let errors = check(&copy.content());
    let found: Vec<_> =
        errors.iter().map(|error| (error.rule, file_name(error), error.line)).collect();
    assert_eq!(found, [("syntaxe", "site.json", 1)], "{}", format_all(&errors));
    assert!(read_text::<Site>(&text).is_none(), "the tolerant reader rejects it, too");
}

/// Content without errors can be built: the tolerant reader keeps every field that the shapes allow.
#[test]
fn the_shapes_and_the_types_have_the_same_fields() {
    for required_only in [false, true] {
        let copy = Copy::new();

        fs::write(copy.folder.path().join("images/image.webp"), "").expect("a picture");
        for (file, shape) in FILES {
            copy.write(file, &Generator { required_only, count: 0 }.value(shape).to_string());
        }
        let errors = check(&copy.content());
        assert!(errors.is_empty(), "{}", format_all(&errors));
        assert_fields_agree::<Site>(&copy, required_only);
        assert_fields_agree::<Mission>(&copy, required_only);
        assert_fields_agree::<Testimonials>(&copy, required_only);
        assert_fields_agree::<Partners>(&copy, required_only);
        assert_fields_agree::<Press>(&copy, required_only);
    }
}

#[test]
fn the_command_prints_every_error() {
    let copy = three_errors();
    let (correct, stdout) = run_check(&copy.content());
    assert!(!correct, "{stdout}");
    for (file, text, remedy) in [
        ("partners.json", "Banlieues Climat ", "retirez les espaces"),
        ("partners.json", "javascript:", "copiez l’adresse entière"),
        ("press.json", "Lalab", "écrivez \"Lallab\""),
    ] {
        let path = copy.content().join(file);
        let position = format!("{}:{}:", path.display(), copy.line(file, text));
        let error = stdout.split("\n\n").find(|error| error.starts_with(&position));
        let error = error.unwrap_or_else(|| panic!("{position} is not in:\n{stdout}"));
        assert!(error.contains(text) && error.contains(remedy), "{error}");
    }
    assert!(stdout.trim_end().ends_with("Contenu : 3 fautes."), "{stdout}");
}

#[test]
fn the_command_accepts_the_published_content() {
    let (correct, printed) = run_check(&published_content());
    assert!(correct, "{printed}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn arbitrary_text_does_not_panic(text in json_like()) {
        assert_no_panic(&[text.into_bytes()]);
    }

    #[test]
    fn edited_files_do_not_panic(
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), 0usize..4, prop::collection::vec(fragment(), 0..4)),
            1..4,
        ),
    ) {
        let files = FILES.map(|(file, _)| {
            let mut bytes = fs::read(fixture().join(file)).expect("a file");
            for (index, length, inserted) in &edits {
                let start = index.index(bytes.len() + 1);
                let end = (start + length).min(bytes.len());
                bytes.splice(start..end, inserted.concat());
            }
            bytes
        });
        assert_no_panic(&files);
    }
}

/// Fragments of JSON in any order.
fn json_like() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..40)
        .prop_map(|fragments| String::from_utf8_lossy(&fragments.concat()).into_owned())
}

fn fragment() -> impl Strategy<Value = Vec<u8>> {
    const FRAGMENTS: &[&str] = &[
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
        4 => prop::sample::select(FRAGMENTS).prop_map(|fragment| fragment.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
        1 => any::<char>().prop_map(|letter| letter.to_string().into_bytes()),
    ]
}

/// Checks files with these bytes, and asserts that files without errors can be read.
fn assert_no_panic(files: &[Vec<u8>]) {
    let copy = Copy::new();
    for ((file, _), bytes) in FILES.iter().zip(files.iter().cycle()) {
        fs::write(copy.content().join(file), bytes).expect("written");
    }
    let errors = check(&copy.content());
    for error in &errors {
        assert!(!error.to_string().is_empty() && error.line > 0 && error.column > 0);
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
        let is_correct = !errors.iter().any(|error| file_name(error) == *file);
        assert!(readable || !is_correct, "a file without errors cannot be read:\n{text}");
    }
}

/// Generates values of a shape, with all fields or only the required ones.
struct Generator {
    required_only: bool,
    count: usize,
}

impl Generator {
    fn value(&mut self, shape: Shape) -> Value {
        match shape {
            Shape::Object(fields) => {
                let fields = fields.iter().filter(|field| field.required || !self.required_only);
                let fields: Vec<_> = fields.collect();
                let values = fields
                    .into_iter()
                    .map(|field| (field.name.to_owned(), self.value(field.shape)));
                Value::Object(values.collect::<Map<_, _>>())
            }
            Shape::List(_) if self.required_only => json!([]),
            Shape::List(item) | Shape::NonEmptyList(item) => {
                json!([self.value(*item), self.value(*item)])
            }
            Shape::Value(kind) => self.single(kind),
        }
    }

    fn single(&mut self, kind: Kind) -> Value {
        self.count += 1;
        match kind {
            // The same text everywhere, so that references are valid.
            Kind::Text | Kind::OrganisationName => json!("Un texte"),
            Kind::Slug => json!(format!("entree-{}", self.count)),
            Kind::Link => json!(format!("https://a.fr/{}", self.count)),
            Kind::Date => json!("2024-03-27"),
            Kind::Language => json!("en"),
            Kind::PictureFile => json!("image.webp"),
            Kind::Pixels => json!(self.count),
            Kind::Seconds => json!(20),
            Kind::Boolean => json!(true),
        }
    }
}

/// Asserts that the generated file is read and serialized without losing or adding fields.
fn assert_fields_agree<T: Document>(copy: &Copy, required_only: bool) {
    let text = copy.text(T::FILE);
    let value: T = read_text(&text).unwrap_or_else(|| panic!("{} cannot be read", T::FILE));
    let serialized = serde_json::to_value(&value).expect("serialised");
    let generated: Value = serde_json::from_str(&text).expect("JSON");
    if required_only {
        let fields = generated.as_object().expect("an object");
        for (name, field) in fields {
            assert_eq!(&serialized[name], field, "{}: {name}", T::FILE);
        }
    } else {
        assert_eq!(serialized, generated, "{}", T::FILE);
    }
    assert_eq!(read_text(&serialized.to_string()), Some(value), "{}", T::FILE);
}

impl Case {
    /// Returns a message unless the check finds exactly the expected error.
    fn mismatch(&self) -> Option<String> {
        let copy = Copy::new();
        copy.edit(self.file, self.old, self.new);
        let errors = check(&copy.content());
        let expected = (copy.content().join(self.file), copy.line(self.file, self.line));
        let matches = match &errors[..] {
            [error] => {
                (&error.file, error.line) == (&expected.0, expected.1)
                    && error.rule == self.rule
                    && error.remedy.contains(self.remedy)
                    && !error.problem.is_empty()
            }
            _ => false,
        };
        let Self { rule, line, remedy, .. } = self;
        let description = format!("{rule}, line {} ({line:?}), {remedy:?}", expected.1);
        (!matches).then(|| format!("expected: {description}\n{}", format_all(&errors)))
    }
}

fn three_errors() -> Copy {
    let copy = Copy::new();
    copy.edit("partners.json", "\"Banlieues Climat\"", "\"Banlieues Climat \"");
    copy.edit("partners.json", "https://www.repairs75.org/", "javascript:alert(1)");
    // This excerpt would refer to the edited name, a fourth error.
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
            fs::copy(fixture().join(file), copy.content().join(file)).expect("copied");
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
        assert_eq!(text.matches(old).count(), 1, "{old:?} must occur once in {file}");
        self.write(file, &text.replace(old, new));
    }

    /// Returns the first line that contains a part, from 1.
    fn line(&self, file: &str, part: &str) -> usize {
        let text = self.text(file);
        let line = text.lines().position(|line| line.contains(part));
        line.unwrap_or_else(|| panic!("{part:?} is not in {file}")) + 1
    }
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/usual/content")
}

fn published_content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content")
}

fn file_name(error: &Diagnostic) -> &str {
    error.file.file_name().and_then(|name| name.to_str()).expect("a file's name")
}

fn format_all(errors: &[Diagnostic]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Returns whether the content has no errors, and the output of the command.
fn run_check(folder: &Path) -> (bool, String) {
    let mut out = Vec::new();
    let correct = print_check(folder, Format::Text, &mut out).expect("printed");
    (correct, String::from_utf8(out).expect("UTF-8"))
}
