//! `_headers`, which Cloudflare Pages and Netlify read at the root of the site.

use super::super::headers::{EVERYWHERE, Rule};
use super::Location;

/// Renders one rule for each path. Cloudflare serves `404.html` as `/404`, so a page has both.
pub(super) fn render(rules: &[Rule], location: &Location) -> String {
    let mut text =
        String::from("# Written by cargo xtask dist. Rules are disjoint but for the first.\n");
    text += &format_rule(&location.at("*"), EVERYWHERE.iter().copied());
    for rule in rules {
        for path in &rule.paths {
            let bare = path.strip_suffix(".html").filter(|bare| *bare != "index");
            for path in [Some(path.as_str()), bare].into_iter().flatten() {
                text += &format_rule(&location.at(path), rule.headers());
            }
        }
    }
    text
}

fn format_rule<'a>(path: &str, headers: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let lines: String = headers.map(|(name, value)| format!("  {name}: {value}\n")).collect();
    format!("\n{path}\n{lines}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::super::headers::{rules, site_with_form};
    use super::super::Location;
    use super::render;

    #[test]
    fn at_most_100_rules_of_at_most_2000_characters_name_each_path_once() {
        for folder in ["/", "/a/b/"] {
            let url = format!("https://a.fr{folder}");
            let text = render(&rules(&site_with_form(), None).unwrap(), &Location::of(Some(&url)));
            let paths: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
            assert!(paths.len() <= 100, "{}", paths.len());
            assert!(text.lines().all(|line| line.len() <= 2000), "{text}");
            let unique: BTreeSet<_> = paths.iter().collect();
            assert_eq!(unique.len(), paths.len(), "{paths:?}");
            assert!(paths.iter().all(|path| path.starts_with(folder)), "{paths:?}");
        }
    }
}
