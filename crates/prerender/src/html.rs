//! HTML that several documents share, and how HTML is escaped and rewritten.

use std::{borrow::Cow, mem};

use lol_html::{
    ElementContentHandlers, RewriteStrSettings, Selector, element,
    errors::RewritingError,
    html_content::{ContentType, Element},
    rewrite_str, text,
};
use maud::{Markup, PreEscaped, html};

use crate::Error;

/// Keeps phones from making links of what looks like a telephone number, a date or an address: the content says
/// itself what is a link, and hydration would find another page than was rendered.
pub(crate) const NO_FORMAT_DETECTION: &str =
    "<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">";

/// Applies the text size of the operating system, too; the stylesheets use relative units.
pub(crate) const TEXT_SCALE: &str = "<meta name=\"text-scale\" content=\"scale\">";

/// Keeps a document out of search engines' lists.
pub(crate) const NOINDEX: PreEscaped<&str> =
    PreEscaped("<meta name=\"robots\" content=\"noindex\">");

/// Renders a document; `head` is appended to its `<head>`, `body` is the content of its `<body>`.
pub(crate) fn render_document(language: &str, title: &str, head: &Markup, body: &Markup) -> String {
    let document = html! {
        // Lower case, as the page's.
        (PreEscaped("<!doctype html>"))
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                (PreEscaped(TEXT_SCALE))
                (PreEscaped(NO_FORMAT_DETECTION))
                (head)
            }
            body { (body) }
        }
    };
    document.into_string()
}

/// Renders a data block whose text is escaped already.
pub(crate) fn render_data_block(id: &str, data: &str) -> Markup {
    html! { script type="application/json" id=(id) { (PreEscaped(data)) } }
}

/// Escapes each `@`, so that a CDN which hides mailboxes from robots finds none: it would rewrite them, and hydration
/// would find another page than was rendered.
pub(crate) fn escape_mailboxes(html: &str) -> String {
    html.replace('@', "&#64;")
}

/// Escapes JSON for a data block: without `<` nothing ends the block early. Carriage returns are removed, since HTML
/// parsers normalise them: so the block is byte for byte what a browser reads.
pub(crate) fn escape_data_block(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\r', "")
}

/// What [`rewrite`] does with the elements that a selector finds.
pub(crate) type Handler<'h> = (Cow<'static, Selector>, ElementContentHandlers<'h>);

/// Rewrites the elements that `handlers` select. Everything else stays byte for byte.
///
/// # Errors
/// The error of a handler, or [`Error::Html`].
pub(crate) fn rewrite<'h>(
    html: &str,
    handlers: impl IntoIterator<Item = Handler<'h>>,
) -> Result<String, Error> {
    let settings = handlers
        .into_iter()
        .fold(RewriteStrSettings::new(), RewriteStrSettings::append_element_content_handler);
    rewrite_str(html, settings).map_err(|error| match error {
        RewritingError::ContentHandlerError(error) => match error.downcast() {
            Ok(error) => *error,
            Err(error) => Error::Html(error.to_string()),
        },
        error => Error::Html(error.to_string()),
    })
}

/// A handler that replaces the text of elements such as `style` and `script`, which hold nothing else.
pub(crate) fn text_handler<'h>(
    selector: &str,
    mut rewrite: impl FnMut(String) -> Result<String, Error> + 'h,
) -> Handler<'h> {
    // A text may come in several chunks.
    let mut text = String::new();
    text!(selector, move |chunk| {
        text.push_str(chunk.as_str());
        if chunk.last_in_text_node() {
            chunk.replace(&rewrite(mem::take(&mut text))?, ContentType::Html);
        } else {
            chunk.remove();
        }
        Ok(())
    })
}

/// Fills the one element that `selector` finds.
///
/// # Errors
/// [`Error::Slot`] with `slot` if there is no such element or more than one.
pub(crate) fn fill_slot(
    html: &str,
    selector: &str,
    slot: &'static str,
    mut fill: impl FnMut(&mut Element<'_, '_>),
) -> Result<String, Error> {
    let mut count = 0;
    let filled = rewrite(
        html,
        [element!(selector, |element| {
            count += 1;
            fill(element);
            Ok(())
        })],
    )?;
    if count == 1 { Ok(filled) } else { Err(Error::Slot(slot)) }
}

/// Escapes a text of an element or an attribute, in HTML or XML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
