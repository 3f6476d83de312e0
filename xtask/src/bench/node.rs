//! Runs the Node scripts of `xtask/bench` beside their packages, and parses their JSON.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{Command, command, find};
use crate::tools::BENCH_SCRIPTS;

/// Runs a script and parses its output. Retries once: on a busy machine a browser may start too late.
pub(super) fn run(script: &str, arguments: &[&str]) -> Result<Value> {
    try_run(script, arguments).or_else(|_| try_run(script, arguments))
}

fn try_run(script: &str, arguments: &[&str]) -> Result<Value> {
    let chromium = ["chromium", "google-chrome"].into_iter().find_map(find);
    let output = node(script, arguments)
        .env("CHROME_PATH", chromium.unwrap_or_default())
        .output()
        .with_context(|| format!("cannot run {script}"))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("{script} {} ended with {}:\n\n{stderr}", arguments.join(" "), output.status);
    }
    serde_json::from_slice(&output.stdout).with_context(|| format!("{script} printed no JSON"))
}

fn node(script: &str, arguments: &[&str]) -> Command {
    let mut node = command("node");
    node.arg(BENCH_SCRIPTS.folder().join(script)).args(arguments);
    node
}

/// The server of the variants, while it runs.
pub(super) struct Server {
    child: Child,
    /// The server ends when this is closed, even if this process is killed.
    _stdin: Option<ChildStdin>,
    addresses: BTreeMap<String, String>,
}

impl Server {
    /// Serves each folder under its name, and returns once all are served.
    pub(super) fn start(folders: &[(&str, PathBuf)]) -> Result<Self> {
        let arguments: Vec<String> =
            folders.iter().map(|(name, folder)| format!("{name}={}", folder.display())).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut child = node("serve.mjs", &arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the server")?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().context("the server has no output")?;
        let mut server = Self { child, _stdin: stdin, addresses: BTreeMap::new() };
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        server.addresses = serde_json::from_str(&line)
            .context("the server did not start; see its output above")?;
        Ok(server)
    }

    /// The address of a variant.
    pub(super) fn address(&self, name: &str) -> Result<&str> {
        let address = self.addresses.get(name);
        address.map(String::as_str).with_context(|| format!("`{name}` is not served"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // An error means that it has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
