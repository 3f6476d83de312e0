//! The last changes to a page, once every name in it is final: one stylesheet, the scripts' integrity, the policy.

mod policy;

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha384};

use super::links::find_references;
use super::tree::Tree;

pub(super) use policy::{Framing, Policy};

/// Finishes every page of the site. `origin` is the site's, if its address is known.
pub(super) fn finish(tree: &mut Tree, origin: Option<&str>) -> Result<()> {
    for path in tree.pages() {
        let html = join_stylesheets(tree.text(&path)?);
        let html = insert_integrity(&html, tree)
            .and_then(|html| insert_policy(&path, &html, origin))
            .with_context(|| format!("cannot finish {path}"))?;
        tree.0.insert(path, html.into_bytes());
    }
    Ok(())
}

/// Joins adjacent stylesheets, since each costs a hash, which does not compress.
fn join_stylesheets(html: &str) -> String {
    let mut parts = html.split("</style>");
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.trim_start().strip_prefix("<style>") {
            Some(stylesheet) => joined.push_str(stylesheet),
            None => joined.extend(["</style>", part]),
        }
    }
    joined
}

/// Inserts an import map with the integrity of every script that the page imports: no other element can give the
/// integrity of a script that another script imports.
///
/// The Wasm has no integrity: with one, it is compiled only after the whole response has arrived, and on a slow
/// connection the carousel answered 70 ms later (1,380 ms without). Its name contains the hash, and the page names it.
///
/// # Errors
/// The page has a module that imports no script of the site.
fn insert_integrity(html: &str, tree: &Tree) -> Result<String> {
    const MODULE: &str = "<script type=\"module\"";
    // A dynamic import, the page's `data-js`, and the JSON of an embed document.
    let imported = [("import(", "./"), ("data-js=", "./"), ("\"js\":", "../../")];
    let entry = |(base, path): (&str, &str)| {
        let hash = STANDARD.encode(Sha384::digest(tree.get(path)?));
        Some((path.to_owned(), format!("\"{base}{path}\":\"sha384-{hash}\"")))
    };
    let entries: BTreeMap<_, _> = imported
        .into_iter()
        .flat_map(|(prefix, base)| {
            find_references(html, prefix, base).map(move |path| (base, path))
        })
        .filter_map(entry)
        .collect();
    if entries.is_empty() {
        ensure!(!html.contains(MODULE), "its module imports no script that the site has");
        return Ok(html.to_owned());
    }
    let at = [MODULE, "</head>"].into_iter().find_map(|tag| html.find(tag));
    let (before, after) = html.split_at(at.context("it has no </head>")?);
    let map = entries.into_values().collect::<Vec<_>>().join(",");
    Ok(format!(
        "{before}<script type=\"importmap\">{{\"integrity\":{{{map}}}}}</script>\n    {after}"
    ))
}

/// Inserts the policy right after the encoding, for hosts that send no headers.
fn insert_policy(path: &str, html: &str, origin: Option<&str>) -> Result<String> {
    const ENCODING: &str = "<meta charset=\"utf-8\">";
    let policy = Policy::of(html, Framing::at(path, origin))?.meta();
    let (before, after) =
        html.split_once(ENCODING).with_context(|| format!("it has no {ENCODING}"))?;
    Ok(format!(
        "{before}{ENCODING}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{Framing, Policy, finish, join_stylesheets};

    /// A page with every kind of inline element: scripts, stylesheets, and data blocks.
    pub(super) const PAGE: &str = "<!doctype html><head><meta charset=\"utf-8\"><script>theme()</script>\n\
        <style>a{}</style>\n  <style>b{}</style><!-- <script>no</script> --><scripted></scripted>\
        <script type=\"module\">import(\"./assets/site-1.js\")</script>\
        <script src=\"./a.js\"></script></head><script type=\"application/json\" id=\"a\">{}</script>\
        <script type=\"application/ld+json\">{}</script>";

    #[test]
    fn adjacent_stylesheets_are_joined() {
        assert_eq!(
            join_stylesheets("<style>a</style> \n<style>b</style><p>"),
            "<style>ab</style><p>"
        );
        assert_eq!(
            join_stylesheets("<style>a</style><p><style>b</style>"),
            "<style>a</style><p><style>b</style>"
        );
    }

    #[test]
    fn a_finished_page_has_its_policy_first_and_the_integrity_before_the_import() {
        let frame = "<head><meta charset=\"utf-8\"></head><script>\
            {\"js\":\"../../assets/site-1.js\"}</script>";
        let mut tree = Tree::of(&[
            ("index.html", PAGE),
            ("embed/v1/press.html", frame),
            ("assets/site-1.js", "export default 1"),
        ]);
        finish(&mut tree, None).unwrap();
        let frame = tree.text("embed/v1/press.html").unwrap();
        assert!(frame.contains("\"../../assets/site-1.js\":\"sha384-"), "{frame}");
        let html = tree.text("index.html").unwrap();
        let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text} in {html}"));
        assert!(at("http-equiv=\"Content-Security-Policy\"") < at("theme()"));
        assert!(at("\"./assets/site-1.js\":\"sha384-") < at("type=\"module\""));
        let policy = Policy::of(html, Framing::SameOrigin).unwrap().meta();
        assert!(html.contains(&policy), "the policy in the page is that of the finished page");
    }

    #[test]
    fn imports_in_any_quotes_get_integrity_and_a_module_without_imports_is_an_error() {
        let page = |script: &str| {
            let html = format!(
                "<head><meta charset=\"utf-8\"><script type=\"module\">{script}</script></head>"
            );
            let mut tree =
                Tree::of(&[("index.html", &html), ("assets/site-1.js", "export default 1")]);
            finish(&mut tree, None).map(|()| tree.text("index.html").unwrap().to_owned())
        };
        for quote in ["\"", "'", "`"] {
            let html = page(&format!("import({quote}./assets/site-1.js{quote})")).unwrap();
            assert!(html.contains("\"./assets/site-1.js\":\"sha384-"), "{html}");
        }
        let error = format!("{:#}", page("import(name)").unwrap_err());
        assert!(error.contains("index.html") && error.contains("imports no script"), "{error}");
    }

    #[test]
    fn a_page_without_its_encoding_is_an_error() {
        let mut tree = Tree::of(&[("a.html", "<p>")]);
        let error = format!("{:#}", finish(&mut tree, None).unwrap_err());
        assert!(error.contains("a.html") && error.contains("<meta charset"), "{error}");
    }
}
