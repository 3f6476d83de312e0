//! Rules on fields, types and lists.

use jsonc_parser::{ast::Value, common::Ranged};

use super::{Corpus, Fault, corpus::Place, names::closest};
use crate::shape::{Field, Kind, Shape};

/// Each value is of the type that its place expects.
pub(super) fn types(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each(|place| {
        let object;
        let (fits, wanted) = match (place.shape, place.value) {
            (Shape::Object(fields), value) => {
                let needed = fields.iter().filter(|field| field.required);
                let needed: Vec<_> = needed.map(|field| format!("\"{}\": …", field.name)).collect();
                object = format!("un objet {{ {} }}", needed.join(", "));
                (matches!(value, Value::Object(_)), object.as_str())
            }
            (Shape::List(_) | Shape::NonEmptyList(_), value) => {
                (matches!(value, Value::Array(_)), "une liste [ … ]")
            }
            (Shape::Value(Kind::Pixels | Kind::Seconds), value) => {
                (matches!(value, Value::NumberLit(_)), "un nombre, sans guillemets")
            }
            (Shape::Value(Kind::Flag), value) => {
                (matches!(value, Value::BooleanLit(_)), "true ou false, sans guillemets")
            }
            (Shape::Value(_), value) => {
                (matches!(value, Value::StringLit(_)), "un texte entre guillemets \"…\"")
            }
        };
        if !fits {
            let remedy = match place.value {
                Value::NullKeyword(_) => {
                    format!("écrivez {wanted}, ou retirez le champ si rien n’est connu")
                }
                _ => format!("écrivez {wanted}"),
            };
            faults.push(Fault::at(
                place.file,
                place.range(),
                &place.path,
                format!("c’est {}", kind_of(place.value)),
                remedy,
            ));
        }
    });
}

fn kind_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "un texte",
        Value::NumberLit(_) => "un nombre",
        Value::BooleanLit(_) => "une valeur vraie ou fausse",
        Value::Object(_) => "un objet",
        Value::Array(_) => "une liste",
        Value::NullKeyword(_) => "null",
    }
}

/// No field but those that are known: a misspelt one would be silently left out.
pub(super) fn known_fields(corpus: &Corpus, faults: &mut Vec<Fault>) {
    each_object(corpus, |place, fields| {
        for property in
            &place.object().into_iter().flat_map(|object| &object.properties).collect::<Vec<_>>()
        {
            let name = property.name.as_str();
            if place.known(fields).any(|field| field.name == name) {
                continue;
            }
            let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
            // Who does not know the name of a field calls it what it is: "site", "titre".
            let called = |field: &&Field| field.title.to_lowercase() == name.to_lowercase();
            let meant = fields.iter().find(called).map(|field| field.name);
            let remedy = match meant.or_else(|| closest(name, &known)) {
                Some(close) => format!("écrivez \"{close}\", ou retirez ce champ"),
                None => {
                    let named = |field: &Field| format!("{} ({})", field.name, field.title);
                    let known: Vec<_> = fields.iter().map(named).collect();
                    format!("retirez ce champ ; les champs possibles sont {}", known.join(", "))
                }
            };
            faults.push(Fault::at(
                place.file,
                property.name.range(),
                &place.field(name),
                "champ inconnu",
                remedy,
            ));
        }
    });
}

/// No field twice: only the last would count.
pub(super) fn unique_fields(corpus: &Corpus, faults: &mut Vec<Fault>) {
    each_object(corpus, |place, _| {
        let mut seen = Vec::new();
        for property in place.object().into_iter().flat_map(|object| &object.properties) {
            let name = property.name.as_str();
            if seen.contains(&name) {
                faults.push(Fault::at(
                    place.file,
                    property.name.range(),
                    &place.field(name),
                    "champ écrit deux fois",
                    "gardez-en un seul",
                ));
            }
            seen.push(name);
        }
    });
}

/// No required field is missing.
pub(super) fn required_fields(corpus: &Corpus, faults: &mut Vec<Fault>) {
    each_object(corpus, |place, fields| {
        for field in fields.iter().filter(|field| field.required) {
            if place.object().is_some_and(|object| object.get(field.name).is_none()) {
                let mut fault = Fault::at(
                    place.file,
                    place.range(),
                    &place.field(field.name),
                    format!("le champ \"{}\" manque", field.name),
                    format!("ajoutez-le. {}", field.about),
                );
                fault.value.clear();
                faults.push(fault);
            }
        }
    });
}

/// No list that needs an entry is empty.
pub(super) fn non_empty_lists(corpus: &Corpus, faults: &mut Vec<Fault>) {
    corpus.each(|place| {
        if let (Shape::NonEmptyList(_), Value::Array(list)) = (place.shape, place.value)
            && list.elements.is_empty()
        {
            faults.push(Fault::at(
                place.file,
                place.range(),
                &place.path,
                "la liste est vide",
                "écrivez au moins une entrée",
            ));
        }
    });
}

fn each_object(corpus: &Corpus, mut visit: impl FnMut(&Place<'_>, &'static [Field])) {
    corpus.each(|place| {
        if let Shape::Object(fields) = place.shape {
            visit(place, fields);
        }
    });
}
