//! A server of somebody else's, for as long as a test needs it.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

/// A server that runs, with a folder of its own, until it is dropped.
pub struct Server {
    process: Child,
    home: TempDir,
}

/// Ends the server when the test goes away, even when it is killed.
const LEASH: &str = r#""$@" & read -r _; kill -KILL 0"#;

impl Server {
    /// Starts a command that [`on_leash`] has made; the folder is its home, where its log is, too.
    pub fn start(mut command: Command, home: TempDir) -> Self {
        let log = File::create(home.path().join("log")).expect("a log");
        let process = command
            .env("HOME", home.path())
            .stdin(Stdio::piped())
            .stdout(log.try_clone().expect("a file handle can be cloned"))
            .stderr(log)
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        Self { process, home }
    }

    /// The folder of its own.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What it has said so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = kill_process_group(Pid::from_child(&self.process), Signal::KILL);
        let _ = self.process.wait();
    }
}

/// A command that ends together with the test.
pub fn on_leash(program: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", LEASH, "sh"]).arg(program);
    command
}

/// A port on which nobody listens.
pub fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("the loopback interface has a free port")
        .port()
}
