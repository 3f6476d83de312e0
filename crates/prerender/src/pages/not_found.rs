//! `404.html`: shown in place of any address that leads nowhere, at any depth.

use super::template::Template;
use crate::{
    SiteUrl,
    documents::Documents,
    html::{NO_DETECTION, TEXT_SCALE, escaped},
};

/// A page of its own: no file but itself is needed, since a relative address would be seen from
/// wherever the visitor went astray. It has the page's sheets, but not its web fonts.
pub(crate) fn render_not_found(
    template: &Template,
    words: &Documents,
    url: Option<&SiteUrl>,
) -> String {
    let name = escaped(&words.site.name);
    let language = escaped(words.site.language.as_str());
    let home = url.map_or("/", SiteUrl::as_str);
    let home = escaped(home);
    let icon = template.icon.as_ref().map(|icon| format!("    {icon}\n")).unwrap_or_default();
    let theme = theme(template, url);
    let stylesheets = template.stylesheets.iter().map(|stylesheet| without_web_fonts(stylesheet));
    let sheets: String =
        stylesheets.map(|stylesheet| format!("    <style>{stylesheet}</style>\n")).collect();
    format!(
        "<!doctype html>
<html lang=\"{language}\">
  <head>
    <meta charset=\"utf-8\">
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
    <title>Page introuvable – {name}</title>
    <meta name=\"robots\" content=\"noindex\">
    {TEXT_SCALE}
    {NO_DETECTION}
    <meta name=\"color-scheme\" content=\"light dark\">
{theme}{icon}{sheets}    <style>.header, .section-title {{ padding-block-end: 0.5em }}</style>
  </head>
  <body>
    <header class=\"header\"><p class=\"header__name\">{name}</p></header>
    <main>
      <section class=\"mission\">
        <div class=\"mission__poster\"><h1 class=\"section-title\">Page introuvable</h1></div>
        <div class=\"mission__text\">
          <p>Aucune page ne se trouve à cette adresse.</p>
          <p><a href=\"{home}\">Aller à l’accueil</a></p>
        </div>
      </section>
    </main>
  </body>
</html>
"
    )
}

/// The template's colours of the browser's bars, and its script that shows the visitor's choice. Which folder
/// the site is in is not to be seen from wherever the visitor went astray, so without its address the
/// system's colours are followed.
fn theme(template: &Template, url: Option<&SiteUrl>) -> String {
    let colors = template.theme_colors.iter().map(|color| format!("    {color}\n"));
    let script = template.theme_script.as_ref().zip(url).map(|(script, url)| {
        let site = escaped(url.as_str());
        format!("    <script data-site=\"{site}\">{script}</script>\n")
    });
    colors.chain(script).collect()
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
