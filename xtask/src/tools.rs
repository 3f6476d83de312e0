//! The tools of the commands, as a table, and their installation.

mod crates;
mod debian;
mod npm;
mod rustup;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{TOOLS, command, find, output};
use crate::progress::Progress;
use crates::{Program, Version};
use debian::Package;
use npm::NpmProject;

/// The tools of `serve` and of `dist --plain`.
pub(crate) const BUILD: &[&Tool] = &[&WASM_TARGET, &TRUNK, &WASM_BINDGEN];

/// The tools of `dist`, which builds the standard library, too.
pub(crate) const DIST: &[&Tool] = &[&WASM_TARGET, &RUST_SRC, &TRUNK, &WASM_BINDGEN];

/// Additional tools of `dist` if Node is installed.
pub(crate) const DIST_WITH_NODE: &[&Tool] = &[&WASM_OPT];

/// The tools of `serve --hosts`.
pub(crate) const HOSTS: &[&Tool] = &[&NODE, &REACT, &WASM_TARGET, &TRUNK, &WASM_BINDGEN];

/// The tools of `edit`, and of `dist --editor`.
pub(crate) const FORM: &[&Tool] = &[&NODE, &FORM_PACKAGE];

/// The tools of `check`.
pub(crate) const CHECK: &[&Tool] = &[&WASM_TARGET, &RUSTFMT, &CLIPPY];

/// The tools of `check` besides, where Node is.
pub(crate) const CHECK_SCRIPTS: &[&Tool] = &[&LINT];

/// The tools of `test`; first those that may need an administrator.
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
    &LINT,
    &REACT,
    &WASM_OPT,
    &WASM_TARGET,
    &RUST_SRC,
    &RUSTFMT,
    &CLIPPY,
    &TRUNK,
    &WASM_BINDGEN,
    &GECKODRIVER,
];

/// The tools of `test --all` besides.
pub(crate) const TEST_ALL: &[&Tool] = &[&WORDPRESS, &FORM_PACKAGE];

/// The tools of `bench` besides those of `dist`; first those that may need an administrator.
pub(crate) const BENCH: &[&Tool] = &[&CHROMIUM, &FONTS, &NODE, &BENCH_PACKAGES];

/// The program of `bench`, and the pages that it compares.
pub(crate) static BENCH_SCRIPTS: NpmProject = NpmProject { name: "bench", source: "xtask/bench" };

/// The linter of stylesheets and the type checker of scripts.
pub(crate) static LINT_SCRIPTS: NpmProject = NpmProject { name: "lint", source: "tests/lint" };

/// Another site's page, made with React, and the libraries of others.
static REACT_SCRIPTS: NpmProject = NpmProject { name: "hosts", source: "tests/hosts/react" };

/// The form for editors.
pub(crate) static FORM_SCRIPTS: NpmProject = NpmProject { name: "form", source: "xtask/form" };

/// The optimizer of the Wasm.
static WASM_OPT_SCRIPTS: NpmProject = NpmProject { name: "wasm-opt", source: "xtask/wasm-opt" };

/// A tool, its source, and the duration of its installation on two cores.
pub(crate) struct Tool {
    name: &'static str,
    source: Source,
    duration: &'static str,
}

/// The source of a tool.
enum Source {
    /// A compilation target of the pinned toolchain.
    Target(&'static str),
    /// A component of the pinned toolchain, and its cargo subcommand.
    Component { component: &'static str, subcommand: &'static str },
    /// The source of the pinned toolchain's standard library.
    StdLibrary,
    /// A program from crates.io.
    Crate(Program),
    /// Packages of the system.
    Debian(&'static [Package]),
    /// A family of fonts, and its Debian package.
    Fonts { family: &'static str, package: &'static str },
    /// Packages from npm, beside the scripts that use them.
    Npm(&'static NpmProject),
}

static WASM_TARGET: Tool = Tool {
    name: "wasm32-unknown-unknown",
    source: Source::Target("wasm32-unknown-unknown"),
    duration: SECONDS,
};
static RUST_SRC: Tool = Tool { name: "rust-src", source: Source::StdLibrary, duration: SECONDS };
static RUSTFMT: Tool = Tool::component("rustfmt", "fmt");
static CLIPPY: Tool = Tool::component("clippy", "clippy");

static TRUNK: Tool = Tool {
    name: "trunk",
    source: Source::Crate(Program {
        package: "trunk",
        program: "trunk",
        // 0.22 needs a newer Rust than the pinned one. The default features only add TLS and a check for updates.
        version: Version::Exactly("0.21.14"),
        flags: &["--locked", "--no-default-features"],
    }),
    duration: "about 4 minutes",
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
    duration: "about 2 minutes",
};
static GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    source: Source::Crate(Program {
        package: "geckodriver",
        program: "geckodriver",
        version: Version::Exactly("0.37.1"),
        flags: &["--locked"],
    }),
    duration: "about 2 minutes",
};
static BROWSERS: Tool = Tool::debian(
    "browsers",
    &[
        Package { name: "chromium", provides: &["chromium"] },
        Package { name: "chromium-driver", provides: &["chromedriver"] },
        Package { name: "firefox-esr", provides: &["firefox-esr", "firefox"] },
        Package { name: "webkit2gtk-driver", provides: &["WebKitWebDriver"] },
        Package { name: "xvfb", provides: &["Xvfb"] },
    ],
    "some minutes",
);
static CHROMIUM: Tool = Tool::debian(
    "chromium",
    &[Package { name: "chromium", provides: &["chromium", "google-chrome"] }],
    "a minute",
);
// The page's fallback font has the metrics of common fonts; a bare server has none of them, and would show a
// layout shift that no visitor sees.
static FONTS: Tool = Tool {
    name: "fonts",
    source: Source::Fonts { family: "Liberation Serif", package: "fonts-liberation" },
    duration: SECONDS,
};
static SERVERS: Tool = Tool::debian(
    "servers",
    &[
        // `/usr/sbin` is not on every user's search path.
        Package { name: "nginx", provides: &["nginx", "/usr/sbin/nginx"] },
        Package {
            name: "libnginx-mod-http-brotli-static",
            provides: &["/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"],
        },
        Package { name: "caddy", provides: &["caddy"] },
    ],
    "a minute",
);
// Libraries of other sites' pages that npm does not have.
static LIBRARIES: Tool = Tool::debian(
    "libraries",
    &[
        Package {
            name: "libjs-prototype",
            provides: &["/usr/share/javascript/prototype/prototype.js"],
        },
        Package {
            name: "libjs-mootools",
            provides: &["/usr/share/javascript/mootools/mootools-core-nc.js"],
        },
    ],
    SECONDS,
);
static NODE: Tool = Tool::debian(
    "node",
    &[Package { name: "nodejs", provides: &["node"] }, Package { name: "npm", provides: &["npm"] }],
    "some minutes",
);
// For the Nu Html Checker.
static JAVA: Tool = Tool::debian(
    "java",
    &[Package { name: "default-jre-headless", provides: &["java"] }],
    "a minute",
);
static WORDPRESS: Tool = Tool::debian(
    "wordpress",
    &[
        Package { name: "wordpress", provides: &["/usr/share/wordpress/wp-load.php"] },
        Package {
            name: "wordpress-theme-twentytwentythree",
            provides: &["/usr/share/wordpress/wp-content/themes/twentytwentythree/style.css"],
        },
        Package { name: "mariadb-server", provides: &["mariadbd", "/usr/sbin/mariadbd"] },
        Package { name: "php-cli", provides: &["php"] },
        Package {
            name: "php-mysql",
            // Debian 12 and 13.
            provides: &[
                "/usr/share/php8.2-mysql/mysql/mysqli.ini",
                "/usr/share/php8.4-mysql/mysql/mysqli.ini",
            ],
        },
    ],
    "some minutes",
);
// Cloudflare Pages' own runtime.
static WRANGLER: Tool = Tool::npm(
    "wrangler",
    &NpmProject { name: "wrangler", source: "xtask/wrangler" },
    "less than a minute",
);
// The accessibility checker of the browser tests.
static AXE: Tool =
    Tool::npm("axe-core", &NpmProject { name: "axe", source: "tests/e2e/axe" }, SECONDS);
// Other programs that read the site in the tests.
static CLIENTS: Tool = Tool::npm(
    "clients",
    &NpmProject { name: "clients", source: "tests/e2e/clients" },
    "less than a minute",
);
static REACT: Tool = Tool::npm("react", &REACT_SCRIPTS, SECONDS);
static LINT: Tool = Tool::npm("lint", &LINT_SCRIPTS, SECONDS);
static WASM_OPT: Tool = Tool::npm("wasm-opt", &WASM_OPT_SCRIPTS, SECONDS);
static FORM_PACKAGE: Tool = Tool::npm("form", &FORM_SCRIPTS, SECONDS);
static BENCH_PACKAGES: Tool = Tool::npm("bench", &BENCH_SCRIPTS, "some minutes");

const SECONDS: &str = "some seconds";

/// Whether Node and npm are installed.
pub(crate) fn has_node() -> bool {
    ["node", "npm"].iter().all(|program| find(program).is_some())
}

/// The path of the Node script `wasm-opt`, if it and Node are installed.
pub(crate) fn find_wasm_opt() -> Option<PathBuf> {
    let script = WASM_OPT_SCRIPTS.folder().join("node_modules/binaryen/bin/wasm-opt");
    (has_node() && script.is_file()).then_some(script)
}

/// Builds the script of the page that is made with React.
pub(crate) fn build_react_script() -> Result<String> {
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

/// Installs the missing tools, and prints the result for each.
pub(crate) fn ensure(tools: &[&Tool], progress: &mut Progress) -> Result<()> {
    for tool in tools {
        let step = progress.begin(tool.label()?);
        if tool.source.is_installed()? {
            step.print("found");
            continue;
        }
        step.print(&format!("installing ({})…", tool.duration));
        let log = PathBuf::from(TOOLS).join("log").join(format!("{}.log", tool.name));
        tool.source.install(&log).with_context(|| format!("missing tool `{}`", tool.name))?;
        if !tool.source.is_installed()? {
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
    const fn component(component: &'static str, subcommand: &'static str) -> Self {
        let source = Source::Component { component, subcommand };
        Self { name: component, source, duration: SECONDS }
    }

    const fn debian(
        name: &'static str,
        packages: &'static [Package],
        duration: &'static str,
    ) -> Self {
        Self { name, source: Source::Debian(packages), duration }
    }

    const fn npm(name: &'static str, scripts: &'static NpmProject, duration: &'static str) -> Self {
        Self { name, source: Source::Npm(scripts), duration }
    }

    /// The name, with the version if the project pins it.
    fn label(&self) -> Result<String> {
        Ok(match &self.source {
            Source::Crate(program) => format!("{} {}", self.name, program.version.read()?),
            _ => self.name.to_owned(),
        })
    }
}

impl Source {
    fn is_installed(&self) -> Result<bool> {
        Ok(match self {
            Self::Target(target) => rustup::has_target(target),
            Self::Component { subcommand, .. } => rustup::has_component(subcommand),
            Self::StdLibrary => rustup::has_std_source(),
            Self::Crate(program) => program.is_installed()?,
            Self::Debian(packages) => debian::find_missing(packages).is_empty(),
            Self::Fonts { family, .. } => debian::has_fonts(family),
            Self::Npm(scripts) => {
                scripts.update_copies()?;
                scripts.is_installed()
            }
        })
    }

    fn install(&self, log: &Path) -> Result<()> {
        match self {
            Self::Target(target) => rustup::add("target", target, log),
            Self::Component { component, .. } => rustup::add("component", component, log),
            Self::StdLibrary => rustup::add("component", "rust-src", log),
            Self::Crate(program) => program.install(log),
            Self::Debian(packages) => debian::install(&debian::find_missing(packages), log),
            Self::Fonts { package, .. } => debian::install(&[*package], log),
            Self::Npm(scripts) => scripts.install(log),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, TRUNK};
    use crate::{files, process::root};

    #[test]
    fn the_version_of_trunk_is_the_same_in_every_file() {
        let Source::Crate(program) = &TRUNK.source else { panic!("a program from crates.io") };
        let version = program.version.read().unwrap();
        for (file, text) in [
            ("Trunk.toml", format!("trunk-version = \"={version}\"")),
            ("README.md", format!("if Trunk {version} is installed")),
        ] {
            let found = files::read_text(&root().join(file)).unwrap();
            assert!(found.contains(&text), "{file} does not have `{text}`");
        }
    }
}
