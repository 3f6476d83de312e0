//! The summary that dist prints: every file with its size, and what was left out.

use super::compressed;
use super::tree::Tree;
use crate::form;

/// Renders the table of sizes in bytes. A file without a brotli sibling counts as it is.
pub(super) fn render_table(tree: &Tree) -> String {
    let mut rows = vec![["file".to_owned(), "raw".to_owned(), "brotli".to_owned()]];
    let mut sums = [0, 0];
    let is_sibling = |path: &str| path.ends_with(".br") || path.ends_with(".gz");
    for (path, bytes) in tree.0.iter().filter(|(path, _)| !is_sibling(path)) {
        let packed = tree.0.get(&format!("{path}.br")).map(Vec::len);
        sums[0] += bytes.len();
        sums[1] += packed.unwrap_or(bytes.len());
        let packed = packed.map_or_else(|| "–".to_owned(), group_digits);
        rows.push([path.clone(), group_digits(bytes.len()), packed]);
    }
    rows.push(["sum".to_owned(), group_digits(sums[0]), group_digits(sums[1])]);
    let width = |column: usize| {
        rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
    };
    let [first, second, third] = [0, 1, 2].map(width);
    rows.iter()
        .map(|[file, raw, packed]| format!("{file:<first$}  {raw:>second$}  {packed:>third$}\n"))
        .collect()
}

/// Lists what the site lacks, with the reasons; `is_unoptimized` if there was no Node for wasm-opt.
pub(super) fn list_omissions(tree: &Tree, url: Option<&str>, is_unoptimized: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if is_unoptimized {
        lines.push(
            "wasm-opt, which makes the Wasm 3 % smaller: it needs Node and npm (a build with them has other bytes)"
                .to_owned(),
        );
    }
    if url.is_none() {
        lines.push(
            "canonical link, sitemap, feed, sharing tags, linked data and oEmbed (so WordPress shows a link and \
             no section): they need the site's address \
             (--site-url https://…)"
                .to_owned(),
        );
    }
    if tree.get(form::PAGE).is_none() {
        lines.push(
            "the form for editors, admin/: it needs their repository (--editor github:OWNER/REPO)"
                .to_owned(),
        );
    }
    let (content, packed): (Vec<&String>, Vec<&String>) = tree
        .paths()
        .filter(|path| !compressed::is_compressible(path) && !path.starts_with(['_', '.']))
        .partition(|path| path.starts_with("content/"));
    lines.push(format!(
        "brotli and gzip of {} content files: an edited one would go on being served from its old sibling",
        content.len()
    ));
    lines.push(format!(
        "brotli and gzip of {} fonts and pictures: they are compressed already",
        packed.len()
    ));
    lines
}

/// Formats a number with spaces between its thousands.
fn group_digits(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::{group_digits, list_omissions, render_table};

    #[test]
    fn numbers_are_readable() {
        assert_eq!([7, 1234, 1_234_567].map(group_digits), ["7", "1 234", "1 234 567"]);
    }

    #[test]
    fn each_file_has_one_row_and_each_omission_its_reason() {
        let file = |path: &str, size: usize| (path.to_owned(), vec![0; size]);
        let tree = Tree(
            [
                file("index.html", 4000),
                file("index.html.br", 1000),
                file("index.html.gz", 1100),
                file("content/a.json", 50),
            ]
            .into(),
        );
        assert_eq!(
            render_table(&tree),
            "file              raw  brotli\n\
             content/a.json     50       –\n\
             index.html      4 000   1 000\n\
             sum             4 050   1 050\n"
        );
        assert!(list_omissions(&tree, None, false)[0].contains("--site-url"));
        assert!(list_omissions(&tree, None, true)[0].contains("Node"));
        let rest = list_omissions(&tree, Some("https://a.fr/"), false).concat();
        assert!(!rest.contains("--site-url") && !rest.contains("Node"));
    }
}
