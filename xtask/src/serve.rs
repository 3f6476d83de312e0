//! `cargo xtask serve`: builds the site and serves it on this machine, rebuilding on every change.

mod hosts;
mod port;

use std::fs;
use std::io::ErrorKind;
use std::num::NonZeroU16;
use std::process::{Child, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use lexopt::prelude::{Long, ValueExt};
use signal_hook::consts::{SIGINT, SIGTERM};

use crate::process;
use crate::progress::Progress;
use crate::tools;

/// Where `serve` has Trunk put the site: not in `dist/`, which a build for production may be using
/// meanwhile.
const SERVED: &str = "target/serve";

/// After how many answers without the site it counts as not built. Trunk listens only after its first
/// build; one answer may fall in the moment when a second build replaces the first.
const PATIENCE: usize = 5;

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
    port::claim(port)?;
    let beside = if port < u16::MAX { port + 1 } else { port - 1 };
    if options.hosts {
        port::claim(beside)?;
    }
    let needed = if options.hosts { tools::HOSTS } else { tools::BUILD };
    let mut progress = Progress::new(needed.len() + 1);
    tools::ensure(needed, &mut progress)?;

    let step = progress.begin("the site".to_owned());
    step.say("building (the first time takes some minutes)…");
    // Registered before Trunk starts, so that a stop always reaches it.
    let stopped = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stopped))?;
    }
    let mut trunk = Server(start_trunk(&options)?);
    let (mut waiting, mut refused) = (true, 0);
    loop {
        let ended = trunk.0.try_wait()?;
        if stopped.load(Ordering::Relaxed) {
            return Ok(ExitCode::from(130));
        }
        if let Some(status) = ended {
            bail!("trunk ended with {status}; what it said stands above");
        }
        if waiting {
            match port::answer(port) {
                Some(200) => {
                    step.end("built and served");
                    println!("The site is at http://127.0.0.1:{port} (Ctrl-C stops it)");
                    if options.hosts {
                        hosts::serve(beside, port)?;
                        println!("Pages of other sites that embed it: http://127.0.0.1:{beside}");
                    }
                    waiting = false;
                }
                Some(_) => refused += 1,
                None => {}
            }
            if refused > PATIENCE {
                bail!(
                    "the site was not built; what trunk said stands above. Mend it, run this again"
                );
            }
        }
        sleep(Duration::from_millis(200));
    }
}

impl Options {
    /// Reads the flags; `None` when they ask for help.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self {
            port: NonZeroU16::new(8080).expect("8080 is not zero"),
            release: false,
            hosts: false,
        };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("port") => {
                    let value = arguments.value()?;
                    options.port = value.parse().map_err(|_| {
                        format!("--port takes a number from 1 to 65535, not {value:?}")
                    })?;
                }
                Long("release") => options.release = true,
                Long("hosts") => options.hosts = true,
                Long("help") => return Ok(None),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(Some(options))
    }
}

/// Starts from an empty folder: Trunk listens even when its first build failed, and must not find
/// an old site then.
fn start_trunk(options: &Options) -> Result<Child> {
    let served = process::root().join(SERVED);
    match fs::remove_dir_all(&served) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot empty {}", served.display()));
        }
        _ => {}
    }
    process::trunk()
        .args(["serve", "--address", "127.0.0.1", "--disable-address-lookup", "--dist", SERVED])
        .args(["--port", &options.port.to_string()])
        .args(options.release.then_some("--release"))
        .spawn()
        .context("cannot start trunk")
}

/// Trunk while it runs. However `serve` ends, the server ends with it and gives the port back.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // An error means that it has ended by itself, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
