//! Every file that a page names is there: a 404 is found here, not by a visitor.

use anyhow::{Result, bail};

use super::tree::Tree;

/// Where a page names a file of the site.
const SIGNS: &[&str] = &[
    "href=",
    "src=",
    "url(",
    "import(",
    "data-js=",
    "data-wasm=",
    "content=",
    "\"js\":",
    "\"wasm\":",
];

const QUOTES: [char; 3] = ['"', '\'', '`'];

/// The files of the site that a page names after a sign such as `import(`, in whatever quotes; `base` is
/// the way to the site's folder.
pub(super) fn named<'a>(
    html: &'a str,
    sign: &'a str,
    base: &'a str,
) -> impl Iterator<Item = &'a str> {
    html.match_indices(sign).filter_map(move |(at, _)| {
        let rest = &html[at + sign.len()..];
        let path = rest.strip_prefix(QUOTES).unwrap_or(rest).strip_prefix(base)?;
        path.split([')', '#', '?', '"', '\'', '`']).next().filter(|path| !path.is_empty())
    })
}

/// Fails and names every file that is missing. `site` is the address of the site's folder, if it is known: what
/// is shown where the page is shared can only be named by it.
pub(super) fn check(tree: &Tree, site: Option<&str>) -> Result<()> {
    let mut missing = Vec::new();
    for page in tree.pages() {
        let html = tree.text(&page)?;
        let base = if page.starts_with("embed/") { "../../" } else { "./" };
        let own = SIGNS.iter().map(|sign| (*sign, base));
        let shared = site.map(|site| ("content=", site));
        for (sign, base) in own.chain(shared) {
            let lost = named(html, sign, base).filter(|path| !tree.0.contains_key(*path));
            missing.extend(lost.map(|path| format!("{page} names {base}{path}")));
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
        let page = "<meta content=\"https://exemple.org/\"><meta content=\"https://exemple.org/f.png\">\
            <a href=\"#a\"><a href=\"./\"><link href=\"./a.css?1\"><style>url(\"./b.woff2\")</style>\
            <script type=\"module\">import('./e.js')</script><script data-wasm=\"./d.wasm\">";
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let frame = "<a href=\"../../#a\"><script>{\"js\":\"../../c.js\"}</script>";
        let mut tree = Tree(
            [file("index.html", page), file("embed/v1/press.html", frame), file("a.css", "")]
                .into(),
        );
        let site = Some("https://exemple.org/");
        let error = check(&tree, site).unwrap_err().to_string();
        assert!(error.contains("./b.woff2") && !error.contains("a.css"), "{error}");
        for missing in ["../../c.js", "./d.wasm", "./e.js", "https://exemple.org/f.png"] {
            assert!(error.contains(missing), "{missing} in {error}");
        }
        for path in ["b.woff2", "c.js", "d.wasm", "e.js", "f.png"] {
            tree.0.insert(path.to_owned(), vec![]);
        }
        check(&tree, site).unwrap();
    }
}
