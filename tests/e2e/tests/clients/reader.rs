//! Mozilla's Readability, the library of Firefox's reader view, in the browser.

use std::fs;

use e2e::Session;

use super::installed_path;

/// Extracts the text of a document with Readability, from a copy of it. `document` is a JavaScript expression.
pub async fn read(page: &Session, document: &str) -> String {
    let script = format!(
        "const [source] = arguments;
        if (!window.Readability) (0, eval)(source);
        return Promise.resolve({document})
            .then(document => new Readability(document.cloneNode(true)).parse()?.textContent ?? '')"
    );
    let path = installed_path("node_modules/@mozilla/readability/Readability.js");
    let source = fs::read_to_string(path).expect("Readability");
    let text = page.eval(&script, vec![source.into()]).await;
    text.as_str().expect("a text").to_owned()
}
