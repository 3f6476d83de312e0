//! JSON Schemas (2020-12) of the content's files, with which a text editor completes, explains and validates fields.
//!
//! They are generated from [`crate::fields`], and reject what the check rejects, except what a schema cannot
//! express: references to other files, repeated fields and repeated ids.

use serde::{Serialize, Serializer};

use crate::fields::{FILES, Field, Kind, SCHEMA, Shape};
pub(crate) use values::value_schema;

mod values;

/// A schema or subschema.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Schema {
    #[serde(rename = "$schema", skip_serializing_if = "str::is_empty")]
    dialect: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    /// The message for all other errors; an extension of VS Code.
    #[serde(skip_serializing_if = "String::is_empty")]
    error_message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) minimum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) maximum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pattern: Option<String>,
    /// The message if the pattern does not match; an extension of VS Code.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(crate) pattern_error_message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) not: Option<Forbidden>,
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    examples: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    min_items: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "serialize_in_order")]
    properties: Option<Vec<(&'static str, Schema)>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    required: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_properties: Option<bool>,
}

/// A pattern that a string must not match.
#[derive(Serialize)]
pub(crate) struct Forbidden {
    pub(crate) pattern: &'static str,
}

/// Renders all schemas; returns their file names in `docs/schemas` and their texts.
#[must_use]
pub fn render_schemas() -> Vec<(String, String)> {
    let render = |(file, shape): (&str, Shape)| {
        let mut schema = schema(shape);
        schema.dialect = "https://json-schema.org/draft/2020-12/schema";
        if let Some(fields) = &mut schema.properties {
            fields.insert(0, (SCHEMA.name, field_schema(&SCHEMA)));
        }
        let text = serde_json::to_string_pretty(&schema).expect("keys are strings");
        (file.replace(".json", ".schema.json"), text + "\n")
    };
    FILES.map(render).into()
}

fn field_schema(field: &Field) -> Schema {
    Schema { title: field.title, description: field.description, ..schema(field.shape) }
}

fn schema(shape: Shape) -> Schema {
    match shape {
        Shape::Object(fields) => Schema {
            kind: "object",
            error_message: {
                let names: Vec<_> = fields.iter().map(|field| field.name).collect();
                format!("Les champs possibles sont {}.", names.join(", "))
            },
            properties: Some(
                fields.iter().map(|field| (field.name, field_schema(field))).collect(),
            ),
            required: fields
                .iter()
                .filter(|field| field.required)
                .map(|field| field.name)
                .collect(),
            additional_properties: Some(false),
            ..Schema::default()
        },
        Shape::List(item) => {
            Schema { kind: "array", items: Some(Box::new(schema(*item))), ..Schema::default() }
        }
        Shape::NonEmptyList(item) => Schema { min_items: Some(1), ..schema(Shape::List(item)) },
        Shape::Value(kind) => value_schema(kind),
    }
}

/// Serializes a map in the order of the fields.
fn serialize_in_order<S: Serializer>(
    fields: &Option<Vec<(&'static str, Schema)>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().flatten().map(|(name, schema)| (name, schema)))
}
