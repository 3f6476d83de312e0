//! Every file that a page names is there: a 404 is found here, not by a visitor.

use anyhow::{Result, bail};

use super::tree::Tree;

/// Where a page names a file of the site, before the way to the site's folder.
const NAMED: &[&str] = &[
    "href=\"",
    "src=\"",
    "url(\"",
    "url(",
    "import(\"",
    "fetch(\"",
    "content=\"",
    "js\":\"",
    "wasm\":\"",
];

/// Fails and names every file that is missing.
pub(super) fn check(tree: &Tree) -> Result<()> {
    let mut missing = Vec::new();
    for page in tree.pages() {
        let html = tree.text(&page)?;
        let base = if page.starts_with("embed/") { "../../" } else { "./" };
        for sign in NAMED.iter().map(|sign| [sign, base].concat()) {
            for (at, _) in html.match_indices(&sign) {
                let rest = &html[at + sign.len()..];
                let end = rest.find(['"', ')', '#', '?']).unwrap_or(rest.len());
                let path = &rest[..end];
                if !path.is_empty() && !tree.0.contains_key(path) {
                    missing.push(format!("{page} names {base}{path}"));
                }
            }
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    bail!("files are named that the site does not have:\n    {}", missing.join("\n    "))
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::check;

    #[test]
    fn what_is_named_and_not_there_is_told() {
        let page = "<a href=\"#a\"><a href=\"./\"><link href=\"./a.css?1\"><style>url(\"./b.woff2\")</style>";
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let frame = "<a href=\"../../#a\"><script>{\"js\":\"../../c.js\"}</script>";
        let mut tree = Tree(
            [file("index.html", page), file("embed/v1/press.html", frame), file("a.css", "")]
                .into(),
        );
        let error = check(&tree).unwrap_err().to_string();
        assert!(error.contains("./b.woff2") && !error.contains("a.css"), "{error}");
        assert!(error.contains("../../c.js"), "{error}");
        tree.0.insert("b.woff2".to_owned(), vec![]);
        tree.0.insert("c.js".to_owned(), vec![]);
        check(&tree).unwrap();
    }
}
