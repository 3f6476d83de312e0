//! `404.html`: shown in place of any address that leads nowhere, at any depth.

use maud::{PreEscaped, html};

use super::template::Template;
use crate::{SiteUrl, documents::Documents, html::render_document};

/// A page of its own: no file but itself is needed, since a relative address would be seen from
/// wherever the visitor went astray. It has the page's sheets, but not its web fonts.
pub(crate) fn render_not_found(
    template: &Template,
    words: &Documents,
    url: Option<&SiteUrl>,
) -> String {
    let name = &words.site.name;
    let home = url.map_or("/", SiteUrl::as_str);
    let head = html! {
        meta name="color-scheme" content="light dark";
        @for color in &template.theme_colors { (color) }
        // Which folder the site is in cannot be seen from the address that leads nowhere: without the site's own
        // address the system's colours are followed.
        @if let (Some(script), Some(url)) = (&template.theme_script, url) {
            script data-site=(url.as_str()) { (script) }
        }
        @if let Some(icon) = &template.icon { (icon) }
        @for stylesheet in &template.stylesheets {
            style { (PreEscaped(without_web_fonts(stylesheet))) }
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
    render_document(words.site.language.as_str(), &title, &head, &body)
}

fn without_web_fonts(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, face)) = rest.split_once("@font-face") {
        let (body, after) = face.split_once('}').unwrap_or((face, ""));
        kept.push_str(before);
        if !body.contains("url(") {
            kept.extend(["@font-face", body, "}"]);
        }
        rest = after;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<meta name=\"theme-color\" content=\"#f4f000\"><script data-site=\"./\">show()</script>\
        <script>other()</script><style>a {}</style>\
        <script type=\"module\" data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script>";

    fn made(url: Option<&str>) -> String {
        let words =
            Documents::read(crate::testing::content).unwrap_or_else(|fault| panic!("{fault}"));
        let url = url.map(|url| SiteUrl::try_from(url).expect("an address"));
        let template = Template::read(TEMPLATE).unwrap_or_else(|error| panic!("{error}"));
        render_not_found(&template, &words, url.as_ref())
    }

    /// The storage is the site's, wherever the visitor went astray.
    #[test]
    fn the_visitor_s_choice_is_found_by_the_site_s_address_or_the_system_s_is_followed() {
        let page = made(Some("https://exemple.org/a&b"));
        let script = "<script data-site=\"https://exemple.org/a&amp;b/\">show()</script>";
        assert!(page.contains(script) && page.matches("<script").count() == 1, "{page}");
        let page = made(None);
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("<meta name=\"theme-color\" content=\"#f4f000\">"), "{page}");
    }
}
