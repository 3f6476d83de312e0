//! The types of the elements for TypeScript, with React's JSX, Vue's and Svelte's templates.

use std::fmt::Write;

use next_level::section::Section;

use super::{describe, get_type, property, set_type, tag, type_prefix};
use crate::{SiteUrl, embedding::options::accepted_options, scripts::LOADER};

/// The path of the types, beside the loader.
pub(crate) const PATH: &str = "embed/v1.d.ts";

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
    Section::ALL.map(|section| render(&tag(section), &type_prefix(section))).concat()
}

/// Renders the attributes and the class of a section's element.
fn render_element(section: Section) -> String {
    let class = type_prefix(section);
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
