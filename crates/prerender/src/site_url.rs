//! Where the site will be found.

use std::fmt;

/// The address of the folder that the site is put in: `https://exemple.org/` or
/// `https://exemple.org/a/b/`. What only an absolute address can say is written from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl(String);

/// Why a text is not a [`SiteUrl`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotASiteUrl(String);

impl SiteUrl {
    /// The address, ending with `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a file of the site.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        [&self.0, path].concat()
    }
}

impl TryFrom<&str> for SiteUrl {
    type Error = NotASiteUrl;

    fn try_from(text: &str) -> Result<Self, NotASiteUrl> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"'\\`{};?#@*".contains(c);
        match rest {
            Some(rest) if !rest.starts_with(['/', ':', '.']) && !rest.contains(odd) => {
                let end = if rest.ends_with('/') { "" } else { "/" };
                if rest.is_empty() || rest.contains("//") {
                    return Err(NotASiteUrl(text.to_owned()));
                }
                Ok(Self([text, end].concat()))
            }
            _ => Err(NotASiteUrl(text.to_owned())),
        }
    }
}

impl fmt::Display for NotASiteUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text) = self;
        write!(
            out,
            "--site-url: `{text}` is not the address of a folder: write it like https://exemple.org/ \
             or https://exemple.org/dossier/, without `?` and `#`"
        )
    }
}

impl std::error::Error for NotASiteUrl {}

#[cfg(test)]
mod tests {
    use super::SiteUrl;

    #[test]
    fn an_address_ends_with_a_slash_whether_typed_or_not() {
        for text in ["https://a.fr/b", "https://a.fr/b/"] {
            let url = SiteUrl::try_from(text).expect("an address");
            assert_eq!(url.join("feed.xml"), "https://a.fr/b/feed.xml");
        }
        assert_eq!(SiteUrl::try_from("https://a.fr").expect("one").as_str(), "https://a.fr/");
    }

    #[test]
    fn what_is_no_folder_is_refused_and_named() {
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
            let fault = SiteUrl::try_from(text).expect_err(text);
            assert!(fault.to_string().contains(&format!("`{text}`")), "{fault}");
        }
    }
}
