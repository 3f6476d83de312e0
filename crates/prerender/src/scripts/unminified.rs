//! Replaces the minifiers in a build without the feature `minify`: scripts and stylesheets stay as they are.

use crate::Error;

/// Returns the module as it is.
pub(crate) fn minify_module(_name: &str, source: &str) -> Result<String, Error> {
    Ok(source.to_owned())
}

/// Returns the classic script, in strict mode and in a block, so that it leaves no name on the page.
pub(crate) fn minify_inline(_name: &str, source: &str) -> Result<String, Error> {
    Ok(format!("\"use strict\"; {{ {source}\n}}"))
}

/// Returns the stylesheet as it is.
pub(crate) fn minify_stylesheet(stylesheet: &str) -> String {
    stylesheet.to_owned()
}
