//! `cargo xtask reproduce`: two clean builds in two folders, compared byte by byte.
//!
//! A difference would come from something that does not belong in the site: names of folders, times, the
//! order in which a disk lists its files.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::dist::{self, Tree};
use crate::files;
use crate::process;
use crate::progress::Progress;
use crate::tools;

/// The folders of the two builds, which differ in length and depth, so that a path in the output shows.
const FOLDERS: [&str; 2] = ["target/reproduce/a", "target/reproduce/and/another"];

/// Files and folders at the root that are not sources.
const NOT_SOURCES: [&str; 4] = [".git", "dist", "hosting", "target"];

/// Builds twice, which takes minutes, and names each file that differs.
pub(crate) fn run() -> Result<ExitCode> {
    let needed = dist::list_tools(false);
    let mut progress = Progress::new(needed.len() + FOLDERS.len());
    tools::ensure(&needed, &mut progress)?;
    let mut sites = Vec::new();
    for folder in FOLDERS {
        let step = progress.begin(folder.to_owned());
        step.print("building from nothing (some minutes)…");
        sites.push(build(&process::root().join(folder), folder)?);
        step.end("built");
    }
    let differences = find_differences(&sites[0], &sites[1]);
    if !differences.is_empty() {
        bail!(
            "two clean builds differ in:\n    {}\nCompare the files in {}/dist and {}/dist.",
            differences.join("\n    "),
            FOLDERS[0],
            FOLDERS[1]
        );
    }
    println!("Two clean builds give the same bytes, in {} files.", sites[0].paths().count());
    Ok(ExitCode::SUCCESS)
}

/// Copies the sources and builds them there, without any result of an earlier build.
fn build(folder: &Path, name: &str) -> Result<Tree> {
    files::remove_folder(folder)?;
    for path in list_sources()? {
        files::copy(&process::root().join(&path), &folder.join(&path))?;
    }
    let mut cargo = process::command("cargo");
    cargo
        .args(["run", "--locked", "--package", "xtask", "--", "dist"])
        .args(["--site-url", "https://exemple.org/"])
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR");
    let log = format!("target/reproduce/log/{}.log", name.replace('/', "-"));
    process::follow(cargo, Path::new(&log), "Fix it, then run this again.")?;
    Tree::read(&folder.join("dist"))
}

/// The paths of the project's files, from its root, without build results.
fn list_sources() -> Result<Vec<String>> {
    files::list(process::root(), &NOT_SOURCES)
}

/// The paths that only one tree has, or whose bytes differ.
fn find_differences(one: &Tree, other: &Tree) -> Vec<String> {
    let paths: BTreeSet<&String> = one.paths().chain(other.paths()).collect();
    let differs = |path: &&&String| one.get(path) != other.get(path);
    paths.iter().filter(differs).map(|path| (**path).clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{find_differences, list_sources};
    use crate::dist::Tree;

    #[test]
    fn differing_and_missing_files_are_named() {
        let one = Tree::of(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let other = Tree::of(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(find_differences(&one, &other), ["b", "c", "d"]);
        assert!(find_differences(&one, &one).is_empty());
    }

    #[test]
    fn the_sources_are_those_of_the_tree_and_no_build() {
        let sources = list_sources().unwrap();
        for path in ["Cargo.lock", ".cargo/config.toml", "xtask/src/main.rs"] {
            assert!(sources.iter().any(|source| source == path), "{path}");
        }
        let is_built = |path: &String| path.starts_with("target/") || path.starts_with(".git/");
        assert!(!sources.iter().any(is_built));
    }
}
