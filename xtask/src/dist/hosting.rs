//! The header rules in the format of each web server and host.

mod caddy;
mod cloudflare;
mod nginx;
mod table;

use std::path::Path;

use anyhow::Result;

use super::headers::{self, EVERYWHERE, Rule};
use super::location::Location;
use super::tree::Tree;

/// Writes the hosts' files into `folder`; but `_headers` becomes part of a site at the root of its host.
pub(super) fn write(tree: &mut Tree, location: &Location, folder: &Path) -> Result<()> {
    let rules = headers::rules(tree, location.origin.as_deref())?;
    let mut beside = Tree::default();
    let files = [
        ("nginx.conf", nginx::render(&rules, location)),
        ("Caddyfile", caddy::render(&rules, location)),
        ("headers.md", table::render(&rules, location)),
        ("_headers", cloudflare::render(&rules, location)),
    ];
    for (name, text) in files {
        // Hosts read `_headers` only at their root.
        let is_in_site = name == "_headers" && location.is_root();
        let to = if is_in_site { &mut *tree } else { &mut beside };
        to.0.insert(name.to_owned(), text.into_bytes());
    }
    beside.write(folder)
}

/// The headers of every response, then those of a rule.
fn all_headers(rule: &Rule) -> impl Iterator<Item = (&str, &str)> {
    EVERYWHERE.iter().copied().chain(rule.headers())
}
