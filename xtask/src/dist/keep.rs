//! Files of an earlier dist that visitors may still request: a page opened yesterday names
//! yesterday's script.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

use super::hashed::{HASHED_FOLDER, PINNED, TESTIMONIALS};
use super::tree::Tree;
use crate::files;

/// For this long a file may still be requested after its replacement.
const RETENTION: Duration = Duration::from_hours(24 * 30);

/// A file that is carried over: its path, its bytes, and when it was replaced.
pub(super) struct KeptFile {
    path: String,
    bytes: Vec<u8>,
    replaced: SystemTime,
    /// The page of the testimonial whose picture it is.
    testimonial: Option<String>,
}

/// The start of the paths of the testimonials' cards (`crates/prerender/src/art/cards.rs`).
const CARD_PREFIX: &str = "assets/carte-";
/// The start of the paths of the testimonials' posters.
const POSTER_PREFIX: &str = "assets/affiche-";

/// Reads the files to keep: those that the earlier pages name, which are replaced now, those replaced less
/// than [`RETENTION`] ago, and every pinned loader. A picture of a testimonial is kept only as long as a page of the
/// testimonial names it, since nothing may be left of one that is withdrawn. A kept file's modification time is that of its replacement.
pub(super) fn read(earlier: &Path, now: SystemTime) -> Result<Vec<KeptFile>> {
    let site = Tree::read(earlier)?;
    if site.get("index.html").is_none() {
        bail!("--keep {}: there is no earlier dist, since it has no index.html", earlier.display());
    }
    let pages = site.pages().iter().map(|page| site.text(page)).collect::<Result<String>>()?;
    let testimonials = site.pages().into_iter().filter(|page| page.starts_with(TESTIMONIALS));
    let testimonials: Vec<_> = testimonials.collect();
    let mut kept = Vec::new();
    for (path, bytes) in &site.0 {
        let is_pinned = path.starts_with(PINNED);
        if !is_pinned && !path.starts_with(HASHED_FOLDER) {
            continue;
        }
        let names_it = |page: &&String| site.text(page).is_ok_and(|html| html.contains(path));
        let is_picture = [CARD_PREFIX, POSTER_PREFIX].iter().any(|prefix| path.starts_with(prefix));
        let testimonial = testimonials.iter().find(names_it).filter(|_| is_picture).cloned();
        if is_picture && testimonial.is_none() {
            continue;
        }
        let name = path.trim_end_matches(".br").trim_end_matches(".gz");
        let replaced = if pages.contains(name) {
            now
        } else {
            fs::metadata(earlier.join(path)).and_then(|data| data.modified()).unwrap_or(now)
        };
        let age = now.duration_since(replaced).unwrap_or_default();
        if is_pinned || age <= RETENTION {
            let (path, bytes) = (path.clone(), bytes.clone());
            kept.push(KeptFile { path, bytes, replaced, testimonial });
        }
    }
    Ok(kept)
}

/// Writes the kept files that the new site does not have itself, and returns their number.
pub(super) fn write(kept: Vec<KeptFile>, tree: &Tree, folder: &Path) -> Result<usize> {
    let mut written = 0;
    for KeptFile { path, bytes, replaced, testimonial } in kept {
        // The page of a testimonial that is withdrawn names no picture.
        let is_withdrawn = testimonial
            .is_some_and(|page| !tree.text(&page).is_ok_and(|html| html.contains(CARD_PREFIX)));
        if tree.get(&path).is_some() || is_withdrawn {
            continue;
        }
        let path = folder.join(path);
        files::write(&path, bytes)?;
        File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(replaced))
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
    fn named_and_recently_replaced_files_are_kept_with_their_time() {
        let folder = root().join("target/a-test-of-keep");
        let _ = fs::remove_dir_all(&folder);
        let earlier = [
            ("index.html", "import(\"./assets/named-1.js\")"),
            ("assets/named-1.js", "1"),
            ("assets/named-1.js.br", "1"),
            ("assets/lately-2.js", "2"),
            ("assets/long-ago-3.js", "3"),
            ("embed/v1/loader-9.js", "pinned"),
            ("content/a.json", "{}"),
        ];
        Tree::of(&earlier).write(&folder.join("old")).unwrap();
        let now = SystemTime::now();
        for (path, days) in [
            // Built long ago, but in use until now.
            ("assets/named-1.js", 90),
            ("assets/lately-2.js", 29),
            ("assets/long-ago-3.js", 31),
            ("embed/v1/loader-9.js", 900),
        ] {
            let file = File::options().write(true).open(folder.join("old").join(path));
            file.unwrap().set_modified(now - DAY * days).unwrap();
        }
        let kept = read(&folder.join("old"), now).unwrap();
        let tree = Tree::of(&[("assets/new-4.js", "4"), ("assets/lately-2.js", "2")]);
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
    fn nothing_of_a_withdrawn_testimonial_is_kept() {
        let folder = root().join("target/a-test-of-withdrawal");
        let _ = fs::remove_dir_all(&folder);
        let page = |card: &str| format!("<meta content=\"https://exemple.org/{card}\">");
        let earlier = [
            ("index.html", ""),
            ("temoignages/a/index.html", &page("assets/carte-a1.png")),
            ("temoignages/b/index.html", &page("assets/carte-b1.png")),
            ("temoignages/c/index.html", &page("assets/carte-c1.png")),
            ("assets/carte-a1.png", "a"),
            ("assets/carte-b1.png", "b"),
            ("assets/carte-c1.png", "c"),
            ("assets/carte-d0.png", "kept by an earlier dist"),
            ("images/portrait-b.webp", "b"),
        ];
        Tree::of(&earlier).write(&folder.join("old")).unwrap();
        let kept = read(&folder.join("old"), SystemTime::now()).unwrap();
        let new = [
            ("temoignages/a/index.html", &*page("assets/carte-a2.png")),
            ("temoignages/b/index.html", "Témoignage retiré"),
        ];
        let tree = Tree::of(&new);
        tree.write(&folder.join("new")).unwrap();
        assert_eq!(write(kept, &tree, &folder.join("new")).unwrap(), 1);
        assert!(folder.join("new/assets/carte-a1.png").exists(), "its words were corrected");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_is_no_dist_is_an_error() {
        let error = read(&root().join("xtask"), SystemTime::now()).err().unwrap().to_string();
        assert!(error.contains("--keep") && error.contains("index.html"), "{error}");
    }
}
