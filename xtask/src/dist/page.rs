//! What is done to a page once every name in it is final: one sheet, the glue's integrity, the policy.

mod policy;

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha384};

use super::links::named;
use super::tree::Tree;

pub(super) use policy::{Framed, Policy};

/// Finishes every page of the site; each then names in its head what may run in it. `origin` is the
/// site's, if its address is known.
pub(super) fn finish(tree: &mut Tree, origin: Option<&str>) -> Result<()> {
    for path in tree.pages() {
        let html = one_sheet(tree.text(&path)?);
        let html = with_integrity(&html, tree).with_context(|| format!("cannot finish {path}"))?;
        let html =
            with_policy(&path, &html, origin).with_context(|| format!("cannot finish {path}"))?;
        tree.0.insert(path, html.into_bytes());
    }
    Ok(())
}

/// Sheets that follow each other become one, since each costs a hash that nothing compresses.
fn one_sheet(html: &str) -> String {
    let mut parts = html.split("</style>");
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.trim_start().strip_prefix("<style>") {
            Some(sheet) => joined.push_str(sheet),
            None => joined.extend(["</style>", part]),
        }
    }
    joined
}

/// The integrity of every script that the page imports, in an import map: the one place where it can
/// be said of a script that another one imports.
///
/// The Wasm has none: a fetch with integrity is only compiled once all of it is there, and on a slow
/// line the carousel answered 70 ms later of 1,380. Its name carries the hash, and the page names it.
///
/// # Errors
/// The page has a module that imports no script of the site, so that nothing could be said of any.
fn with_integrity(html: &str, tree: &Tree) -> Result<String> {
    const MODULE: &str = "<script type=\"module\"";
    // What a page imports itself, what it names to its script, and what an embed document does.
    let imported = [("import(", "./"), ("data-js=", "./"), ("\"js\":", "../../")];
    let entry = |(base, path): (&str, &str)| {
        let hash = STANDARD.encode(Sha384::digest(tree.get(path)?));
        Some((path.to_owned(), format!("\"{base}{path}\":\"sha384-{hash}\"")))
    };
    let entries: BTreeMap<_, _> = imported
        .into_iter()
        .flat_map(|(sign, base)| named(html, sign, base).map(move |path| (base, path)))
        .filter_map(entry)
        .collect();
    if entries.is_empty() {
        ensure!(!html.contains(MODULE), "its module imports no script that the site has");
        return Ok(html.to_owned());
    }
    let place = [MODULE, "</head>"].into_iter().find_map(|sign| html.find(sign));
    let (before, after) = html.split_at(place.context("it has no </head>")?);
    let map = entries.into_values().collect::<Vec<_>>().join(",");
    Ok(format!(
        "{before}<script type=\"importmap\">{{\"integrity\":{{{map}}}}}</script>\n    {after}"
    ))
}

/// The policy as the first thing that the page says after its encoding, for hosts that send no headers.
fn with_policy(path: &str, html: &str, origin: Option<&str>) -> Result<String> {
    const ENCODING: &str = "<meta charset=\"utf-8\">";
    let policy = Policy::of(html, Framed::at(path, origin))?.in_page();
    let (before, after) =
        html.split_once(ENCODING).with_context(|| format!("it has no {ENCODING}"))?;
    Ok(format!(
        "{before}{ENCODING}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{Framed, Policy, finish, one_sheet};

    /// With all that can be inline: what runs, what paints, and what is only data.
    pub(super) const PAGE: &str = "<!doctype html><head><meta charset=\"utf-8\"><script>theme()</script>\n\
        <style>a{}</style>\n  <style>b{}</style><!-- <script>no</script> --><scripted></scripted>\
        <script type=\"module\">import(\"./assets/site-1.js\")</script>\
        <script src=\"./a.js\"></script></head><script type=\"application/json\" id=\"a\">{}</script>\
        <script type=\"application/ld+json\">{}</script>";

    #[test]
    fn sheets_that_follow_each_other_are_one() {
        assert_eq!(one_sheet("<style>a</style> \n<style>b</style><p>"), "<style>ab</style><p>");
        assert_eq!(
            one_sheet("<style>a</style><p><style>b</style>"),
            "<style>a</style><p><style>b</style>"
        );
    }

    #[test]
    fn a_finished_page_tells_its_policy_first_and_the_integrity_before_the_import() {
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let frame =
            "<head><meta charset=\"utf-8\"></head><script>{\"js\":\"../../assets/site-1.js\"}";
        let mut tree = Tree(
            [
                file("index.html", PAGE),
                file("embed/v1/press.html", &format!("{frame}</script>")),
                file("assets/site-1.js", "export default 1"),
            ]
            .into(),
        );
        finish(&mut tree, None).unwrap();
        let frame = tree.text("embed/v1/press.html").unwrap();
        assert!(frame.contains("\"../../assets/site-1.js\":\"sha384-"), "{frame}");
        let html = tree.text("index.html").unwrap();
        let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text} in {html}"));
        assert!(at("http-equiv=\"Content-Security-Policy\"") < at("theme()"));
        assert!(at("\"./assets/site-1.js\":\"sha384-") < at("type=\"module\""));
        let policy = Policy::of(html, Framed::ByUs).unwrap().in_page();
        assert!(html.contains(&policy), "the policy in the page is that of the finished page");
    }

    #[test]
    fn a_page_has_integrity_whatever_the_quotes_of_its_imports_or_is_not_finished() {
        let page = |script: &str| {
            let html = format!(
                "<head><meta charset=\"utf-8\"><script type=\"module\">{script}</script></head>"
            );
            let files =
                [("index.html", html.as_bytes()), ("assets/site-1.js", b"export default 1")];
            let mut tree =
                Tree(files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).into());
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
    fn a_page_without_its_encoding_is_told() {
        let mut tree = Tree([("a.html".to_owned(), b"<p>".to_vec())].into());
        let error = format!("{:#}", finish(&mut tree, None).unwrap_err());
        assert!(error.contains("a.html") && error.contains("<meta charset"), "{error}");
    }
}
