//! Rules on fields, types and lists.

use jsonc_parser::{ast::Value, common::Ranged};

use super::{ContentFiles, Diagnostic, content_files::Node, names::find_closest};
use crate::fields::{Field, Kind, Shape};

/// Each value has the expected type.
pub(super) fn check_types(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_values(|node| {
        let object;
        let (is_valid, expected) = match (node.shape, node.value) {
            (Shape::Object(fields), value) => {
                let required = fields.iter().filter(|field| field.required);
                let required: Vec<_> =
                    required.map(|field| format!("\"{}\": …", field.name)).collect();
                object = format!("un objet {{ {} }}", required.join(", "));
                (matches!(value, Value::Object(_)), object.as_str())
            }
            (Shape::List(_) | Shape::NonEmptyList(_), value) => {
                (matches!(value, Value::Array(_)), "une liste [ … ]")
            }
            (Shape::Value(Kind::Pixels | Kind::Seconds), value) => {
                (matches!(value, Value::NumberLit(_)), "un nombre, sans guillemets")
            }
            (Shape::Value(Kind::Boolean), value) => {
                (matches!(value, Value::BooleanLit(_)), "true ou false, sans guillemets")
            }
            (Shape::Value(_), value) => {
                (matches!(value, Value::StringLit(_)), "un texte entre guillemets \"…\"")
            }
        };
        if !is_valid {
            let remedy = match node.value {
                Value::NullKeyword(_) => {
                    format!("écrivez {expected}, ou retirez le champ si rien n’est connu")
                }
                _ => format!("écrivez {expected}"),
            };
            diagnostics.push(Diagnostic::new(
                node.file,
                node.range(),
                &node.path,
                format!("c’est {}", describe_type(node.value)),
                remedy,
            ));
        }
    });
}

fn describe_type(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "un texte",
        Value::NumberLit(_) => "un nombre",
        Value::BooleanLit(_) => "une valeur vraie ou fausse",
        Value::Object(_) => "un objet",
        Value::Array(_) => "une liste",
        Value::NullKeyword(_) => "null",
    }
}

/// Each field is known: a misspelt one would be ignored silently.
pub(super) fn check_known_fields(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    visit_objects(content, |node, fields| {
        for property in node.object().into_iter().flat_map(|object| &object.properties) {
            let name = property.name.as_str();
            if node.allowed_fields(fields).any(|field| field.name == name) {
                continue;
            }
            let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
            // Editors may use the French title as a name: "site", "titre".
            let has_title = |field: &&Field| field.title.to_lowercase() == name.to_lowercase();
            let meant = fields.iter().find(has_title).map(|field| field.name);
            let remedy = match meant.or_else(|| find_closest(name, &known)) {
                Some(close) => format!("écrivez \"{close}\", ou retirez ce champ"),
                None => {
                    let describe = |field: &Field| format!("{} ({})", field.name, field.title);
                    let known: Vec<_> = fields.iter().map(describe).collect();
                    format!("retirez ce champ ; les champs possibles sont {}", known.join(", "))
                }
            };
            diagnostics.push(Diagnostic::new(
                node.file,
                property.name.range(),
                &node.field_path(name),
                "champ inconnu",
                remedy,
            ));
        }
    });
}

/// No field is repeated: only the last would count.
pub(super) fn check_unique_fields(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    visit_objects(content, |node, _| {
        let mut seen = Vec::new();
        for property in node.object().into_iter().flat_map(|object| &object.properties) {
            let name = property.name.as_str();
            if seen.contains(&name) {
                diagnostics.push(Diagnostic::new(
                    node.file,
                    property.name.range(),
                    &node.field_path(name),
                    "champ écrit deux fois",
                    "gardez-en un seul",
                ));
            }
            seen.push(name);
        }
    });
}

/// All required fields exist.
pub(super) fn check_required_fields(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    visit_objects(content, |node, fields| {
        for field in fields.iter().filter(|field| field.required) {
            if node.object().is_some_and(|object| object.get(field.name).is_none()) {
                let mut diagnostic = Diagnostic::new(
                    node.file,
                    node.range(),
                    &node.field_path(field.name),
                    format!("le champ \"{}\" manque", field.name),
                    format!("ajoutez-le. {}", field.description),
                );
                diagnostic.value.clear();
                diagnostics.push(diagnostic);
            }
        }
    });
}

/// All lists that require an entry have one.
pub(super) fn check_non_empty_lists(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    content.visit_values(|node| {
        if let (Shape::NonEmptyList(_), Value::Array(list)) = (node.shape, node.value)
            && list.elements.is_empty()
        {
            diagnostics.push(Diagnostic::new(
                node.file,
                node.range(),
                &node.path,
                "la liste est vide",
                "écrivez au moins une entrée",
            ));
        }
    });
}

fn visit_objects(content: &ContentFiles, mut visit: impl FnMut(&Node<'_>, &'static [Field])) {
    content.visit_values(|node| {
        if let Shape::Object(fields) = node.shape {
            visit(node, fields);
        }
    });
}
