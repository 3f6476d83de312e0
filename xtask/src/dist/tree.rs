//! A folder of files in memory: read, changed, and written at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::files;

/// Files by their path from the folder, with `/` between its parts.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tree(pub(super) BTreeMap<String, Vec<u8>>);

impl Tree {
    /// Reads all files below a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let read = |path: String| {
            let bytes = fs::read(folder.join(&path));
            let bytes = bytes.with_context(|| format!("cannot read {path}"))?;
            Ok((path, bytes))
        };
        files::list(folder, &[])?.into_iter().map(read).collect::<Result<_>>().map(Self)
    }

    /// Writes every file, with the current time: servers derive ETags from time and size, so two versions of
    /// a file must never share a time.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        self.0.iter().try_for_each(|(path, bytes)| files::write(&folder.join(path), bytes))
    }

    /// A tree of these paths and texts.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect())
    }

    /// The paths of all files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// Adds or replaces a file.
    pub(crate) fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        self.0.insert(path.to_owned(), bytes);
    }

    /// A file's bytes.
    pub(crate) fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// A file as text.
    pub(super) fn text(&self, path: &str) -> Result<&str> {
        let bytes = self.get(path).with_context(|| format!("the build has no {path}"))?;
        std::str::from_utf8(bytes).with_context(|| format!("{path} is not text in UTF-8"))
    }

    /// The paths of the pages.
    pub(super) fn pages(&self) -> Vec<String> {
        self.paths().filter(|path| path.ends_with(".html")).cloned().collect()
    }

    /// Adds the files of another tree.
    ///
    /// # Errors
    /// Both have a file of the same path.
    pub(super) fn add(&mut self, other: Self) -> Result<()> {
        for (path, bytes) in other.0 {
            if self.0.contains_key(&path) {
                bail!("{path} comes from two places: rename the one in public/");
            }
            self.0.insert(path, bytes);
        }
        Ok(())
    }
}

/// The extension of a path's file name, such as `wasm`; empty if there is none.
pub(super) fn extension(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, end)| end)
}

#[cfg(test)]
mod tests {
    use super::{Tree, extension};

    #[test]
    fn a_path_in_both_trees_is_an_error() {
        let one = || Tree::of(&[("robots.txt", "a")]);
        let error = one().add(one()).unwrap_err().to_string();
        assert!(error.contains("robots.txt"), "{error}");
    }

    #[test]
    fn the_extension_is_that_of_the_file_name() {
        assert_eq!(extension("a.b/site-1_bg.wasm"), "wasm");
        assert_eq!(extension("a.b/_headers"), "");
    }
}
