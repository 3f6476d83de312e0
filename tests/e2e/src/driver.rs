//! One driver process with its browser, ended together.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;

use tempfile::TempDir;

use crate::engine::{Emulation, Engine};
use crate::process::{ProcessGroup, find_free_port};
use crate::wait::wait_until;

/// A running WebDriver program and its browser, until it is dropped.
pub(crate) struct Driver {
    processes: ProcessGroup,
    port: u16,
}

impl Driver {
    pub(crate) async fn start(engine: Engine, emulations: &[Emulation]) -> Self {
        let home = TempDir::with_prefix("e2e-").expect("the temporary folder must be writable");
        write_gtk_settings(home.path(), emulations).expect("the temporary folder must be writable");
        let port = find_free_port();
        let mut command = engine.driver_command();
        command
            .arg(format!("--port={port}"))
            .env("TMPDIR", home.path())
            .env("XDG_CONFIG_HOME", home.path())
            // Chromium would share one cache among all sessions, and a port is soon reused by another site.
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            // Firefox's crash reporter would leave the process group.
            .env("MOZ_CRASHREPORTER_DISABLE", "1");
        let driver = Self { processes: ProcessGroup::start(command, home), port };
        wait_until(&format!("{engine}'s driver listens"), async || {
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
        self.processes.home()
    }

    /// What the driver and its browser wrote to their output.
    pub(crate) fn read_log(&self) -> String {
        self.processes.read_log()
    }
}

/// Shrinks MiniBrowser's tool bar, which would keep its window from getting narrower than 447 pixels.
fn write_gtk_settings(home: &Path, emulations: &[Emulation]) -> std::io::Result<()> {
    let folder = home.join("gtk-3.0");
    fs::create_dir(&folder)?;
    let shrunk = "* { padding: 0; margin: 0; min-width: 0; border-width: 0; font-size: 1px }";
    fs::write(folder.join("gtk.css"), shrunk)?;
    let animations = u8::from(!emulations.contains(&Emulation::ReducedMotion));
    fs::write(
        folder.join("settings.ini"),
        format!("[Settings]\ngtk-enable-animations={animations}\n"),
    )
}
