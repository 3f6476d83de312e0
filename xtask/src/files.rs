//! Files and folders: the calls of `std::fs` with the path in their errors.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context, Result};

/// Reads a text in UTF-8.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, and creates the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    create_parent(path)
        .and_then(|()| fs::write(path, bytes))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Copies a file, and creates the folders above the copy.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    create_parent(to)
        .and_then(|()| fs::copy(from, to))
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

/// Creates the folders above a file.
pub(crate) fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Removes a folder with all that it contains; does nothing if it does not exist.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// The paths of all files below a folder, relative to it and with `/` between their parts, without the
/// files and folders directly in it that `except` names.
pub(crate) fn list(folder: &Path, except: &[&str]) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    list_into(&mut paths, folder, "", except)
        .with_context(|| format!("cannot read the folder {}", folder.display()))?;
    Ok(paths)
}

fn list_into(
    paths: &mut Vec<String>,
    folder: &Path,
    prefix: &str,
    except: &[&str],
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if except.contains(&&*name) {
            continue;
        }
        if path.is_dir() {
            list_into(paths, &path, &format!("{prefix}{name}/"), &[])?;
        } else {
            paths.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
