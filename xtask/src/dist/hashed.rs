//! Names with a hash of the final bytes: such a file never changes, so it may be cached forever.
//!
//! Files are renamed in the order of their dependence: a file's name is computed once every name in it is final.

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use super::tree::{Tree, extension};

/// The folder of the files whose name contains a hash (but for the pinned loaders, [`PINNED`]).
pub(crate) const HASHED_FOLDER: &str = "assets/";

/// The extensions of the files to rename, in order: renaming a later one never changes an earlier one.
const RENAMED_EXTENSIONS: &[&str] = &["png", "woff2", "wasm", "js"];

/// The picture for sharing, which is renamed as those of the testimonials are. Programs that show a link to the page cache
/// it by its address, without asking again: another picture needs another address. The icons keep theirs, as search
/// engines want.
const SHARING_PICTURE: &str = "icons/partage.png";

/// The folder of the testimonials' pages and pictures.
pub(super) const TESTIMONIALS: &str = "temoignages/";

/// The length of a hash in a name, in hexadecimal digits.
const HASH_LENGTH: usize = 16;

/// The loader, whose address is part of other sites and never changes.
pub(super) const LOADER: &str = "embed/v1.js";

/// The module that every loader imports, the pinned ones too, so its address never changes either.
pub(super) const WIDGET: &str = "embed/v1/widget.js";

/// The start of the paths of the loader's copies. A copy has its hash in its name, and stays in `public/` once it
/// was published: other sites name it together with its integrity.
pub(super) const PINNED: &str = "embed/v1/loader-";

/// Renames the files and every reference to them, in the scripts and in the pages, and pins the loader. `site` is
/// the address of the site's folder, if it is known: some references are absolute.
pub(super) fn rename(tree: &mut Tree, site: Option<&str>) -> Result<()> {
    for kind in RENAMED_EXTENSIONS {
        let is_renamed = |path: &&String| match *kind {
            "png" => {
                *path == SHARING_PICTURE
                    || path.starts_with(TESTIMONIALS) && extension(path) == "png"
            }
            kind => {
                let is_fixed =
                    [LOADER, WIDGET].contains(&path.as_str()) || path.starts_with(PINNED);
                extension(path) == kind && !is_fixed
            }
        };
        let paths: Vec<String> = tree.paths().filter(is_renamed).cloned().collect();
        for old in paths {
            if *kind == "js" && old.contains('/') {
                bail!("dist renames no script of a sub-folder yet, such as {old}");
            }
            let bytes = tree.0.remove(&old).unwrap_or_default();
            let new = format!("{HASHED_FOLDER}{}", hashed_name(&old, &bytes));
            replace_references(tree, &old, &new, site);
            tree.0.insert(new, bytes);
        }
    }
    if let Some(loader) = tree.0.get(LOADER).cloned() {
        tree.0.insert(format!("{PINNED}{}.js", hash(&loader)), loader);
    }
    Ok(())
}

/// Replaces the old name by the new one in every page, oEmbed response and script.
fn replace_references(tree: &mut Tree, old: &str, new: &str, site: Option<&str>) {
    let file_name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    // The `../../` of an embed document ends with `./`, too.
    let bases = ["./"].into_iter().chain(site);
    let in_pages: Vec<_> =
        bases.map(|base| (format!("{base}{old}"), format!("{base}{new}"))).collect();
    // Scripts name files of their own folder, before and after.
    let in_scripts = [(file_name(old), file_name(new))];
    for (path, bytes) in &mut tree.0 {
        let names = match extension(path) {
            "html" => &in_pages[..],
            // The oEmbed responses.
            "json" if path.starts_with("embed/") => &in_pages[..],
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

/// The file name with the hash of the bytes: `site-101c092a414ec920_bg.wasm`, with Trunk's hash of the sources,
/// becomes `site-HASH.wasm`.
fn hashed_name(path: &str, bytes: &[u8]) -> String {
    let file = path.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    // Trunk writes its hash as a number, without leading zeros.
    let digits = HASH_LENGTH - 4..=HASH_LENGTH;
    let is_hash =
        |end: &str| digits.contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    let stem = stem.rsplit_once('-').filter(|(_, end)| is_hash(end)).map_or(stem, |(stem, _)| stem);
    format!("{stem}-{}.{extension}", hash(bytes))
}

/// The first [`HASH_LENGTH`] of the SHA-256 of some bytes.
fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(HASH_LENGTH / 2).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{HASHED_FOLDER, LOADER, PINNED, SHARING_PICTURE, hash, hashed_name, rename};

    fn site(wasm: &str) -> Tree {
        Tree::of(&[
            (
                "index.html",
                "<style>@font-face{src:url(\"./fonts/a.woff2\")}</style><script type=\"module\">\
                 fetch(\"./site-00000000000000aa_bg.wasm\");import(\"./site-00000000000000aa.js\")</script>",
            ),
            (
                "site-00000000000000aa.js",
                "new URL('site-00000000000000aa_bg.wasm', import.meta.url)",
            ),
            ("site-00000000000000aa_bg.wasm", wasm),
            ("fonts/a.woff2", "font"),
            ("content/a.json", "{}"),
        ])
    }

    #[test]
    fn every_hash_is_that_of_the_final_bytes_and_every_reference_follows() {
        let mut tree = site("wasm");
        rename(&mut tree, None).unwrap();
        let hashed: Vec<_> =
            tree.0.iter().filter(|(path, _)| path.starts_with(HASHED_FOLDER)).collect();
        assert_eq!(hashed.len(), 3, "{:?}", tree.0.keys());
        for (path, bytes) in hashed {
            assert!(path.contains(&hash(bytes)), "{path}");
            let references = if path.ends_with(".wasm") { 2 } else { 1 };
            let names = |text: &[u8]| {
                String::from_utf8_lossy(text).contains(path.trim_start_matches(HASHED_FOLDER))
            };
            assert_eq!(tree.0.values().filter(|text| names(text)).count(), references, "{path}");
        }
        for (path, bytes) in &tree.0 {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("00aa") && !text.contains("./fonts/"), "{path}: {text}");
        }
        assert!(tree.0.contains_key("content/a.json"), "content keeps its name");
    }

    #[test]
    fn the_loader_keeps_its_name_and_has_a_copy_named_by_its_hash() {
        let mut tree = site("wasm");
        tree.0.insert(LOADER.to_owned(), b"export {}".to_vec());
        let frame = "{\"js\":\"../../site-00000000000000aa.js\"}";
        tree.0.insert("embed/v1/press.html".to_owned(), frame.into());
        let earlier = format!("{PINNED}0123456789abcdef.js");
        tree.0.insert(earlier.clone(), b"export {}".to_vec());
        rename(&mut tree, None).unwrap();
        assert!(tree.get(&earlier).is_some(), "a published copy stays as it is");
        let pinned = format!("{PINNED}{}.js", hash(b"export {}"));
        assert_eq!(tree.get(LOADER), tree.get(&pinned));
        assert!(tree.get(LOADER).is_some(), "{:?}", tree.0.keys());
        let frame = tree.text("embed/v1/press.html").unwrap();
        assert!(frame.starts_with("{\"js\":\"../../assets/site-"), "{frame}");
    }

    #[test]
    fn the_picture_for_sharing_is_named_by_its_bytes_and_icons_keep_their_names() {
        let site = "https://exemple.org/a/";
        let page = format!(
            "<meta property=\"og:image\" content=\"{site}{SHARING_PICTURE}\"><link href=\"./icons/icone-192.png\">"
        );
        let mut tree = Tree::of(&[
            ("index.html", &page),
            (SHARING_PICTURE, "a"),
            ("icons/icone-192.png", "b"),
        ]);
        rename(&mut tree, Some(site)).unwrap();
        let shared = format!("assets/partage-{}.png", hash(b"a"));
        assert!(
            tree.get(&shared).is_some() && tree.get(SHARING_PICTURE).is_none(),
            "{:?}",
            tree.0.keys()
        );
        let page = tree.text("index.html").unwrap();
        assert!(page.contains(&format!("content=\"{site}{shared}\"")), "{page}");
        assert!(page.contains("\"./icons/icone-192.png\""), "{page}");
    }

    #[test]
    fn the_pictures_of_testimonials_are_named_by_their_bytes() {
        let site = "https://exemple.org/";
        let card = "temoignages/a/carte.png";
        let page = format!("<meta content=\"{site}{card}\"><a href=\"../../{card}\">");
        let mut tree = Tree::of(&[("temoignages/a/index.html", &page), (card, "a")]);
        rename(&mut tree, Some(site)).unwrap();
        let hashed = format!("assets/carte-{}.png", hash(b"a"));
        let page = tree.text("temoignages/a/index.html").unwrap();
        assert_eq!(page, format!("<meta content=\"{site}{hashed}\"><a href=\"../../{hashed}\">"));
    }

    #[test]
    fn a_name_loses_trunk_s_own_additions() {
        let hash = hash(b"x");
        assert_eq!(hashed_name("site-101c092a414ec920_bg.wasm", b"x"), format!("site-{hash}.wasm"));
        assert_eq!(hashed_name("site-409a9a5d718655b_bg.wasm", b"x"), format!("site-{hash}.wasm"));
        assert_eq!(
            hashed_name("fonts/next-level-texte.woff2", b"x"),
            format!("next-level-texte-{hash}.woff2")
        );
    }
}
