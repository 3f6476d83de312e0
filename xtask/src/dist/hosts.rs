//! The rules in each host's format.

mod caddy;
mod cloudflare;
mod nginx;
mod table;

use std::path::Path;

use anyhow::Result;

use super::headers::{self, EVERYWHERE, Rule};
use super::tree::Tree;

/// The address at which the site is hosted.
pub(crate) struct Location {
    /// The origin, such as `https://exemple.org`, if it is known.
    pub(crate) origin: Option<String>,
    /// The site's folder, from the root of its host: `/`, or `/a/b/`.
    pub(crate) folder: String,
}

impl Location {
    /// Parses the site's address; without one, the root of an unknown host.
    pub(super) fn of(url: Option<&str>) -> Self {
        let Some((scheme, rest)) = url.and_then(|url| url.split_once("://")) else {
            return Self { origin: None, folder: "/".to_owned() };
        };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = path.trim_matches('/');
        let folder = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Self { origin: Some(format!("{scheme}://{host}")), folder }
    }

    /// The address of the site's folder as HTML escapes it, if it is known.
    pub(super) fn address(&self) -> Option<String> {
        let origin = self.origin.as_ref()?;
        Some(format!("{origin}{}", self.folder).replace('&', "&amp;"))
    }

    fn is_root(&self) -> bool {
        self.folder == "/"
    }

    /// A path of the site, from the root of its host.
    fn at(&self, path: &str) -> String {
        [&self.folder, path].concat()
    }
}

/// Adds `_headers` to the site, and writes the other hosts' files into `folder`.
pub(super) fn write(tree: &mut Tree, location: &Location, folder: &Path) -> Result<()> {
    let rules = headers::rules(tree, location.origin.as_deref())?;
    let mut beside = Tree::default();
    let files = [
        ("nginx.conf", nginx::render(&rules, location)),
        ("Caddyfile", caddy::render(&rules, location)),
        ("headers.md", table::render(&rules, location)),
        ("_headers", cloudflare::render(&rules, location)),
    ];
    for (name, text) in files {
        // Hosts read `_headers` only at their root.
        let is_in_site = name == "_headers" && location.is_root();
        let to = if is_in_site { &mut *tree } else { &mut beside };
        to.0.insert(name.to_owned(), text.into_bytes());
    }
    beside.write(folder)
}

/// The headers of every response, then those of a rule.
fn all_headers(rule: &Rule) -> impl Iterator<Item = (&str, &str)> {
    EVERYWHERE.iter().copied().chain(rule.headers())
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn the_location_is_the_address_s_origin_and_path() {
        for (url, origin, folder) in [
            (None, None, "/"),
            (Some("https://a.fr"), Some("https://a.fr"), "/"),
            (Some("https://a.fr/"), Some("https://a.fr"), "/"),
            (Some("https://a.fr:8443/a/b"), Some("https://a.fr:8443"), "/a/b/"),
            (Some("https://a.fr/a/b/"), Some("https://a.fr"), "/a/b/"),
        ] {
            let location = Location::of(url);
            assert_eq!(
                (location.origin.as_deref(), &*location.folder),
                (origin, folder),
                "{url:?}"
            );
        }
        let address = |url| Location::of(url).address();
        assert_eq!(address(Some("https://a.fr/b&c")).as_deref(), Some("https://a.fr/b&amp;c/"));
        assert_eq!(address(None), None);
    }
}
