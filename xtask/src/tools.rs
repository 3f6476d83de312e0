//! The tools that the commands need, as a table, and how the missing ones are had.

mod crates;
mod debian;
mod npm;
mod rustup;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{TOOLS, command, output};
use crate::progress::Progress;
use crates::{Program, Version};
use debian::Package;
use npm::Scripts;

/// What `serve` needs.
pub(crate) const BUILD: &[&Tool] = &[&WASM_TARGET, &TRUNK, &WASM_BINDGEN];

/// What `dist` needs: it builds the standard library, too.
pub(crate) const DIST: &[&Tool] = &[&WASM_TARGET, &RUST_SRC, &TRUNK, &WASM_BINDGEN];

/// What `serve --hosts` needs.
pub(crate) const HOSTS: &[&Tool] = &[&NODE, &REACT, &WASM_TARGET, &TRUNK, &WASM_BINDGEN];

/// What `check` needs.
pub(crate) const CHECK: &[&Tool] = &[&WASM_TARGET, &RUSTFMT, &CLIPPY];

/// What `test` needs; first what may need an administrator.
pub(crate) const TEST: &[&Tool] = &[
    &BROWSERS,
    &FONTS,
    &SERVERS,
    &LIBRARIES,
    &NODE,
    &JAVA,
    &WRANGLER,
    &AXE,
    &CLIENTS,
    &REACT,
    &WASM_TARGET,
    &RUST_SRC,
    &RUSTFMT,
    &CLIPPY,
    &TRUNK,
    &WASM_BINDGEN,
    &GECKODRIVER,
];

/// What `bench` needs; first what may need an administrator.
pub(crate) const BENCH: &[&Tool] =
    &[&CHROMIUM, &FONTS, &NODE, &LIGHTHOUSE, &WASM_TARGET, &RUST_SRC, &TRUNK, &WASM_BINDGEN];

/// What `bench` runs in Node.
pub(crate) static BENCH_SCRIPTS: Scripts = Scripts { name: "bench", source: "xtask/bench" };

/// Cloudflare Pages' own runtime.
static WRANGLER_SCRIPTS: Scripts = Scripts { name: "wrangler", source: "xtask/wrangler" };

/// What the browsers' tests look for accessibility faults with.
static AXE_SCRIPTS: Scripts = Scripts { name: "axe", source: "tests/e2e/axe" };

/// The programs that read the site in the tests as others do.
static CLIENTS_SCRIPTS: Scripts = Scripts { name: "clients", source: "tests/e2e/clients" };

/// A page of another site, made with React, and the libraries of others.
static REACT_SCRIPTS: Scripts = Scripts { name: "hosts", source: "tests/hosts/react" };

/// A tool, where it comes from, and how long that takes on two cores.
pub(crate) struct Tool {
    name: &'static str,
    source: Source,
    takes: &'static str,
}

/// Where a tool comes from.
enum Source {
    /// A compilation target of the pinned toolchain.
    Target(&'static str),
    /// A component of the pinned toolchain, and the command that it adds to cargo.
    Component { component: &'static str, adds: &'static str },
    /// The source of the pinned toolchain's standard library.
    StdLibrary,
    /// A program compiled into `target/tools`.
    Crate(Program),
    /// Packages of the system.
    Debian(&'static [Package]),
    /// A family of fonts, and the Debian package that has it.
    Fonts { family: &'static str, package: &'static str },
    /// Packages of npm, beside the scripts that use them.
    Npm(&'static Scripts),
}

static WASM_TARGET: Tool = Tool {
    name: "wasm32-unknown-unknown",
    source: Source::Target("wasm32-unknown-unknown"),
    takes: "some seconds",
};
static RUST_SRC: Tool =
    Tool { name: "rust-src", source: Source::StdLibrary, takes: "some seconds" };
static RUSTFMT: Tool = Tool {
    name: "rustfmt",
    source: Source::Component { component: "rustfmt", adds: "fmt" },
    takes: "some seconds",
};
static CLIPPY: Tool = Tool {
    name: "clippy",
    source: Source::Component { component: "clippy", adds: "clippy" },
    takes: "some seconds",
};

static TRUNK: Tool = Tool {
    name: "trunk",
    source: Source::Crate(Program {
        package: "trunk",
        program: "trunk",
        // 0.22 needs a newer Rust than the pinned one. The default features only add TLS and a look
        // for updates.
        version: Version::Exactly("0.21.14"),
        flags: &["--locked", "--no-default-features"],
    }),
    takes: "about 4 minutes",
};
static WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    source: Source::Crate(Program {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: Version::OfLocked("wasm-bindgen"),
        // Not `--locked`: its lock file names a version that is missing from the registry.
        flags: &[],
    }),
    takes: "about 2 minutes",
};
static GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    source: Source::Crate(Program {
        package: "geckodriver",
        program: "geckodriver",
        version: Version::Exactly("0.37.1"),
        flags: &["--locked"],
    }),
    takes: "about 2 minutes",
};
static BROWSERS: Tool = Tool {
    name: "browsers",
    source: Source::Debian(&[
        Package { name: "chromium", gives: &["chromium"] },
        Package { name: "chromium-driver", gives: &["chromedriver"] },
        Package { name: "firefox-esr", gives: &["firefox-esr", "firefox"] },
        Package { name: "webkit2gtk-driver", gives: &["WebKitWebDriver"] },
        Package { name: "xvfb", gives: &["xvfb-run"] },
        Package { name: "xauth", gives: &["xauth"] },
    ]),
    takes: "some minutes",
};
static CHROMIUM: Tool = Tool {
    name: "chromium",
    source: Source::Debian(&[Package { name: "chromium", gives: &["chromium", "google-chrome"] }]),
    takes: "a minute",
};
// The page's fallback is drawn to the measure of fonts that people have; a bare server has none of them,
// and the layout shift measured there would be nobody's.
static FONTS: Tool = Tool {
    name: "fonts",
    source: Source::Fonts { family: "Liberation Serif", package: "fonts-liberation" },
    takes: "some seconds",
};
static SERVERS: Tool = Tool {
    name: "servers",
    source: Source::Debian(&[
        // Not on everybody's search path.
        Package { name: "nginx", gives: &["nginx", "/usr/sbin/nginx"] },
        Package {
            name: "libnginx-mod-http-brotli-static",
            gives: &["/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"],
        },
        Package { name: "caddy", gives: &["caddy"] },
    ]),
    takes: "a minute",
};
// What npm does not have of the libraries that other sites' pages use.
static LIBRARIES: Tool = Tool {
    name: "libraries",
    source: Source::Debian(&[
        Package {
            name: "libjs-prototype",
            gives: &["/usr/share/javascript/prototype/prototype.js"],
        },
        Package {
            name: "libjs-mootools",
            gives: &["/usr/share/javascript/mootools/mootools-core-nc.js"],
        },
    ]),
    takes: "some seconds",
};
static WRANGLER: Tool =
    Tool { name: "wrangler", source: Source::Npm(&WRANGLER_SCRIPTS), takes: "less than a minute" };
static NODE: Tool = Tool {
    name: "node",
    source: Source::Debian(&[
        Package { name: "nodejs", gives: &["node"] },
        Package { name: "npm", gives: &["npm"] },
    ]),
    takes: "some minutes",
};
// The Nu Html Checker is written in it.
static JAVA: Tool = Tool {
    name: "java",
    source: Source::Debian(&[Package { name: "default-jre-headless", gives: &["java"] }]),
    takes: "a minute",
};
static AXE: Tool =
    Tool { name: "axe-core", source: Source::Npm(&AXE_SCRIPTS), takes: "some seconds" };
static CLIENTS: Tool =
    Tool { name: "clients", source: Source::Npm(&CLIENTS_SCRIPTS), takes: "less than a minute" };
static REACT: Tool =
    Tool { name: "react", source: Source::Npm(&REACT_SCRIPTS), takes: "some seconds" };
static LIGHTHOUSE: Tool =
    Tool { name: "lighthouse", source: Source::Npm(&BENCH_SCRIPTS), takes: "less than a minute" };

/// The script of the page that is made with React, really built.
pub(crate) fn hosts_script() -> Result<String> {
    let folder = REACT_SCRIPTS.folder();
    let mut esbuild = command("node");
    esbuild.arg("node_modules/esbuild/bin/esbuild").current_dir(&folder).args([
        "app.jsx",
        "--bundle",
        "--jsx=automatic",
        "--define:process.env.NODE_ENV=\"development\"",
    ]);
    output(esbuild).context("the page made with React cannot be built: look at tests/hosts/react")
}

/// Goes through the tools, installs the missing ones and says so.
pub(crate) fn ensure(tools: &[&Tool], progress: &mut Progress) -> Result<()> {
    for tool in tools {
        let step = progress.begin(tool.label()?);
        if tool.source.is_there()? {
            step.say("found");
            continue;
        }
        step.say(&format!("installing ({})…", tool.takes));
        let log = PathBuf::from(TOOLS).join("log").join(format!("{}.log", tool.name));
        tool.source.install(&log).with_context(|| format!("missing tool `{}`", tool.name))?;
        if !tool.source.is_there()? {
            bail!(
                "`{}` was installed but is still not found; its log is {}",
                tool.name,
                log.display()
            );
        }
        step.end("installed");
    }
    Ok(())
}

impl Tool {
    /// The name, with the version where the project chooses it.
    fn label(&self) -> Result<String> {
        Ok(match &self.source {
            Source::Crate(program) => format!("{} {}", self.name, program.version.read()?),
            _ => self.name.to_owned(),
        })
    }
}

impl Source {
    fn is_there(&self) -> Result<bool> {
        Ok(match self {
            Self::Target(target) => rustup::has_target(target),
            Self::Component { adds, .. } => rustup::has_component(adds),
            Self::StdLibrary => rustup::has_std_source(),
            Self::Crate(program) => program.is_installed()?,
            Self::Debian(packages) => debian::missing(packages).is_empty(),
            Self::Fonts { family, .. } => debian::has_fonts(family),
            Self::Npm(scripts) => scripts.is_there()?,
        })
    }

    fn install(&self, log: &Path) -> Result<()> {
        match self {
            Self::Target(target) => rustup::add("target", target, log),
            Self::Component { component, .. } => rustup::add("component", component, log),
            Self::StdLibrary => rustup::add("component", "rust-src", log),
            Self::Crate(program) => program.install(log),
            Self::Debian(packages) => debian::install(&debian::missing(packages), log),
            Self::Fonts { package, .. } => debian::install(&[*package], log),
            Self::Npm(scripts) => scripts.install(log),
        }
    }
}
