//! The same rules in the words of each host.

mod caddy;
mod cloudflare;
mod nginx;
mod table;

use std::path::Path;

use anyhow::Result;

use super::headers::{self, EVERYWHERE, Header, Rule};
use super::tree::Tree;

/// Where the site is.
pub(crate) struct Place {
    /// Its origin, such as `https://exemple.org`, if it is known.
    pub(crate) origin: Option<String>,
    /// Its folder, from the root of its host: `/`, or `/a/b/`.
    pub(crate) folder: String,
}

impl Place {
    /// From the site's address; the root of a host that is not known if there is none.
    pub(super) fn of(url: Option<&str>) -> Self {
        let Some((scheme, rest)) = url.and_then(|url| url.split_once("://")) else {
            return Self { origin: None, folder: "/".to_owned() };
        };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = path.trim_matches('/');
        let folder = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Self { origin: Some(format!("{scheme}://{host}")), folder }
    }

    /// The address of the site's folder as it stands in a page, if it is known.
    pub(super) fn address(&self) -> Option<String> {
        let origin = self.origin.as_ref()?;
        Some(format!("{origin}{}", self.folder).replace('&', "&amp;"))
    }

    fn is_root(&self) -> bool {
        self.folder == "/"
    }

    /// A path of the site as the host sees it.
    fn at(&self, path: &str) -> String {
        [&self.folder, path].concat()
    }
}

/// Adds `_headers` to the site, and writes what belongs beside it into a folder of its own.
pub(super) fn write(tree: &mut Tree, place: &Place, folder: &Path) -> Result<()> {
    let rules = headers::rules(tree, place.origin.as_deref())?;
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    let mut beside = Tree(
        [
            file("nginx.conf", nginx::render(&rules, place)),
            file("Caddyfile", caddy::render(&rules, place)),
            file("headers.md", table::render(&rules, place)),
        ]
        .into(),
    );
    let (name, text) = file("_headers", cloudflare::render(&rules, place));
    // Only the root's is read.
    let home = if place.is_root() { tree } else { &mut beside };
    home.0.insert(name, text);
    beside.write(folder)
}

/// The headers of a rule and those of every answer.
fn all(headers: &[Header]) -> impl Iterator<Item = (&str, &str)> {
    let own = headers.iter().map(|(name, value)| (*name, value.as_str()));
    EVERYWHERE.iter().copied().chain(own)
}

fn has_rule(rules: &[Rule], path: &str) -> bool {
    rules.iter().any(|rule| rule.paths.iter().any(|own| own == path))
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn the_place_is_the_address_s_origin_and_path() {
        for (url, origin, folder) in [
            (None, None, "/"),
            (Some("https://a.fr"), Some("https://a.fr"), "/"),
            (Some("https://a.fr/"), Some("https://a.fr"), "/"),
            (Some("https://a.fr:8443/a/b"), Some("https://a.fr:8443"), "/a/b/"),
            (Some("https://a.fr/a/b/"), Some("https://a.fr"), "/a/b/"),
        ] {
            let place = Place::of(url);
            assert_eq!((place.origin.as_deref(), &*place.folder), (origin, folder), "{url:?}");
        }
        let address = |url| Place::of(url).address();
        assert_eq!(address(Some("https://a.fr/b&c")).as_deref(), Some("https://a.fr/b&amp;c/"));
        assert_eq!(address(None), None);
    }
}
