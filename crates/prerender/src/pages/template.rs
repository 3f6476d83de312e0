//! The template that Trunk writes: minifies its scripts and stylesheets, fills its module, and reads what other
//! documents have in common with it.

use lol_html::{
    element,
    html_content::{ContentType, Element},
};
use maud::{Markup, PreEscaped, html};

use crate::{
    Error,
    html::{rewrite, text_handler},
    scripts::{self, minify_inline, minify_stylesheet},
};

/// The script that names the program.
const PROGRAM_SELECTOR: &str = "script[data-js]";

/// The script that applies the visitor's theme. Its attribute is the URL of the site's folder.
const THEME_SELECTOR: &str = "script[data-site]";

/// Minifies the template's stylesheets and scripts, fills the script that names the program, and adds the web fonts and
/// the page's module, at the end, since it would delay the text after it.
///
/// # Errors
/// A script cannot be parsed.
pub fn prepare_template(template: &str) -> Result<String, Error> {
    rewrite(
        template,
        [
            text_handler("style", |stylesheet| Ok(minify_stylesheet(&stylesheet))),
            text_handler("script:not([type])", |script| minify_inline("index.html", &script)),
            element!(PROGRAM_SELECTOR, |script| {
                script.set_inner_content(&scripts::build_head_script()?, ContentType::Html);
                Ok(())
            }),
            element!("head", |head| {
                let web_fonts = scripts::render_web_fonts("./").into_string();
                head.append(&web_fonts, ContentType::Html);
                Ok(())
            }),
            element!("body", |body| {
                let module = PreEscaped(scripts::build_page_script()?);
                let module = html! { script type="module" { (module) } };
                body.append(&module.into_string(), ContentType::Html);
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
    /// [`Error::Program`] if it names no glue or no Wasm.
    pub(crate) fn read(html: &str) -> Result<Self, Error> {
        let markup = |element: &Element<'_, '_>| {
            PreEscaped(html[element.source_location().bytes()].to_owned())
        };
        let (mut js, mut wasm, mut theme_script) = (None, None, None);
        let mut template = Self::default();
        // Only reads: the rewritten document is discarded.
        rewrite(
            html,
            [
                element!(PROGRAM_SELECTOR, |script| {
                    let path = |name| {
                        let url = script.get_attribute(name)?;
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
                text_handler(THEME_SELECTOR, |script| {
                    theme_script.get_or_insert(PreEscaped(script));
                    Ok(String::new())
                }),
                text_handler("head > style", |stylesheet| {
                    template.stylesheets.push(stylesheet);
                    Ok(String::new())
                }),
            ],
        )?;
        let js = js.ok_or(Error::Program("data-js"))?;
        let wasm = wasm.ok_or(Error::Program("data-wasm"))?;
        Ok(Self { js, wasm, theme_script, ..template })
    }
}

#[cfg(all(test, feature = "minify"))]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_and_stylesheets_of_the_template_are_minified() {
        let template = "<head><style>/* why */\na { b: c }</style><script>const one = 1; // why</script>\
            <script data-site=\"./\">// why\nshow(document.currentScript.dataset.site)</script>\
            <script data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script></head>\
            <body><p>/* kept */</p><script type=\"application/json\">// data</script></body>";
        let lean = prepare_template(template).expect("sheets and scripts");
        assert!(lean.starts_with("<head><style>a{b: c}</style><script>"), "{lean}");
        assert!(lean.contains("<body><p>/* kept */</p>"), "{lean}");
        assert!(lean.contains("<noscript><style>@font-face{"), "{lean}");
        assert!(!lean.contains("why") && lean.contains("./site.js\" data-wasm"), "{lean}");
        assert!(
            lean.contains("data-wasm=\"./site_bg.wasm\">\"use strict\"")
                && lean.contains("integrer.js"),
            "{lean}"
        );
        assert!(lean.contains("<script data-site=\"./\">\"use strict\";show("), "{lean}");
        let data = "<script type=\"application/json\">// data</script><script type=\"module\">";
        assert!(lean.contains(data) && lean.ends_with("</script></body>"), "{lean}");
        assert!(matches!(prepare_template("<script>const = 1</script>"), Err(Error::Script(_))));
    }
}
