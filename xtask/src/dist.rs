//! `cargo xtask dist`: the folder that is hosted.
//!
//! Trunk builds the Wasm and the page's template; the site's own native program writes what depends
//! on the content; what is about bytes is done here: names by hash, policies, integrity, siblings in
//! brotli and gzip, and the headers in the words of each host.

mod compressed;
mod hashed;
mod headers;
mod hosts;
mod keep;
mod links;
mod page;
mod stage;
mod summary;
mod tree;

pub(crate) use stage::{SMALLEST, TRUNK, production_build};
pub(crate) use tree::Tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use lexopt::ValueExt;
use lexopt::prelude::Long;

use crate::process;
use crate::progress::Progress;
use crate::tools;
use hosts::Place;
use stage::Stage;

/// The flags of `cargo xtask dist`.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The address that the site will have; what only an absolute address can say needs it.
    pub(crate) site_url: Option<String>,
    /// Where to write; `dist` if nothing else is said.
    pub(crate) out: Option<PathBuf>,
    /// An earlier dist, some of whose files visitors may still ask for.
    pub(crate) keep: Option<PathBuf>,
    /// Whether only the content has changed since the last build.
    pub(crate) content_only: bool,
    /// Whether the Wasm is built with the toolchain's own standard library.
    pub(crate) plain: bool,
}

/// Writes the site, and the hosts' files into the folder `hosting` beside it.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let root = process::root();
    let out = root.join(options.out.as_deref().unwrap_or(Path::new("dist")));
    may_be_replaced(&out)?;
    let url = options.site_url.as_deref();
    // Read before anything is written: it may be the very folder that is replaced.
    let kept =
        options.keep.as_ref().map(|folder| keep::read(&root.join(folder), SystemTime::now()));
    let kept = kept.transpose()?.unwrap_or_default();

    let needed = match options {
        Options { content_only: true, .. } => &[],
        Options { plain: true, .. } => tools::BUILD,
        _ => tools::DIST,
    };
    let mut progress = Progress::new(needed.len() + 2);
    tools::ensure(needed, &mut progress)?;
    let step = progress.begin("the Wasm".to_owned());
    let stage = if options.content_only {
        step.say("taken from the earlier build");
        Stage::earlier()?
    } else {
        step.say("building for production (the first time takes some minutes)…");
        let stage = Stage::build(options.plain)?;
        step.end("built");
        stage
    };

    let step = progress.begin("the site".to_owned());
    let mut tree = stage.files(url)?;
    let place = Place::of(url);
    let address = place.address();
    hashed::rename(&mut tree, address.as_deref())?;
    page::finish(&mut tree, place.origin.as_deref())?;
    links::check(&tree, address.as_deref())?;
    let hosting = out.with_file_name("hosting");
    hosts::write(&mut tree, &place, &hosting)?;
    compressed::add(&mut tree)?;
    let carried = replace(&out, &tree, kept)?;
    step.end("written");

    println!("{}", summary::table(&tree));
    println!("Written to {}, the hosts' files to {}.", out.display(), hosting.display());
    if options.keep.is_some() {
        println!("Kept of the earlier dist: {carried} files.");
    }
    println!("Left out:");
    for line in summary::left_out(&tree, url) {
        println!("  {line}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Puts the new site in the place of the old one, once it is whole.
fn replace(out: &Path, tree: &Tree, kept: Vec<keep::Kept>) -> Result<usize> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let new = out.with_file_name(format!("{name}.new"));
    if new.exists() {
        fs::remove_dir_all(&new).with_context(|| format!("cannot remove {}", new.display()))?;
    }
    tree.write(&new)?;
    let carried = keep::write(kept, tree, &new)?;
    if out.exists() {
        fs::remove_dir_all(out).with_context(|| format!("cannot remove {}", out.display()))?;
    }
    fs::rename(&new, out).with_context(|| format!("cannot write {}", out.display()))?;
    Ok(carried)
}

/// Refuses to replace a folder that holds something else than a site.
fn may_be_replaced(out: &Path) -> Result<()> {
    if out.is_file() {
        bail!("--out {}: it is a file; name a folder", out.display());
    }
    let filled = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if filled && !(out.join("index.html").is_file() && out.join("content").is_dir()) {
        bail!(
            "--out {}: it holds something else than a site, and would be replaced; name another \
             folder, or empty it",
            out.display()
        );
    }
    Ok(())
}

impl Options {
    /// Reads the flags; `None` when they ask for help.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("site-url") => options.site_url = Some(arguments.value()?.string()?),
                Long("out") => options.out = Some(arguments.value()?.into()),
                Long("keep") => options.keep = Some(arguments.value()?.into()),
                Long("content-only") => options.content_only = true,
                Long("plain") => options.plain = true,
                Long("help") => return Ok(None),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(Some(options))
    }
}

#[cfg(test)]
mod tests {
    use super::may_be_replaced;
    use crate::process::root;

    #[test]
    fn a_folder_of_something_else_is_not_replaced() {
        let error = may_be_replaced(&root().join("xtask")).unwrap_err().to_string();
        assert!(error.contains("--out") && error.contains("another folder"), "{error}");
        assert!(may_be_replaced(&root().join("Cargo.toml")).is_err());
        may_be_replaced(&root().join("target/nothing-here")).unwrap();
    }
}
