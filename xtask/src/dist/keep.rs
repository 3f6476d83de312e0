//! Files of an earlier dist that visitors may still ask for: a page opened yesterday names
//! yesterday's script.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

use super::hashed::{FOLDER, PINNED};
use super::tree::Tree;

/// So long after its replacement a file may still be asked for.
const DAYS: u64 = 30;

/// A file that is carried over: its path, its bytes, and when it was replaced.
pub(super) struct Kept {
    path: String,
    bytes: Vec<u8>,
    replaced: SystemTime,
}

/// Reads what is to be kept: all that the earlier pages name, which is replaced now, what was replaced
/// in the last days, and every pinned loader. The time of a kept file is that of its replacement.
pub(super) fn read(earlier: &Path, now: SystemTime) -> Result<Vec<Kept>> {
    let earlier_site = Tree::read(earlier)?;
    if earlier_site.get("index.html").is_none() {
        bail!("--keep {}: there is no earlier dist, since it has no index.html", earlier.display());
    }
    let pages = earlier_site
        .pages()
        .iter()
        .map(|page| earlier_site.text(page))
        .collect::<Result<String>>()?;
    let mut kept = Vec::new();
    for (path, bytes) in earlier_site.0 {
        let pinned = path.starts_with(PINNED);
        if !pinned && !path.starts_with(FOLDER) {
            continue;
        }
        let name = path.trim_end_matches(".br").trim_end_matches(".gz");
        let replaced = if pages.contains(name) {
            now
        } else {
            fs::metadata(earlier.join(&path)).and_then(|data| data.modified()).unwrap_or(now)
        };
        let age = now.duration_since(replaced).unwrap_or_default();
        if pinned || age <= Duration::from_hours(24 * DAYS) {
            kept.push(Kept { path, bytes, replaced });
        }
    }
    Ok(kept)
}

/// Writes what the new site does not have itself, and says how many files these are.
pub(super) fn write(kept: Vec<Kept>, tree: &Tree, folder: &Path) -> Result<usize> {
    let mut written = 0;
    for Kept { path, bytes, replaced } in kept {
        if tree.0.contains_key(&path) {
            continue;
        }
        let path = folder.join(path);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, bytes))
            .and_then(|()| File::options().write(true).open(&path)?.set_modified(replaced))
            .with_context(|| format!("cannot write {}", path.display()))?;
        written += 1;
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    use super::super::tree::Tree;
    use super::{read, write};
    use crate::process::root;

    const DAY: Duration = Duration::from_hours(24);

    #[test]
    fn what_the_page_names_and_what_was_replaced_lately_is_kept_and_keeps_its_time() {
        let folder = root().join("target/a-test-of-keep");
        let _ = fs::remove_dir_all(&folder);
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let earlier = [
            file("index.html", "import(\"./assets/named-1.js\")"),
            file("assets/named-1.js", "1"),
            file("assets/named-1.js.br", "1"),
            file("assets/lately-2.js", "2"),
            file("assets/long-ago-3.js", "3"),
            file("embed/v1/loader-9.js", "pinned"),
            file("content/a.json", "{}"),
        ];
        Tree(earlier.into()).write(&folder.join("old")).unwrap();
        let now = SystemTime::now();
        // Built long ago, but in use until this moment.
        for (path, days) in [
            ("assets/named-1.js", 90),
            ("assets/lately-2.js", 29),
            ("assets/long-ago-3.js", 31),
            ("embed/v1/loader-9.js", 900),
        ] {
            let file = File::options().write(true).open(folder.join("old").join(path));
            file.unwrap().set_modified(now - DAY * days).unwrap();
        }
        let kept = read(&folder.join("old"), now).unwrap();
        let tree = Tree([file("assets/new-4.js", "4"), file("assets/lately-2.js", "2")].into());
        tree.write(&folder.join("new")).unwrap();
        assert_eq!(write(kept, &tree, &folder.join("new")).unwrap(), 3);
        let paths: Vec<_> = Tree::read(&folder.join("new")).unwrap().0.into_keys().collect();
        assert_eq!(
            paths,
            [
                "assets/lately-2.js",
                "assets/named-1.js",
                "assets/named-1.js.br",
                "assets/new-4.js",
                "embed/v1/loader-9.js"
            ]
        );
        let time = fs::metadata(folder.join("new/assets/named-1.js")).unwrap().modified().unwrap();
        assert!(now.duration_since(time).unwrap_or_default() < DAY, "replaced today");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_is_no_dist_is_told() {
        let error = read(&root().join("xtask"), SystemTime::now()).err().unwrap().to_string();
        assert!(error.contains("--keep") && error.contains("index.html"), "{error}");
    }
}
