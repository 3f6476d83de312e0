//! The JSON Schemas: the committed ones are up to date, and accept what is right. What they reject: `check/rules.rs`.

use std::fs;

use boon::{Compiler, SchemaIndex, Schemas};
use editor::{commands::write_schemas, fields::FILES, schema::render_schemas};
use serde_json::Value;

use crate::root;

const STALE: &str =
    "docs/schemas are not those of crates/editor/src/fields.rs: cargo xtask content schema";

/// The compiled schemas.
pub(crate) struct Validator {
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
fn the_published_content_and_the_fixtures_are_valid() {
    let validator = Validator::new();
    for folder in ["public/content", "tests/fixtures/full/content", "tests/fixtures/usual/content"]
    {
        for (file, _) in FILES {
            let value = read(folder, file);
            assert_eq!(validator.validate(file, &value), None, "{folder}/{file}");
        }
    }
}

impl Validator {
    pub(crate) fn new() -> Self {
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
    pub(crate) fn validate(&self, file: &str, value: &Value) -> Option<String> {
        let (_, schema) = self.files.iter().find(|(name, _)| *name == file).expect("a schema");
        self.schemas.validate(value, *schema).err().map(|error| format!("{error:#}"))
    }
}

fn read(folder: &str, file: &str) -> Value {
    let text = fs::read_to_string(root().join(folder).join(file)).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}
