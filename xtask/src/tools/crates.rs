//! Programs from crates.io, compiled into `target/tools`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{TOOLS, command, find, follow, output, root};

/// A program and the package that has it.
pub(crate) struct Program {
    pub(super) package: &'static str,
    pub(super) program: &'static str,
    pub(super) version: Version,
    pub(super) flags: &'static [&'static str],
}

/// Which version is wanted.
pub(crate) enum Version {
    /// This one.
    Exactly(&'static str),
    /// The one that Cargo.lock has of this package, because the two speak to each other.
    OfLocked(&'static str),
}

impl Program {
    /// Whether the program that would be run is of the wanted version, wherever it comes from.
    pub(super) fn is_there(&self) -> Result<bool> {
        if find(self.program).is_none() {
            return Ok(false);
        }
        let mut program = command(self.program);
        program.arg("--version");
        let found = output(program);
        Ok(found.as_deref().and_then(version_in) == Some(&self.version.read()?))
    }

    /// Compiles it without optimisation, which takes a quarter of the time. What an interrupted run
    /// compiled is kept.
    pub(super) fn install(&self, log: &Path) -> Result<()> {
        let tools = root().join(TOOLS);
        let mut cargo = command("cargo");
        cargo
            .args([
                "install",
                self.package,
                "--version",
                &self.version.read()?,
                "--debug",
                "--force",
            ])
            .args(self.flags)
            .arg("--root")
            .arg(&tools)
            .arg("--target-dir")
            .arg(tools.join("build"))
            // Nobody debugs them, and the debug information is half of the folder's gigabytes.
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        follow(
            cargo,
            log,
            "Mend what the log says (most often: no network, or no C compiler), then run this again: what is \
             compiled is kept.",
        )
    }
}

impl Version {
    /// The version as text.
    pub(super) fn read(&self) -> Result<String> {
        match self {
            Self::Exactly(version) => Ok((*version).to_owned()),
            Self::OfLocked(package) => {
                let path = root().join("Cargo.lock");
                let lock = fs::read_to_string(&path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                let version = locked_version(&lock, package);
                version
                    .map(str::to_owned)
                    .with_context(|| format!("Cargo.lock has no package {package}"))
            }
        }
    }
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The version in what a program answers to `--version`, such as `trunk 0.21.14` or `geckodriver
/// 0.37.1 (1f2e 2026)`.
fn version_in(answer: &str) -> Option<&str> {
    answer.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::{Version, locked_version, version_in};

    #[test]
    fn the_version_stands_after_the_name_and_before_details() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(
            version_in("geckodriver 0.37.1 (1f2e3d 2026-01-02)\n\nThe source code…"),
            Some("0.37.1")
        );
        assert_eq!(version_in(""), None);
    }

    #[test]
    fn a_package_is_found_in_the_lock_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn the_project_locks_the_wasm_bindgen_that_its_command_line_must_match() {
        let version = Version::OfLocked("wasm-bindgen").read().unwrap();
        assert!(version.starts_with("0.2."), "{version}");
    }
}
