//! The Content Security Policy of a page, which allows each inline script and stylesheet by its hash.

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// Which sites may frame a page.
#[derive(Clone, Copy)]
pub(in crate::dist) enum Framing<'a> {
    /// The site itself.
    SameOrigin,
    /// Any site. In a sandbox the page has no origin, and in WebKit `'self'` then matches nothing: so the policy
    /// names the site's `origin`, if it is known.
    AnyOrigin { origin: Option<&'a str> },
}

impl<'a> Framing<'a> {
    /// By the path of a page, on a site of this origin.
    pub(in crate::dist) fn at(path: &str, origin: Option<&'a str>) -> Self {
        if path.starts_with("embed/") { Self::AnyOrigin { origin } } else { Self::SameOrigin }
    }
}

/// The policy of a page, for its own `<meta>` and for the header.
pub(in crate::dist) struct Policy<'a> {
    scripts: Vec<String>,
    styles: Vec<String>,
    framing: Framing<'a>,
}

/// An inline element that a policy must allow.
#[derive(Debug, PartialEq)]
enum Inline<'a> {
    Script(&'a str),
    Style(&'a str),
}

impl<'a> Policy<'a> {
    /// Allows a page's own scripts and stylesheets, and no others.
    pub(in crate::dist) fn of(html: &str, framing: Framing<'a>) -> Result<Self> {
        let mut policy = Self { scripts: Vec::new(), styles: Vec::new(), framing };
        for inline in find_inline(html)? {
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

    /// The text for `<meta>`, without `frame-ancestors`: browsers ignore it there, with a warning in the console.
    pub(super) fn meta(&self) -> String {
        let own = match self.framing {
            Framing::AnyOrigin { origin: Some(origin) } => format!("'self' {origin}"),
            _ => "'self'".to_owned(),
        };
        let directive = |name: &str, more: &str, hashes: &[String]| {
            let hashes: String = hashes.iter().map(|hash| format!(" {hash}")).collect();
            format!("{name} {own}{more}{hashes}")
        };
        let mut parts = vec![
            "default-src 'none'".to_owned(),
            directive("script-src", " 'wasm-unsafe-eval'", &self.scripts),
            directive("style-src", "", &self.styles),
            directive("img-src", " data:", &[]),
            directive("font-src", "", &[]),
            directive("connect-src", "", &[]),
            directive("frame-src", "", &[]),
        ];
        if matches!(self.framing, Framing::SameOrigin) {
            parts.push(directive("manifest-src", "", &[]));
        }
        parts.extend(["base-uri 'none'".to_owned(), "form-action 'none'".to_owned()]);
        parts.join("; ")
    }

    /// The text for the header.
    pub(in crate::dist) fn header(&self) -> String {
        match self.framing {
            Framing::SameOrigin => self.meta() + "; frame-ancestors 'self'",
            Framing::AnyOrigin { .. } => self.meta(),
        }
    }
}

/// Finds the inline scripts and stylesheets. A data block does not run, and needs no hash.
fn find_inline(html: &str) -> Result<Vec<Inline<'_>>> {
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
        } else if !tag.contains(" src=") && is_executable(tag) {
            found.push(Inline::Script(text));
        }
    }
    Ok(found)
}

/// Whether a script with this start tag is not a data block.
fn is_executable(tag: &str) -> bool {
    let Some((_, kind)) = tag.split_once("type=\"") else { return true };
    let kind = kind.split('"').next().unwrap_or_default();
    !matches!(kind, "application/json" | "application/ld+json")
}

#[cfg(test)]
mod tests {
    use super::super::tests::PAGE;
    use super::{Framing, Inline, Policy, find_inline};

    #[test]
    fn inline_scripts_and_stylesheets_are_found_and_data_blocks_are_not() {
        assert_eq!(
            find_inline(PAGE).unwrap(),
            [
                Inline::Script("theme()"),
                Inline::Style("a{}"),
                Inline::Style("b{}"),
                Inline::Script("import(\"./assets/site-1.js\")"),
            ]
        );
        assert!(find_inline("<script>a").is_err() && find_inline("<style").is_ok());
    }

    /// The expected hash of `theme()` is computed by openssl.
    #[test]
    fn a_policy_allows_each_hash_and_nothing_unsafe() {
        let html = "<script>theme()</script><style>a{}</style>";
        let policy = Policy::of(html, Framing::SameOrigin).unwrap().header();
        assert!(
            policy.contains("'sha256-Rfr3GgHZFiXm+TmNr+li+0sZ4J9FGllo8jsXcJF5XZ8='"),
            "{policy}"
        );
        assert!(policy.ends_with("; frame-ancestors 'self'"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(!Policy::of(PAGE, Framing::SameOrigin).unwrap().meta().contains("frame-ancestors"));
    }

    #[test]
    fn the_policy_of_an_embed_document_names_the_origin_and_forbids_no_ancestor() {
        let framing = Framing::at("embed/v1/press.html", Some("https://exemple.org"));
        let policy = Policy::of(PAGE, framing).unwrap().header();
        for part in ["script-src", "style-src", "img-src", "font-src", "connect-src"] {
            assert!(policy.contains(&format!("{part} 'self' https://exemple.org")), "{policy}");
        }
        assert!(!policy.contains("frame-ancestors"), "{policy}");
        assert!(matches!(
            Framing::at("index.html", Some("https://exemple.org")),
            Framing::SameOrigin
        ));
    }
}
