//! `cargo xtask hook`: Trunk's hook (`Trunk.toml`), which runs `prerender render` on every system alike.

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::dist::{MINIFY, SMALLEST};
use crate::process::{self, Command};

/// Runs `prerender render` with Trunk's environment, and exits with its exit code.
pub(crate) fn run() -> Result<ExitCode> {
    let is_release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let status = render(is_release).status().context("cannot run cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// `prerender render`, compiled without the settings that `cargo xtask dist` has for the Wasm alone.
fn render(is_release: bool) -> Command {
    let mut cargo = process::command("cargo");
    cargo.args(["run", "--quiet", "--package", "prerender"]);
    cargo.args(is_release.then_some(MINIFY).into_iter().flatten()).args(["--", "render"]);
    for (variable, _) in SMALLEST {
        cargo.env_remove(variable);
    }
    cargo
}

#[cfg(test)]
mod tests {
    use super::render;

    fn arguments(is_release: bool) -> Vec<String> {
        let command = render(is_release);
        command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn only_a_release_minifies() {
        assert_eq!(arguments(false), ["run", "--quiet", "--package", "prerender", "--", "render"]);
        assert_eq!(arguments(true)[4..], ["--features", "minify", "--", "render"]);
    }

    #[test]
    fn the_native_build_does_not_get_the_settings_of_the_wasm() {
        let command = render(true);
        for variable in
            ["RUSTC_BOOTSTRAP", "CARGO_UNSTABLE_BUILD_STD", "CARGO_UNSTABLE_BUILD_STD_FEATURES"]
        {
            let removed = command.get_envs().any(|env| env == (variable.as_ref(), None));
            assert!(removed, "{variable}");
        }
    }
}
