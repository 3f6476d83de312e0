//! Child processes that end together with the test.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

/// Runs a program beside a shell that waits for the test to end: its end of the pipe closes even when the test
/// is killed, and then it kills the whole process group and removes its folder.
const LEASH: &str =
    r#""$@" & read -r _; setsid sh -c 'kill -s KILL -- "-$0"; rm -rf "$1"' $$ "$E2E_HOME""#;

/// Below the range from which Linux chooses the ports of outgoing connections and of servers that bind to port 0.
const PORTS: std::ops::Range<u32> = 20_000..32_768;

/// A running program with its children and a temporary folder. Dropping it kills the process group.
#[derive(Debug)]
pub struct ProcessGroup {
    leader: Child,
    home: TempDir,
}

impl ProcessGroup {
    /// Starts a command of [`leashed_command`], which writes its output to a log in `home`.
    pub fn start(mut command: Command, home: TempDir) -> Self {
        let log =
            File::create(home.path().join("log")).expect("the temporary folder must be writable");
        let leader = command
            .env("E2E_HOME", home.path())
            .stdin(Stdio::piped())
            .stdout(log.try_clone().expect("a file handle can be cloned"))
            .stderr(log)
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        Self { leader, home }
    }

    /// The temporary folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// What the processes have written so far.
    pub fn read_log(&self) -> String {
        fs::read_to_string(self.home().join("log")).unwrap_or_default()
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        let _ = kill_process_group(Pid::from_child(&self.leader), Signal::KILL);
        let _ = self.leader.wait();
    }
}

/// A command that ends together with the test.
pub fn leashed_command(program: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", LEASH, "sh"]).arg(program);
    command
}

/// Finds a port on which nobody listens, for a program that cannot choose one itself.
///
/// Between this check and the program's start no other test takes the port: the system hands out none of this
/// range, and within a process none is given twice before all have been. Two processes begin apart from each other.
pub fn find_free_port() -> u16 {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let count = PORTS.end - PORTS.start;
    let start = std::process::id().wrapping_mul(97);
    let mut ports = std::iter::repeat_with(|| {
        let offset = start.wrapping_add(CALLS.fetch_add(1, Ordering::Relaxed)) % count;
        u16::try_from(PORTS.start + offset).expect("the range ends below 65536")
    });
    ports
        .by_ref()
        .take(count as usize)
        .find(is_free)
        .expect("the loopback interface has a free port")
}
