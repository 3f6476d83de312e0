//! The URL of the published site.

/// The URL of the folder that the site is published in: `https://exemple.org/` or `https://exemple.org/a/b/`. Every
/// absolute URL begins with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl(String);

/// Why a text is not a [`SiteUrl`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "--site-url: `{0}` is not the address of a folder: write it like https://exemple.org/ \
     or https://exemple.org/dossier/, without `?` and `#`"
)]
pub struct InvalidSiteUrl(String);

impl SiteUrl {
    /// The URL, ending with `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL of a file of the site.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        [&self.0, path].concat()
    }
}

impl TryFrom<&str> for SiteUrl {
    type Error = InvalidSiteUrl;

    fn try_from(text: &str) -> Result<Self, InvalidSiteUrl> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let is_forbidden =
            |c: char| c.is_whitespace() || c.is_control() || "<>\"'\\`{};?#@*".contains(c);
        match rest {
            Some(rest) if !rest.starts_with(['/', ':', '.']) && !rest.contains(is_forbidden) => {
                let end = if rest.ends_with('/') { "" } else { "/" };
                if rest.is_empty() || rest.contains("//") {
                    return Err(InvalidSiteUrl(text.to_owned()));
                }
                Ok(Self([text, end].concat()))
            }
            _ => Err(InvalidSiteUrl(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SiteUrl;

    #[test]
    fn a_site_url_ends_with_a_slash_whether_typed_or_not() {
        for text in ["https://a.fr/b", "https://a.fr/b/"] {
            let url = SiteUrl::try_from(text).expect("an address");
            assert_eq!(url.join("feed.xml"), "https://a.fr/b/feed.xml");
        }
        assert_eq!(SiteUrl::try_from("https://a.fr").expect("one").as_str(), "https://a.fr/");
    }

    #[test]
    fn what_is_not_the_url_of_a_folder_is_refused_and_named() {
        for text in [
            "",
            "a.fr",
            "//a.fr/",
            "https://",
            "https:///a",
            "ftp://a.fr/",
            "https://a.fr/?a",
            "https://a.fr/#a",
            "https://a.fr//b",
            "https://a.fr/a b",
            "https://a.fr/\"><script>",
        ] {
            let error = SiteUrl::try_from(text).expect_err(text);
            assert!(error.to_string().contains(&format!("`{text}`")), "{error}");
        }
    }
}
