//! The site with 5,000 excerpts, rendered by the build's own command; the Wasm is the same.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::FOLDER;
use super::excerpts::Excerpts;
use super::variants::{copy_afresh, unfilled};
use crate::hook;
use crate::process::{command, follow, root};

/// The name of this variant.
pub(super) const NAME: &str = "search";

const COUNT: usize = 5_000;
const PRESS: &str = "content/press.json";

/// Writes the variant into a scratch project below `folder`, and names the folder to serve.
pub(super) fn write(site: &Path, folder: &Path) -> Result<PathBuf> {
    let (public, dist) = (folder.join("public"), folder.join("dist"));
    copy_afresh(&root().join("public"), &public)?;
    copy_afresh(site, &dist)?;
    let excerpts = excerpts()?;
    for to in [&public, &dist] {
        fs::write(to.join(PRESS), &excerpts.json)?;
    }

    // As Trunk leaves it to its hook.
    let source = fs::read_to_string(root().join("index.html")).context("cannot read index.html")?;
    let document = dist.join("index.html");
    let template = untitled(&unfilled(&fs::read_to_string(&document)?)?, &source)?;
    fs::write(&document, template)?;
    let mut render = command("cargo");
    render
        .args(["run", "--quiet", "--package", "prerender"])
        .args(hook::MINIFY)
        .arg("--manifest-path")
        .arg(root().join("Cargo.toml"))
        .args(["--", "render"])
        .current_dir(folder)
        .env("TRUNK_STAGING_DIR", &dist);
    let log = format!("{FOLDER}/log/prerender.log");
    follow(render, Path::new(&log), "xtask/src/bench/search.rs prepares what it reads.")?;
    Ok(dist)
}

/// The words to type.
pub(super) fn searched() -> Result<Vec<String>> {
    Ok(excerpts()?.searched)
}

fn excerpts() -> Result<Excerpts> {
    let path = root().join("public").join(PRESS);
    let press =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Excerpts::of(&press, COUNT)
}

/// Puts the source document's title back, the place that the render fills.
fn untitled(html: &str, source: &str) -> Result<String> {
    let (Some(filled), Some(title)) = (title(html), title(source)) else {
        bail!("index.html has no title");
    };
    Ok(html.replacen(filled, title, 1))
}

fn title(html: &str) -> Option<&str> {
    const END: &str = "</title>";
    let from = &html[html.find("<title>")?..];
    Some(&from[..from.find(END)? + END.len()])
}

#[cfg(test)]
mod tests {
    use super::untitled;

    #[test]
    fn the_title_becomes_what_the_render_looks_for() {
        let html = "<head><title>Mission – Le Next Level</title><meta></head>";
        let source = "<title>Le Next Level</title>";
        assert_eq!(
            untitled(html, source).unwrap(),
            "<head><title>Le Next Level</title><meta></head>"
        );
        assert!(untitled("<head></head>", source).is_err());
    }
}
