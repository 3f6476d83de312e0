//! `robots.txt` and the sitemap.

use std::iter;

use crate::{SiteUrl, documents::Documents, html::escape, pages::testimonial};

/// Renders `robots.txt`, which names the sitemap if there is one.
pub(crate) fn render_robots(url: Option<&SiteUrl>) -> String {
    let map = url.map(|url| format!("\nSitemap: {}\n", url.join("sitemap.xml")));
    format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default())
}

/// Renders the sitemap: the page and those of the testimonials, without `lastmod`, since the build knows no true date.
pub(crate) fn render_sitemap(documents: &Documents, url: &SiteUrl) -> String {
    let testimonials = documents.testimonials.testimonials.iter();
    let addresses = iter::once(url.as_str().to_owned())
        .chain(testimonials.map(|one| testimonial::address(&one.id, url)));
    let entry = |address: String| format!("  <url><loc>{}</loc></url>\n", escape(&address));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
        addresses.map(entry).collect::<String>()
    )
}
