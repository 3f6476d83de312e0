//! The template that Trunk writes: minifies its scripts and stylesheets, fills its module, and reads what other
//! documents have in common with it.

use lol_html::{
    element,
    html_content::{ContentType, Element},
};
use maud::{Markup, PreEscaped};

use crate::{
    Error,
    html::{rewrite, rewrite_text},
    scripts::{self, minify_inline, minify_stylesheet},
};

/// The module that names the program.
const MODULE: &str = "script[type=module][data-js]";

/// The script that applies the visitor's theme. Its attribute is the URL of the site's folder.
const THEME: &str = "script[data-site]";

/// Minifies the template's stylesheets and scripts, and fills its module.
///
/// # Errors
/// A script cannot be parsed.
pub fn prepare_template(template: &str) -> Result<String, Error> {
    rewrite(
        template,
        [
            rewrite_text("style", |stylesheet| Ok(minify_stylesheet(&stylesheet))),
            rewrite_text("script:not([type])", |script| minify_inline("index.html", &script)),
            element!(MODULE, |module| {
                module.set_inner_content(&scripts::build_page_script()?, ContentType::Html);
                Ok(())
            }),
        ],
    )
}

/// The parts of the prepared template that other documents have, too.
#[derive(Debug, Default)]
pub(crate) struct Template {
    /// The glue's path from the site's folder.
    pub(crate) js: String,
    /// The path of the Wasm from the site's folder.
    pub(crate) wasm: String,
    /// The element of the icon that is a `data:` URL.
    pub(crate) icon: Option<Markup>,
    /// The elements with the colours of the browser's bars.
    pub(crate) theme_colors: Vec<Markup>,
    /// The script that applies the visitor's theme.
    pub(crate) theme_script: Option<Markup>,
    /// The text of each `style` element.
    pub(crate) stylesheets: Vec<String>,
}

impl Template {
    /// Reads a prepared template.
    ///
    /// # Errors
    /// [`Error::Slot`] if it names no glue or no Wasm.
    pub(crate) fn read(html: &str) -> Result<Self, Error> {
        let markup = |element: &Element<'_, '_>| {
            PreEscaped(html[element.source_location().bytes()].to_owned())
        };
        let (mut js, mut wasm, mut theme_script) = (None, None, None);
        let mut template = Self::default();
        rewrite(
            html,
            [
                element!(MODULE, |module| {
                    let path = |name| {
                        let url = module.get_attribute(name)?;
                        url.strip_prefix("./").map(str::to_owned)
                    };
                    (js, wasm) = (path("data-js"), path("data-wasm"));
                    Ok(())
                }),
                element!("link[rel=icon][href^='data:']", |icon| {
                    template.icon.get_or_insert_with(|| markup(icon));
                    Ok(())
                }),
                element!("meta[name=theme-color]", |color| {
                    template.theme_colors.push(markup(color));
                    Ok(())
                }),
                rewrite_text(THEME, |script| {
                    theme_script.get_or_insert(PreEscaped(script));
                    Ok(String::new())
                }),
                rewrite_text("style", |stylesheet| {
                    template.stylesheets.push(stylesheet);
                    Ok(String::new())
                }),
            ],
        )?;
        let js = js.ok_or(Error::Slot("data-js="))?;
        let wasm = wasm.ok_or(Error::Slot("data-wasm="))?;
        Ok(Self { js, wasm, theme_script, ..template })
    }
}

#[cfg(all(test, feature = "minify"))]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_and_stylesheets_of_the_template_are_minified() {
        let template = "<p>/* kept */</p><style>/* why */\na { b: c }</style><script>const one = 1; // why</script>\
            <script data-site=\"./\">// why\nshow(document.currentScript.dataset.site)</script>\
            <script type=\"module\" data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script><script type=\"application/json\">// data</script>";
        let lean = prepare_template(template).expect("sheets and scripts");
        assert!(lean.starts_with("<p>/* kept */</p><style>a{b: c}</style><script>"), "{lean}");
        assert!(!lean.contains("why") && lean.contains("./site.js\" data-wasm"), "{lean}");
        assert!(
            lean.contains("data-wasm=\"./site_bg.wasm\">") && lean.contains("integrer.js"),
            "{lean}"
        );
        assert!(lean.contains("<script data-site=\"./\">\"use strict\";show("), "{lean}");
        assert!(lean.ends_with("<script type=\"application/json\">// data</script>"), "{lean}");
        assert!(matches!(prepare_template("<script>const = 1</script>"), Err(Error::Script(_))));
    }
}
