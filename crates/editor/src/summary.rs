//! A summary of the content and of its missing optional fields, in French.

use std::{fs, path::Path};

use serde_json::{Map, Value};

use crate::fields::{FILES, Field, Kind, Shape};

/// The maximum number of entries named per missing field.
const MAX_NAMED: usize = 3;

/// Summarizes the files of a folder (`public/content`).
#[must_use]
pub fn summarize(folder: &Path) -> String {
    let mut lines = vec![
        "Ce que le contenu a, et ce qu’il pourrait encore avoir (rien de cela n’est obligatoire) :"
            .to_owned(),
    ];
    for (file, shape) in FILES {
        lines.push(format!("\n{file}"));
        let text = fs::read_to_string(folder.join(file)).unwrap_or_default();
        match (shape, serde_json::from_str(&text)) {
            (Shape::Object(fields), Ok(Value::Object(object))) => {
                summarize_object(fields, &object, &mut lines)
            }
            _ => lines.push("    illisible : corrigez d’abord ses fautes".to_owned()),
        }
    }
    lines.join("\n")
}

fn summarize_object(fields: &[Field], object: &Map<String, Value>, lines: &mut Vec<String>) {
    let missing: Vec<_> = missing_fields(fields, object).map(|field| field.title).collect();
    if !missing.is_empty() {
        lines.push(format!("    il manque : {}", missing.join(", ")));
    }
    for field in fields {
        let (Shape::List(item) | Shape::NonEmptyList(item)) = field.shape else { continue };
        let Some(Value::Array(entries)) = object.get(field.name) else { continue };
        lines.push(format!("    {} : {}", field.title, entries.len()));
        if let Shape::Object(fields) = item {
            lines.extend(list_missing(fields, entries));
        }
    }
}

/// Returns a line for each field that entries of a list lack.
fn list_missing(fields: &[Field], entries: &[Value]) -> impl Iterator<Item = String> {
    let objects: Vec<_> = entries.iter().filter_map(Value::as_object).collect();
    fields.iter().filter_map(move |field| {
        let fields = std::slice::from_ref(field);
        let ids: Vec<_> = objects
            .iter()
            .filter(|object| missing_fields(fields, object).next().is_some())
            .map(|object| object.get("id").and_then(Value::as_str).unwrap_or("?"))
            .collect();
        let (named, rest) = ids.split_at(ids.len().min(MAX_NAMED));
        let suffix = match (ids.len(), rest.len()) {
            (0, _) => return None,
            (all, _) if all == objects.len() && all > 1 => " (aucun n’en a)".to_owned(),
            (_, 0) => format!(" ({})", named.join(", ")),
            (_, 1) => format!(" ({} et 1 autre)", named.join(", ")),
            (_, more) => format!(" ({} et {more} autres)", named.join(", ")),
        };
        Some(format!("        sans « {} » : {}{suffix}", field.title, ids.len()))
    })
}

/// Returns the optional fields that an object does not have, except those whose absence is a setting: no rotation,
/// a complete list, nobody who withdrew.
fn missing_fields<'a>(
    fields: &'a [Field],
    object: &'a Map<String, Value>,
) -> impl Iterator<Item = &'a Field> {
    fields.iter().filter(|field| {
        !field.required
            && !matches!(
                field.shape,
                Shape::Value(Kind::Seconds | Kind::Boolean) | Shape::List(Shape::Value(Kind::Slug))
            )
            && !object.contains_key(field.name)
    })
}
