//! Checks that every file that a page names exists: a 404 shows before the site is hosted.

use anyhow::{Result, bail};

use super::tree::Tree;

/// What precedes the name of a file of the site in a page.
const PREFIXES: &[&str] = &[
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

/// The files of the site that a page refers to after a prefix such as `import(`, in any quotes; `base` is the
/// relative address of the site's folder.
pub(super) fn find_references<'a>(
    html: &'a str,
    prefix: &'a str,
    base: &'a str,
) -> impl Iterator<Item = &'a str> {
    html.match_indices(prefix).filter_map(move |(at, _)| {
        let rest = &html[at + prefix.len()..];
        let path = rest.strip_prefix(QUOTES).unwrap_or(rest).strip_prefix(base)?;
        path.split([')', '#', '?', '"', '\'', '`']).next().filter(|path| !path.is_empty())
    })
}

/// Fails with every missing file. `site` is the address of the site's folder, if it is known: sharing tags name files
/// by absolute URLs only.
pub(super) fn check(tree: &Tree, site: Option<&str>) -> Result<()> {
    let mut missing = Vec::new();
    for page in tree.pages() {
        let html = tree.text(&page)?;
        let depth = page.matches('/').count();
        let base = if depth == 0 { "./".to_owned() } else { "../".repeat(depth) };
        let base = base.as_str();
        let relative = PREFIXES.iter().map(|prefix| (*prefix, base));
        let absolute = site.map(|site| ("content=", site));
        for (prefix, base) in relative.chain(absolute) {
            let exists = |path: &str| {
                tree.get(path).is_some() || tree.get(&format!("{path}index.html")).is_some()
            };
            let lost = find_references(html, prefix, base).filter(|path| !exists(path));
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
    fn missing_files_are_named() {
        let page = "<meta content=\"https://exemple.org/\"><meta content=\"https://exemple.org/f.png\">\
            <a href=\"#a\"><a href=\"./\"><link href=\"./a.css?1\"><style>url(\"./b.woff2\")</style>\
            <script type=\"module\">import('./e.js')</script><script data-wasm=\"./d.wasm\">";
        let frame = "<a href=\"../../#a\"><script>{\"js\":\"../../c.js\"}</script>";
        let mut tree =
            Tree::of(&[("index.html", page), ("embed/v1/press.html", frame), ("a.css", "")]);
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
