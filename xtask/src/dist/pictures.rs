//! Pictures of the content that are published.

use std::collections::BTreeSet;

use anyhow::Result;
use editor::pictures::list_pictures;

use super::tree::Tree;

const CONTENT: &str = "content/";
const PICTURES: &str = "images/";

/// Removes the pictures that no file of the content refers to, and returns their paths: the portrait of somebody who has
/// withdrawn a testimonial stays in the repository, and must not stay on the site.
pub(super) fn remove_unreferenced(tree: &mut Tree) -> Result<Vec<String>> {
    let mut named = BTreeSet::new();
    for path in tree.paths() {
        if let Some(file) = path.strip_prefix(CONTENT) {
            named.extend(list_pictures(file, tree.text(path)?));
        }
    }
    let is_unnamed =
        |path: &&String| path.strip_prefix(PICTURES).is_some_and(|name| !named.contains(name));
    let unnamed: Vec<String> = tree.paths().filter(is_unnamed).cloned().collect();
    for path in &unnamed {
        tree.0.remove(path);
    }
    Ok(unnamed)
}

#[cfg(test)]
mod tests {
    use super::{Tree, remove_unreferenced};

    #[test]
    fn a_picture_that_no_file_names_is_not_published() {
        let mut tree = Tree::of(&[
            (
                "content/testimonials.json",
                r#"{"testimonials": [{"name": "c.webp", "portrait": {"file": "a/b.webp"}}]}"#,
            ),
            ("images/a/b.webp", ""),
            ("images/b.webp", "withdrawn"),
            ("images/c.webp", "a text, but no picture's name"),
            ("icons/b.png", ""),
        ]);
        assert_eq!(remove_unreferenced(&mut tree).unwrap(), ["images/b.webp", "images/c.webp"]);
        assert_eq!(tree.paths().count(), 3);
        assert_eq!(remove_unreferenced(&mut tree).unwrap(), [""; 0]);
    }
}
