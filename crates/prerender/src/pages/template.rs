//! The template that Trunk makes of `index.html`: its module filled, its sheets and scripts minified, and what it names.

use crate::{
    Error,
    scripts::{self, minify_inline, minify_stylesheet},
};

/// How the template's script begins that shows the colours which the visitor chose; it is told where the
/// site's folder is.
pub(crate) const THEME: &str = "<script data-site=\"./\">";

/// How the module begins that Trunk makes, and that names the program.
const MODULE: &str = "<script type=\"module\" data-js=\"";

/// The template with its module filled, its sheets and its scripts minified.
///
/// # Errors
/// A script cannot be read, or an element does not end.
pub fn prepare_template(template: &str) -> Result<String, Error> {
    const KINDS: [(&str, &str); 4] = [
        ("<style>", "</style>"),
        ("<script>", "</script>"),
        (THEME, "</script>"),
        (MODULE, "</script>"),
    ];
    let mut minified = String::new();
    let mut rest = template;
    let next = |text: &str| {
        let found = KINDS.into_iter().filter_map(|kind| Some((text.find(kind.0)?, kind)));
        found.min_by_key(|(at, _)| *at)
    };
    while let Some((at, (opening, closing))) = next(rest) {
        let (before, inner) = rest.split_at(at + opening.len());
        let (inner, after) = inner.split_once(closing).ok_or(Error::Place(closing))?;
        minified += before;
        minified += &match opening {
            "<style>" => minify_stylesheet(inner),
            "<script>" | THEME => minify_inline("index.html", inner)?,
            _ => {
                let (names, _) = inner.split_once('>').ok_or(Error::Place(MODULE))?;
                format!("{names}>{}", scripts::page_script()?)
            }
        };
        minified += closing;
        rest = after;
    }
    Ok(minified + rest)
}

/// The template's icon, which stands in the document itself.
pub(crate) fn icon(template: &str) -> Option<String> {
    let (_, rest) = template.split_once("<link rel=\"icon\" href=\"data:")?;
    let (icon, _) = rest.split_once('>')?;
    Some(format!("<link rel=\"icon\" href=\"data:{icon}>"))
}

/// The file that the template names first after this sign, in whatever quotes.
pub(crate) fn named<'a>(template: &'a str, sign: &'static str) -> Result<&'a str, Error> {
    let (_, rest) = template.split_once(sign).ok_or(Error::Place(sign))?;
    let rest = rest.strip_prefix(['"', '\'', '`']).and_then(|rest| rest.strip_prefix("./"));
    rest.and_then(|rest| rest.split(['"', '\'', '`']).next()).ok_or(Error::Place(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_sent_without_what_only_people_read() {
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
        assert!(lean.contains(&format!("{THEME}\"use strict\";show(")), "{lean}");
        assert!(lean.ends_with("<script type=\"application/json\">// data</script>"), "{lean}");
        assert!(matches!(prepare_template("<script>const = 1</script>"), Err(Error::Script(_))));
        assert_eq!(prepare_template("<style>a { b: c }"), Err(Error::Place("</style>")));
    }
}
