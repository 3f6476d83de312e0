//! The configuration of the form: its fields are those of the check, and it writes what `content new` writes.

use std::fs;

use boon::{Compiler, Schemas};
use editor::{
    entry::LISTS,
    fields::{FILES, Field, Shape},
    form::{Backend, render_config},
};
use serde_json::Value;

use crate::{copy::Copy, root};

/// Answers for every field of an entry, by the list's first name.
const ANSWERS: [(&str, &str); 3] = [
    ("testimonial", "Oui.\nZoé\nMembre\nla.webp\n"),
    ("partner", "Zoé\nhttps://exemple.org/\nla.webp\n"),
    ("excerpt", "Un.\nDeux.\n\nA4\nLe Journal\n2024-03\nhttps://exemple.org/\n"),
];

#[test]
fn every_field_is_in_the_form_in_the_order_of_the_file() {
    fn assert_fields(fields: &[Field], widgets: &Value, path: &str) {
        let editable: Vec<_> = fields.iter().filter(|field| field.is_editable()).collect();
        let names: Vec<_> = editable.iter().map(|field| field.name).collect();
        assert_eq!(names_of(widgets), names, "{path}");
        for (field, widget) in editable.into_iter().zip(widgets.as_array().expect("a list")) {
            let path = format!("{path}.{}", field.name);
            assert_eq!(widget["label"], field.title, "{path}");
            assert_eq!(
                widget["required"],
                if field.required { Value::Null } else { false.into() },
                "{path}"
            );
            // The form would take them for Markdown.
            assert!(
                !field.description.contains(['*', '_', '[', '~']),
                "{path}: {}",
                field.description
            );
            match field.shape {
                Shape::Object(fields) => assert_fields(fields, &widget["fields"], &path),
                Shape::List(Shape::Object(fields)) => {
                    assert_fields(fields, &widget["fields"], &path);
                    assert!(widget["summary"].is_string(), "{path} has no summary");
                }
                _ => {}
            }
            let is_list = matches!(field.shape, Shape::List(_) | Shape::NonEmptyList(_));
            let is_named = widget["label_singular"].as_str().is_some_and(|name| !name.is_empty());
            assert_eq!(is_named, is_list, "{path}: what one of its values is called");
        }
    }
    for (file, shape) in FILES {
        let Shape::Object(fields) = shape else { continue };
        let form = form_of(file);
        let (first, rest) =
            form["fields"].as_array().and_then(|fields| fields.split_first()).expect("fields");
        assert_eq!((&first["name"], &first["widget"]), (&"$schema".into(), &"hidden".into()));
        assert_fields(fields, &rest.to_vec().into(), file);
    }
}

#[test]
fn a_saved_entry_has_the_fields_in_the_order_of_a_new_one() {
    for list in LISTS {
        let copy = Copy::new();
        let answers = ANSWERS.iter().find(|(name, _)| *name == list.names[0]).expect("answers").1;
        copy.add_successfully(list.names[0], answers);

        let text = copy.text(list.file);
        let form = form_of(list.file);
        let widgets = form["fields"].as_array().expect("fields");
        let entry = widgets.iter().find(|widget| widget["name"] == list.field).expect("the list");
        // Only the keys of the entry itself are at this indent.
        let id = ["\"zoe\"", "\"un-deux\"", "\"un\""].into_iter().find_map(|id| text.find(id));
        let (before, after) = text.split_at(id.expect("the new entry"));
        let start = before.rfind("\n    {\n").expect("its start");
        let end = before.len() + after.find("\n    }").expect("its end");
        let keys = text[start..end]
            .lines()
            .filter_map(|line| line.strip_prefix("      \"")?.split_once('"'));
        let keys: Vec<_> = keys.map(|(key, _)| key).collect();
        assert_eq!(keys, names_of(&entry["fields"]), "{}", list.file);
        assert!(text.ends_with("}\n"), "{}", list.file);
    }
}

#[test]
fn only_files_with_pictures_have_a_folder_for_them() {
    for (file, _) in FILES {
        let expected = ["testimonials.json", "partners.json"].contains(&file);
        assert_eq!(form_of(file)["media_folder"] == "/public/images", expected, "{file}");
        assert_eq!(form_of(file)["public_folder"] == "", expected, "{file}");
    }
}

/// The form of a file.
fn form_of(file: &str) -> Value {
    let backend: Backend = "github:asso/site".parse().expect("a repository");
    let config: Value = serde_json::from_str(&render_config(&backend)).expect("JSON");
    let forms = config["singletons"].as_array().expect("a list").clone();
    let path = format!("public/content/{file}");
    forms
        .into_iter()
        .find(|form| form["file"] == path)
        .unwrap_or_else(|| panic!("no form of {file}"))
}

fn names_of(widgets: &Value) -> Vec<&str> {
    let widgets = widgets.as_array().expect("a list");
    widgets.iter().map(|widget| widget["name"].as_str().expect("a name")).collect()
}

/// The form accepts options that it does not know without a word, so a misspelt one would show only by its absence.
#[test]
#[ignore = "needs the form's package; cargo xtask test --all installs it and runs it"]
fn the_package_s_own_schema_knows_every_option() {
    let package = root().join("target/tools/node/form/node_modules/@sveltia/cms");
    let text = fs::read_to_string(package.join("schema/sveltia-cms.json"));
    let schema = serde_json::from_str(&text.expect("cargo xtask edit installs it")).expect("JSON");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("https://exemple.org/form.json", schema).expect("an address");
    let index = compiler.compile("https://exemple.org/form.json", &mut schemas).expect("a schema");
    for repository in ["github:a/b@main", "gitlab:a/b/c", "forgejo:https://exemple.org/a/b"] {
        let token: Backend = repository.parse().expect("a repository");
        for backend in [token.clone().with_application("1"), Ok(token)].into_iter().flatten() {
            let config = serde_json::from_str(&render_config(&backend)).expect("JSON");
            let result = schemas.validate(&config, index);
            assert!(result.is_ok(), "{repository}: {:#}", result.unwrap_err());
            let mut misspelt = config;
            misspelt["singletons"][0]["fields"][1]["requird"] = false.into();
            assert!(schemas.validate(&misspelt, index).is_err(), "an unknown option is found");
        }
    }
}
