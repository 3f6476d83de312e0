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
}

impl Document for Site {
    const FILE: &'static str = "site.json";
}
impl Document for Mission {
    const FILE: &'static str = "mission.json";
}
impl Document for Testimonials {
    const FILE: &'static str = "testimonials.json";
}
impl Document for Partners {
    const FILE: &'static str = "partners.json";
}
impl Document for Press {
    const FILE: &'static str = "press.json";
}

/// Why a text could not be read as a [`Document`]: serde's own words, with line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(String);

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for ReadError {}

/// Reads a document. Unknown fields pass (an older build may meet newer content); a link or date
/// that is none is left out.
///
/// # Errors
/// The text is not JSON, or a field without which the section cannot be shown is missing.
pub fn read<T: Document>(text: &str) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|fault| ReadError(fault.to_string()))
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
