//! Characters that nobody sees, and names and terms that look the same.

use editor::check::{ContentFiles, WARNING_RULES, check, find_warnings};

use crate::copy::{Copy, file_name, format_all, run_check};

/// All characters in one message, with the other errors of the same value; not those that an emoji needs.
#[test]
fn every_hidden_character_is_described_with_its_position() {
    let copy = Copy::new();
    copy.edit(
        "press.json",
        "\"Revue de presse\"",
        "\"Revue\u{200b} de\\u00AD \u{2067}presse\u{2069}\u{202f}❤\u{fe0f}\"",
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
        title.value, "\"Revue‹U+200B› de\\u00AD ‹U+2067›presse‹U+2069›\u{202f}❤\u{fe0f}\"",
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

/// macOS decomposes letters, word processors insert no-break spaces, and keyboards have one apostrophe.
#[test]
fn names_that_look_the_same_match() {
    for (file, old, new) in [
        ("press.json", "École Pour Tous", "E\u{301}cole Pour Tous"),
        ("press.json", "École Pour Tous", "École\u{a0}Pour\u{202f}Tous"),
        ("press.json", "École Pour Tous", "École Pour  Tous"),
        ("press.json", "\"A4\"", "\"Rêv'Elle Toi\""),
        ("partners.json", "École Pour Tous", "E\u{301}cole Pour Tous"),
        (
            "partners.json",
            "\"Démocratiser La Politique\"",
            "\"De\u{301}mocratiser\u{a0}La Politique\"",
        ),
        ("partners.json", "faciès, Le Next", "facie\u{300}s, Le Next"),
        ("site.json", "Muslim Women’s Day", "Muslim\u{a0}Women's Day"),
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
            "\"Lallab\"",
            "\"L\u{430}llab\"",
            "ici « \u{430} » (U+0430, lettre cyrillique), là « a » (U+0061, lettre latine)",
        ),
        (
            "partners.json",
            "\"Démocratiser La Politique\"",
            "\"Démocratiser la politique\"",
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
