//! The JSON Schemas (2020-12) of the content's files, from which an editor's program completes and
//! explains fields, and underlines mistakes.
//!
//! They are written from [`crate::shape`], and refuse what the check refuses as far as a schema can:
//! it knows neither the other files, nor a field written twice, nor whether an id stands twice.

use serde::{Serialize, Serializer};

use crate::shape::{FILES, Field, Kind, SCHEMA, Shape};
use values::value;

mod values;

/// A place in a file, as a schema describes it.
#[derive(Default, Serialize)]
struct Schema {
    #[serde(rename = "$schema", skip_serializing_if = "str::is_empty")]
    dialect: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    /// What is told of any other fault.
    #[serde(rename = "errorMessage", skip_serializing_if = "String::is_empty")]
    fault: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    /// What is told where the pattern does not fit; only VS Code and its kin know it.
    #[serde(rename = "patternErrorMessage", skip_serializing_if = "str::is_empty")]
    remedy: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Refused>,
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    examples: &'static [&'static str],
    #[serde(rename = "minItems", skip_serializing_if = "Option::is_none")]
    at_least: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "in_order")]
    properties: Option<Vec<(&'static str, Schema)>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    required: Vec<&'static str>,
    #[serde(rename = "additionalProperties", skip_serializing_if = "Option::is_none")]
    others: Option<bool>,
}

/// What a text must not contain.
#[derive(Serialize)]
struct Refused {
    pattern: &'static str,
}

/// Every schema: the name of its file in `docs/schemas`, and its text.
#[must_use]
pub fn schemas() -> Vec<(String, String)> {
    let schema = |(file, shape): (&str, Shape)| {
        let mut schema = schema(shape);
        schema.dialect = "https://json-schema.org/draft/2020-12/schema";
        if let Some(fields) = &mut schema.properties {
            fields.insert(0, (SCHEMA.name, field(&SCHEMA)));
        }
        let text = serde_json::to_string_pretty(&schema).expect("names are texts");
        (file.replace(".json", ".schema.json"), text + "\n")
    };
    FILES.map(schema).into()
}

fn field(field: &Field) -> Schema {
    Schema { title: field.title, description: field.about, ..schema(field.shape) }
}

fn schema(shape: Shape) -> Schema {
    match shape {
        Shape::Object(fields) => Schema {
            kind: "object",
            fault: {
                let names: Vec<_> = fields.iter().map(|of| of.name).collect();
                format!("Les champs possibles sont {}.", names.join(", "))
            },
            properties: Some(fields.iter().map(|of| (of.name, field(of))).collect()),
            required: fields.iter().filter(|of| of.required).map(|of| of.name).collect(),
            others: Some(false),
            ..Schema::default()
        },
        Shape::List(of) => {
            Schema { kind: "array", items: Some(Box::new(schema(*of))), ..Schema::default() }
        }
        Shape::NonEmptyList(of) => Schema { at_least: Some(1), ..schema(Shape::List(of)) },
        Shape::Value(kind) => value(kind),
    }
}

/// Fields in the order in which they are explained.
fn in_order<S: Serializer>(
    fields: &Option<Vec<(&'static str, Schema)>>,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(fields.iter().flatten().map(|(name, schema)| (name, schema)))
}
