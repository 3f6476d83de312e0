//! `cargo xtask dist`: the folder that is hosted.
//!
//! Trunk builds the Wasm and the page's template; the native program `prerender` writes the files that depend
//! on the content; this module adds the WordPress plugin, names by hash, policies, integrity, brotli and gzip
//! siblings, and the headers in each host's format.

mod compressed;
mod hashed;
mod headers;
mod hosting;
mod keep;
mod links;
mod location;
mod page;
mod pictures;
mod stage;
mod summary;
mod tree;
mod wordpress;

pub(crate) use stage::{MINIFY, SIZE_OPTIMIZED, TRUNK, WASM_OPT_VARIABLE};
pub(crate) use tree::Tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use editor::form::Backend;
use lexopt::ValueExt;
use lexopt::prelude::{Long, Short};

use crate::files;
use crate::form;
use crate::process;
use crate::progress::Progress;
use crate::tools;
use location::Location;
use stage::Stage;

/// The flags of `cargo xtask dist`.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The address that the site will have; files with absolute addresses need it.
    pub(crate) site_url: Option<String>,
    /// The folder to write; `dist` by default.
    pub(crate) out: Option<PathBuf>,
    /// An earlier dist, some of whose files visitors may still request.
    pub(crate) keep: Option<PathBuf>,
    /// Whether only the content has changed since the last build.
    pub(crate) content_only: bool,
    /// Whether the Wasm is built without unstable settings (a standard library of its own, no panic messages) and
    /// without wasm-opt.
    pub(crate) plain: bool,
    /// The repository that the form for editors changes; without one there is no form.
    pub(crate) editor: Option<Backend>,
}

/// Writes the site, and the hosts' files into the folder `hosting` beside it.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let root = process::root();
    let out = root.join(options.out.as_deref().unwrap_or(Path::new("dist")));
    check_replaceable(&out)?;
    let url = options.site_url.as_deref();
    // Read before anything is written: it may be the folder that is replaced.
    let kept =
        options.keep.as_ref().map(|folder| keep::read(&root.join(folder), SystemTime::now()));
    let kept = kept.transpose()?.unwrap_or_default();

    let mut needed = if options.content_only { Vec::new() } else { list_tools(options.plain) };
    if options.editor.is_some() {
        needed.extend(tools::FORM);
    }
    let mut progress = Progress::new(needed.len() + 2);
    tools::ensure(&needed, &mut progress)?;
    let step = progress.begin("the Wasm".to_owned());
    let stage = if options.content_only {
        step.print("taken from the earlier build");
        Stage::from_earlier_build()?
    } else {
        step.print("building for production (the first time takes some minutes)…");
        let stage = Stage::build(options.plain)?;
        step.end("built");
        stage
    };

    let step = progress.begin("the site".to_owned());
    let mut tree = stage.files(url)?;
    let unreferenced = pictures::remove_unreferenced(&mut tree)?;
    let plugin = Tree::read(&root.join(wordpress::FOLDER))?;
    tree.0.insert(wordpress::PATH.to_owned(), wordpress::build_plugin(&plugin, url)?);
    let location = Location::of(url);
    let address = location.address();
    hashed::rename(&mut tree, address.as_deref())?;
    page::finish(&mut tree, location.origin.as_deref())?;
    links::check(&tree, address.as_deref())?;
    // The form is added after these checks, since it is an exception to their rules: it keeps its names, and has its
    // own policy.
    if let Some(backend) = &options.editor {
        tree.add(form::build(backend, Some(backend.origin()))?)?;
    }
    let hosting = out.with_file_name("hosting");
    hosting::write(&mut tree, &location, &hosting)?;
    compressed::add_siblings(&mut tree)?;
    let carried = replace(&out, &tree, kept)?;
    step.end("written");

    println!("{}", summary::render_table(&tree));
    println!("Written to {}, the hosts' files to {}.", out.display(), hosting.display());
    if options.keep.is_some() {
        println!("Kept of the earlier dist: {carried} files.");
    }
    if options.editor.is_some() {
        println!(
            "The form for editors is in {}: docs/hosting.md says how they sign in.",
            form::FOLDER
        );
    }
    print_omissions(options, &tree, &unreferenced);
    Ok(ExitCode::SUCCESS)
}

/// Prints what the site lacks, and how to get it.
fn print_omissions(options: &Options, tree: &Tree, unreferenced: &[String]) {
    println!("Left out:");
    let is_unoptimized = !options.content_only && !options.plain && !tools::has_node();
    for path in unreferenced {
        println!("  {path}: no file of the content names it");
    }
    for line in summary::list_omissions(tree, options.site_url.as_deref(), is_unoptimized) {
        println!("  {line}");
    }
}

/// The tools of the build; `plain` uses the toolchain's own standard library.
pub(crate) fn list_tools(plain: bool) -> Vec<&'static tools::Tool> {
    match (plain, tools::has_node()) {
        (true, _) => tools::BUILD.to_vec(),
        (false, true) => [tools::DIST, tools::DIST_WITH_NODE].concat(),
        (false, false) => tools::DIST.to_vec(),
    }
}

/// Replaces the old site by the new one, once that is complete, and returns the number of kept files.
fn replace(out: &Path, tree: &Tree, kept: Vec<keep::KeptFile>) -> Result<usize> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let new = out.with_file_name(format!("{name}.new"));
    files::remove_folder(&new)?;
    tree.write(&new)?;
    let carried = keep::write(kept, tree, &new)?;
    files::remove_folder(out)?;
    fs::rename(&new, out).with_context(|| format!("cannot write {}", out.display()))?;
    Ok(carried)
}

/// Fails unless the folder is missing, empty, or a site.
fn check_replaceable(out: &Path) -> Result<()> {
    if out.is_file() {
        bail!("--out {}: it is a file; name a folder", out.display());
    }
    let is_filled = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if is_filled && !(out.join("index.html").is_file() && out.join("content").is_dir()) {
        bail!(
            "--out {}: it holds something else than a site, and would be replaced; name another \
             folder, or empty it",
            out.display()
        );
    }
    Ok(())
}

impl Options {
    /// Reads the flags; `None` for `--help`.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self::default();
        let mut application: Option<String> = None;
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("site-url") => options.site_url = Some(arguments.value()?.string()?),
                Long("out") => options.out = Some(arguments.value()?.into()),
                Long("keep") => options.keep = Some(arguments.value()?.into()),
                Long("content-only") => options.content_only = true,
                Long("plain") => options.plain = true,
                Long("editor") => {
                    let repository = arguments.value()?.string()?.parse::<Backend>();
                    options.editor =
                        Some(repository.map_err(|error| format!("--editor: {error}"))?);
                }
                Long("editor-app") => application = Some(arguments.value()?.string()?),
                Short('h') | Long("help") => return Ok(None),
                unknown => return Err(unknown.unexpected()),
            }
        }
        if let Some(id) = application {
            let editor = options.editor.take().ok_or("--editor-app needs --editor")?;
            let editor = editor.with_application(&id);
            options.editor = Some(editor.map_err(|error| format!("--editor-app {id}: {error}"))?);
        }
        Ok(Some(options))
    }
}

#[cfg(test)]
mod tests {
    use super::check_replaceable;
    use crate::process::root;

    #[test]
    fn a_folder_that_is_no_site_is_not_replaced() {
        let error = check_replaceable(&root().join("xtask")).unwrap_err().to_string();
        assert!(error.contains("--out") && error.contains("another folder"), "{error}");
        assert!(check_replaceable(&root().join("Cargo.toml")).is_err());
        check_replaceable(&root().join("target/nothing-here")).unwrap();
    }
}
