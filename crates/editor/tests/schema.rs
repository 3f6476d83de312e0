//! The JSON Schemas: the committed ones are up to date, and they reject what the strict check rejects.

use std::{
    fs,
    path::{Path, PathBuf},
};

use boon::{Compiler, SchemaIndex, Schemas};
use editor::{commands::write_schemas, fields::FILES, schema::render_schemas};
use serde_json::{Value, json};

const STALE: &str =
    "docs/schemas are not those of crates/editor/src/fields.rs: cargo xtask content schema";

/// The compiled schemas.
struct Validator {
    schemas: Schemas,
    files: Vec<(&'static str, SchemaIndex)>,
}

#[test]
fn the_committed_schemas_are_up_to_date() {
    let folder = root().join("docs/schemas");
    for (name, text) in render_schemas() {
        let committed = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert_eq!(committed, text, "{name}: {STALE}");
    }
    let count = fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(count, FILES.len(), "an obsolete schema: {STALE}");
}

#[test]
fn the_command_writes_the_schemas() {
    let folder = tempfile::tempdir().expect("a folder");
    write_schemas(&folder.path().join("schemas"), &mut Vec::new()).expect("written");
    for (name, text) in render_schemas() {
        let written = fs::read_to_string(folder.path().join("schemas").join(name));
        assert_eq!(written.expect("written"), text);
    }
}

#[test]
fn every_field_has_a_title_and_a_description() {
    fn assert_described(schema: &Value, path: &str) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{path}.{name}");
            for key in ["title", "description"] {
                let text = field[key].as_str().unwrap_or_default();
                assert!(!text.is_empty(), "{path} has no {key}");
            }
            assert_described(field, &path);
            assert_described(&field["items"], &path);
        }
    }
    for (name, text) in render_schemas() {
        assert_described(&serde_json::from_str(&text).expect("JSON"), &name);
    }
}

#[test]
fn every_file_refers_to_its_schema() {
    for (file, _) in FILES {
        let reference = read("public/content", file)["$schema"].clone();
        let path = root().join("public/content").join(reference.as_str().expect("a path"));
        let expected = root().join("docs/schemas").join(file.replace(".json", ".schema.json"));
        assert_eq!(path.canonicalize().ok(), expected.canonicalize().ok(), "{file}");
    }
}

#[test]
fn the_published_content_and_the_fixture_are_valid() {
    let validator = Validator::new();
    for folder in ["public/content", "tests/fixtures/full/content"] {
        for (file, _) in FILES {
            let value = read(folder, file);
            assert_eq!(validator.validate(file, &value), None, "{folder}/{file}");
        }
    }
}

/// The strict check rejects these, too; `tests/fuzz` in the crate `prerender` compares the two on random content.
#[test]
fn the_usual_mistakes_are_rejected() {
    let validator = Validator::new();
    for (file, pointer, value) in [
        ("press.json", "/excerpts/0/photographe", json!("Une personne")),
        ("press.json", "/excerpts/0/id", json!("Crise écologique")),
        ("press.json", "/excerpts/0/id", json!("crise-")),
        ("press.json", "/excerpts/0/paragraphs", json!([])),
        ("press.json", "/excerpts/0/paragraphs/0", json!("")),
        ("press.json", "/excerpts/0/paragraphs/0", json!("Un texte ")),
        ("press.json", "/excerpts/0/paragraphs/0", json!("\u{a0}Un texte")),
        ("press.json", "/excerpts/0/paragraphs/0", json!("Un\ntexte")),
        ("press.json", "/excerpts/0/paragraphs/0", json!("Un <b>texte")),
        ("press.json", "/excerpts/0/paragraphs/0", json!("Un&nbsp;texte")),
        ("press.json", "/excerpts/0/date", json!("27/03/2024")),
        ("press.json", "/excerpts/0/date", json!("2023-02-29")),
        ("press.json", "/excerpts/0/date", json!("2100-02-29")),
        ("press.json", "/excerpts/0/date", json!("2024-04-31")),
        ("press.json", "/excerpts/0/date", json!("2024-3")),
        ("press.json", "/excerpts/0/organisation", Value::Null),
        ("press.json", "/excerpts/0/url", json!("lemonde.fr")),
        ("press.json", "/excerpts/0/url", json!("http://lemonde.fr")),
        ("press.json", "/excerpts/0/url", json!("https://le monde.fr")),
        ("press.json", "/excerpts/0/url", json!("https://")),
        ("press.json", "/excerpts/0/url", json!("javascript:alert(1)")),
        ("press.json", "/title", Value::Null),
        ("site.json", "/contact", json!("contact@exemple.org")),
        ("site.json", "/contact", json!("mailto:contact")),
        ("site.json", "/language", json!("français")),
        ("site.json", "/$schema", json!(1)),
        ("partners.json", "/and_others", json!("oui")),
        ("partners.json", "/organisations/0/logo", json!({"width": 9, "height": 9})),
        (
            "partners.json",
            "/organisations/0/logo",
            json!({"file": "../a.webp", "width": 9, "height": 9}),
        ),
        (
            "partners.json",
            "/organisations/0/logo",
            json!({"file": "a.gif", "width": 9, "height": 9}),
        ),
        (
            "partners.json",
            "/organisations/0/logo",
            json!({"file": "a.webp", "width": 0, "height": 9}),
        ),
        ("testimonials.json", "/rotation_seconds", json!(5)),
    ] {
        let mut content = read("public/content", file);
        set(&mut content, pointer, value.clone());
        assert!(
            validator.validate(file, &content).is_some(),
            "{file} {pointer}: {value} is accepted"
        );
    }
}

/// Sets the value at a JSON pointer (RFC 6901); the last key may be new.
fn set(content: &mut Value, pointer: &str, value: Value) {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match content.pointer_mut(parent).expect("a parent") {
        Value::Array(list) => list[name.parse::<usize>().expect("an index")] = value,
        parent => parent[name] = value,
    }
}

impl Validator {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let files = FILES.iter().zip(render_schemas()).map(|((file, _), (name, text))| {
            let address = format!("https://exemple.org/{name}");
            let schema = serde_json::from_str(&text).expect("JSON");
            compiler.add_resource(&address, schema).expect("an address");
            (*file, compiler.compile(&address, &mut schemas).expect("a schema"))
        });
        let files = files.collect();
        Self { schemas, files }
    }

    /// Validates a file's value; returns the error, if any.
    fn validate(&self, file: &str, value: &Value) -> Option<String> {
        let (_, schema) = self.files.iter().find(|(name, _)| *name == file).expect("a schema");
        self.schemas.validate(value, *schema).err().map(|error| format!("{error:#}"))
    }
}

fn read(folder: &str, file: &str) -> Value {
    let text = fs::read_to_string(root().join(folder).join(file)).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
