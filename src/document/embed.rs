//! The embed documents, one for each section: what a frame shows, what a link opens, and what the loader
//! takes a widget from. And the loader itself.

use leptos::prelude::*;
use serde_json::json;

use super::{
    Fault, NO_DETECTION, SiteUrl, TEXT_SCALE, data, escaped,
    files::Words,
    oembed, platform, safe, script, sheet, taken_over,
    template::{ATTEMPTS, PROGRAM, icon, named},
};
use crate::{
    content::{Document, Mission, Partners, Press, Site, Testimonials},
    heading_level::HeadingLevel,
    options::{Options, Section, Values, accepted},
    widget::widget,
};

/// The loader's path.
pub(super) const LOADER: &str = "embed/v1.js";

/// The site's folder, seen from an embed document.
const BASE: &str = "../../";

const SHARED: &str = include_str!("embed/shared.js");

/// What runs in an embed document.
const SCRIPTS: [&str; 5] =
    [SHARED, ATTEMPTS, PROGRAM, include_str!("embed/frame.js"), include_str!("embed/wordpress.js")];

/// What runs there before the first paint.
const THEME: &str = include_str!("embed/theme.js");

/// The sheets of a widget besides its section's own, in the order of their layers.
const SHEETS: [&str; 5] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/fonts.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/shared.css"),
    include_str!("../../style/widget.css"),
];

/// The path of what the loader imports once an element wants it.
pub(super) const WIDGET: &str = "embed/v1/widget.js";

/// The loader: a module that knows no name that changes.
pub(super) fn loader() -> Result<String, Fault> {
    let own = platform::own_calls(include_str!("embed/loader.js"), platform::Calls::All);
    script::module(LOADER, &format!("{}\n{own}", platform::PLATFORM))
}

/// What the loader makes widgets with.
pub(super) fn widgets() -> Result<String, Fault> {
    let source = [SHARED, ATTEMPTS, include_str!("embed/widget.js")].concat();
    script::module(WIDGET, &platform::own_calls(&source, platform::Calls::All))
}

/// The path of a section's embed document.
pub(super) fn path(section: Section) -> String {
    format!("embed/v1/{}.html", section.name())
}

/// A section's embed document, from the template's names of the glue and of the Wasm.
pub(super) fn embed(
    template: &str,
    section: Section,
    json: impl Fn(&str) -> Option<String>,
    words: &Words,
    url: Option<&SiteUrl>,
) -> Result<String, Fault> {
    let file = match section {
        Section::Mission => Mission::FILE,
        Section::Testimonials => Testimonials::FILE,
        Section::Partners => Partners::FILE,
        Section::Press => Press::FILE,
    };
    let document = data(&json(file).ok_or(Fault::Content)?);
    let site = data(&json(Site::FILE).ok_or(Fault::Content)?);
    let language = escaped(words.site.language.as_str());
    let about = json!({
        "section": section.name(),
        "js": format!("{BASE}{}", named(template, "data-js=")?),
        "wasm": format!("{BASE}{}", named(template, "data-wasm=")?),
        "accepted": table(section),
        "height": height(section),
    });
    let rendered = Owner::new().with(|| {
        let options = RwSignal::new(Options::at(HeadingLevel::WIDGET)).read_only();
        let made = widget(section, site.clone(), document.clone(), BASE, options);
        made.map(RenderHtml::to_html)
    });
    let rendered = safe(&rendered.ok_or(Fault::Content)?);
    let opening = format!("<div id=\"widget\" class=\"widget\" lang=\"{language}\"");
    let widget = taken_over(&opening, &rendered, &[site.clone(), document.clone()]);
    let sheets = sheet::minified(&(SHEETS.concat() + own_sheet(section)));
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
        theme = script::inline("embed/theme.js", THEME)?,
        icon = icon(template).map(|icon| format!("    {icon}\n")).unwrap_or_default(),
        sheets = sheets.replace("url(\"./", &format!("url(\"{BASE}")),
        place = section.place(),
        about = data(&about.to_string()),
        site_file = Site::FILE,
        script = script::inline(&path(section), &SCRIPTS.concat())?,
    ))
}

/// About how high a section is in a column of 600 CSS pixels, in such pixels.
pub(super) fn height(section: Section) -> u32 {
    match section {
        Section::Mission | Section::Press => 1000,
        Section::Testimonials => 560,
        Section::Partners => 900,
    }
}

fn own_sheet(section: Section) -> &'static str {
    match section {
        Section::Mission => include_str!("../../style/mission.css"),
        Section::Testimonials => include_str!("../../style/testimonials.css"),
        Section::Partners => include_str!("../../style/partners.css"),
        Section::Press => include_str!("../../style/press.css"),
    }
}

/// What the scripts read options by.
fn table(section: Section) -> serde_json::Value {
    let row = |(name, values): (&str, Values)| {
        let values = match values {
            Values::Words(words) => json!({ "words": words }),
            Values::Number(least, most, unsaid) => json!({ "number": [least, most, unsaid] }),
            Values::Ids => json!("ids"),
        };
        (name.to_owned(), values)
    };
    serde_json::Value::Object(accepted(section).into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Other sites name a published loader with its integrity, so each is kept, and lives with every later
    /// build (`widget_failures.rs`).
    #[test]
    fn the_loader_is_among_those_that_are_kept_for_good() {
        const KEPT: &str = "public/embed/v1";
        let loader = loader().expect("a module");
        let files = std::fs::read_dir(KEPT).expect("the loaders that were published");
        let kept = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        assert!(
            kept.into_iter().any(|kept| kept == loader),
            "{KEPT} does not have this loader: run cargo xtask dist, copy dist/embed/v1/loader-*.js there, \
             and leave every one that was published"
        );
    }

    /// A host may have named something else so: see `platform.rs`.
    #[test]
    fn the_loader_asks_no_host_what_an_object_is() {
        assert!(!loader().expect("a module").contains("instanceof"));
    }

    #[test]
    fn the_loader_knows_every_attribute_and_every_section() {
        let loader = loader().expect("a module").replace('`', "\"");
        for section in Section::ALL {
            assert!(loader.contains(&format!("-{}\"", section.name())), "{}", section.name());
            for (name, _) in accepted(section) {
                assert!(loader.contains(&format!("\"{name}\"")), "{name}");
            }
        }
    }
}
