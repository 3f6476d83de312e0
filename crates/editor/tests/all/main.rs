//! What editors use: the check, the schemas, the form, the commands and the guide. One program, which is linked once.

use std::path::{Path, PathBuf};

mod check;
mod copy;
mod entry;
mod form;
mod guide;
mod schema;

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
