//! `404.html`: the server sends it for every URL that does not exist, at any depth.

use maud::{PreEscaped, html};

use super::template::Template;
use crate::{
    SiteUrl,
    documents::Documents,
    html::{NOINDEX, render_document},
};

/// Renders the document. It needs no other file, since a relative URL would be resolved against the URL that does not
/// exist. It has the page's stylesheets, which name no file.
pub(crate) fn render_not_found(
    template: &Template,
    documents: &Documents,
    url: Option<&SiteUrl>,
) -> String {
    let name = &documents.site.name;
    let home = url.map_or("/", SiteUrl::as_str);
    let head = html! {
        (NOINDEX)
        meta name="color-scheme" content="light dark";
        @for color in &template.theme_colors { (color) }
        // The site's folder cannot be known from a URL that does not exist: without the site's URL the system's
        // colours apply.
        @if let (Some(script), Some(url)) = (&template.theme_script, url) {
            script data-site=(url.as_str()) { (script) }
        }
        @if let Some(icon) = &template.icon { (icon) }
        @for stylesheet in &template.stylesheets {
            style { (PreEscaped(stylesheet)) }
        }
        style { ".header, .section-title { padding-block-end: 0.5em }" }
    };
    let body = html! {
        header class="header" { p class="header__name" { (name) } }
        main {
            section class="mission" {
                div class="mission__poster" { h1 class="section-title" { "Page introuvable" } }
                div class="mission__text" {
                    p { "Aucune page ne se trouve à cette adresse." }
                    p { a href=(home) { "Aller à l’accueil" } }
                }
            }
        }
    };
    let title = format!("Page introuvable – {name}");
    render_document(documents.site.language.as_str(), &title, &head, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<meta name=\"theme-color\" content=\"#f4f000\"><script data-site=\"./\">show()</script>\
        <script>other()</script><style>a {}</style>\
        <script data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script>";

    fn render(url: Option<&str>) -> String {
        let documents =
            Documents::read(crate::testing::content).unwrap_or_else(|error| panic!("{error}"));
        let url = url.map(|url| SiteUrl::try_from(url).expect("an address"));
        let template = Template::read(TEMPLATE).unwrap_or_else(|error| panic!("{error}"));
        render_not_found(&template, &documents, url.as_ref())
    }

    /// The key of the storage has the path of the site's folder.
    #[test]
    fn the_theme_script_needs_the_site_url() {
        let page = render(Some("https://exemple.org/a&b"));
        let script = "<script data-site=\"https://exemple.org/a&amp;b/\">show()</script>";
        assert!(page.contains(script) && page.matches("<script").count() == 1, "{page}");
        let page = render(None);
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("<meta name=\"theme-color\" content=\"#f4f000\">"), "{page}");
    }
}
