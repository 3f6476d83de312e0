//! Files that are not JSON, or not of the right type.

use content::{Site, read_text};
use editor::{check::check, fields::FILES};

use super::three_errors;
use crate::copy::{Copy, file_name, format_all};

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

/// The check's own parser accepts what the build's does not.
#[test]
fn a_tab_in_a_string_is_reported_where_it_is() {
    let copy = Copy::new();
    copy.edit("press.json", "Revue de presse", "É\té");
    let errors = check(&copy.content());
    let error = errors.iter().find(|error| error.rule == "syntaxe").expect("an error of syntax");
    let line = copy.line("press.json", "É\té");
    let text = copy.text("press.json");
    let before = text.lines().nth(line - 1).and_then(|line| line.find('É')).expect("the title");
    assert_eq!((error.line, error.column), (line, before + 1), "{}", format_all(&errors));
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
