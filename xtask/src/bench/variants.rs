//! The three variants of one build that are measured side by side.

mod html;

pub(super) use html::empty_container;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::files;

const DOCUMENT: &str = "index.html";

/// A variant of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variant {
    /// As built.
    Site,
    /// The same HTML without any script: nothing paints earlier.
    Floor,
    /// Nothing prerendered: the app fetches its JSON and renders in the browser.
    Csr,
}

impl Variant {
    pub(super) const ALL: [Self; 3] = [Self::Site, Self::Floor, Self::Csr];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Floor => "floor",
            Self::Csr => "csr",
        }
    }

    /// Writes each variant of a build into its own folder, and returns their names and folders.
    pub(super) fn write_all(site: &Path, folder: &Path) -> Result<Vec<(&'static str, PathBuf)>> {
        let html = files::read_text(&site.join(DOCUMENT))?;
        Self::ALL
            .into_iter()
            .map(|variant| {
                let to = folder.join(variant.name());
                replace_folder(site, &to)?;
                files::write(&to.join(DOCUMENT), variant.transform(&html)?)?;
                Ok((variant.name(), to))
            })
            .collect()
    }

    fn transform(self, html: &str) -> Result<String> {
        Ok(match self {
            Self::Site => html.to_owned(),
            Self::Floor => html::remove_scripts(html),
            Self::Csr => empty_container(html)?,
        })
    }
}

/// Replaces a folder by a copy of another, so that no file of an earlier build remains.
pub(super) fn replace_folder(from: &Path, to: &Path) -> Result<()> {
    files::remove_folder(to)?;
    let paths = files::list(from, &[])?;
    paths.iter().try_for_each(|path| files::copy(&from.join(path), &to.join(path)))
}

#[cfg(test)]
mod tests {
    use super::Variant;

    const HTML: &str = "<head><link rel=\"icon\" href=\"data:,\">\
        <link rel=\"modulepreload\" href=\"a.js\"><link rel=\"preload\" as=\"fetch\" href=\"a.wasm\">\
        <link rel=\"preload\" as=\"font\" href=\"a.woff2\"><script type=\"module\">init()</script></head>\
        <body><div id=\"site\"><div class=\"slot\"><div>A</div></div><p>B</p></div>\
        <script type=\"application/json\" id=\"a.json\">{\"a\":1}</script></body>";

    #[test]
    fn the_floor_has_the_text_and_no_script() {
        assert_eq!(
            Variant::Floor.transform(HTML).unwrap(),
            "<head><link rel=\"icon\" href=\"data:,\"><link rel=\"preload\" as=\"font\" href=\"a.woff2\"></head>\
             <body><div id=\"site\"><div class=\"slot\"><div>A</div></div><p>B</p></div></body>"
        );
    }

    #[test]
    fn without_prerendering_the_container_is_empty_and_the_script_stays() {
        let html = Variant::Csr.transform(HTML).unwrap();
        assert!(html.ends_with("<body><div id=\"site\"></div></body>"), "{html}");
        assert!(html.contains("<script type=\"module\">init()</script>"), "{html}");
        assert!(Variant::Csr.transform("<body></body>").is_err(), "no container");
    }

    #[test]
    fn the_site_is_the_build_itself() {
        assert_eq!(Variant::Site.transform(HTML).unwrap(), HTML);
    }
}
