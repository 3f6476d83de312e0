//! What is built before anything is hashed: Trunk's files, the template of the page, and the program
//! that fills it. All three are kept, so that changed content needs no build.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::hook;
use crate::process;
use crate::test;

use super::tree::{Tree, ending};

/// Where all of it is, below the project's root.
const FOLDER: &str = "target/dist";

/// Where Trunk builds for production.
pub(crate) const TRUNK: &str = "target/dist/trunk";

/// Where the hook leaves the page that Trunk has made, minified and not filled.
const TEMPLATE_VARIABLE: &str = "NEXT_LEVEL_TEMPLATE";

/// The environment in which cargo builds the Wasm together with its standard library, for size: 7 of 98 kB after
/// brotli, measured on Rust 1.95.0. A panic's place in the source and what only `Debug` prints are left out. Each
/// function may be inlined in another crate before all are linked: another 3.3 kB.
///
/// These settings are unstable, and asked for of the pinned, stable toolchain: look at them again with each new
/// one. `cargo xtask hook` removes them for the native build.
pub(crate) const SMALLEST: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        process::WASM_FLAGS,
        "-Zlocation-detail=none -Zfmt-debug=none -Zcross-crate-inline-threshold=always",
    ),
];

/// Trunk's build for production into a folder below the project's root; `plain` with the toolchain's own
/// standard library.
pub(crate) fn production_build(folder: &str, plain: bool) -> process::Command {
    let mut trunk = test::trunk_build(folder);
    if !plain {
        trunk.envs(SMALLEST);
    }
    trunk
}

/// A finished stage.
pub(super) struct Stage {
    app: PathBuf,
}

impl Stage {
    fn at(folder: &Path) -> Self {
        Self { app: folder.join("app") }
    }

    /// Builds the Wasm, the template and the program that fills it.
    pub(super) fn build(plain: bool) -> Result<Self> {
        let folder = process::root().join(FOLDER);
        let stage = Self::at(&folder);
        fs::create_dir_all(&stage.app)
            .with_context(|| format!("cannot create {}", stage.app.display()))?;
        let log = format!("{FOLDER}/log/trunk.log");
        let mut trunk = production_build(TRUNK, plain);
        trunk.args(["--locked", "true"]).env(TEMPLATE_VARIABLE, stage.template());
        process::follow(trunk, Path::new(&log), "Mend it, then run this again.")?;
        let program = prerender()?;
        fs::copy(&program, stage.program())
            .with_context(|| format!("cannot copy {}", program.display()))?;
        Ok(stage)
    }

    /// The stage of an earlier build, for content that has changed since.
    pub(super) fn earlier() -> Result<Self> {
        let stage = Self::at(&process::root().join(FOLDER));
        let trunk = process::root().join(TRUNK);
        let there = stage.template().is_file() && stage.program().is_file() && trunk.is_dir();
        if !there {
            bail!(
                "--content-only takes the Wasm of an earlier build, and there is none in {FOLDER}: run \
                 cargo xtask dist once, without --content-only"
            );
        }
        Ok(stage)
    }

    /// Every file of the site, before hashes: the scripts and the Wasm, what lies in `public`, and
    /// what depends on the content.
    pub(super) fn files(&self, url: Option<&str>) -> Result<Tree> {
        let pages = self.app.with_file_name("pages");
        if pages.exists() {
            fs::remove_dir_all(&pages)
                .with_context(|| format!("cannot empty {}", pages.display()))?;
        }
        let mut program = process::command(&self.program().to_string_lossy());
        program.arg("site").arg(self.template()).arg(&pages).args(url);
        let output = program.output().context("cannot run the program that fills the page")?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim_end());
        }
        let pages = Tree::read(&pages)?;
        let mut tree = Tree::read(&process::root().join(TRUNK))?;
        // Only the Wasm and its glue: the hook has written pages and their scripts beside them, and Trunk has
        // copied what lies in `public`.
        tree.0.retain(|path, _| {
            !path.contains('/')
                && ["js", "wasm"].contains(&ending(path))
                && pages.get(path).is_none()
        });
        tree.add(Tree::read(&process::root().join("public"))?)?;
        tree.add(pages)?;
        Ok(tree)
    }

    fn template(&self) -> PathBuf {
        self.app.join("template.html")
    }

    fn program(&self) -> PathBuf {
        self.app.join(format!("prerender{}", std::env::consts::EXE_SUFFIX))
    }
}

/// The program that Trunk's hook has just run, and where it is.
fn prerender() -> Result<PathBuf> {
    let mut cargo = process::command("cargo");
    cargo.args(["build", "--locked", "--package", "prerender"]).args(hook::MINIFY);
    cargo.args(["--message-format", "json"]);
    let told = process::output(cargo).context("cargo build --package prerender fails")?;
    let messages = told.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages.filter_map(|message| Some(message["executable"].as_str()?.into()));
    programs.next_back().context("cargo names no program `prerender`")
}
