//! What developers' tools read of the elements, from the table of their options.

use next_level::section::Section;

use super::options::AcceptedValues;

pub(crate) mod manifest;
pub(crate) mod typescript;

/// The name of a section's custom element.
fn tag(section: Section) -> String {
    format!("next-level-{}", section.name())
}

/// The prefix of the names of a section's types: `NextLevelPress`.
fn type_prefix(section: Section) -> String {
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
        AcceptedValues::Number { .. } => "number | `${number}`".to_owned(),
        AcceptedValues::Ids => "string | string[]".to_owned(),
    }
}

/// The type that an attribute's property returns.
fn get_type(values: AcceptedValues) -> &'static str {
    match values {
        AcceptedValues::Keywords(_) => "string",
        AcceptedValues::Number { .. } => "number | null",
        AcceptedValues::Ids => "string[]",
    }
}

fn describe(values: AcceptedValues) -> String {
    match values {
        AcceptedValues::Keywords(keywords) => {
            format!("By default `{}`.", keywords.first().copied().unwrap_or_default())
        }
        AcceptedValues::Number { min, max, default: Some(default) } => {
            format!("A whole number from {min} to {max}; by default {default}.")
        }
        AcceptedValues::Number { min, max, default: None } => {
            format!("A whole number from {min} to {max}; by default all.")
        }
        AcceptedValues::Ids => {
            "Ids of entries, in this order; as an attribute, separated by commas.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{manifest::build_manifest, typescript::render_types, *};
    use crate::{SiteUrl, embedding::options::accepted_options};

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
