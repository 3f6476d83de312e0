//! A folder of files in memory: read, changed, and written in one go.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Files by their path from the folder, with `/` between its parts.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tree(pub(super) BTreeMap<String, Vec<u8>>);

impl Tree {
    /// Everything below a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut tree = Self::default();
        tree.read_into(folder, "")
            .with_context(|| format!("cannot read the folder {}", folder.display()))?;
        Ok(tree)
    }

    fn read_into(&mut self, folder: &Path, path: &str) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let inner = format!("{path}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.read_into(&entry.path(), &format!("{inner}/"))?;
            } else {
                self.0.insert(inner, fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// Writes every file. The times are those of the writing: servers make their ETags of time and
    /// size, so two versions of a file must never share a time.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        for (path, bytes) in &self.0 {
            let path = folder.join(path);
            path.parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&path, bytes))
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    /// A tree of these files.
    #[cfg(test)]
    pub(crate) fn of(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self(files.into_iter().collect())
    }

    /// The paths of all files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// A file's bytes.
    pub(crate) fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// How many files there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// A file as text.
    pub(super) fn text(&self, path: &str) -> Result<&str> {
        let bytes = self.0.get(path).with_context(|| format!("the build has no {path}"))?;
        std::str::from_utf8(bytes).with_context(|| format!("{path} is not text in UTF-8"))
    }

    /// The paths of the pages.
    pub(super) fn pages(&self) -> Vec<String> {
        self.0.keys().filter(|path| path.ends_with(".html")).cloned().collect()
    }

    /// Adds the files of another folder; two of one name are a fault.
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

/// The end of a path's name, such as `wasm`.
pub(super) fn ending(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::{Tree, ending};

    #[test]
    fn a_name_that_comes_twice_is_told() {
        let one = || Tree([("robots.txt".to_owned(), b"a".to_vec())].into());
        let error = one().add(one()).unwrap_err().to_string();
        assert!(error.contains("robots.txt"), "{error}");
    }

    #[test]
    fn the_ending_is_the_name_s_own() {
        assert_eq!(ending("a.b/site-1_bg.wasm"), "wasm");
        assert_eq!(ending("a.b/_headers"), "");
    }
}
