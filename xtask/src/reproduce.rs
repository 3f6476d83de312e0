//! `cargo xtask reproduce`: two clean builds in two folders, compared byte by byte.
//!
//! What would tell them apart is what should not be in the site: names of folders, times, the order
//! in which a disk lists its files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::dist::Tree;
use crate::process;
use crate::progress::Progress;
use crate::tools;

/// The two folders differ in length and depth, too.
const FOLDERS: [&str; 2] = ["target/reproduce/a", "target/reproduce/and/another"];

/// What is no source, at the root.
const BUILT: [&str; 4] = [".git", "dist", "hosting", "target"];

/// Builds twice, which takes minutes, and names each file that differs.
pub(crate) fn run() -> Result<ExitCode> {
    let mut progress = Progress::new(tools::DIST.len() + FOLDERS.len());
    tools::ensure(tools::DIST, &mut progress)?;
    let mut sites = Vec::new();
    for folder in FOLDERS {
        let step = progress.begin(folder.to_owned());
        step.say("building from nothing (some minutes)…");
        sites.push(build(&process::root().join(folder), folder)?);
        step.end("built");
    }
    let differing = differing(&sites[0], &sites[1]);
    if !differing.is_empty() {
        bail!(
            "two clean builds differ in:\n    {}\nCompare the files in {}/dist and {}/dist.",
            differing.join("\n    "),
            FOLDERS[0],
            FOLDERS[1]
        );
    }
    println!("Two clean builds give the same bytes, in {} files.", sites[0].len());
    Ok(ExitCode::SUCCESS)
}

/// Copies the sources and builds them there, without anything that an earlier build has left.
fn build(folder: &Path, name: &str) -> Result<Tree> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    for file in sources()? {
        let (from, to) = (process::root().join(&file), folder.join(&file));
        to.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::copy(&from, &to))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    let mut cargo = process::command("cargo");
    cargo
        .args(["run", "--locked", "--package", "xtask", "--", "dist"])
        .args(["--site-url", "https://exemple.org/"])
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR");
    let log = format!("target/reproduce/log/{}.log", name.replace('/', "-"));
    process::follow(cargo, Path::new(&log), "Mend it, then run this again.")?;
    Tree::read(&folder.join("dist"))
}

/// Every file of the project, from its root, but for what is built.
fn sources() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    list(Path::new(""), &mut found)
        .with_context(|| format!("cannot read {}", process::root().display()))?;
    Ok(found)
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(process::root().join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if BUILT.iter().any(|built| path == Path::new(built)) {
            continue;
        }
        if entry.path().is_dir() {
            list(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// The paths that only one has, or whose bytes differ.
fn differing(one: &Tree, other: &Tree) -> Vec<String> {
    let paths: BTreeSet<&String> = one.paths().chain(other.paths()).collect();
    let differ = |path: &&&String| one.get(path) != other.get(path);
    paths.iter().filter(differ).map(|path| (**path).clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{differing, sources};
    use crate::dist::Tree;

    #[test]
    fn what_differs_or_is_missing_is_named() {
        let tree = |files: &[(&str, &str)]| {
            Tree::of(
                files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())),
            )
        };
        let one = tree(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let other = tree(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(differing(&one, &other), ["b", "c", "d"]);
        assert!(differing(&one, &one).is_empty());
    }

    #[test]
    fn the_sources_are_those_of_the_tree_and_no_build() {
        let sources = sources().unwrap();
        for path in ["Cargo.lock", ".cargo/config.toml", "xtask/src/main.rs"] {
            assert!(sources.iter().any(|source| source == path), "{path}");
        }
        assert!(!sources.iter().any(|path| path.starts_with("target") || path.starts_with(".git")));
    }
}
