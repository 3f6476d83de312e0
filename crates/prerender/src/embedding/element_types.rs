//! What developers' tools read of the elements: their types for TypeScript, with React's JSX, Vue's and Svelte's
//! templates, and a Custom Elements Manifest (<https://github.com/webcomponents/custom-elements-manifest>). Both come
//! from [`accepted_options`].

use std::fmt::Write;

use next_level::section::Section;
use serde_json::{Value, json};

use super::{AcceptedValues, accepted_options};
use crate::{SiteUrl, scripts::LOADER};

/// The path of the types, beside the loader.
pub(crate) const TYPES: &str = "embed/v1.d.ts";

/// The path of the manifest.
pub(crate) const MANIFEST: &str = "embed/custom-elements.json";

/// The events: name, type of the detail, description.
const EVENTS: [(&str, &str, &str); 3] = [
    ("next-level-ready", "NextLevelReady", "The section answers."),
    ("next-level-change", "NextLevelChange", "Another testimonial is shown."),
    ("next-level-error", "NextLevelError", "The section does not answer; what was shown stays."),
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

/// The parts of the types that are the same for every element.
const SHARED_TYPES: &str = "\
export interface NextLevelReady {
  section: \"mission\" | \"testimonials\" | \"partners\" | \"press\";
  /** The number of entries. */
  count: number;
}

export interface NextLevelChange {
  /** The index of the testimonial, from 0. */
  index: number;
  id: string;
}

export interface NextLevelError {
  code: \"network\" | \"wasm\" | \"data\" | \"timeout\";
  message: string;
}

/** The events of every element; they bubble, through shadow roots, too. */
export interface NextLevelEventMap {
  \"next-level-ready\": CustomEvent<NextLevelReady>;
  \"next-level-change\": CustomEvent<NextLevelChange>;
  \"next-level-error\": CustomEvent<NextLevelError>;
}

/** The custom properties of CSS that an element reads. */
export interface NextLevelProperties {
  [name: `--next-level-${string}`]: string;
}

/** The event handlers as React and Svelte name them, and as Vue does. */
export interface NextLevelHandlers {
  \"onnext-level-ready\"?: (event: CustomEvent<NextLevelReady>) => void;
  \"onnext-level-change\"?: (event: CustomEvent<NextLevelChange>) => void;
  \"onnext-level-error\"?: (event: CustomEvent<NextLevelError>) => void;
  onNextLevelReady?: (event: CustomEvent<NextLevelReady>) => void;
  onNextLevelChange?: (event: CustomEvent<NextLevelChange>) => void;
  onNextLevelError?: (event: CustomEvent<NextLevelError>) => void;
}
";

/// Renders the types. `url` is the site's, if it is known: its module's address has a type of its own.
pub(crate) fn render_types(url: Option<&SiteUrl>) -> String {
    let mut types = String::from(
        "// @ts-nocheck: frameworks that are not installed are no error.\n\
         // The types of the elements of embed/v1.js.\n\n",
    );
    let mut add = |text: &str| types.push_str(text);
    if let Some(url) = url {
        add("/** The address of the module that defines the elements. */\n");
        add(&format!("export type NextLevelModule = \"{}\";\n\n", url.join(LOADER)));
    }
    add(SHARED_TYPES);
    for section in Section::ALL {
        add(&render_element(section));
    }
    add("\ndeclare global {\n  interface HTMLElementTagNameMap {\n");
    add(&map_elements(|tag, class| format!("    \"{tag}\": {class}Element;\n")));
    add("  }\n  interface HTMLElementEventMap extends NextLevelEventMap {}\n}\n");
    add(
        "\n// React 19\ndeclare module \"react\" {\n  namespace JSX {\n    interface IntrinsicElements {\n",
    );
    add(&map_elements(|tag, class| {
        format!(
            "      \"{tag}\": DetailedHTMLProps<HTMLAttributes<{class}Element>, {class}Element> &\n        \
             {class}Attributes & NextLevelHandlers & {{ style?: CSSProperties & NextLevelProperties }};\n"
        )
    }));
    add("    }\n  }\n}\n");
    add("\n// Vue 3\ndeclare module \"vue\" {\n  interface GlobalComponents {\n");
    add(&map_elements(|tag, class| {
        format!("    \"{tag}\": new () => {{ $props: {class}Attributes & NextLevelHandlers }};\n")
    }));
    add("  }\n}\n");
    add("\n// Svelte 5\ndeclare module \"svelte/elements\" {\n  interface SvelteHTMLElements {\n");
    add(&map_elements(|tag, class| {
        format!(
            "    \"{tag}\": HTMLAttributes<{class}Element> & {class}Attributes & NextLevelHandlers;\n"
        )
    }));
    add("  }\n}\n");
    types
}

/// Renders a line for each element, from its tag and the name of its types.
fn map_elements(render: impl Fn(&str, &str) -> String) -> String {
    Section::ALL.map(|section| render(&tag(section), &class(section))).concat()
}

/// Renders the attributes and the class of a section's element.
fn render_element(section: Section) -> String {
    let class = class(section);
    let mut text = format!("\nexport interface {class}Attributes {{\n");
    for (name, values) in accepted_options(section) {
        let keys = match property(name) {
            key if key == name => vec![format!("{name}?")],
            key => vec![format!("\"{name}\"?"), format!("{key}?")],
        };
        for key in keys {
            let _ = writeln!(text, "  /** {} */\n  {key}: {};", describe(values), set_type(values));
        }
    }
    let _ = write!(
        text,
        "}}\n\nexport interface {class}Element extends HTMLElement {{\n  \
         /** Resolves like `next-level-ready`, rejects like `next-level-error`. */\n  \
         readonly ready: Promise<NextLevelReady>;\n"
    );
    for (name, values) in accepted_options(section) {
        let key = property(name);
        let (get, set) = (get_type(values), set_type(values));
        let _ =
            writeln!(text, "  get {key}(): {get};\n  set {key}(value: {set} | null | undefined);");
    }
    text.push_str("}\n");
    text
}

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
            "name": class(section),
            "tagName": tag(section),
            "customElement": true,
            "attributes": attributes,
            "members": fields.chain([ready]).collect::<Vec<_>>(),
            "events": events,
            "slots": [{ "name": "", "description": "Shown until the section comes, and if it does not." }],
            "cssProperties": list(&CUSTOM_PROPERTIES),
            "cssParts": list(&PARTS),
        })
    });
    let exports = Section::ALL.map(|section| {
        json!({
            "kind": "custom-element-definition",
            "name": tag(section),
            "declaration": { "name": class(section), "module": LOADER },
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

/// The name of a section's custom element.
fn tag(section: Section) -> String {
    format!("next-level-{}", section.name())
}

/// The start of the names of a section's types.
fn class(section: Section) -> String {
    let name = section.name();
    let (first, rest) = name.split_at(1);
    format!("NextLevel{}{rest}", first.to_uppercase())
}

/// The property that reflects an attribute: `headingLevel` for `heading-level`.
fn property(attribute: &str) -> String {
    let mut words = attribute.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        name + &initial.to_uppercase() + rest
    })
}

/// The type that an attribute's property accepts.
fn set_type(values: AcceptedValues) -> String {
    match values {
        AcceptedValues::Keywords(keywords) => {
            let quoted: Vec<_> = keywords.iter().map(|keyword| format!("\"{keyword}\"")).collect();
            quoted.join(" | ")
        }
        AcceptedValues::Number(..) => "number | `${number}`".to_owned(),
        AcceptedValues::Ids => "string | string[]".to_owned(),
    }
}

/// The type that an attribute's property returns.
fn get_type(values: AcceptedValues) -> &'static str {
    match values {
        AcceptedValues::Keywords(_) => "string",
        AcceptedValues::Number(..) => "number | null",
        AcceptedValues::Ids => "string[]",
    }
}

/// The value that counts where an attribute is missing.
fn default(values: AcceptedValues) -> Option<String> {
    match values {
        AcceptedValues::Keywords(keywords) => {
            keywords.first().map(|keyword| format!("\"{keyword}\""))
        }
        AcceptedValues::Number(_, _, default) => default.map(|default| default.to_string()),
        AcceptedValues::Ids => None,
    }
}

fn describe(values: AcceptedValues) -> String {
    match values {
        AcceptedValues::Keywords(keywords) => {
            format!("By default `{}`.", keywords.first().copied().unwrap_or_default())
        }
        AcceptedValues::Number(min, max, Some(default)) => {
            format!("A whole number from {min} to {max}; by default {default}.")
        }
        AcceptedValues::Number(min, max, None) => {
            format!("A whole number from {min} to {max}; by default all.")
        }
        AcceptedValues::Ids => {
            "Ids of entries, in this order; as an attribute, separated by commas.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_and_the_manifest_have_every_element_and_option() {
        let types = render_types(None);
        let manifest = build_manifest();
        for (index, section) in Section::ALL.into_iter().enumerate() {
            let declaration = &manifest["modules"][0]["declarations"][index];
            assert_eq!(declaration["tagName"], format!("next-level-{}", section.name()));
            // HTML, React, Vue, Svelte.
            assert_eq!(types.matches(&format!("\"{}\": ", tag(section))).count(), 4, "{types}");
            for (index, (name, _)) in accepted_options(section).into_iter().enumerate() {
                assert_eq!(declaration["attributes"][index]["name"], name);
                assert!(types.contains(&format!("get {}(): ", property(name))), "{name}");
            }
        }
        assert!(types.contains("layout?: \"carousel\" | \"list\" | \"grid\";"), "{types}");
        assert!(
            types.contains("headingLevel?: ") && types.contains("\"heading-level\"?: "),
            "{types}"
        );
    }

    #[test]
    fn the_module_has_its_address_as_a_type() {
        let url = SiteUrl::try_from("https://exemple.org/a").expect("an address");
        let line = "export type NextLevelModule = \"https://exemple.org/a/embed/v1.js\";";
        assert!(render_types(Some(&url)).contains(line));
    }
}
