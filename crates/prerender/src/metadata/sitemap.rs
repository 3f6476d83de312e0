//! What crawlers ask for by itself: `robots.txt` and the sitemap.

use crate::{SiteUrl, html::escaped};

/// `robots.txt`, which names the sitemap if there is one.
pub(crate) fn robots(url: Option<&SiteUrl>) -> String {
    let map = url.map(|url| format!("\nSitemap: {}\n", url.join("sitemap.xml")));
    format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default())
}

/// One page, so one address. It names no day of change: the build knows none that would be true.
pub(crate) fn sitemap(url: &SiteUrl) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n  \
         <url><loc>{}</loc></url>\n</urlset>\n",
        escaped(url.as_str())
    )
}
