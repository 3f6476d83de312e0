//! Where programs, the built site and the screenshots are.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The project's root.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("tests/e2e lies two folders below the workspace")
}

/// The built site: `NEXT_LEVEL_DIST`, or `dist` in the workspace.
pub fn dist() -> PathBuf {
    let dist = env::var_os("NEXT_LEVEL_DIST").map_or_else(|| workspace().join("dist"), Into::into);
    assert!(
        dist.join("index.html").is_file(),
        "there is no built site in {}: run `cargo xtask test`, which builds it",
        dist.display()
    );
    dist
}

pub(crate) fn screenshots() -> PathBuf {
    workspace().join("target/screenshots")
}

/// Finds a program: in an environment variable, on PATH, in `target/tools/bin` or in one of the usual places.
pub fn program(variable: &str, name: &str, usual: &[&str]) -> PathBuf {
    if let Some(path) = env::var_os(variable) {
        let path = PathBuf::from(path);
        assert!(path.is_file(), "{variable} names {}, which is no file", path.display());
        return path;
    }
    let on_path = env::var_os("PATH").unwrap_or_default();
    let usual = usual.iter().flat_map(|pattern| {
        ["x86_64-linux-gnu", "aarch64-linux-gnu"]
            .map(|triplet| pattern.replace("{triplet}", triplet).into())
    });
    env::split_paths(&on_path)
        .chain([workspace().join("target/tools/bin")])
        .map(|folder| folder.join(name))
        .chain(usual)
        .find(|path: &PathBuf| path.is_file())
        .unwrap_or_else(|| {
            panic!("{name} is missing: run `cargo xtask test`, which installs it, or name it in {variable}")
        })
}

/// The path of the built site's Wasm, whose name carries a hash.
pub fn wasm() -> String {
    let files = fs::read_dir(dist()).expect("the site is built: run cargo xtask test");
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let wasm: Vec<_> = names.filter(|name| name.ends_with(".wasm")).collect();
    assert_eq!(wasm.len(), 1, "one Wasm: {wasm:?}");
    format!("/{}", wasm[0])
}
