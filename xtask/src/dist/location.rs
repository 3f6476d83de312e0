//! The address at which the site is hosted.

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

    pub(super) fn is_root(&self) -> bool {
        self.folder == "/"
    }

    /// A path of the site, from the root of its host.
    pub(super) fn at(&self, path: &str) -> String {
        [&self.folder, path].concat()
    }
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
