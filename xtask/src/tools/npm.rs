//! Scripts with packages from npm, installed into `target/tools/node`, never into the tree.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::files;
use crate::process::{TOOLS, command, follow, root};

/// A folder of scripts with a `package.json` and its lock.
pub(crate) struct NpmProject {
    /// The name of the folder below `target/tools/node`.
    pub(super) name: &'static str,
    /// The folder in the tree.
    pub(super) source: &'static str,
}

const LOCK: &str = "package-lock.json";

impl NpmProject {
    /// The folder of the scripts' copies and their packages.
    pub(crate) fn folder(&self) -> PathBuf {
        root().join(TOOLS).join("node").join(self.name)
    }

    /// Copies the scripts, which may have changed.
    pub(super) fn update_copies(&self) -> Result<()> {
        let (source, folder) = (root().join(self.source), self.folder());
        for path in files::list(&source, &[])? {
            files::copy(&source.join(&path), &folder.join(&path))?;
        }
        Ok(())
    }

    /// Whether the installed packages are those of the lock.
    pub(super) fn is_installed(&self) -> bool {
        let folder = self.folder();
        let installed = fs::read_to_string(folder.join("node_modules").join(LOCK)).ok();
        installed.is_some() && installed == fs::read_to_string(folder.join(LOCK)).ok()
    }

    /// Installs the exact versions of the lock, then copies it to mark the installation as finished.
    pub(super) fn install(&self, log: &Path) -> Result<()> {
        let folder = self.folder();
        let mut npm = command("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
            .arg(&folder)
            .current_dir(&folder);
        follow(npm, log, "Fix what the log says (most often: no network), then run this again.")?;
        fs::copy(folder.join(LOCK), folder.join("node_modules").join(LOCK))?;
        Ok(())
    }
}
