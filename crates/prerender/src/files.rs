//! Every file that depends on the content. `cargo xtask dist` hashes and compresses them.

use lol_html::html_content::ContentType;
use next_level::section::Section;

use crate::{
    Error, SiteUrl,
    documents::Documents,
    embedding::{
        self,
        element_types::{manifest, typescript},
    },
    html::fill_slot,
    metadata::{
        oembed, render_feed, render_head_lines, render_manifest, render_robots, render_sitemap,
    },
    pages::{Template, preview, render_embed, render_index, render_not_found, testimonial},
    scripts::{self, dialog},
};

/// A file of the site, by its path from the site's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path, such as `index.html`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Renders the page and the files around it from the template that Trunk writes. What needs an absolute URL
/// (canonical link, sharing tags, linked data, sitemap, feed) is rendered only with one.
///
/// # Errors
/// A document is missing, or the template does not have each slot exactly once.
pub fn render_files(
    template: &str,
    json: impl Fn(&str) -> Option<String>,
    url: Option<&SiteUrl>,
) -> Result<Vec<File>, Error> {
    let documents = Documents::read(&json)?;
    let head_lines = render_head_lines(&documents, url);
    let page = fill_slot(template, "head", "</head>", |head| {
        head.append(&head_lines.0, ContentType::Html)
    })?;
    let page = render_index(&page, &json)?;
    let parts = Template::read(template)?;
    let file = |path: &str, text| File { path: path.to_owned(), text };
    let mut files = vec![
        file("index.html", page),
        file("404.html", render_not_found(&parts, &documents, url)),
        file("manifest.json", render_manifest(&documents)),
        file("robots.txt", render_robots(url)),
    ];
    if let Some(url) = url {
        files.push(file("sitemap.xml", render_sitemap(&documents, url)));
        files.push(file("feed.xml", render_feed(&documents, url)?));
    }
    files.extend(testimonial::render_testimonials(&parts, &documents, url)?);
    files.extend(build_embeds(&parts, &documents, json, url)?);
    Ok(files)
}

/// Renders the page of each testimonial.
///
/// # Errors
/// Those of [`render_files`].
pub fn render_testimonials(
    template: &str,
    json: impl Fn(&str) -> Option<String>,
) -> Result<Vec<File>, Error> {
    testimonial::render_testimonials(&Template::read(template)?, &Documents::read(json)?, None)
}

/// Renders what other sites embed: the loader and what it imports, its types, a document for each section, with an
/// absolute URL an oEmbed response for each, too, and the dialog that writes snippets.
///
/// # Errors
/// Those of [`render_files`].
pub fn render_embeds(
    template: &str,
    json: impl Fn(&str) -> Option<String>,
    url: Option<&SiteUrl>,
) -> Result<Vec<File>, Error> {
    build_embeds(&Template::read(template)?, &Documents::read(&json)?, json, url)
}

fn build_embeds(
    template: &Template,
    documents: &Documents,
    json: impl Fn(&str) -> Option<String>,
    url: Option<&SiteUrl>,
) -> Result<Vec<File>, Error> {
    let file = |path: &str, text| File { path: path.to_owned(), text };
    let mut files = vec![
        file(scripts::LOADER, scripts::build_loader()?),
        file(scripts::WIDGET, scripts::build_widget()?),
        file(dialog::PATH, dialog::build_dialog()?),
        file(preview::PATH, preview::render_preview()?),
        file(typescript::PATH, typescript::render_types(url)),
        file(manifest::PATH, format!("{:#}\n", manifest::build_manifest())),
    ];
    for section in Section::ALL {
        let document = render_embed(template, section, &json, documents, url)?;
        files.push(file(&embedding::path(section), document));
        if let Some(url) = url {
            let response = oembed::build_response(section, documents, url);
            files.push(file(&oembed::path(section), format!("{response:#}\n")));
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use next_level::fingerprint::FINGERPRINT;

    use super::*;
    use crate::{html::NO_FORMAT_DETECTION, testing};

    const TEMPLATE: &str = "<html><head><title>Le Next Level</title>\
        <link rel=\"icon\" href=\"data:image/svg+xml,x\">\
        <script data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script>\
        <style>@font-face { src: local(\"A\") } a { b: c }</style>\
        <noscript><style>@font-face { src: url(\"./a.woff2\") }</style></noscript>\
        </head><div id=\"site\"></div></html>";

    /// The full content of the tests, with a hostile press review.
    fn json(file: &str) -> Option<String> {
        if file == "press.json" {
            return Some(
                r#"{"title": "Presse", "excerpts": [
                    {"id": "a", "paragraphs": ["]]></item><script>1</script> & \u0007 plus"], "date": "2024-03"},
                    {"id": "b", "paragraphs": ["Sans date."]}]}"#
                    .to_owned(),
            );
        }
        fs::read_to_string(testing::root().join("tests/fixtures/full/content").join(file)).ok()
    }

    fn render(url: Option<&str>) -> Vec<File> {
        let url = url.map(|url| SiteUrl::try_from(url).expect("an address"));
        render_files(TEMPLATE, json, url.as_ref()).expect("filled")
    }

    fn text<'a>(files: &'a [File], path: &str) -> &'a str {
        &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}")).text
    }

    #[test]
    fn without_a_site_url_nothing_is_rendered_that_needs_one() {
        let files = render(None);
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        let (own, embeds) = paths.split_at(4);
        assert_eq!(own, ["index.html", "404.html", "manifest.json", "robots.txt"]);
        let embed = |path: &&str| {
            ["embed/", "temoignages/"].iter().any(|folder| path.starts_with(folder))
                || *path == dialog::PATH
        };
        assert!(embeds.iter().all(embed) && !embeds.contains(&"embed/v1/press.json"), "{paths:?}");
        let page = text(&files, "index.html");
        for part in ["canonical", "og:", "twitter:", "ld+json", "feed.xml"] {
            assert!(!page.contains(part), "{part}");
        }
        assert!(page.contains("href=\"./manifest.json\""), "{page}");
        assert!(!text(&files, "robots.txt").contains("Sitemap"));
        assert!(text(&files, "404.html").contains("<a href=\"/\">"));
    }

    #[test]
    fn every_absolute_url_begins_with_the_site_url() {
        let files = render(Some("https://exemple.org/a/b"));
        let page = text(&files, "index.html");
        for part in [
            "<link rel=\"canonical\" href=\"https://exemple.org/a/b/\">",
            "property=\"og:url\" content=\"https://exemple.org/a/b/\"",
            "property=\"og:image\" content=\"https://exemple.org/a/b/icons/partage.png\"",
            "name=\"twitter:card\"",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(
            text(&files, "robots.txt").contains("Sitemap: https://exemple.org/a/b/sitemap.xml")
        );
        assert!(text(&files, "sitemap.xml").contains("<loc>https://exemple.org/a/b/</loc>"));
        assert!(text(&files, "404.html").contains("<a href=\"https://exemple.org/a/b/\">"));
        let (_, data) = page.split_once("application/ld+json\">").expect("linked data");
        let (data, _) = data.split_once("</script>").expect("its end");
        let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
        let kinds: Vec<_> = data["@graph"].as_array().expect("a list").iter().collect();
        assert_eq!(kinds[0]["@type"], "Organization");
        assert!(kinds[1..].iter().all(|node| node["@type"] == "Quotation"), "{data}");
    }

    /// WordPress keeps a `blockquote` without attributes and an `iframe`.
    #[test]
    fn an_embed_document_links_to_an_oembed_response_that_shows_it() {
        let files = render(Some("https://exemple.org/a/"));
        let document = text(&files, "embed/v1/press.html");
        assert!(document.contains(
            "\"application/json+oembed\" href=\"https://exemple.org/a/embed/v1/press.json\""
        ));
        let answer: serde_json::Value =
            serde_json::from_str(text(&files, "embed/v1/press.json")).expect("JSON");
        assert_eq!((&answer["version"], &answer["type"]), (&"1.0".into(), &"rich".into()));
        assert!(answer["width"].is_u64() && answer["height"].is_u64(), "{answer}");
        assert!(document.contains(FINGERPRINT), "{document}");
        let html = answer["html"].as_str().expect("HTML");
        let frame = "<iframe src=\"https://exemple.org/a/embed/v1/press.html\"";
        assert!(
            html.starts_with("<blockquote><a href=\"https://exemple.org/a/#presse\">"),
            "{html}"
        );
        assert!(
            html.contains(&format!("</blockquote>{frame}")) && html.ends_with("</iframe>"),
            "{html}"
        );
        assert!(!text(&render(None), "embed/v1/press.html").contains("oembed"));
    }

    #[test]
    fn the_feed_invents_no_date_and_escapes_every_text() {
        let files = render(Some("https://exemple.org/"));
        let feed = text(&files, "feed.xml");
        assert!(!feed.contains("pubDate") && !feed.contains("lastBuildDate"), "{feed}");
        assert_eq!(feed.matches("<dc:date>").count(), 1, "{feed}");
        assert!(feed.contains("<dc:date>2024-03</dc:date>"), "as precise as it is known: {feed}");
        assert_eq!(feed.matches("</item>").count(), 2, "{feed}");
        assert!(!feed.contains("<script") && !feed.contains('\u{7}'), "{feed}");
    }

    #[test]
    fn the_404_page_needs_no_other_file() {
        let files = render(None);
        let page = text(&files, "404.html");
        assert!(!page.contains("./") && !page.contains("url("), "{page}");
        assert!(page.contains("local(\"A\")") && page.contains("a { b: c }"), "{page}");
        assert!(page.contains("<link rel=\"icon\" href=\"data:image/svg+xml,x\">"), "{page}");
    }

    /// A link that a phone makes of a number breaks hydration.
    #[test]
    fn every_document_turns_off_format_detection() {
        let template =
            fs::read_to_string(testing::root().join("index.html")).expect("the page's template");
        assert!(template.contains(NO_FORMAT_DETECTION), "index.html lacks {NO_FORMAT_DETECTION}");
        let files = render(None);
        let others = files.iter().filter(|file| file.path.ends_with(".html"));
        let others: Vec<_> = others.filter(|file| file.path != "index.html").collect();
        assert_eq!(others.len(), 8, "404.html, the preview, one for each section and testimonial");
        for File { path, text } in others {
            assert_eq!(text.matches(NO_FORMAT_DETECTION).count(), 1, "{path}");
        }
    }

    #[test]
    fn no_mailbox_is_in_the_html_for_a_cdn_to_rewrite() {
        let files = render(None);
        let (_, html) = text(&files, "index.html").split_once("<div id=\"site\">").expect("a page");
        let (html, _) = html.split_once("<script").expect("data blocks");
        assert!(html.contains("&#64;") && !html.contains('@'), "{html}");
    }
}
