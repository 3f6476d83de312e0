//! The policy of a page: what may run in it and paint it, each inline part by its hash.

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// Who may show a page in a frame.
#[derive(Clone, Copy)]
pub(in crate::dist) enum Framed<'a> {
    /// The site itself.
    ByUs,
    /// Anybody. In a sandbox the page has no origin, and in WebKit `'self'` then means nothing: so the
    /// policy names the site's `origin`, if it is known.
    ByAnybody { origin: Option<&'a str> },
}

impl<'a> Framed<'a> {
    /// What holds for a page at a path, on a site of this origin.
    pub(in crate::dist) fn at(path: &str, origin: Option<&'a str>) -> Self {
        if path.starts_with("embed/") { Self::ByAnybody { origin } } else { Self::ByUs }
    }
}

/// The policy of a page, for its own `<meta>` and for the header.
pub(in crate::dist) struct Policy<'a> {
    scripts: Vec<String>,
    styles: Vec<String>,
    framed: Framed<'a>,
}

/// An inline element that a policy must name.
#[derive(Debug, PartialEq)]
enum Inline<'a> {
    Script(&'a str),
    Style(&'a str),
}

impl<'a> Policy<'a> {
    /// The policy that lets a page's own scripts and sheets be, and no other.
    pub(in crate::dist) fn of(html: &str, framed: Framed<'a>) -> Result<Self> {
        let mut policy = Self { scripts: Vec::new(), styles: Vec::new(), framed };
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
        let own = match self.framed {
            Framed::ByAnybody { origin: Some(origin) } => format!("'self' {origin}"),
            _ => "'self'".to_owned(),
        };
        let list = |what: &str, more: &str, hashes: &[String]| {
            let hashes: String = hashes.iter().map(|hash| format!(" {hash}")).collect();
            format!("{what} {own}{more}{hashes}")
        };
        let mut parts = vec![
            "default-src 'none'".to_owned(),
            list("script-src", " 'wasm-unsafe-eval'", &self.scripts),
            list("style-src", "", &self.styles),
            list("img-src", " data:", &[]),
            list("font-src", "", &[]),
            list("connect-src", "", &[]),
            list("frame-src", "", &[]),
        ];
        if matches!(self.framed, Framed::ByUs) {
            parts.push(list("manifest-src", "", &[]));
        }
        parts.extend(["base-uri 'none'".to_owned(), "form-action 'none'".to_owned()]);
        parts.join("; ")
    }

    /// As it stands in the header.
    pub(in crate::dist) fn in_header(&self) -> String {
        match self.framed {
            Framed::ByUs => self.in_page() + "; frame-ancestors 'self'",
            Framed::ByAnybody { .. } => self.in_page(),
        }
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
    use super::{Framed, Inline, Policy, inlines};

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
        let html = "<script>theme()</script><style>a{}</style>";
        let policy = Policy::of(html, Framed::ByUs).unwrap().in_header();
        assert!(
            policy.contains("'sha256-Rfr3GgHZFiXm+TmNr+li+0sZ4J9FGllo8jsXcJF5XZ8='"),
            "{policy}"
        );
        assert!(policy.ends_with("; frame-ancestors 'self'"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert!(!Policy::of(PAGE, Framed::ByUs).unwrap().in_page().contains("frame-ancestors"));
    }

    #[test]
    fn what_anybody_may_frame_names_the_origin_and_forbids_no_ancestor() {
        let framed = Framed::at("embed/v1/press.html", Some("https://exemple.org"));
        let policy = Policy::of(PAGE, framed).unwrap().in_header();
        for part in ["script-src", "style-src", "img-src", "font-src", "connect-src"] {
            assert!(policy.contains(&format!("{part} 'self' https://exemple.org")), "{policy}");
        }
        assert!(!policy.contains("frame-ancestors"), "{policy}");
        assert!(matches!(Framed::at("index.html", Some("https://exemple.org")), Framed::ByUs));
    }
}
