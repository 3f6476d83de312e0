//! The editors' guide, `docs/contenu.md`: its messages are those of the check, its examples are right, and
//! what it says of fields is what the shapes say.

use std::{
    fs,
    path::{Path, PathBuf},
};

use editor::{
    check::{Corpus, Fault, faults},
    shape::{FILES, Field, Shape},
};

/// The mistakes of the guide, made in the tests' own content, so that no change of the real one
/// moves a line.
const MISTAKES: [(&str, &str, &str); 6] = [
    ("testimonials.json", "\"name\": \"Paya Ndiaye\",", "\"name\": \"Paya Ndiaye\""),
    ("partners.json", "\"name\": \"CH03\"", "\"name\": \"CH03\", \"lien\": \"https://ch03.fr/\""),
    ("partners.json", "https://lallab.org/", "lallab.org"),
    ("partners.json", "\"id\": \"ch03\"", "\"id\": \"lallab\""),
    ("testimonials.json", "\"Membre de Lallab\"", "\"\""),
    ("testimonials.json", "\"Membre de Lallab\"", "\"Membre de\u{200b} Lallab\""),
];

#[test]
fn the_messages_quoted_are_what_the_check_says() {
    let quoted = blocks("text");
    for (mistake, quoted) in MISTAKES.into_iter().zip(&quoted) {
        assert_eq!(*quoted, fault(mistake).to_string());
    }
    let annotation = fault(MISTAKES[2]).annotation();
    let (title, message) = annotation
        .split_once("title=")
        .and_then(|(_, rest)| rest.split_once("::"))
        .expect("an annotation has a title");
    let read = |text: &str| text.replace("%0A", "\n").replace("%3A", ":");
    assert_eq!(quoted[6], format!("{title}\n{}", read(message)), "what GitHub shows");
    assert_eq!(quoted.len(), 7, "every quoted message is held");
}

#[test]
fn the_entries_to_copy_are_right_where_they_are_pasted() {
    let lists = [
        ("testimonials.json", "testimonials"),
        ("partners.json", "organisations"),
        ("press.json", "excerpts"),
    ];
    let examples = blocks("json");
    assert_eq!(examples.len(), lists.len());
    for ((file, list), example) in lists.into_iter().zip(&examples) {
        let text = fs::read_to_string(fixture().join(file)).expect("a fixture");
        let start = format!("\"{list}\": [");
        let pasted = text.replacen(&start, &format!("{start}\n{example},"), 1);
        assert_ne!(pasted, text);
        let faults = faults(&Corpus::read_with(&fixture(), file, &pasted));
        assert!(faults.is_empty(), "{file}: {faults:#?}");
    }
}

#[test]
fn every_file_and_every_optional_field_of_an_entry_is_named() {
    let guide = guide();
    for (file, shape) in FILES {
        assert!(guide.contains(&format!("| `{file}` |")), "{file}");
        let Shape::Object(fields) = shape else { continue };
        for field in fields {
            if let Shape::List(Shape::Object(entry)) = field.shape {
                let optional: Vec<_> =
                    entry.iter().filter(|field| !field.required).map(named).collect();
                let row = format!("| {} |", optional.join(", "));
                assert!(optional.is_empty() || guide.contains(&row), "{}: {row}", field.name);
            }
        }
    }
}

#[test]
fn every_field_is_named() {
    fn look(fields: &[Field], guide: &str) {
        for field in fields {
            let there =
                guide.contains(&named(field)) || guide.contains(&format!("\"{}\"", field.name));
            assert!(there, "{} is not in docs/contenu.md", field.name);
            match field.shape {
                Shape::List(Shape::Object(fields)) => look(fields, guide),
                Shape::Object(fields) => look(fields, guide),
                _ => {}
            }
        }
    }
    for (_, shape) in FILES {
        let Shape::Object(fields) = shape else { continue };
        look(fields, &guide());
    }
}

#[test]
fn its_pictures_are_there_and_light() {
    let guide = guide();
    let pictures: Vec<_> =
        guide.split("](pictures/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(pictures.len(), 3);
    for picture in pictures {
        let file = fs::metadata(root().join("docs/pictures").join(picture)).expect(picture);
        assert!(file.len() < 150_000, "{picture}: {} bytes", file.len());
    }
}

/// The one fault of a mistake, with the path that an editor sees.
fn fault((file, old, new): (&str, &str, &str)) -> Fault {
    let text = fs::read_to_string(fixture().join(file)).expect("a fixture");
    assert_eq!(text.matches(old).count(), 1, "{old} stands once in {file}");
    let mut faults = faults(&Corpus::read_with(&fixture(), file, &text.replace(old, new)));
    assert_eq!(faults.len(), 1, "{faults:#?}");
    let fault = faults.remove(0);
    Fault { file: Path::new("public/content").join(file), ..fault }
}

/// The blocks of one language, in order.
fn blocks(language: &str) -> Vec<String> {
    let guide = guide();
    let opens = format!("```{language}\n");
    let opened = guide.split(&opens).skip(1);
    opened.map(|rest| rest.split("\n```").next().expect("its end").to_owned()).collect()
}

fn named(field: &Field) -> String {
    format!("`{}`", field.name)
}

fn guide() -> String {
    fs::read_to_string(root().join("docs/contenu.md")).expect("the guide")
}

fn fixture() -> std::path::PathBuf {
    root().join("tests/fixtures/full/content")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
