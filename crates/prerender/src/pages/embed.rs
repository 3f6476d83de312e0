//! The embed documents, one for each section: what a frame shows, what a link opens, and what the loader
//! takes a widget from.

use leptos::prelude::*;
use serde_json::json;

use content::{Document, Site};
use next_level::{
    heading_level::HeadingLevel,
    options::{Options, Section},
    widget::widget,
};

use super::template::Template;
use crate::{
    Error, SiteUrl,
    documents::Documents,
    embedding::{self, BASE},
    html::{NO_DETECTION, TEXT_SCALE, data, escaped, safe, taken_over},
    metadata::oembed,
    scripts,
};

/// A section's embed document, from the template's names of the glue and of the Wasm.
pub(crate) fn render_embed(
    template: &Template,
    section: Section,
    json: impl Fn(&str) -> Option<String>,
    words: &Documents,
    url: Option<&SiteUrl>,
) -> Result<String, Error> {
    let file = embedding::file(section);
    let document = data(&json(file).ok_or(Error::Content)?);
    let site = data(&json(Site::FILE).ok_or(Error::Content)?);
    let language = escaped(words.site.language.as_str());
    let about = json!({
        "section": section.name(),
        "js": format!("{BASE}{}", template.js),
        "wasm": format!("{BASE}{}", template.wasm),
        "accepted": embedding::options_table(section),
        "height": embedding::height(section),
    });
    let rendered = Owner::new().with(|| {
        let options = RwSignal::new(Options::at(HeadingLevel::WIDGET)).read_only();
        let made = widget(section, site.clone(), document.clone(), BASE, options);
        made.map(RenderHtml::to_html)
    });
    let rendered = safe(&rendered.ok_or(Error::Content)?);
    let opening = format!("<div id=\"widget\" class=\"widget\" lang=\"{language}\"");
    let widget = taken_over(&opening, &rendered, &[site.clone(), document.clone()]);
    let sheets = scripts::embed_stylesheet(section);
    let links = url.map(|url| {
        let canonical = format!("<link rel=\"canonical\" href=\"{}\">", escaped(url.as_str()));
        format!("    {canonical}\n    {}\n", oembed::discovery(section, words, url))
    });
    Ok(format!(
        "<!doctype html>
<html lang=\"{language}\">
  <head>
    <meta charset=\"utf-8\">
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
    <title>{title} – {name}</title>
    <meta name=\"robots\" content=\"noindex\">
    {TEXT_SCALE}
    {NO_DETECTION}
{links}    <meta name=\"color-scheme\" content=\"light dark\">
    <script>{theme}</script>
{icon}    <style>{sheets}</style>
    <base target=\"_blank\">
  </head>
  <body>
    <div id=\"embed\" class=\"embed\">
      <header>
        <h1 class=\"visually-hidden\">{name}</h1>
        <h2 class=\"visually-hidden\">Une partie du site</h2>
      </header>
      <main>{widget}</div></main>
      <footer class=\"embed__source\"><p><a href=\"{BASE}#{place}\">{name}</a></p></footer>
    </div>
    <script type=\"application/json\" id=\"widget.json\">{about}</script>
    <script type=\"application/json\" id=\"{site_file}\">{site}</script>
    <script type=\"application/json\" id=\"{file}\">{document}</script>
    <script>{script}</script>
  </body>
</html>
",
        title = escaped(words.title(section)),
        name = escaped(&words.site.name),
        links = links.unwrap_or_default(),
        theme = scripts::embed_theme()?,
        icon = template.icon.as_ref().map(|icon| format!("    {icon}\n")).unwrap_or_default(),
        sheets = sheets.replace("url(\"./", &format!("url(\"{BASE}")),
        place = section.place(),
        about = data(&about.to_string()),
        site_file = Site::FILE,
        script = scripts::embed_script(section)?,
    ))
}
