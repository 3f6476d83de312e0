//! `cargo xtask hook`: Trunk's hook (`Trunk.toml`), which runs wasm-opt and `prerender render` on every system alike.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::dist::{MINIFY, SIZE_OPTIMIZED, WASM_OPT_VARIABLE};
use crate::process::{self, Command};

/// The passes of wasm-opt, and the features that the compiler uses (`rustc --print cfg`), whose list `strip` has removed
/// from the Wasm. They save 0.8 kB over `-Oz -lmu` alone, and take two thirds of wasm-opt's time.
///
/// `-lmu` (`--low-memory-unused`) assumes that addresses below 1024 are never used; they are the bottom of the stack,
/// which only an overflow reaches.
const WASM_OPT_FLAGS: &str = "--flatten --rereloop -Oz -Oz -lmu --converge \
    --mvp-features --enable-bulk-memory --enable-bulk-memory-opt --enable-multivalue --enable-mutable-globals \
    --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext";

/// Runs wasm-opt, if [`WASM_OPT_VARIABLE`] names it, and `prerender render` with Trunk's environment, and exits with the
/// latter's exit code.
pub(crate) fn run() -> Result<ExitCode> {
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    if let (Some(script), Some(staging)) =
        (env::var_os(WASM_OPT_VARIABLE), env::var_os("TRUNK_STAGING_DIR"))
    {
        optimize_wasm(&script, Path::new(&staging))?;
    }
    let status = render_command(is_release).status().context("cannot run cargo")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Optimizes each Wasm of a folder with wasm-opt, in place.
fn optimize_wasm(script: &OsStr, folder: &Path) -> Result<()> {
    for file in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = file?.path();
        if path.extension() != Some("wasm".as_ref()) {
            continue;
        }
        let mut node = process::command("node");
        node.arg(script).arg(&path).arg("-o").arg(&path).args(WASM_OPT_FLAGS.split_whitespace());
        let output = node.output().context("cannot run node")?;
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            bail!("wasm-opt ended with {}:\n\n{stderr}", output.status);
        }
    }
    Ok(())
}

/// The command `prerender render`, compiled without the settings that `cargo xtask dist` has for the Wasm alone.
fn render_command(is_release: bool) -> Command {
    let mut cargo = process::command("cargo");
    cargo.args(["run", "--quiet", "--package", "prerender"]);
    cargo.args(is_release.then_some(MINIFY).into_iter().flatten()).args(["--", "render"]);
    for (variable, _) in SIZE_OPTIMIZED {
        cargo.env_remove(variable);
    }
    cargo
}

#[cfg(test)]
mod tests {
    use super::render_command;

    fn arguments(is_release: bool) -> Vec<String> {
        let command = render_command(is_release);
        command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn only_a_release_minifies() {
        assert_eq!(arguments(false), ["run", "--quiet", "--package", "prerender", "--", "render"]);
        assert_eq!(arguments(true)[4..], ["--features", "minify", "--", "render"]);
    }

    #[test]
    fn the_native_build_does_not_get_the_settings_of_the_wasm() {
        let command = render_command(true);
        for variable in
            ["RUSTC_BOOTSTRAP", "CARGO_UNSTABLE_BUILD_STD", "CARGO_UNSTABLE_BUILD_STD_FEATURES"]
        {
            let removed = command.get_envs().any(|env| env == (variable.as_ref(), None));
            assert!(removed, "{variable}");
        }
    }
}
