//! The headers of every path: the one source that each host's own configuration is written from.
//!
//! Rules are disjoint. Where two match, Cloudflare joins their values with a comma, so a header of a
//! path stands either in [`EVERYWHERE`] or in the one rule of that path, never in both.

use std::collections::BTreeSet;

use anyhow::Result;

use super::hashed::{self, LOADER, PINNED, WIDGET};
use super::page::{Framed, Policy};
use super::tree::Tree;

/// A header and its value.
pub(crate) type Header = (&'static str, String);

/// Sent with every answer.
pub(crate) const EVERYWHERE: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    // Heard over TLS only. Take it out where this name must go on answering without.
    ("Strict-Transport-Security", "max-age=31536000"),
];

/// Its name carries a hash of its bytes, so it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Kept, but asked for again each time; unchanged, the answer is a 304 without a body.
const ASKED_AGAIN: &str = "no-cache";
/// The loader's address never changes, and stands on other sites: a change of it arrives within minutes.
const FOR_MINUTES: &str = "public, max-age=300, stale-while-revalidate=604800";
/// An SVG opened by itself is a document, and might hold a script.
const NO_SCRIPT: &str = "script-src 'none'";

/// Some paths and the headers that they have in common.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Paths from the site's folder: `""` (the folder itself), `robots.txt`, `assets/*`.
    pub(crate) paths: Vec<String>,
    /// The headers.
    pub(crate) headers: Vec<Header>,
}

/// What other sites load, whether they isolate themselves (COEP) or frame it without an origin.
const FOR_ALL: [(&str, &str); 2] =
    [("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin")];

/// The rules for a finished site: one for each page, one for what is immutable, one for the loader, one
/// for the rest. `origin` is the site's, if its address is known.
pub(crate) fn rules(tree: &Tree, origin: Option<&str>) -> Result<Vec<Rule>> {
    let mut rules = Vec::new();
    for path in tree.pages() {
        let framed = Framed::at(&path, origin);
        let mut headers = vec![
            ("Cache-Control", ASKED_AGAIN.to_owned()),
            ("Content-Security-Policy", Policy::of(tree.text(&path)?, framed)?.in_header()),
        ];
        match framed {
            Framed::ByUs => headers.extend([
                ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
                ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
            ]),
            Framed::ByAnybody { .. } => {
                headers.extend(for_all());
                // A page that isolates itself frames only what does so too.
                headers.push(("Cross-Origin-Embedder-Policy", "require-corp".to_owned()));
            }
        }
        let folder = (path == "index.html").then(String::new);
        rules.push(Rule { paths: folder.into_iter().chain([path]).collect(), headers });
    }
    let plain = |paths: Vec<String>, cache: &str| {
        let own = [
            ("Cache-Control", cache.to_owned()),
            ("Content-Security-Policy", NO_SCRIPT.to_owned()),
        ];
        Rule { paths, headers: own.into_iter().chain(for_all()).collect() }
    };
    let pinned = tree.paths().any(|path| path.starts_with(PINNED)).then(|| format!("{PINNED}*"));
    let for_ever = [format!("{}*", hashed::FOLDER)].into_iter().chain(pinned);
    rules.push(plain(for_ever.collect(), FOR_EVER));
    let loaders = [LOADER, WIDGET].into_iter().filter(|path| tree.get(path).is_some());
    let loaders: Vec<_> = loaders.map(str::to_owned).collect();
    if !loaders.is_empty() {
        rules.push(plain(loaders, FOR_MINUTES));
    }
    // A picture may come with later content, and finds the rules that are installed then.
    let pictures = std::iter::once("images/*".to_owned());
    let others: BTreeSet<String> =
        tree.paths().filter_map(|path| other(path)).chain(pictures).collect();
    rules.push(plain(others.into_iter().collect(), ASKED_AGAIN));
    Ok(rules)
}

fn for_all() -> impl Iterator<Item = Header> {
    FOR_ALL.into_iter().map(|(name, value)| (name, value.to_owned()))
}

/// The pattern of a path that has no rule of its own kind.
fn other(path: &str) -> Option<String> {
    let (folder, inner) = path.split_once('/').map_or((path, false), |(folder, _)| (folder, true));
    match inner {
        true if path.starts_with(hashed::FOLDER) => None,
        // Beside the embed documents, so each by its own name.
        true if path.starts_with("embed/") => {
            let told = [LOADER, WIDGET].contains(&path)
                || path.starts_with(PINNED)
                || path.ends_with(".html");
            (!told).then(|| path.to_owned())
        }
        true => Some(format!("{folder}/*")),
        false if path.ends_with(".html") || path.starts_with(['_', '.']) => None,
        false => Some(path.to_owned()),
    }
}

/// A small site for the tests of the rules, here and in each host's file.
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
    ];
    Tree(paths.map(|path| (path.to_owned(), page.as_bytes().to_vec())).into())
}

#[cfg(test)]
mod tests {
    use super::{EVERYWHERE, FOR_ALL, Rule, rules, site};

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
        let rules = rules(&site(), None).unwrap();
        let served = site().0.into_keys().filter(|path| path != "_headers");
        for path in served.chain([String::new(), "assets/b-1.wasm".to_owned()]) {
            let [rule] = matching(&rules, &path)[..] else { panic!("{path} has not one rule") };
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
    fn no_header_stands_in_a_rule_and_everywhere() {
        for rule in rules(&site(), None).unwrap() {
            for (name, _) in &rule.headers {
                assert!(!EVERYWHERE.iter().any(|(every, _)| every == name), "{name}");
            }
        }
    }

    #[test]
    fn only_what_carries_a_hash_is_kept_for_ever_and_only_pages_may_be_framed_by_us() {
        let rules = rules(&site(), None).unwrap();
        let told = |path: &str| {
            let headers = &matching(&rules, path)[0].headers;
            let has = |part: &str| headers.iter().any(|(_, value)| value.contains(part));
            (has("immutable"), has("frame-ancestors 'self'"))
        };
        for path in ["assets/a-0.js", "embed/v1/loader-0.js"] {
            assert_eq!(told(path), (true, false), "{path}");
        }
        for path in ["", "index.html", "404.html"] {
            assert_eq!(told(path), (false, true), "{path}");
        }
        for path in ["content/press.json", "embed/v1.js", "embed/v1/press.html"] {
            assert_eq!(told(path), (false, false), "{path}");
        }
    }

    #[test]
    fn all_that_a_widget_loads_is_for_all_and_the_page_is_not() {
        let rules = rules(&site(), None).unwrap();
        for path in site().paths().filter(|path| *path != "_headers") {
            let headers = &matching(&rules, path)[0].headers;
            let ours = ["index.html", "404.html"].contains(&&**path);
            for (name, value) in FOR_ALL {
                let told = headers.iter().any(|(own, said)| (*own, &**said) == (name, value));
                assert_eq!(told, !ours, "{path}: {name}");
            }
            let isolated = headers.iter().any(|(name, _)| *name == "Cross-Origin-Embedder-Policy");
            assert_eq!(isolated, path == "embed/v1/press.html", "{path}");
        }
    }
}
