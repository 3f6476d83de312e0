//! One driver process with its browser, ended together.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

use crate::engine::{Emulation, Engine};
use crate::wait::wait_until;

/// Runs the driver beside a shell that waits for the test to go away: its end of the pipe closes even when
/// the test is killed, and then the whole group ends.
const LEASH: &str = r#""$@" & read -r _; kill -KILL 0"#;

/// A running driver program. Dropping it kills its process group: the driver and every process of its browser.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    home: TempDir,
}

impl Driver {
    pub(crate) async fn start(engine: Engine, emulations: &[Emulation]) -> Self {
        let (program, args) = engine.driver();
        let home = TempDir::with_prefix("e2e-").expect("the temporary folder must be writable");
        gtk_settings(home.path(), emulations).expect("the temporary folder must be writable");
        let log = fs::File::create(home.path().join("driver.log"))
            .expect("the temporary folder must be writable");
        let port = free_port();
        let process = Command::new("/bin/sh")
            .args(["-c", LEASH, "sh"])
            .arg(&program)
            .args(args)
            .arg(format!("--port={port}"))
            .env("TMPDIR", home.path())
            .env("XDG_CONFIG_HOME", home.path())
            // Chromium's cache would be one for all sessions, and a port is soon another site's.
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            // Firefox's crash helper would leave the process group.
            .env("MOZ_CRASHREPORTER_DISABLE", "1")
            .stdin(Stdio::piped())
            .stdout(log.try_clone().expect("a file handle can be cloned"))
            .stderr(log)
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let driver = Self { process, port, home };
        wait_until(&format!("{} listens", program.display()), async || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port))
        })
        .await;
        driver
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The session's own folder: profile, settings, the driver's log.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// What the driver and its browser wrote.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.home().join("driver.log")).unwrap_or_default()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = kill_process_group(Pid::from_child(&self.process), Signal::KILL);
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("the loopback interface has a free port")
        .port()
}

/// MiniBrowser's tool bar would keep its window from getting narrower than 447 pixels, so it is squeezed.
fn gtk_settings(home: &Path, emulations: &[Emulation]) -> std::io::Result<()> {
    let folder = home.join("gtk-3.0");
    fs::create_dir(&folder)?;
    let squeezed = "* { padding: 0; margin: 0; min-width: 0; border-width: 0; font-size: 1px }";
    fs::write(folder.join("gtk.css"), squeezed)?;
    let animations = u8::from(!emulations.contains(&Emulation::ReducedMotion));
    fs::write(
        folder.join("settings.ini"),
        format!("[Settings]\ngtk-enable-animations={animations}\n"),
    )
}
