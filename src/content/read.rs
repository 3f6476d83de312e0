//! The tolerant reading: what the browser does with a file it fetched.

use std::fmt;

use serde::{Serialize, de::DeserializeOwned};

use super::{Mission, Partners, Press, Site, Testimonials};

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

/// Why a text could not be read as a [`Document`].
#[derive(Debug)]
pub enum ReadError {
    /// serde's own words, with line and column.
    Json(serde_json::Error),
    /// There is no title to show.
    NoTitle,
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(fault) => fault.fmt(out),
            Self::NoTitle => out.write_str("there is no title to show"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a document. Unknown fields pass (an older build may meet newer content); a link or date
/// that is none is left out.
///
/// # Errors
/// The text is not JSON, a value is of another type, or there is no title to show.
pub fn read<T: Document>(text: &str) -> Result<T, ReadError> {
    let document: T = serde_json::from_str(text).map_err(ReadError::Json)?;
    if document.title().is_empty() { Err(ReadError::NoTitle) } else { Ok(document) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_content_passes_and_a_bad_link_is_left_out() {
        let text = r#"{"title":"t","introduction":"i","conclusion":"c","tomorrow":1,
            "organisations":[{"id":"a","name":"<script>","url":"javascript:alert(1)"}]}"#;
        let partners: Partners = read(text).expect("tolerated");
        assert_eq!(partners.organisations[0].name, "<script>");
        assert_eq!(partners.organisations[0].url, None);
    }

    #[test]
    fn what_cannot_be_shown_is_an_error_with_its_place() {
        let broken = read::<Press>("{\"title\": \"t\",\n \"excerpts\": [}").expect_err("not JSON");
        assert!(broken.to_string().contains("line 2"), "{broken}");
        assert!(read::<Press>("{}").is_err());
    }
}
