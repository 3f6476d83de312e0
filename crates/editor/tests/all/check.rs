//! The strict check, on copies of the fixture `usual` with errors: rules, lines and messages.

use std::fs;

use editor::{check::check, fields::FILES};

use crate::{
    copy::{Copy, file_name, format_all, run_check},
    root,
};

mod fields;
mod names;
mod rules;
mod syntax;

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
fn the_command_prints_every_error_in_order() {
    let copy = three_errors();
    let (correct, stdout) = run_check(&copy.content());
    assert!(!correct, "{stdout}");
    let mut errors = stdout.split("\n\n");
    for (file, text, remedy, rule) in [
        ("partners.json", "javascript:", "copiez l’adresse entière", "[liens]"),
        ("partners.json", "Banlieues Climat ", "retirez les espaces", "[textes]"),
        ("press.json", "Lalab", "écrivez \"Lallab\"", "[organisations]"),
    ] {
        let path = copy.content().join(file);
        let position = format!("{}:{}:", path.display(), copy.line(file, text));
        let error = errors.next().unwrap_or_default();
        assert!(error.starts_with(&position), "{position} is not next in:\n{stdout}");
        assert!(error.contains(text) && error.contains(remedy) && error.ends_with(rule), "{error}");
    }
    assert_eq!(errors.next(), Some("Contenu : 3 fautes.\n"), "{stdout}");
}

#[test]
fn the_command_accepts_the_published_content() {
    let (correct, printed) = run_check(&root().join("public/content"));
    assert!(correct, "{printed}");
}

fn three_errors() -> Copy {
    let copy = Copy::new();
    copy.edit("partners.json", "\"Banlieues Climat\"", "\"Banlieues Climat \"");
    copy.edit("partners.json", "https://a4asso.org/", "javascript:alert(1)");
    // This excerpt would refer to the edited name, a fourth error.
    copy.edit("press.json", "\"organisation\": \"Banlieues Climat\"", "\"organisation\": \"CH03\"");
    copy.edit("press.json", "\"organisation\": \"Lallab\"", "\"organisation\": \"Lalab\"");
    copy
}
