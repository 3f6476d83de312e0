//! Links that are safe in an `href`.

use std::fmt;

use serde::Serialize;

/// An `https:` or `mailto:` URL without white space or control characters. The constructor rejects
/// everything else, so `javascript:` never reaches an `href`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Link(String);

impl Link {
    /// Returns the URL as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns a short label: the host of an `https:` link without `www.`, the mailbox of a
    /// `mailto:` link.
    pub fn label(&self) -> &str {
        if let Some(mailbox) = self.0.strip_prefix("mailto:") {
            return mailbox.split('?').next().unwrap_or(mailbox);
        }
        let rest = self.0.strip_prefix("https://").unwrap_or(&self.0);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The reason why a text is not a [`Link`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// The text does not begin with `https://` or `mailto:`.
    Scheme,
    /// The rest is empty or cannot be an address.
    Address,
}

impl TryFrom<String> for Link {
    type Error = LinkError;

    fn try_from(text: String) -> Result<Self, LinkError> {
        let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>\"\\`".contains(c);
        let is_address = match (text.strip_prefix("https://"), text.strip_prefix("mailto:")) {
            (Some(rest), _) => !rest.starts_with(['/', '?', '#', '@', ':', '.']),
            (_, Some(mailbox)) => {
                let (user, host) = mailbox.split_once('@').unwrap_or_default();
                !user.is_empty() && !host.is_empty()
            }
            _ => return Err(LinkError::Scheme),
        };
        let is_empty = text.len() <= "https://".len();
        if !is_address || is_empty || text.contains(forbidden) {
            return Err(LinkError::Address);
        }
        Ok(Self(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str) -> Result<Link, LinkError> {
        Link::try_from(text.to_owned())
    }

    #[test]
    fn only_https_and_mailto_are_accepted() {
        for good in ["https://lallab.org/", "https://a.fr/?q=1#x", "mailto:contact@lenextlevel.org"]
        {
            assert!(link(good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " https://a.fr",
            "http://a.fr",
            "//a.fr",
            "/page",
            "data:text/html,x",
            "HTTPS://a.fr",
            "lallab.org",
            "",
        ] {
            assert_eq!(link(bad), Err(LinkError::Scheme), "{bad}");
        }
    }

    #[test]
    fn addresses_without_a_host_or_with_white_space_are_rejected() {
        for bad in [
            "https://",
            "https:///x",
            "https://a b.fr",
            "https://a.fr/\n",
            "mailto:",
            "mailto:x",
            "mailto:@a.fr",
            "https://a.fr/\"x",
        ] {
            assert_eq!(link(bad), Err(LinkError::Address), "{bad:?}");
        }
    }

    #[test]
    fn a_label_is_the_host_or_the_mailbox() {
        let label = |text: &str| link(text).expect("a link").label().to_owned();
        assert_eq!(label("https://www.repairs75.org/x"), "repairs75.org");
        assert_eq!(label("mailto:contact@a.fr?subject=x"), "contact@a.fr");
    }
}
