//! The widgets of the form, one for each field.

use serde_json::{Value, json};

use crate::{
    fields::{Field, Kind, Shape},
    schema::{Schema, value_schema},
};

/// The formats of pictures that can be chosen; all but SVG become WebP.
const PICTURES: &str = ".avif,.webp,.png,.jpg,.jpeg,.svg";

/// The fields that name a collapsed entry of a list: those of the first row of which it has every field.
const SUMMARIES: [&[&str]; 4] = [&["name"], &["text"], &["id", "organisation"], &["id"]];

/// Renders the widgets of an object's fields, in order.
pub(super) fn render(fields: &[Field]) -> Vec<Value> {
    fields.iter().filter(|field| field.is_editable()).map(render_field).collect()
}

/// Whether a picture is among the fields, or in the entries of a list.
pub(super) fn has_picture(fields: &[Field]) -> bool {
    fields.iter().any(|field| match field.shape {
        Shape::Object(fields) => has_picture(fields),
        Shape::List(item) | Shape::NonEmptyList(item) => {
            matches!(item, Shape::Object(fields) if has_picture(fields))
        }
        Shape::Value(kind) => kind == Kind::PictureFile,
    })
}

fn render_field(field: &Field) -> Value {
    let mut widget = render_shape(field.shape, field.item);
    widget["name"] = field.name.into();
    widget["label"] = field.title.into();
    widget["hint"] = field.description.into();
    if !field.required {
        widget["required"] = false.into();
    }
    widget
}

fn render_shape(shape: Shape, item: &str) -> Value {
    match shape {
        Shape::Object(fields) => json!({ "widget": "object", "fields": render(fields) }),
        Shape::List(Shape::Object(fields)) => {
            let has = |name: &&str| fields.iter().any(|field| field.name == *name);
            let by = SUMMARIES.iter().find(|names| names.iter().all(has)).copied().unwrap_or(&[]);
            let summary: Vec<_> = by.iter().map(|name| format!("{{{{fields.{name}}}}}")).collect();
            json!({
                "widget": "list",
                "label_singular": item,
                "collapsed": true,
                "summary": summary.join(" "),
                "fields": render(fields),
            })
        }
        Shape::List(value) => {
            let mut own = render_shape(*value, "");
            own["name"] = "value".into();
            own["label"] = capitalize(item).into();
            json!({ "widget": "list", "label_singular": item, "field": own })
        }
        Shape::NonEmptyList(value) => {
            let mut list = render_shape(Shape::List(value), item);
            list["min"] = 1.into();
            list
        }
        Shape::Value(kind) => render_value(kind),
    }
}

fn render_value(kind: Kind) -> Value {
    let schema = value_schema(kind);
    let string = |widget: &str| {
        json!({
            "widget": widget,
            "pattern": [pattern(&schema), message(kind, &schema)],
            "use_emoji_autocomplete": false,
        })
    };
    match kind {
        Kind::Paragraph => string("text"),
        Kind::Text
        | Kind::OrganisationName
        | Kind::Slug
        | Kind::Link
        | Kind::Date
        | Kind::Language => string("string"),
        Kind::PictureFile => json!({
            "widget": "image",
            "choose_url": false,
            "accept": PICTURES,
            "pattern": [pattern(&schema), message(kind, &schema)],
        }),
        Kind::Pixels | Kind::Seconds => {
            json!({ "widget": "number", "value_type": "int", "min": schema.minimum, "max": schema.maximum })
        }
        Kind::Boolean => json!({ "widget": "boolean" }),
    }
}

/// The schema's pattern without what it forbids: the form has one pattern for both.
fn pattern(schema: &Schema) -> String {
    let own = schema.pattern.as_deref().unwrap_or_default();
    match &schema.not {
        Some(forbidden) => {
            format!("^(?!.*(?:{})){}", forbidden.pattern, own.trim_start_matches('^'))
        }
        None => own.to_owned(),
    }
}

/// The message if the pattern does not match. Some differ from the schema's: nobody types quotation marks or file names
/// in the form, and it removes the spaces around a text.
fn message(kind: Kind, schema: &Schema) -> &'static str {
    match kind {
        Kind::Paragraph => {
            "Écrivez un seul paragraphe, sans balise ni entité HTML (<b>, &nbsp;) : remplacez chaque retour à la ligne \
             par une espace, et recollez les mots coupés."
        }
        Kind::Text | Kind::OrganisationName => {
            "Écrivez un texte sur une seule ligne, sans balise ni entité HTML (<b>, &nbsp;)."
        }
        Kind::Link => {
            "Pour une page, copiez l’adresse entière depuis le navigateur : https://… \
             Pour écrire à quelqu’un : mailto: suivi de l’adresse, sans espace."
        }
        Kind::PictureFile => {
            "Choisissez une image .avif, .webp, .png, .jpg ou .svg ; pas de .heic."
        }
        _ => schema.pattern_error_message,
    }
}

fn capitalize(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
