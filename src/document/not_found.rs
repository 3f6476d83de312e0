//! `404.html`: shown in place of any address that leads nowhere, at any depth.

use super::{SiteUrl, escaped, files::Words, icon};

/// A page of its own: no file but itself is needed, since a relative address would be seen from
/// wherever the visitor went astray. It has the page's sheets, but not its web fonts.
pub(super) fn not_found(template: &str, words: &Words, url: Option<&SiteUrl>) -> String {
    let name = escaped(&words.site.name);
    let language = escaped(words.site.language.as_str());
    let home = url.map_or("/", SiteUrl::as_str);
    let home = escaped(home);
    let icon = icon(template).map(|icon| format!("    {icon}\n")).unwrap_or_default();
    let sheets: String = sheets(template).map(|sheet| format!("    {sheet}\n")).collect();
    format!(
        "<!doctype html>
<html lang=\"{language}\">
  <head>
    <meta charset=\"utf-8\">
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
    <title>Page introuvable – {name}</title>
    <meta name=\"robots\" content=\"noindex\">
    <meta name=\"color-scheme\" content=\"light dark\">
{icon}{sheets}    <style>.header, .section-title {{ padding-block-end: 0.5em }}</style>
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

/// The template's style elements, without the faces that would have to be fetched.
fn sheets(template: &str) -> impl Iterator<Item = String> {
    let elements = template.split("<style>").skip(1);
    elements.filter_map(|rest| {
        let (sheet, _) = rest.split_once("</style>")?;
        Some(format!("<style>{}</style>", without_web_fonts(sheet)))
    })
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
