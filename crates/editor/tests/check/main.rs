//! The strict check, on copies of the fixture `usual` with errors: rules, lines and messages.

use std::fs;

use editor::{check::check, fields::FILES};

use copy::{Copy, file_name, format_all, published_content, run_check, three_errors};

mod copy;
mod fields;
mod fuzz;
mod names;
mod rules;
mod syntax;

#[test]
fn the_published_content_has_no_errors() {
    let errors = check(&published_content());
    assert!(errors.is_empty(), "{}", format_all(&errors));
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
