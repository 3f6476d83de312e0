//! Every file that depends on the content: what `cargo xtask dist` hashes, compresses and places.

use super::{
    Fault, SiteUrl, escaped, feed::feed, filled, head::head, manifest::manifest,
    not_found::not_found, replaced,
};
use crate::content::{Document, Mission, Press, Site, Testimonials, read};

/// A file of the site, by its path from the site's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path, such as `index.html`.
    pub path: &'static str,
    /// What stands in it.
    pub text: String,
}

/// The documents that more than the page is made of.
pub(super) struct Words {
    pub(super) site: Site,
    pub(super) mission: Mission,
    pub(super) testimonials: Testimonials,
    pub(super) press: Press,
}

impl Words {
    pub(super) fn read(json: impl Fn(&str) -> Option<String>) -> Result<Self, Fault> {
        fn one<T: Document>(json: impl Fn(&str) -> Option<String>) -> Result<T, Fault> {
            json(T::FILE).and_then(|text| read(&text).ok()).ok_or(Fault::Content)
        }
        Ok(Self {
            site: one(&json)?,
            mission: one(&json)?,
            testimonials: one(&json)?,
            press: one(&json)?,
        })
    }
}

/// The page and the files around it, from the template that Trunk has made. What needs an absolute
/// address (canonical link, sharing tags, linked data, sitemap, feed) is there only with one.
///
/// # Errors
/// A document is not there, or one of the places to fill is not there exactly once.
pub fn files(
    template: &str,
    json: impl Fn(&str) -> Option<String>,
    url: Option<&SiteUrl>,
) -> Result<Vec<File>, Fault> {
    let words = Words::read(&json)?;
    let page = filled(template, json)?;
    let head = format!("{}  </head>", head(&words, url));
    let file = |path, text| File { path, text };
    let mut files = vec![
        file("index.html", replaced(&page, "</head>", &head)?),
        file("404.html", not_found(template, &words, url)),
        file("manifest.json", manifest(&words)),
        file("robots.txt", robots(url)),
    ];
    if let Some(url) = url {
        files.push(file("sitemap.xml", sitemap(url)));
        files.push(file("feed.xml", feed(&words, url)));
    }
    Ok(files)
}

fn robots(url: Option<&SiteUrl>) -> String {
    let map = url.map(|url| format!("\nSitemap: {}\n", url.join("sitemap.xml")));
    format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default())
}

/// One page, so one address. It names no day of change: the build knows none that would be true.
fn sitemap(url: &SiteUrl) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n  \
         <url><loc>{}</loc></url>\n</urlset>\n",
        escaped(url.as_str())
    )
}
