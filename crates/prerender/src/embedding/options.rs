//! The table of options that hosts may set, by which widgets and embed documents read attributes and parameters.
//!
//! `browser/widget_options.js` reads and applies them; the Wasm gets the result as `next_level::options`.

use next_level::section::Section;
use serde_json::json;

use super::embed_settings;

/// The values of an attribute of a widget's element, and of the URL parameter of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptedValues {
    /// One of these keywords; the first is the default.
    Keywords(&'static [&'static str]),
    /// A whole number.
    Number {
        /// The smallest.
        min: u8,
        /// The greatest.
        max: u8,
        /// The default, if there is one.
        default: Option<u8>,
    },
    /// Ids of entries, separated by commas.
    Ids,
}

/// The attributes of a section's element and the values that each accepts.
#[must_use]
pub fn accepted_options(section: Section) -> Vec<(&'static str, AcceptedValues)> {
    let mut options = vec![
        ("theme", AcceptedValues::Keywords(&["auto", "light", "dark"])),
        ("layout", AcceptedValues::Keywords(embed_settings(section).layouts)),
        ("limit", AcceptedValues::Number { min: 1, max: 50, default: None }),
        ("loading", AcceptedValues::Keywords(&["lazy", "eager"])),
        ("heading-level", AcceptedValues::Number { min: 2, max: 6, default: Some(3) }),
    ];
    if section != Section::Mission {
        options.push(("items", AcceptedValues::Ids));
    }
    options
}

/// The table by which the scripts read options.
pub(crate) fn options_table(section: Section) -> serde_json::Value {
    let row = |(name, values): (&str, AcceptedValues)| {
        let values = match values {
            AcceptedValues::Keywords(keywords) => json!({ "words": keywords }),
            AcceptedValues::Number { min, max, default } => {
                json!({ "number": [min, max, default] })
            }
            AcceptedValues::Ids => json!("ids"),
        };
        (name.to_owned(), values)
    };
    serde_json::Value::Object(accepted_options(section).into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use next_level::options::Layout;

    use super::*;

    /// The stylesheets and the Wasm know the layouts that hosts may set.
    #[test]
    fn every_accepted_layout_is_known() {
        for section in Section::ALL {
            assert_eq!(Section::from_name(section.name()), Some(section));
            let (_, layouts) = accepted_options(section)
                .into_iter()
                .find(|(name, _)| *name == "layout")
                .expect("layouts");
            let AcceptedValues::Keywords(layouts) = layouts else { panic!("{layouts:?}") };
            for layout in layouts.iter().skip(1) {
                assert_eq!(Layout::from_name(layout).attribute(), Some(*layout));
            }
        }
    }

    /// A plugin that is installed knows the options of its own version only, so its tables are written there.
    #[test]
    fn the_wordpress_plugin_has_every_section_and_option() {
        let read = |name: &str| {
            let path = crate::testing::root().join("integrations/wordpress").join(name);
            std::fs::read_to_string(path).expect("a file of the plugin")
        };
        let [php, block, script] = ["next-level.php", "block.json", "block.js"].map(read);
        for section in Section::ALL {
            let name = section.name();
            let layouts = embed_settings(section).layouts;
            let row = format!("'{name}'");
            let row = php.lines().find(|line| line.trim().starts_with(&row)).expect("a row");
            assert!(row.contains(&format!("'{}'", section.anchor())), "{row}");
            let row = format!("{name}: [");
            let row = script.lines().find(|line| line.trim().starts_with(&row)).expect("a row");
            assert!(row.contains(&format!("[\"{}\"]", layouts.join("\", \""))), "{row}");
            for (option, _) in accepted_options(section) {
                let property = option.replace("-l", "L");
                assert!(block.contains(&format!("\"{property}\":")), "{property}");
                let key = format!("'{}'", option.replace('-', "_"));
                assert!(php.contains(&key), "{key}");
            }
        }
    }
}
