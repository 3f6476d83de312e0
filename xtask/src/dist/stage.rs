//! The build results that come before hashing: Trunk's files, the template of the page, and the program
//! that fills it. All three are kept, so that changed content needs no build.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::files;
use crate::process;
use crate::tools;

use super::tree::{Tree, extension};

/// The folder of these results, from the project's root.
const FOLDER: &str = "target/dist";

/// The folder of Trunk's production build.
pub(crate) const TRUNK: &str = "target/dist/trunk";

/// Names the file into which the hook copies Trunk's page, which has no content yet.
const TEMPLATE_VARIABLE: &str = "NEXT_LEVEL_TEMPLATE";

/// The environment in which cargo builds the Wasm together with its standard library, for size: 7 of 98 kB after
/// brotli, measured on Rust 1.95.0. A panic is one instruction, `unreachable`, without message or hook: another
/// 4.4 kB. `Debug` prints nothing. Every function may be inlined into other crates before link-time optimisation:
/// another 3.3 kB.
///
/// These settings are unstable, and used with the pinned, stable toolchain: review them with each new one.
/// `cargo xtask hook` removes them for the native build.
pub(crate) const SIZE_OPTIMIZED: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        process::WASM_FLAGS,
        "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none \
         -Zcross-crate-inline-threshold=always",
    ),
];

/// Names the script `wasm-opt` for the hook.
pub(crate) const WASM_OPT_VARIABLE: &str = "NEXT_LEVEL_WASM_OPT";

/// The flags with which the production build compiles `prerender`: development does without the minifiers.
pub(crate) const MINIFY: [&str; 2] = ["--features", "minify"];

/// Finished build results.
pub(super) struct Stage {
    /// The folder of the template and the program.
    app: PathBuf,
}

impl Stage {
    fn new() -> Self {
        Self { app: process::root().join(FOLDER).join("app") }
    }

    /// Builds the Wasm, the template and the program that fills it; `plain` without unstable settings and wasm-opt.
    pub(super) fn build(plain: bool) -> Result<Self> {
        let stage = Self::new();
        fs::create_dir_all(&stage.app)
            .with_context(|| format!("cannot create {}", stage.app.display()))?;
        let log = format!("{FOLDER}/log/trunk.log");
        let mut trunk = process::trunk();
        trunk
            .args(["build", "--release", "--dist", TRUNK, "--locked", "true"])
            .env(TEMPLATE_VARIABLE, stage.template());
        if !plain {
            trunk.envs(SIZE_OPTIMIZED);
            trunk.envs(tools::find_wasm_opt().map(|script| (WASM_OPT_VARIABLE, script)));
        }
        process::follow(trunk, Path::new(&log), "Fix it, then run this again.")?;
        files::copy(&find_prerender()?, &stage.program())?;
        Ok(stage)
    }

    /// The results of an earlier build, for content that has changed since.
    pub(super) fn from_earlier_build() -> Result<Self> {
        let stage = Self::new();
        let trunk = process::root().join(TRUNK);
        let is_complete = stage.template().is_file() && stage.program().is_file() && trunk.is_dir();
        if !is_complete {
            bail!(
                "--content-only takes the Wasm of an earlier build, and there is none in {FOLDER}: run \
                 cargo xtask dist once, without --content-only"
            );
        }
        Ok(stage)
    }

    /// Every file of the site, before hashing: the scripts and the Wasm, the files in `public`, and those that
    /// depend on the content.
    pub(super) fn files(&self, url: Option<&str>) -> Result<Tree> {
        let pages = self.app.with_file_name("pages");
        files::remove_folder(&pages)?;
        let mut program = process::command(&self.program().to_string_lossy());
        program.arg("site").arg(self.template()).arg(&pages).args(url);
        let output = program.output().context("cannot run the program that fills the page")?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim_end());
        }
        let pages = Tree::read(&pages)?;
        let mut tree = Tree::read(&process::root().join(TRUNK))?;
        // Keeps only the Wasm and its glue: beside them are the pages and scripts of the hook, and Trunk's copy of
        // `public`.
        tree.0.retain(|path, _| {
            !path.contains('/')
                && ["js", "wasm"].contains(&extension(path))
                && pages.get(path).is_none()
        });
        let mut public = Tree::read(&process::root().join("public"))?;
        // The program has written the files of the content in which the size of a picture was missing or wrong.
        public.0.retain(|path, _| !path.starts_with("content/") || pages.get(path).is_none());
        tree.add(public)?;
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

/// The path of the program that Trunk's hook has just run.
fn find_prerender() -> Result<PathBuf> {
    let mut cargo = process::command("cargo");
    cargo.args(["build", "--locked", "--package", "prerender"]).args(MINIFY);
    cargo.args(["--message-format", "json"]);
    let output = process::output(cargo).context("cargo build --package prerender fails")?;
    let messages = output.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages.filter_map(|message| Some(message["executable"].as_str()?.into()));
    programs.next_back().context("cargo names no program `prerender`")
}
