//! Replaces the minifiers in a build without the feature `minify`: scripts and stylesheets stay as they are.

use crate::Error;

/// The module.
pub(crate) fn minify_module(_name: &str, source: &str) -> Result<String, Error> {
    Ok(source.to_owned())
}

/// The classic script, in strict mode and in a block, so that it leaves no name on the page.
pub(crate) fn minify_inline(_name: &str, source: &str) -> Result<String, Error> {
    Ok(format!("\"use strict\"; {{ {source}\n}}"))
}

/// The stylesheet.
pub(crate) fn minify_stylesheet(stylesheet: &str) -> String {
    stylesheet.to_owned()
}

#[cfg(test)]
mod tests {
    use next_level::section::Section;

    use crate::{pages, scripts};

    /// A minifier would escape it.
    #[test]
    fn no_script_ends_its_element_early() {
        let inline =
            Section::ALL.map(|section| scripts::build_embed_script(section).expect("a script"));
        let page = scripts::build_page_script().expect("a script");
        let theme = scripts::build_theme_script().expect("a script");
        for script in inline.into_iter().chain([page, theme]) {
            assert!(!script.contains("</script") && !script.contains("<!--"), "{script}");
        }
    }

    #[test]
    fn the_template_keeps_its_comments_and_leaves_no_name_on_the_page() {
        let template = "<style>/* why */ a { b: c }</style><script>const one = 1; // why</script>";
        let expected = "<style>/* why */ a { b: c }</style>\
            <script>\"use strict\"; { const one = 1; // why\n}</script>";
        assert_eq!(pages::prepare_template(template).as_deref(), Ok(expected));
    }
}
