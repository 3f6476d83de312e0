//! Reads rendered HTML with lol_html, as the tests need it.

use std::{cell::RefCell, mem, rc::Rc};

use lol_html::{RewriteStrSettings, doc_comments, doc_text, element, end_tag, rewrite_str};

/// A piece of HTML, in the order of the source.
pub(crate) enum Token {
    Start(Tag),
    End(String),
    /// A text, as it is escaped in the source.
    Text(String),
    Comment,
}

/// A start tag.
pub(crate) struct Tag {
    pub(crate) name: String,
    /// Names and unescaped values, in the order of the source.
    pub(crate) attributes: Vec<(String, String)>,
    /// The tag as it could be in the source.
    source: String,
}

impl Tag {
    /// The value of an attribute; `None` if the tag does not have it.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads all tokens; an element that cannot have content has no end.
pub(crate) fn read_tokens(html: &str) -> Vec<Token> {
    let tokens = Rc::new(RefCell::new(Vec::new()));
    let mut text = String::new();
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("*", |element| {
            let name = element.tag_name();
            let mut source = format!("<{name}");
            let mut attributes = Vec::new();
            for attribute in element.attributes() {
                let (name, value) = (attribute.name_preserve_case(), attribute.value());
                source += &format!(" {name}=\"{value}\"");
                attributes.push((name, unescape(&value)));
            }
            tokens.borrow_mut().push(Token::Start(Tag {
                name: name.clone(),
                attributes,
                source: source + ">",
            }));
            if element.can_have_content() {
                let tokens = tokens.clone();
                element.on_end_tag(end_tag!(move |_| {
                    tokens.borrow_mut().push(Token::End(name.clone()));
                    Ok(())
                }))?;
            }
            Ok(())
        }))
        .append_document_content_handler(doc_text!(|chunk| {
            text.push_str(chunk.as_str());
            if chunk.last_in_text_node() && !text.is_empty() {
                tokens.borrow_mut().push(Token::Text(mem::take(&mut text)));
            }
            Ok(())
        }))
        .append_document_content_handler(doc_comments!(|_| {
            tokens.borrow_mut().push(Token::Comment);
            Ok(())
        }));
    rewrite_str(html, settings).expect("HTML that can be read");
    tokens.take()
}

/// The start tags.
pub(crate) fn read_tags(html: &str) -> Vec<Tag> {
    let is_start = |token| match token {
        Token::Start(tag) => Some(tag),
        _ => None,
    };
    read_tokens(html).into_iter().filter_map(is_start).collect()
}

/// The values of all `id` attributes.
pub(crate) fn read_ids(html: &str) -> Vec<String> {
    read_tags(html).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect()
}

/// All texts, unescaped, one after the other.
pub(crate) fn read_text(html: &str) -> String {
    let is_text = |token| match token {
        Token::Text(text) => Some(unescape(&text)),
        _ => None,
    };
    read_tokens(html).into_iter().filter_map(is_text).collect()
}

/// Formats HTML for a snapshot: one tag or text a line, indented by depth, without the comments by which hydration
/// finds its way, and with no-break spaces as references.
pub(crate) fn format_for_review(html: &str) -> String {
    let mut open = Vec::new();
    let mut lines = String::new();
    for token in read_tokens(html) {
        let (depth, line) = match token {
            Token::Start(tag) => {
                let depth = open.len();
                let has_end = !["img", "input", "br"].contains(&tag.name.as_str());
                open.extend(has_end.then_some(tag.name));
                (depth, tag.source)
            }
            Token::End(name) => {
                open.pop();
                (open.len(), format!("</{name}>"))
            }
            Token::Text(text) if text != "\n" => (open.len(), text),
            Token::Text(_) | Token::Comment => continue,
        };
        let line = line.replace('\u{202f}', "&#8239;").replace('\u{a0}', "&nbsp;");
        lines += &format!("{}{line}\n", "  ".repeat(depth));
    }
    lines
}

/// Resolves the character references that Leptos writes.
fn unescape(text: &str) -> String {
    let quotes = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    quotes.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
