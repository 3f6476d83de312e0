//! Tolerant reading of the files, as in the browser.

use std::fmt;

use serde::{Deserializer, Serialize, de::DeserializeOwned};

use crate::{Mission, Partners, Press, Site, Testimonials};

/// One of the five JSON files.
pub trait Document:
    Clone + fmt::Debug + Default + PartialEq + DeserializeOwned + Serialize + Send + Sync + 'static
{
    /// The file name in `public/content`.
    const FILE: &'static str;

    /// Returns the title, without which nothing is shown.
    fn title(&self) -> &str;
}

macro_rules! impl_document {
    ($type:ident, $file:literal, $title:ident) => {
        impl Document for $type {
            const FILE: &'static str = $file;

            fn title(&self) -> &str {
                &self.$title
            }
        }
    };
}

impl_document!(Site, "site.json", name);
impl_document!(Mission, "mission.json", title);
impl_document!(Testimonials, "testimonials.json", title);
impl_document!(Partners, "partners.json", title);
impl_document!(Press, "press.json", title);

/// Reads a document. Unknown fields are ignored (an older build may meet newer content), invalid
/// links and dates are dropped. Returns `None` if a value has another type or the title is empty;
/// the strict check in the crate `editor` reports the details.
pub fn read<'de, T: Document>(deserializer: impl Deserializer<'de>) -> Option<T> {
    T::deserialize(deserializer).ok().filter(|document| !document.title().is_empty())
}

/// Reads a document from the text of its file; see [`read`].
#[must_use]
pub fn read_text<T: Document>(text: &str) -> Option<T> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let document = read(&mut parser)?;
    parser.end().ok()?;
    Some(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_fields_are_ignored_and_invalid_links_are_dropped() {
        let text = r#"{"title":"t","introduction":"i","conclusion":"c","tomorrow":{"a":[1]},
            "organisations":[{"id":"a","name":"<script>","url":"javascript:alert(1)"}]}"#;
        let partners: Partners = read_text(text).expect("tolerated");
        assert_eq!(partners.organisations[0].name, "<script>");
        assert_eq!(partners.organisations[0].url, None);
    }

    #[test]
    fn documents_of_another_type_or_without_a_title_are_rejected() {
        assert!(read_text::<Press>("{}").is_none(), "no title");
        assert!(read_text::<Press>(r#"{"title": "t", "excerpts": {}}"#).is_none());
        assert!(read_text::<Press>("[]").is_none());
    }
}
