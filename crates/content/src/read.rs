//! The tolerant reading: what the browser does with a file it fetched, and the build before it.

use std::fmt;

use serde::{Deserializer, Serialize, de::DeserializeOwned};

use crate::{Mission, Partners, Press, Site, Testimonials};

/// One of the five JSON files.
pub trait Document:
    Clone + fmt::Debug + Default + PartialEq + DeserializeOwned + Serialize + Send + Sync + 'static
{
    /// The file's name in `public/content`.
    const FILE: &'static str;

    /// The one text without which there is nothing to show.
    fn title(&self) -> &str;
}

macro_rules! document {
    ($type:ident, $file:literal, $title:ident) => {
        impl Document for $type {
            const FILE: &'static str = $file;

            fn title(&self) -> &str {
                &self.$title
            }
        }
    };
}

document!(Site, "site.json", name);
document!(Mission, "mission.json", title);
document!(Testimonials, "testimonials.json", title);
document!(Partners, "partners.json", title);
document!(Press, "press.json", title);

/// Reads a document. Unknown fields pass (an older build may meet newer content); a link or date
/// that is none is left out. `None` if a value is of another type, or there is no title to show:
/// what is wrong where is the strict check's business.
pub fn read<'de, T: Document>(from: impl Deserializer<'de>) -> Option<T> {
    T::deserialize(from).ok().filter(|document| !document.title().is_empty())
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
    fn newer_content_passes_and_a_bad_link_is_left_out() {
        let text = r#"{"title":"t","introduction":"i","conclusion":"c","tomorrow":{"a":[1]},
            "organisations":[{"id":"a","name":"<script>","url":"javascript:alert(1)"}]}"#;
        let partners: Partners = read_text(text).expect("tolerated");
        assert_eq!(partners.organisations[0].name, "<script>");
        assert_eq!(partners.organisations[0].url, None);
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        assert!(read_text::<Press>("{}").is_none(), "no title");
        assert!(read_text::<Press>(r#"{"title": "t", "excerpts": {}}"#).is_none());
        assert!(read_text::<Press>("[]").is_none());
    }
}
