//! The language of a text.

use serde::{Deserialize, Serialize};

/// A language tag (RFC 5646) of letters, digits and hyphens: `fr`, `en`, `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Returns the tag as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("fr".to_owned())
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl TryFrom<String> for Language {
    type Error = &'static str;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        let mut subtags = tag.split('-');
        let primary = subtags.next().unwrap_or_default();
        let is_lowercase = primary.chars().all(|c| c.is_ascii_lowercase());
        let are_subtags = subtags.all(|subtag| {
            (2..=8).contains(&subtag.len()) && subtag.chars().all(|c| c.is_ascii_alphanumeric())
        });
        if is_lowercase && are_subtags && (2..=3).contains(&primary.len()) {
            Ok(Self(tag))
        } else {
            Err("not a language tag (RFC 5646)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_language_tags_are_accepted() {
        for good in ["fr", "en", "gsw", "pt-BR", "zh-Hant-TW"] {
            assert!(Language::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "f", "anglais", "EN", "en_GB", "en-", "e\"n"] {
            assert!(Language::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
