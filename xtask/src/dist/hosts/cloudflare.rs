//! `_headers`, which Cloudflare Pages and Netlify read at the root of the site.

use super::super::headers::{EVERYWHERE, Rule};
use super::Place;

/// The rules, one for each path. Cloudflare serves `404.html` as `/404`, so a page has both.
pub(super) fn render(rules: &[Rule], place: &Place) -> String {
    let mut text =
        String::from("# Written by cargo xtask dist. Rules are disjoint but for the first.\n");
    let every = EVERYWHERE.iter().map(|(name, value)| (*name, *value));
    text += &rule(&place.at("*"), every);
    for Rule { paths, headers } in rules {
        for path in paths {
            let bare = path.strip_suffix(".html").filter(|bare| *bare != "index");
            for path in [Some(path.as_str()), bare].into_iter().flatten() {
                let own = headers.iter().map(|(name, value)| (*name, value.as_str()));
                text += &rule(&place.at(path), own);
            }
        }
    }
    text
}

fn rule<'a>(path: &str, headers: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let lines: String = headers.map(|(name, value)| format!("  {name}: {value}\n")).collect();
    format!("\n{path}\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::super::super::headers::{rules, site};
    use super::super::Place;
    use super::render;

    #[test]
    fn there_are_at_most_100_rules_of_at_most_2000_characters_and_each_path_once() {
        for place in ["/", "/a/b/"] {
            let url = format!("https://a.fr{place}");
            let text = render(&rules(&site(), None).unwrap(), &Place::of(Some(&url)));
            let paths: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
            assert!(paths.len() <= 100, "{}", paths.len());
            assert!(text.lines().all(|line| line.len() <= 2000), "{text}");
            let mut once = paths.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), paths.len(), "{paths:?}");
            assert!(paths.iter().all(|path| path.starts_with(place)), "{paths:?}");
        }
    }
}
