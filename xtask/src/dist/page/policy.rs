//! The policy of a page: what may run in it and paint it, each inline part by its hash.

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The policy of a page, for its own `<meta>` and for the header.
pub(in crate::dist) struct Policy {
    scripts: Vec<String>,
    styles: Vec<String>,
}

/// An inline element that a policy must name.
#[derive(Debug, PartialEq)]
enum Inline<'a> {
    Script(&'a str),
    Style(&'a str),
}

impl Policy {
    /// The policy that lets a page's own scripts and sheets be, and no other.
    pub(in crate::dist) fn of(html: &str) -> Result<Self> {
        let mut policy = Self { scripts: Vec::new(), styles: Vec::new() };
        for inline in inlines(html)? {
            let (hashes, text) = match inline {
                Inline::Script(text) => (&mut policy.scripts, text),
                Inline::Style(text) => (&mut policy.styles, text),
            };
            let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
            if !hashes.contains(&hash) {
                hashes.push(hash);
            }
        }
        Ok(policy)
    }

    /// As it stands in the page, where `frame-ancestors` would only be a complaint in the console.
    pub(super) fn in_page(&self) -> String {
        let list = |first: &str, hashes: &[String]| {
            std::iter::once(first)
                .chain(hashes.iter().map(String::as_str))
                .collect::<Vec<_>>()
                .join(" ")
        };
        [
            "default-src 'none'",
            &list("script-src 'self' 'wasm-unsafe-eval'", &self.scripts),
            &list("style-src 'self'", &self.styles),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
        .join("; ")
    }

    /// As it stands in the header.
    pub(in crate::dist) fn in_header(&self) -> String {
        self.in_page() + "; frame-ancestors 'self'"
    }
}

/// Every inline script that runs, and every inline sheet. A data block runs nothing and needs no hash.
fn inlines(html: &str) -> Result<Vec<Inline<'_>>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let name = ["script", "style"].into_iter().find(|name| {
            let after = rest[1..].strip_prefix(name);
            after.is_some_and(|after| after.starts_with(|c: char| c == '>' || c.is_whitespace()))
        });
        let Some(name) = name else {
            rest = if rest.starts_with("<!--") {
                rest.split_once("-->").map_or("", |(_, after)| after)
            } else {
                &rest[1..]
            };
            continue;
        };
        let (tag, after) =
            rest.split_once('>').with_context(|| format!("a <{name}> never ends"))?;
        let close = format!("</{name}>");
        let (text, after) =
            after.split_once(&close).with_context(|| format!("a <{name}> is never closed"))?;
        rest = after;
        if name == "style" {
            found.push(Inline::Style(text));
        } else if !tag.contains(" src=") && runs(tag) {
            found.push(Inline::Script(text));
        }
    }
    Ok(found)
}

/// Whether a script of this tag is more than data.
fn runs(tag: &str) -> bool {
    let Some((_, kind)) = tag.split_once("type=\"") else { return true };
    let kind = kind.split('"').next().unwrap_or_default();
    !matches!(kind, "application/json" | "application/ld+json")
}

#[cfg(test)]
mod tests {
    use super::super::tests::PAGE;
    use super::{Inline, Policy, inlines};

    #[test]
    fn what_runs_or_paints_is_found_and_data_is_not() {
        assert_eq!(
            inlines(PAGE).unwrap(),
            [
                Inline::Script("theme()"),
                Inline::Style("a{}"),
                Inline::Style("b{}"),
                Inline::Script("import(\"./assets/site-1.js\")"),
            ]
        );
        assert!(inlines("<script>a").is_err() && inlines("<style").is_ok());
    }

    /// The hash is the one that a browser prints for `theme()`, worked out by openssl.
    #[test]
    fn a_policy_names_each_hash_and_nothing_unsafe() {
        let policy = Policy::of("<script>theme()</script><style>a{}</style>").unwrap().in_header();
        assert!(
            policy.contains("'sha256-Rfr3GgHZFiXm+TmNr+li+0sZ4J9FGllo8jsXcJF5XZ8='"),
            "{policy}"
        );
        assert!(policy.ends_with("; frame-ancestors 'self'"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(!Policy::of(PAGE).unwrap().in_page().contains("frame-ancestors"));
    }
}
