//! What the content holds and what it could still hold, in French: nothing of it is a fault.

use std::{fs, path::Path};

use serde_json::{Map, Value};

use crate::shape::{FILES, Field, Kind, Shape};

/// How many entries that lack something are named.
const NAMED: usize = 3;

/// The summary of a folder (`public/content`), file by file.
#[must_use]
pub fn summary(folder: &Path) -> String {
    let mut lines = vec![
        "Ce que le contenu a, et ce qu’il pourrait encore avoir (rien de cela n’est obligatoire) :"
            .to_owned(),
    ];
    for (file, shape) in FILES {
        lines.push(format!("\n{file}"));
        let text = fs::read_to_string(folder.join(file)).unwrap_or_default();
        match (shape, serde_json::from_str(&text)) {
            (Shape::Object(fields), Ok(Value::Object(object))) => told(fields, &object, &mut lines),
            _ => lines.push("    illisible : corrigez d’abord ses fautes".to_owned()),
        }
    }
    lines.join("\n")
}

fn told(fields: &[Field], object: &Map<String, Value>, lines: &mut Vec<String>) {
    let absent = missing(fields, object).map(|field| field.title);
    let absent: Vec<_> = absent.collect();
    if !absent.is_empty() {
        lines.push(format!("    il manque : {}", absent.join(", ")));
    }
    for field in fields {
        let (Shape::List(of) | Shape::NonEmptyList(of)) = field.shape else { continue };
        let Some(Value::Array(entries)) = object.get(field.name) else { continue };
        lines.push(format!("    {} : {}", field.title, entries.len()));
        if let Shape::Object(fields) = of {
            lines.extend(lacks(fields, entries));
        }
    }
}

/// What entries of a list lack, field by field.
fn lacks(fields: &[Field], entries: &[Value]) -> impl Iterator<Item = String> {
    let objects: Vec<_> = entries.iter().filter_map(Value::as_object).collect();
    fields.iter().filter_map(move |field| {
        let one = std::slice::from_ref(field);
        let without: Vec<_> = objects
            .iter()
            .filter(|object| missing(one, object).next().is_some())
            .map(|object| object.get("id").and_then(Value::as_str).unwrap_or("?"))
            .collect();
        let (named, rest) = without.split_at(without.len().min(NAMED));
        let who = match (without.len(), rest.len()) {
            (0, _) => return None,
            (all, _) if all == objects.len() && all > 1 => " (aucun n’en a)".to_owned(),
            (_, 0) => format!(" ({})", named.join(", ")),
            (_, 1) => format!(" ({} et 1 autre)", named.join(", ")),
            (_, more) => format!(" ({} et {more} autres)", named.join(", ")),
        };
        Some(format!("        sans « {} » : {}{who}", field.title, without.len()))
    })
}

/// The optional fields that an object does not have. That nothing moves by itself, and that a list is
/// whole, are no lack.
fn missing<'a>(
    fields: &'a [Field],
    object: &'a Map<String, Value>,
) -> impl Iterator<Item = &'a Field> {
    fields.iter().filter(|field| {
        !field.required
            && !matches!(field.shape, Shape::Value(Kind::Seconds | Kind::Flag))
            && !object.contains_key(field.name)
    })
}
