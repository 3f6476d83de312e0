//! The paths of programs, the built site and the screenshots.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use walkdir::WalkDir;

/// The project's root.
pub fn workspace_dir() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("tests/e2e lies two folders below the workspace")
}

/// The built site: `NEXT_LEVEL_DIST`, or `dist` in the workspace.
pub fn dist_dir() -> PathBuf {
    let dist =
        env::var_os("NEXT_LEVEL_DIST").map_or_else(|| workspace_dir().join("dist"), Into::into);
    assert!(
        dist.join("index.html").is_file(),
        "there is no built site in {}: run `cargo xtask test`, which builds it",
        dist.display()
    );
    dist
}

pub(crate) fn screenshots_dir() -> PathBuf {
    workspace_dir().join("target/screenshots")
}

/// Finds a program: in an environment variable, on PATH, in `target/tools/bin` or at one of the fallback paths.
///
/// # Panics
///
/// If there is none, or if the variable names no file.
pub fn find_program(variable: &str, name: &str, fallbacks: &[&str]) -> PathBuf {
    if let Some(path) = env::var_os(variable) {
        let path = PathBuf::from(path);
        assert!(path.is_file(), "{variable} names {}, which is no file", path.display());
        return path;
    }
    let on_path = env::var_os("PATH").unwrap_or_default();
    let fallbacks = fallbacks.iter().flat_map(|pattern| {
        ["x86_64-linux-gnu", "aarch64-linux-gnu"]
            .map(|triplet| pattern.replace("{triplet}", triplet).into())
    });
    env::split_paths(&on_path)
        .chain([workspace_dir().join("target/tools/bin")])
        .map(|folder| folder.join(name))
        .chain(fallbacks)
        .find(|path: &PathBuf| path.is_file())
        .unwrap_or_else(|| {
            panic!("{name} is missing: run `cargo xtask test`, which installs it, or name it in {variable}")
        })
}

/// The folders that `cargo xtask test` builds to be hosted, `root` and `sub`: `NEXT_LEVEL_HOSTED`, or `target/hosted`.
pub fn hosted_dir() -> PathBuf {
    env::var_os("NEXT_LEVEL_HOSTED")
        .map_or_else(|| workspace_dir().join("target/hosted"), PathBuf::from)
}

/// The files in a folder and in its subfolders, in order.
pub fn list_files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries =
        entries.map(|entry| entry.expect("a folder: run cargo xtask test, which builds it"));
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// Copies a folder with the modification times of its files, from which two servers derive their ETags.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the temporary folder must be writable");
    let status = Command::new("cp").arg("-a").arg(from.join(".")).arg(to).status();
    assert!(status.is_ok_and(|status| status.success()), "{} cannot be copied", from.display());
}

/// The URL path of the built site's Wasm, whose name carries a hash.
pub fn wasm_path() -> String {
    let files = fs::read_dir(dist_dir()).expect("the site is built: run cargo xtask test");
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let wasm: Vec<_> = names.filter(|name| name.ends_with(".wasm")).collect();
    assert_eq!(wasm.len(), 1, "one Wasm: {wasm:?}");
    format!("/{}", wasm[0])
}

/// The URL path of the JavaScript that wasm-bindgen makes for the Wasm.
pub fn glue_path() -> String {
    wasm_path().replace("_bg.wasm", ".js")
}
