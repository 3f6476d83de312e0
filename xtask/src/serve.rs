//! `cargo xtask serve`: builds the site and serves it on this machine, rebuilding on every change.

mod hosts;

use std::num::NonZeroU16;
use std::process::{Child, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use lexopt::prelude::{Long, Short};
use signal_hook::consts::{SIGINT, SIGTERM};

use crate::files;
use crate::port;
use crate::process;
use crate::progress::Progress;
use crate::tools;

/// The folder of the served site: not `dist/`, which a production build may be using at the same time.
const SERVED: &str = "target/serve";

/// The number of failed responses after which the build counts as failed. Trunk listens only after its first
/// build; a single failure may occur while a second build replaces the first.
const MAX_FAILED_RESPONSES: usize = 5;

/// The flags of `cargo xtask serve`.
pub(crate) struct Options {
    /// The port on 127.0.0.1.
    pub(crate) port: NonZeroU16,
    /// Whether to build as for production: smaller and slower to build.
    pub(crate) release: bool,
    /// Whether to serve pages of other sites that embed this one, too.
    pub(crate) hosts: bool,
}

/// Returns when the site's server ends: stopped by Ctrl-C, or because the first build failed.
pub(crate) fn run(options: Options) -> Result<ExitCode> {
    let port = options.port.get();
    port::check_free(port, "serve")?;
    let hosts_port = if port < u16::MAX { port + 1 } else { port - 1 };
    if options.hosts {
        port::check_free(hosts_port, "serve")?;
    }
    let needed = if options.hosts { tools::HOSTS } else { tools::BUILD };
    let mut progress = Progress::new(needed.len() + 1);
    tools::ensure(needed, &mut progress)?;

    let step = progress.begin("the site".to_owned());
    step.print("building (the first time takes some minutes)…");
    // Registered before Trunk starts, so that stopping always ends it, too.
    let stopped = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stopped))?;
    }
    let mut trunk = Server(start_trunk(&options)?);
    let (mut is_waiting, mut failed_responses) = (true, 0);
    loop {
        let ended = trunk.0.try_wait()?;
        if stopped.load(Ordering::Relaxed) {
            return Ok(ExitCode::from(130));
        }
        if let Some(status) = ended {
            bail!("trunk ended with {status}; see its output above");
        }
        if is_waiting {
            match port::request_status(port) {
                Some(200) => {
                    step.end("built and served");
                    println!("The site is at http://127.0.0.1:{port} (Ctrl-C stops it)");
                    if options.hosts {
                        hosts::serve(hosts_port, port)?;
                        println!(
                            "Pages of other sites that embed it: http://127.0.0.1:{hosts_port}"
                        );
                    }
                    is_waiting = false;
                }
                Some(_) => failed_responses += 1,
                None => {}
            }
            if failed_responses > MAX_FAILED_RESPONSES {
                bail!("the site was not built; fix the errors above, then run this again");
            }
        }
        sleep(Duration::from_millis(200));
    }
}

impl Options {
    /// Reads the flags; `None` for `--help`.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self {
            port: NonZeroU16::new(8080).expect("8080 is not zero"),
            release: false,
            hosts: false,
        };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("port") => options.port = port::parse(arguments)?,
                Long("release") => options.release = true,
                Long("hosts") => options.hosts = true,
                Short('h') | Long("help") => return Ok(None),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(Some(options))
    }
}

/// Starts Trunk with an empty folder: it listens even if its first build failed, and would serve an old site.
fn start_trunk(options: &Options) -> Result<Child> {
    files::remove_folder(&process::root().join(SERVED))?;
    process::trunk()
        .args(["serve", "--address", "127.0.0.1", "--disable-address-lookup", "--dist", SERVED])
        .args(["--port", &options.port.to_string()])
        .args(options.release.then_some("--release"))
        .spawn()
        .context("cannot start trunk")
}

/// Trunk while it runs. It ends with `serve`, and releases the port.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // An error means that it has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
