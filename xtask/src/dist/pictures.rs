//! Pictures of the content that are published.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use super::tree::Tree;

/// The folder of the content's pictures, from the site's.
const FOLDER: &str = "images/";

/// Removes the pictures that no file of the content names, and returns their paths: the portrait of somebody who has
/// withdrawn a testimonial stays in the repository, and must not stay on the site.
pub(super) fn remove_unnamed(tree: &mut Tree) -> Result<Vec<String>> {
    let mut texts = BTreeSet::new();
    for path in tree.paths().filter(|path| path.starts_with("content/") && path.ends_with(".json"))
    {
        let content: Value = serde_json::from_str(tree.text(path)?)
            .with_context(|| format!("{path} is not JSON"))?;
        collect_texts(content, &mut texts);
    }
    let is_unnamed =
        |path: &&String| path.strip_prefix(FOLDER).is_some_and(|name| !texts.contains(name));
    let unnamed: Vec<String> = tree.paths().filter(is_unnamed).cloned().collect();
    for path in &unnamed {
        tree.0.remove(path);
    }
    Ok(unnamed)
}

fn collect_texts(value: Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(texts.insert(text)),
        Value::Array(values) => values.into_iter().for_each(|value| collect_texts(value, texts)),
        Value::Object(fields) => {
            fields.into_iter().for_each(|(_, value)| collect_texts(value, texts))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, remove_unnamed};

    #[test]
    fn a_picture_that_no_file_names_is_not_published() {
        let mut tree = Tree::of(&[
            (
                "content/testimonials.json",
                r#"{"testimonials": [{"portrait": {"file": "a/b.webp"}}]}"#,
            ),
            ("images/a/b.webp", ""),
            ("images/b.webp", "withdrawn"),
            ("icons/b.png", ""),
        ]);
        assert_eq!(remove_unnamed(&mut tree).unwrap(), ["images/b.webp"]);
        assert_eq!(tree.paths().count(), 3);
        assert_eq!(remove_unnamed(&mut tree).unwrap(), [""; 0]);
    }
}
