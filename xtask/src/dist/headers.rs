//! The headers of every path, from which each host's configuration is generated.
//!
//! Rules are disjoint. Where two match, Cloudflare joins their values with a comma, so a header of a
//! path is either in [`EVERYWHERE`] or in the one rule of that path, never in both.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::hashed::{self, LOADER, PINNED, TESTIMONIALS, WIDGET};
use super::page::{Framing, Policy};
use super::tree::Tree;
use crate::form;

/// A header and its value.
pub(crate) type Header = (&'static str, String);

/// The headers of every response.
pub(crate) const EVERYWHERE: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    // Browsers ignore it without TLS. Remove it if this name must remain reachable over plain HTTP.
    ("Strict-Transport-Security", "max-age=31536000"),
];

/// For files whose name contains a hash of their bytes.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// Cached, but revalidated each time; if the file is unchanged, the response is a 304 without a body.
const REVALIDATED: &str = "no-cache";
/// For the loader, whose address is part of other sites and never changes: an update arrives within minutes.
const SHORT_LIVED: &str = "public, max-age=300, stale-while-revalidate=604800";
/// An SVG opened by itself is a document, and might contain a script.
const NO_SCRIPT: &str = "script-src 'none'";

/// Paths and their common headers.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Paths from the site's folder: `""` (the folder itself), `robots.txt`, `assets/*`.
    pub(crate) paths: Vec<String>,
    /// The headers.
    pub(crate) headers: Vec<Header>,
}

impl Rule {
    /// The names and values of the headers.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Whether the rule names this very path.
    pub(crate) fn has_path(&self, path: &str) -> bool {
        self.paths.iter().any(|own| own == path)
    }
}

/// Lets other sites load a file, also those that isolate themselves (COEP) or frame it without an origin.
const CROSS_ORIGIN: [(&str, &str); 2] =
    [("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin")];

/// The rules of a finished site: one for each page, one for all testimonials, one for immutable files, one for the
/// loader, one for the form for editors, if it has one, one for all others. `origin` is the site's, if its address is
/// known.
pub(crate) fn rules(tree: &Tree, origin: Option<&str>) -> Result<Vec<Rule>> {
    let mut rules = Vec::new();
    let pages = tree.pages().into_iter().filter(|path| !path.starts_with(form::FOLDER));
    let (testimonials, pages): (Vec<_>, Vec<_>) =
        pages.partition(|path| path.starts_with(TESTIMONIALS));
    let policy = |path: &str, framing| {
        Ok::<_, anyhow::Error>(Policy::of(tree.text(path)?, framing)?.header())
    };
    // Later content may have more of them, to which the installed rules must apply.
    if let Some((first, others)) = testimonials.split_first() {
        let own = policy(first, Framing::SameOrigin)?;
        for path in others {
            if policy(path, Framing::SameOrigin)? != own {
                bail!(
                    "{path} and {first} need one policy: their inline scripts and stylesheets differ"
                );
            }
        }
        rules.push(Rule { paths: vec![format!("{TESTIMONIALS}*")], headers: page_headers(own) });
    }
    for path in pages {
        let framing = Framing::at(&path, origin);
        let own = policy(&path, framing)?;
        let headers = match framing {
            Framing::SameOrigin => page_headers(own),
            Framing::AnyOrigin { .. } => cached_page_headers(own)
                .into_iter()
                .chain(cross_origin())
                // A page that isolates itself frames only pages that do so, too.
                .chain([("Cross-Origin-Embedder-Policy", "require-corp".to_owned())])
                .collect(),
        };
        let folder = (path == "index.html").then(String::new);
        rules.push(Rule { paths: folder.into_iter().chain([path]).collect(), headers });
    }
    let file_rule = |paths: Vec<String>, cache: &str| {
        let own = [
            ("Cache-Control", cache.to_owned()),
            ("Content-Security-Policy", NO_SCRIPT.to_owned()),
        ];
        Rule { paths, headers: own.into_iter().chain(cross_origin()).collect() }
    };
    let pinned = tree.paths().any(|path| path.starts_with(PINNED)).then(|| format!("{PINNED}*"));
    let immutable = [format!("{}*", hashed::HASHED_FOLDER)].into_iter().chain(pinned);
    rules.push(file_rule(immutable.collect(), IMMUTABLE));
    let loaders = [LOADER, WIDGET].into_iter().filter(|path| tree.get(path).is_some());
    let loaders: Vec<_> = loaders.map(str::to_owned).collect();
    if !loaders.is_empty() {
        rules.push(file_rule(loaders, SHORT_LIVED));
    }
    if tree.get(form::PAGE).is_some() {
        rules.push(form_rule(tree.text(form::PAGE)?)?);
    }
    // Later content may add a picture, to which the installed rules must apply.
    let pictures = std::iter::once("images/*".to_owned());
    let others: BTreeSet<String> =
        tree.paths().filter_map(|path| remaining_pattern(path)).chain(pictures).collect();
    rules.push(file_rule(others.into_iter().collect(), REVALIDATED));
    Ok(rules)
}

/// The headers of a page that other sites do not embed.
fn page_headers(policy: String) -> Vec<Header> {
    let isolated = ["Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"];
    let isolated = isolated.map(|name| (name, "same-origin".to_owned()));
    cached_page_headers(policy).into_iter().chain(isolated).collect()
}

fn cached_page_headers(policy: String) -> [Header; 2] {
    [("Cache-Control", REVALIDATED.to_owned()), ("Content-Security-Policy", policy)]
}

/// The rule of the form for editors: it signs in in a window of its own, which it must be able to talk to, so it has no
/// `Cross-Origin-Opener-Policy`.
fn form_rule(page: &str) -> Result<Rule> {
    let headers = vec![
        ("Cache-Control", REVALIDATED.to_owned()),
        ("Content-Security-Policy", form::header_policy(page)?),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("X-Robots-Tag", "noindex".to_owned()),
    ];
    Ok(Rule { paths: vec![format!("{}*", form::FOLDER)], headers })
}

fn cross_origin() -> impl Iterator<Item = Header> {
    CROSS_ORIGIN.into_iter().map(|(name, value)| (name, value.to_owned()))
}

/// The pattern of a path that no earlier rule matches.
fn remaining_pattern(path: &str) -> Option<String> {
    let has_rule = path.starts_with(hashed::HASHED_FOLDER)
        || path.starts_with(PINNED)
        || path.starts_with(form::FOLDER)
        || [LOADER, WIDGET].contains(&path)
        || path.ends_with(".html");
    match path.split_once('/') {
        _ if has_rule => None,
        // They share their folder with the embed documents, so each has its own pattern.
        Some(("embed", _)) => Some(path.to_owned()),
        Some((folder, _)) => Some(format!("{folder}/*")),
        None if path.starts_with(['_', '.']) => None,
        None => Some(path.to_owned()),
    }
}

/// A small site for the tests of the rules and of each host's format.
#[cfg(test)]
pub(crate) fn site() -> Tree {
    let page = "<meta charset=\"utf-8\"><style>a{}</style><script>b()</script>";
    let paths = [
        "404.html",
        "_headers",
        "assets/a-0.js",
        "content/press.json",
        "embed/v1.js",
        "embed/v1/loader-0.js",
        "embed/v1/press.html",
        "embed/v1/press.json",
        "feed.xml",
        "icons/a/b.png",
        "index.html",
        "robots.txt",
        "temoignages/a/index.html",
        "temoignages/b/index.html",
    ];
    Tree::of(&paths.map(|path| (path, page)))
}

/// That site with the form for editors.
#[cfg(test)]
pub(crate) fn site_with_form() -> Tree {
    let mut site = site();
    let policy = form::policy(Some("https://api.github.com"));
    let page = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    site.insert(form::PAGE, page.into_bytes());
    site.insert("admin/npm/index.js", Vec::new());
    site
}

#[cfg(test)]
mod tests {
    use super::{CROSS_ORIGIN, EVERYWHERE, Rule, TESTIMONIALS, rules, site, site_with_form};

    fn matching<'a>(rules: &'a [Rule], path: &str) -> Vec<&'a Rule> {
        let matches = |pattern: &String| match pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == pattern,
        };
        rules
            .iter()
            .flat_map(|rule| rule.paths.iter().filter(|p| matches(p)).map(move |_| rule))
            .collect()
    }

    #[test]
    fn each_path_has_one_rule_with_one_cache_control_and_one_policy() {
        let rules = rules(&site_with_form(), None).unwrap();
        let served = site_with_form().0.into_keys().filter(|path| path != "_headers");
        for path in served.chain([String::new(), "assets/b-1.wasm".to_owned()]) {
            let [rule] = matching(&rules, &path)[..] else {
                panic!("{path} does not have one rule")
            };
            for name in ["Cache-Control", "Content-Security-Policy"] {
                assert_eq!(
                    rule.headers.iter().filter(|header| header.0 == name).count(),
                    1,
                    "{path}"
                );
            }
        }
    }

    #[test]
    fn testimonials_with_two_policies_are_an_error() {
        let mut site = site();
        let page = b"<script>c()</script>".to_vec();
        site.0.insert("temoignages/c/index.html".to_owned(), page);
        let error = rules(&site, None).unwrap_err().to_string();
        assert!(
            error.contains("temoignages/c/index.html") && error.contains("one policy"),
            "{error}"
        );
    }

    #[test]
    fn no_header_is_both_in_a_rule_and_everywhere() {
        for rule in rules(&site_with_form(), None).unwrap() {
            for (name, _) in &rule.headers {
                assert!(!EVERYWHERE.iter().any(|(every, _)| every == name), "{name}");
            }
        }
    }

    #[test]
    fn only_hashed_files_are_immutable_and_only_pages_restrict_their_framing_to_us() {
        let rules = rules(&site(), None).unwrap();
        let properties = |path: &str| {
            let headers = &matching(&rules, path)[0].headers;
            let has = |part: &str| headers.iter().any(|(_, value)| value.contains(part));
            (has("immutable"), has("frame-ancestors 'self'"))
        };
        for path in ["assets/a-0.js", "embed/v1/loader-0.js"] {
            assert_eq!(properties(path), (true, false), "{path}");
        }
        for path in ["", "index.html", "404.html"] {
            assert_eq!(properties(path), (false, true), "{path}");
        }
        for path in ["content/press.json", "embed/v1.js", "embed/v1/press.html"] {
            assert_eq!(properties(path), (false, false), "{path}");
        }
    }

    #[test]
    fn other_sites_may_load_everything_but_the_pages() {
        let rules = rules(&site(), None).unwrap();
        for path in site().paths().filter(|path| *path != "_headers") {
            let headers = &matching(&rules, path)[0].headers;
            let is_page =
                ["index.html", "404.html"].contains(&&**path) || path.starts_with(TESTIMONIALS);
            for (name, value) in CROSS_ORIGIN {
                let is_set = headers.iter().any(|(own, set)| (*own, &**set) == (name, value));
                assert_eq!(is_set, !is_page, "{path}: {name}");
            }
            let isolated = headers.iter().any(|(name, _)| *name == "Cross-Origin-Embedder-Policy");
            assert_eq!(isolated, path == "embed/v1/press.html", "{path}");
        }
    }

    #[test]
    fn the_form_has_one_rule_of_its_own_and_changes_no_other() {
        let (without, with) =
            (rules(&site(), None).unwrap(), rules(&site_with_form(), None).unwrap());
        let (form, others): (Vec<_>, Vec<_>) =
            with.iter().partition(|rule| rule.paths.iter().any(|path| path.starts_with("admin")));
        assert_eq!(format!("{others:?}"), format!("{without:?}"));
        let [form] = form[..] else { panic!("{form:?}") };
        assert_eq!(form.paths, ["admin/*"]);
        let value = |name| form.headers().find(|(own, _)| *own == name).map(|(_, value)| value);
        assert_eq!(value("X-Robots-Tag"), Some("noindex"));
        assert_eq!(value("Cache-Control"), Some("no-cache"));
        assert_eq!(value("Cross-Origin-Opener-Policy"), None);
        assert_eq!(value("Access-Control-Allow-Origin"), None);
        let policy = value("Content-Security-Policy").unwrap();
        assert!(
            policy.contains("'unsafe-inline'") && policy.ends_with("frame-ancestors 'none'"),
            "{policy}"
        );
        let elsewhere = format!("{others:?}");
        assert!(
            !elsewhere.contains("unsafe-inline") && !elsewhere.contains("noindex"),
            "{elsewhere}"
        );
    }
}
