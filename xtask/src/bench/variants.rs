//! The three variants of one build that are measured side by side.

mod html;

pub(super) use html::unfilled;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

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

    /// Writes the variants of a build into folders of their own and names these.
    pub(super) fn write_all(site: &Path, folder: &Path) -> Result<Vec<(&'static str, PathBuf)>> {
        let document = site.join(DOCUMENT);
        let html = fs::read_to_string(&document)
            .with_context(|| format!("cannot read {}", document.display()))?;
        Self::ALL
            .into_iter()
            .map(|variant| {
                let to = folder.join(variant.name());
                copy_afresh(site, &to)?;
                fs::write(to.join(DOCUMENT), variant.of(&html)?)?;
                Ok((variant.name(), to))
            })
            .collect()
    }

    fn of(self, html: &str) -> Result<String> {
        Ok(match self {
            Self::Site => html.to_owned(),
            Self::Floor => html::scriptless(html),
            Self::Csr => unfilled(html)?,
        })
    }
}

/// Copies a folder over nothing, so that no file of an earlier build is left.
pub(super) fn copy_afresh(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("cannot empty {}", to.display()))?;
    }
    copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
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
            Variant::Floor.of(HTML).unwrap(),
            "<head><link rel=\"icon\" href=\"data:,\"><link rel=\"preload\" as=\"font\" href=\"a.woff2\"></head>\
             <body><div id=\"site\"><div class=\"slot\"><div>A</div></div><p>B</p></div></body>"
        );
    }

    #[test]
    fn without_prerendering_the_container_is_empty_and_the_script_stays() {
        let html = Variant::Csr.of(HTML).unwrap();
        assert!(html.ends_with("<body><div id=\"site\"></div></body>"), "{html}");
        assert!(html.contains("<script type=\"module\">init()</script>"), "{html}");
        assert!(Variant::Csr.of("<body></body>").is_err(), "no container");
    }

    #[test]
    fn the_site_is_what_was_built() {
        assert_eq!(Variant::Site.of(HTML).unwrap(), HTML);
    }
}
