//! Other programs: their paths and environment, and the progress of long ones.

pub(crate) use std::process::Command;

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::files;
use crate::progress::Heartbeat;

/// The folder of the installed tools, from the project's root.
pub(crate) const TOOLS: &str = "target/tools";

/// The variable with the compiler's flags for the Wasm.
pub(crate) const WASM_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The project's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A command that runs a program in the project's root, without stdin, with the project's own tools first on
/// its PATH.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(find(program).unwrap_or_else(|| program.into()));
    command.current_dir(root()).stdin(Stdio::null()).env("PATH", search_path());
    // The variables that `cargo run` sets for this crate: build scripts that watch them would run again at each change.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// The cargo subcommand that runs this program without compiling it: `cargo-built-xtask` in `xtask/Cargo.toml`.
pub(crate) const BUILT_XTASK: &str = "built-xtask";

/// This program, for a command that is a step of another.
pub(crate) fn xtask() -> Command {
    let own = env::current_exe().unwrap_or_else(|_| "xtask".into());
    command(&own.to_string_lossy())
}

/// The compiler flags that replace the folders of this machine, which would be part of the Wasm and make two
/// builds of the same source differ.
fn remap_flags() -> String {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")));
    let home = home.map(|home| format!("--remap-path-prefix={}=/cargo ", home.display()));
    format!("{}--remap-path-prefix={}=/site", home.unwrap_or_default(), root().display())
}

/// A command that runs Trunk without looking for newer versions of it, without its failure at `NO_COLOR=1`, which
/// it cannot parse, and without its backtraces, which would follow a compiler's message.
///
/// Its hook, `cargo xtask hook`, runs the compiled program: in the environment of `cargo xtask dist`,
/// cargo would compile it anew, together with a standard library, and replace the running file.
pub(crate) fn trunk() -> Command {
    let mut command = command("trunk");
    command.env("TRUNK_SKIP_VERSION_CHECK", "true").env("RUST_LIB_BACKTRACE", "0");
    command.env(WASM_FLAGS, remap_flags());
    let own = env::current_exe().ok();
    let own = own.as_deref().and_then(Path::parent).map(Path::to_owned);
    command.env("CARGO_ALIAS_XTASK", BUILT_XTASK).env("PATH", search_path_after(own));
    if env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    command
}

/// The path of the program that [`command`] would run.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&search_path()).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// The stdout of a program, trimmed; `None` if it cannot be run or fails.
pub(crate) fn output(mut command: Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a long command with its output in a log, and prints the log's last line from time to time.
///
/// # Errors
/// The command fails: the error contains the end of the log, then the remedy.
pub(crate) fn follow(mut command: Command, log: &Path, remedy: &str) -> Result<()> {
    let path = root().join(log);
    let file = files::create_parent(&path).and_then(|()| File::create(&path));
    let file = file.with_context(|| format!("cannot write {}", path.display()))?;
    let line = format_command(&command);
    let mut child = command
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("cannot run `{line}`"))?;
    let mut heartbeat = Heartbeat::new();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        heartbeat.beat(|| read_last_lines(&path, 1).trim().to_owned());
        sleep(Duration::from_millis(100));
    };
    drop(heartbeat);
    if !status.success() {
        let end = read_last_lines(&path, 30);
        bail!(
            "`{line}` ended with {status}. The end of its log, {}:\n\n{end}\n{remedy}",
            log.display()
        );
    }
    Ok(())
}

/// The search path with the project's own tools first.
fn search_path() -> OsString {
    search_path_after(None)
}

/// The search path: a folder, then the project's own tools, then PATH.
fn search_path_after(folder: Option<PathBuf>) -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let tools = root().join(TOOLS).join("bin");
    let folders = folder.into_iter().chain([tools]).chain(env::split_paths(&inherited));
    env::join_paths(folders).unwrap_or(inherited)
}

/// Formats a command as it would be typed.
fn format_command(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let parts = std::iter::once(program).chain(command.get_args());
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn read_last_lines(path: &Path, count: usize) -> String {
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines: Vec<&str> =
        text.lines().rev().filter(|line| !line.trim().is_empty()).take(count).collect();
    lines.reverse();
    lines.iter().map(|line| format!("    {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{command, find, follow, output};

    #[test]
    fn a_failed_command_is_reported_with_its_line_and_the_end_of_its_log() {
        let mut failing = command("sh");
        failing.args(["-c", "seq 100; echo 'no space left' >&2; exit 3"]);
        let log = Path::new("target/tools/log/a-test-of-xtask.log");
        let error = follow(failing, log, "Make room.").unwrap_err().to_string();
        for part in [
            "`sh -c",
            "exit status: 3",
            "target/tools/log/a-test-of-xtask.log",
            "no space left",
            "Make room.",
            "    100\n",
        ] {
            assert!(error.contains(part), "{part} is missing in: {error}");
        }
        assert!(!error.contains("    10\n"), "only the end of the log: {error}");
    }

    #[test]
    fn programs_start_in_the_root_without_cargo_s_variables_for_this_crate() {
        let mut shell = command("sh");
        shell.args(["-c", "ls Cargo.lock; echo \"[$CARGO_PKG_NAME$CARGO_MANIFEST_DIR]\"; cat"]);
        assert_eq!(output(shell).as_deref(), Some("Cargo.lock\n[]"));
        assert_eq!(find("no-such-program-anywhere"), None);
    }
}
