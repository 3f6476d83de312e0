//! Programs from crates.io, installed into `target/tools`.

use std::path::Path;

use anyhow::{Context, Result};

use crate::files;
use crate::process::{Command, TOOLS, command, find, follow, output, root};

/// A program and the package that has it.
pub(crate) struct Program {
    pub(super) package: &'static str,
    pub(super) program: &'static str,
    pub(super) version: Version,
    /// The flags of `cargo install`.
    pub(super) flags: &'static [&'static str],
}

/// The version to install.
pub(crate) enum Version {
    Exactly(&'static str),
    /// The version of this package in Cargo.lock, with which the program exchanges data.
    OfLocked(&'static str),
}

impl Program {
    /// Whether the first program of this name on the search path has the version.
    pub(super) fn is_installed(&self) -> Result<bool> {
        if find(self.program).is_none() {
            return Ok(false);
        }
        let mut program = command(self.program);
        program.arg("--version");
        let found = output(program);
        Ok(found.as_deref().and_then(parse_version) == Some(&self.version.read()?))
    }

    /// Downloads the program with `cargo binstall` where that is installed, which takes seconds; else, and
    /// where there is no binary to download, compiles it.
    pub(super) fn install(&self, log: &Path) -> Result<()> {
        let version = self.version.read()?;
        let downloaded = find("cargo-binstall").is_some()
            && follow(self.download_command(&version), log, "").is_ok()
            && self.is_installed()?;
        if downloaded {
            return Ok(());
        }
        follow(
            self.compile_command(&version),
            log,
            "Fix what the log says (most often: no network, or no C compiler), then run this again: what is \
             compiled is kept.",
        )
    }

    /// The command that downloads the program; it never compiles, which [`Self::compile_command`] does faster.
    fn download_command(&self, version: &str) -> Command {
        let mut cargo = command("cargo");
        cargo
            .args(["binstall", self.package, "--version", version])
            .args(["--no-confirm", "--force", "--no-symlinks", "--disable-strategies", "compile"])
            .arg("--install-path")
            .arg(root().join(TOOLS).join("bin"));
        cargo
    }

    /// The command that compiles the program without optimisation, which takes a quarter of the time. An interrupted
    /// run's results are kept.
    fn compile_command(&self, version: &str) -> Command {
        let tools = root().join(TOOLS);
        let mut cargo = command("cargo");
        cargo
            .args(["install", self.package, "--version", version, "--debug", "--force"])
            .args(self.flags)
            .arg("--root")
            .arg(&tools)
            .arg("--target-dir")
            .arg(tools.join("build"))
            // Nobody debugs them, and the debug information is half of the folder's gigabytes.
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo
    }
}

impl Version {
    /// The version as text.
    pub(super) fn read(&self) -> Result<String> {
        match self {
            Self::Exactly(version) => Ok((*version).to_owned()),
            Self::OfLocked(package) => {
                let lock = files::read_text(&root().join("Cargo.lock"))?;
                let version = find_locked_version(&lock, package);
                version
                    .map(str::to_owned)
                    .with_context(|| format!("Cargo.lock has no package {package}"))
            }
        }
    }
}

/// The version of a package in the text of a Cargo.lock.
fn find_locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The version in the output of `--version`, such as `tool 1.2.3` or `tool 1.2.3 (1f2e 2026)`.
fn parse_version(output: &str) -> Option<&str> {
    output.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::{Command, Program, Version, find_locked_version, parse_version};

    const TOOL: Program = Program {
        package: "tool-cli",
        program: "tool",
        version: Version::Exactly("1.2.3"),
        flags: &["--locked", "--no-default-features"],
    };

    fn line(command: &Command) -> String {
        let arguments: Vec<_> = command.get_args().map(|it| it.to_string_lossy()).collect();
        arguments.join(" ")
    }

    #[test]
    fn a_download_asks_nothing_compiles_nothing_and_stays_in_the_tools_folder() {
        let line = line(&TOOL.download_command("1.2.3"));
        assert!(line.starts_with("binstall tool-cli --version 1.2.3 --no-confirm"), "{line}");
        assert!(line.contains("--disable-strategies compile"), "{line}");
        assert!(line.contains("--install-path") && line.ends_with("target/tools/bin"), "{line}");
    }

    #[test]
    fn compiling_takes_the_same_version_with_the_program_s_own_flags() {
        let line = line(&TOOL.compile_command("1.2.3"));
        assert!(line.starts_with("install tool-cli --version 1.2.3 "), "{line}");
        assert!(line.contains(" --locked --no-default-features --root "), "{line}");
    }

    #[test]
    fn the_version_follows_the_name_and_precedes_details() {
        assert_eq!(parse_version("tool 1.2.3\n"), Some("1.2.3"));
        assert_eq!(
            parse_version("tool 1.2.3 (1f2e3d 2026-01-02)\n\nThe source code…"),
            Some("1.2.3")
        );
        assert_eq!(parse_version(""), None);
    }

    #[test]
    fn a_package_is_found_in_the_lock_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(find_locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(find_locked_version(lock, "wasm"), None);
    }

    #[test]
    fn the_project_locks_the_wasm_bindgen_that_its_command_line_must_match() {
        let version = Version::OfLocked("wasm-bindgen").read().unwrap();
        assert!(version.starts_with("0.2."), "{version}");
    }
}
