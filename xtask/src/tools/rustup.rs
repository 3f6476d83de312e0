//! Parts of the pinned toolchain, installed by name, since rustup may be configured to ignore
//! rust-toolchain.toml.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process::{command, find, follow, output};

/// Whether the compiler has the target's standard library, from rustup or from elsewhere.
pub(super) fn has_target(target: &str) -> bool {
    let mut rustc = command("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    output(rustc).is_some_and(|folder| Path::new(&folder).is_dir())
}

/// Whether cargo has the subcommand of a component.
pub(super) fn has_component(subcommand: &str) -> bool {
    let mut cargo = command("cargo");
    cargo.args([subcommand, "--version"]);
    output(cargo).is_some()
}

/// Whether the toolchain has the standard library's source.
pub(super) fn has_std_source() -> bool {
    let mut rustc = command("rustc");
    rustc.args(["--print", "sysroot"]);
    let library = "lib/rustlib/src/rust/library/Cargo.toml";
    output(rustc).is_some_and(|sysroot| Path::new(&sysroot).join(library).is_file())
}

/// Runs `rustup target add …` or `rustup component add …`, for the toolchain of the project's folder.
pub(super) fn add(kind: &str, name: &str, log: &Path) -> Result<()> {
    if find("rustup").is_none() {
        bail!(
            "there is no rustup to add the {kind} {name}. Install rustup (https://rustup.rs), or add the {kind} with \
             what installed this Rust"
        );
    }
    let mut rustup = command("rustup");
    rustup.args([kind, "add", name]);
    follow(rustup, log, "Fix what it says (most often: no network), then run this again.")
}
