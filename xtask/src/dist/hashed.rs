//! Names that carry a hash of the final bytes: such a file never changes, so it may be kept for ever.
//!
//! The order is that of dependence: a file is named only once every name in it is final.

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use super::tree::{Tree, ending};

/// The folder of all files whose name carries a hash, and of no others.
pub(crate) const FOLDER: &str = "assets/";

/// What gets such a name. A file of an earlier row is never changed by a later one.
const ORDER: &[&str] = &["png", "woff2", "wasm", "js"];

/// The one picture that does. Whoever shows a link to the page keeps this by its address, and asks no more:
/// another picture needs another address. The icons keep theirs, since search engines want them to.
const SHARED: &str = "icons/partage.png";

/// So many hexadecimal digits are kept.
const DIGITS: usize = 16;

/// The loader, whose address stands on other sites and never changes.
pub(super) const LOADER: &str = "embed/v1.js";

/// What every loader imports, the pinned ones too, so its address never changes either.
pub(super) const WIDGET: &str = "embed/v1/widget.js";

/// How the paths of the loader's copies begin. A copy carries its hash, and lies in `public/` for good once
/// it was published: other sites name one together with its integrity.
pub(super) const PINNED: &str = "embed/v1/loader-";

/// Renames the files and every mention of them, in the scripts and in the pages, and pins the loader. `site` is
/// the address of the site's folder, if it is known: some files are named by it.
pub(super) fn rename(tree: &mut Tree, site: Option<&str>) -> Result<()> {
    for kind in ORDER {
        let named = |path: &&String| match *kind {
            "png" => *path == SHARED,
            kind => {
                let keeps = [LOADER, WIDGET].contains(&path.as_str()) || path.starts_with(PINNED);
                ending(path) == kind && !keeps
            }
        };
        let paths: Vec<String> = tree.0.keys().filter(named).cloned().collect();
        for old in paths {
            if *kind == "js" && old.contains('/') {
                bail!("dist renames no script of a sub-folder yet, such as {old}");
            }
            let bytes = tree.0.remove(&old).unwrap_or_default();
            let new = format!("{FOLDER}{}", name(&old, &bytes));
            mention(tree, &old, &new, site);
            tree.0.insert(new, bytes);
        }
    }
    if let Some(loader) = tree.0.get(LOADER).cloned() {
        tree.0.insert(format!("{PINNED}{}.js", hex(&loader)), loader);
    }
    Ok(())
}

/// Writes the new name wherever a page or script has the old one.
fn mention(tree: &mut Tree, old: &str, new: &str, site: Option<&str>) {
    let file = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    // From an embed document the folder is two above, which ends with `./` too.
    let in_pages = ["./"].into_iter().chain(site);
    let in_pages: Vec<_> =
        in_pages.map(|base| (format!("{base}{old}"), format!("{base}{new}"))).collect();
    // Scripts stand in the same folder as what they name, before and after.
    let in_scripts = [(file(old), file(new))];
    for (path, bytes) in &mut tree.0 {
        let names = match ending(path) {
            "html" => &in_pages[..],
            "js" => &in_scripts,
            _ => continue,
        };
        for (old, new) in names {
            if let Ok(text) = std::str::from_utf8(bytes)
                && text.contains(old)
            {
                *bytes = text.replace(old, new).into_bytes();
            }
        }
    }
}

/// The name by the bytes: `site-101c092a414ec920_bg.wasm`, with Trunk's own hash of what it was made
/// from, becomes `site-HASH.wasm`.
fn name(path: &str, bytes: &[u8]) -> String {
    let file = path.rsplit('/').next().unwrap_or_default();
    let (stem, end) = file.rsplit_once('.').unwrap_or((file, ""));
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    // Trunk writes a number, without the zeros before it.
    let digits = DIGITS - 4..=DIGITS;
    let hash =
        |end: &str| digits.contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    let stem = stem.rsplit_once('-').filter(|(_, end)| hash(end)).map_or(stem, |(stem, _)| stem);
    format!("{stem}-{}.{end}", hex(bytes))
}

/// The first digits of the SHA-256 of some bytes.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{FOLDER, LOADER, PINNED, SHARED, hex, name, rename};

    fn site(wasm: &str) -> Tree {
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        Tree(
            [
                file(
                    "index.html",
                    "<style>@font-face{src:url(\"./fonts/a.woff2\")}</style><script type=\"module\">\
                     fetch(\"./site-00000000000000aa_bg.wasm\");import(\"./site-00000000000000aa.js\")</script>",
                ),
                file(
                    "site-00000000000000aa.js",
                    "new URL('site-00000000000000aa_bg.wasm', import.meta.url)",
                ),
                file("site-00000000000000aa_bg.wasm", wasm),
                file("fonts/a.woff2", "font"),
                file("content/a.json", "{}"),
            ]
            .into(),
        )
    }

    #[test]
    fn every_hash_is_that_of_the_final_bytes_and_every_mention_follows() {
        let mut tree = site("wasm");
        rename(&mut tree, None).unwrap();
        let hashed: Vec<_> = tree.0.iter().filter(|(path, _)| path.starts_with(FOLDER)).collect();
        assert_eq!(hashed.len(), 3, "{:?}", tree.0.keys());
        for (path, bytes) in hashed {
            assert!(path.contains(&hex(bytes)), "{path}");
            let from = if path.ends_with(".wasm") { 2 } else { 1 };
            let named = |text: &[u8]| {
                String::from_utf8_lossy(text).contains(path.trim_start_matches(FOLDER))
            };
            assert_eq!(tree.0.values().filter(|text| named(text)).count(), from, "{path}");
        }
        for (path, bytes) in &tree.0 {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("00aa") && !text.contains("./fonts/"), "{path}: {text}");
        }
        assert!(tree.0.contains_key("content/a.json"), "content keeps its name");
    }

    #[test]
    fn another_wasm_gives_the_glue_another_name_too() {
        let names = |wasm| {
            let mut tree = site(wasm);
            rename(&mut tree, None).unwrap();
            tree.0.into_keys().filter(|path| path.ends_with(".js")).collect::<Vec<_>>()
        };
        assert_ne!(names("one"), names("two"));
        assert_eq!(names("one"), names("one"));
    }

    #[test]
    fn the_loader_keeps_its_name_and_has_a_copy_that_carries_its_hash() {
        let mut tree = site("wasm");
        tree.0.insert(LOADER.to_owned(), b"export {}".to_vec());
        let frame = "{\"js\":\"../../site-00000000000000aa.js\"}";
        tree.0.insert("embed/v1/press.html".to_owned(), frame.into());
        let earlier = format!("{PINNED}0123456789abcdef.js");
        tree.0.insert(earlier.clone(), b"export {}".to_vec());
        rename(&mut tree, None).unwrap();
        assert!(tree.get(&earlier).is_some(), "one that was published stays what and where it is");
        let pinned = format!("{PINNED}{}.js", hex(b"export {}"));
        assert_eq!(tree.get(LOADER), tree.get(&pinned));
        assert!(tree.get(LOADER).is_some(), "{:?}", tree.0.keys());
        let frame = tree.text("embed/v1/press.html").unwrap();
        assert!(frame.starts_with("{\"js\":\"../../assets/site-"), "{frame}");
    }

    #[test]
    fn the_picture_for_sharing_has_a_name_by_its_bytes_and_icons_keep_theirs() {
        let site = "https://exemple.org/a/";
        let page = format!(
            "<meta property=\"og:image\" content=\"{site}{SHARED}\"><link href=\"./icons/icone-192.png\">"
        );
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let mut tree = Tree(
            [file("index.html", &page), file(SHARED, "a"), file("icons/icone-192.png", "b")].into(),
        );
        rename(&mut tree, Some(site)).unwrap();
        let shared = format!("assets/partage-{}.png", hex(b"a"));
        assert!(tree.get(&shared).is_some() && tree.get(SHARED).is_none(), "{:?}", tree.0.keys());
        let page = tree.text("index.html").unwrap();
        assert!(page.contains(&format!("content=\"{site}{shared}\"")), "{page}");
        assert!(page.contains("\"./icons/icone-192.png\""), "{page}");
    }

    #[test]
    fn a_name_loses_what_trunk_put_in() {
        let hash = hex(b"x");
        assert_eq!(name("site-101c092a414ec920_bg.wasm", b"x"), format!("site-{hash}.wasm"));
        assert_eq!(name("site-409a9a5d718655b_bg.wasm", b"x"), format!("site-{hash}.wasm"));
        assert_eq!(
            name("fonts/next-level-texte.woff2", b"x"),
            format!("next-level-texte-{hash}.woff2")
        );
    }
}
