//! `robots.txt` and the sitemap.

use crate::{SiteUrl, html::escape};

/// Renders `robots.txt`, which names the sitemap if there is one.
pub(crate) fn render_robots(url: Option<&SiteUrl>) -> String {
    let map = url.map(|url| format!("\nSitemap: {}\n", url.join("sitemap.xml")));
    format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default())
}

/// Renders the sitemap with its only URL, without `lastmod`: the build knows no true date.
pub(crate) fn render_sitemap(url: &SiteUrl) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n  \
         <url><loc>{}</loc></url>\n</urlset>\n",
        escape(url.as_str())
    )
}
