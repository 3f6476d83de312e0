//! The editors' guide, `docs/contenu.md`: its messages, its examples and its list of fields are up to date.

use std::{
    fs,
    path::{Path, PathBuf},
};

use editor::{
    check::{ContentFiles, Diagnostic, find_errors},
    fields::{FILES, Field, Shape},
};

use crate::root;

/// The mistakes in the guide, applied to a fixture, whose line numbers do not change.
const MISTAKES: [(&str, &str, &str); 6] = [
    ("testimonials.json", "\"name\": \"Paya Ndiaye\",", "\"name\": \"Paya Ndiaye\""),
    ("partners.json", "\"name\": \"CH03\"", "\"name\": \"CH03\", \"lien\": \"https://ch03.fr/\""),
    ("partners.json", "https://lallab.org/", "lallab.org"),
    ("partners.json", "\"id\": \"ch03\"", "\"id\": \"lallab\""),
    ("testimonials.json", "\"Membre de Lallab\"", "\"\""),
    ("testimonials.json", "\"Membre de Lallab\"", "\"Membre de\u{200b} Lallab\""),
];

#[test]
fn the_quoted_messages_are_those_of_the_check() {
    let quoted = code_blocks("text");
    for (mistake, quoted) in MISTAKES.into_iter().zip(&quoted) {
        assert_eq!(*quoted, check_mistake(mistake).to_string());
    }
    let annotation = check_mistake(MISTAKES[2]).annotation();
    let (title, message) = annotation
        .split_once("title=")
        .and_then(|(_, rest)| rest.split_once("::"))
        .expect("an annotation has a title");
    let unescape = |text: &str| text.replace("%0A", "\n").replace("%3A", ":");
    assert_eq!(quoted[6], format!("{title}\n{}", unescape(message)), "on GitHub");
    assert_eq!(quoted.len(), 7, "every quoted message is compared");
}

#[test]
fn the_examples_have_no_errors_when_pasted() {
    let lists = [
        ("testimonials.json", "testimonials"),
        ("partners.json", "organisations"),
        ("press.json", "excerpts"),
    ];
    let examples = code_blocks("json");
    assert_eq!(examples.len(), lists.len());
    for ((file, list), example) in lists.into_iter().zip(&examples) {
        let text = fs::read_to_string(fixture().join(file)).expect("a fixture");
        let start = format!("\"{list}\": [");
        let pasted = text.replacen(&start, &format!("{start}\n{example},"), 1);
        assert_ne!(pasted, text);
        let errors = find_errors(&ContentFiles::read_with(&fixture(), file, &pasted));
        assert!(errors.is_empty(), "{file}: {errors:#?}");
    }
}

#[test]
fn the_table_has_every_file_and_every_optional_field_of_an_entry() {
    let guide = guide();
    for (file, shape) in FILES {
        assert!(guide.contains(&format!("| `{file}` |")), "{file}");
        let Shape::Object(fields) = shape else { continue };
        for field in fields {
            if let Shape::List(Shape::Object(entry)) = field.shape {
                let optional: Vec<_> =
                    entry.iter().filter(|field| !field.required).map(quote_name).collect();
                let row = format!("| {} |", optional.join(", "));
                assert!(optional.is_empty() || guide.contains(&row), "{}: {row}", field.name);
            }
        }
    }
}

#[test]
fn every_field_is_mentioned() {
    fn assert_mentioned(fields: &[Field], guide: &str) {
        for field in fields {
            let is_mentioned = guide.contains(&quote_name(field))
                || guide.contains(&format!("\"{}\"", field.name));
            assert!(is_mentioned, "{} is not in docs/contenu.md", field.name);
            match field.shape {
                Shape::List(Shape::Object(fields)) => assert_mentioned(fields, guide),
                Shape::Object(fields) => assert_mentioned(fields, guide),
                _ => {}
            }
        }
    }
    for (_, shape) in FILES {
        let Shape::Object(fields) = shape else { continue };
        assert_mentioned(fields, &guide());
    }
}

#[test]
fn its_pictures_exist_and_are_small() {
    let guide = guide();
    let pictures: Vec<_> =
        guide.split("](pictures/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(pictures.len(), 7);
    for picture in pictures {
        let file = fs::metadata(root().join("docs/pictures").join(picture)).expect(picture);
        assert!(file.len() < 150_000, "{picture}: {} bytes", file.len());
    }
}

/// Returns the only error of a mistake, with the file path that editors see.
fn check_mistake((file, old, new): (&str, &str, &str)) -> Diagnostic {
    let text = fs::read_to_string(fixture().join(file)).expect("a fixture");
    assert_eq!(text.matches(old).count(), 1, "{old} must occur once in {file}");
    let mut errors =
        find_errors(&ContentFiles::read_with(&fixture(), file, &text.replace(old, new)));
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let error = errors.remove(0);
    Diagnostic { file: Path::new("public/content").join(file), ..error }
}

/// Returns the code blocks in a language, in order.
fn code_blocks(language: &str) -> Vec<String> {
    let guide = guide();
    let fence = format!("```{language}\n");
    let blocks = guide.split(&fence).skip(1);
    blocks.map(|rest| rest.split("\n```").next().expect("its end").to_owned()).collect()
}

fn quote_name(field: &Field) -> String {
    format!("`{}`", field.name)
}

fn guide() -> String {
    fs::read_to_string(root().join("docs/contenu.md")).expect("the guide")
}

fn fixture() -> PathBuf {
    root().join("tests/fixtures/full/content")
}
