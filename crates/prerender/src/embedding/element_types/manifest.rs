//! The Custom Elements Manifest (<https://github.com/webcomponents/custom-elements-manifest>), which editors and
//! catalogues of components read.

use next_level::section::Section;
use serde_json::{Value, json};

use super::{describe, get_type, property, set_type, tag, type_prefix};
use crate::{
    embedding::options::{AcceptedValues, accepted_options},
    scripts::LOADER,
};

/// The path of the manifest.
pub(crate) const PATH: &str = "embed/custom-elements.json";

/// The events: name, type of the detail, description.
const EVENTS: [(&str, &str, &str); 3] = [
    ("next-level-ready", "NextLevelReady", "The section is interactive."),
    ("next-level-change", "NextLevelChange", "Another testimonial is shown."),
    (
        "next-level-error",
        "NextLevelError",
        "The section cannot become interactive; its readable content stays.",
    ),
];

/// The CSS custom properties that a host may set, and what each is for.
const CUSTOM_PROPERTIES: [(&str, &str); 6] = [
    ("--next-level-font", "The font; by default that of the page."),
    ("--next-level-accent", "The background of coloured surfaces."),
    ("--next-level-accent-ink", "The text on coloured surfaces."),
    ("--next-level-paper", "The background of the other surfaces."),
    ("--next-level-ink", "The text on the other surfaces."),
    ("--next-level-min-height", "The height that is reserved."),
];

/// The parts that a host's stylesheet reaches with `::part`, and what each is.
const PARTS: [(&str, &str); 6] = [
    ("heading", "The section's title."),
    ("card", "A testimonial, an organisation, an excerpt."),
    ("quote", "The quoted words."),
    ("author", "The person's name and role."),
    ("button", "The buttons."),
    ("link", "The links."),
];

/// Builds the manifest, schema 1.0.0.
pub(crate) fn build_manifest() -> Value {
    let list = |all: &[(&str, &str)]| -> Vec<Value> {
        all.iter()
            .map(|(name, description)| json!({ "name": name, "description": description }))
            .collect()
    };
    let declarations = Section::ALL.map(|section| {
        let options = accepted_options(section);
        let attributes: Vec<Value> = options
            .iter()
            .map(|&(name, values)| {
                json!({
                    "name": name,
                    "fieldName": property(name),
                    "type": { "text": set_type(values) },
                    "default": default(values),
                    "description": describe(values),
                })
            })
            .collect();
        let ready = json!({
            "kind": "field",
            "name": "ready",
            "readonly": true,
            "type": { "text": "Promise<{ section: string, count: number }>" },
            "description": "Resolves like `next-level-ready`, rejects like `next-level-error`.",
        });
        let fields = options.iter().map(|&(name, values)| {
            json!({
                "kind": "field",
                "name": property(name),
                "attribute": name,
                "type": { "text": get_type(values) },
                "description": describe(values),
            })
        });
        let events = EVENTS.map(|(name, detail, description)| {
            json!({
                "name": name,
                "type": { "text": format!("CustomEvent<{detail}>") },
                "description": description,
            })
        });
        json!({
            "kind": "class",
            "name": type_prefix(section),
            "tagName": tag(section),
            "customElement": true,
            "attributes": attributes,
            "members": fields.chain([ready]).collect::<Vec<_>>(),
            "events": events,
            "slots": [{ "name": "", "description": "Shown until the section is loaded, and if it cannot be." }],
            "cssProperties": list(&CUSTOM_PROPERTIES),
            "cssParts": list(&PARTS),
        })
    });
    let exports = Section::ALL.map(|section| {
        json!({
            "kind": "custom-element-definition",
            "name": tag(section),
            "declaration": { "name": type_prefix(section), "module": LOADER },
        })
    });
    json!({
        "schemaVersion": "1.0.0",
        "modules": [{
            "kind": "javascript-module",
            "path": LOADER,
            "declarations": declarations,
            "exports": exports,
        }],
    })
}

/// The value that counts where an attribute is missing.
fn default(values: AcceptedValues) -> Option<String> {
    match values {
        AcceptedValues::Keywords(keywords) => {
            keywords.first().map(|keyword| format!("\"{keyword}\""))
        }
        AcceptedValues::Number { default, .. } => default.map(|default| default.to_string()),
        AcceptedValues::Ids => None,
    }
}
