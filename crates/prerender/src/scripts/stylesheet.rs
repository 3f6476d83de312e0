//! Minifies stylesheets.

use cssparser::{ParseError, Parser, Token, TokenSerializationType};

/// Removes comments, and white space beside `{ } ; , ( )`; shortens other white space to one space. Everything else
/// stays byte for byte.
pub(crate) fn minify_stylesheet(stylesheet: &str) -> String {
    let mut writer = Writer { text: String::with_capacity(stylesheet.len()), ..Writer::default() };
    copy_tokens(&mut Parser::new(stylesheet), &mut writer);
    writer.text
}

/// Writes tokens, with separators where these are needed.
#[derive(Default)]
struct Writer {
    text: String,
    /// The serialization type of the last token that was written.
    last_type: TokenSerializationType,
    /// Whether white space was read that has not been written.
    pending_space: bool,
    /// Whether a comment was read that has not been written.
    pending_comment: bool,
}

impl Writer {
    fn write(&mut self, piece: &str, kind: TokenSerializationType) {
        let follows_punctuation =
            self.text.ends_with(['{', '}', ';', ',', '(']) || self.text.is_empty();
        let tight = follows_punctuation || piece.starts_with(['{', '}', ';', ',', ')']);
        let needs_separator = self.last_type.needs_separator_when_before(kind);
        if self.pending_space && !tight {
            self.text.push(' ');
        } else if self.pending_comment && !self.pending_space && needs_separator {
            self.text += "/**/";
        }
        if piece == "}" && self.text.ends_with(';') {
            self.text.pop();
        }
        self.text += piece;
        self.last_type = kind;
        (self.pending_space, self.pending_comment) = (false, false);
    }
}

/// Copies the tokens as they are in the source.
fn copy_tokens(from: &mut Parser<'_>, writer: &mut Writer) {
    loop {
        let start = from.position();
        let Ok(token) = from.next_including_whitespace_and_comments().cloned() else { return };
        match token {
            Token::Comment(_) => writer.pending_comment = true,
            Token::WhiteSpace(_) => writer.pending_space = true,
            _ => writer.write(from.slice_from(start), token.serialization_type()),
        }
        let Some(closing) = closing_bracket(&token) else { continue };
        let inside = from.parse_nested_block(|inner| {
            copy_tokens(inner, writer);
            Ok::<(), ParseError<()>>(())
        });
        debug_assert!(inside.is_ok(), "the block is read to its end");
        writer.write(closing, TokenSerializationType::Nothing);
    }
}

/// The bracket that closes the block which a token opens.
fn closing_bracket(token: &Token<'_>) -> Option<&'static str> {
    match token {
        Token::CurlyBracketBlock => Some("}"),
        Token::SquareBracketBlock => Some("]"),
        Token::ParenthesisBlock | Token::Function(_) => Some(")"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn comments_and_white_space_are_removed() {
        let stylesheet = "/* why */\n@layer a, b;\n\n.a > b :hover,\n.a:not( .b ) {\n  color: red; /* so */\n  margin: calc(1em + 2px) 0;\n}\n";
        let sent = "@layer a,b;.a > b :hover,.a:not(.b){color: red;margin: calc(1em + 2px) 0}";
        assert_eq!(minify_stylesheet(stylesheet), sent);
    }

    #[test]
    fn strings_urls_and_ranges_stay_as_they_are() {
        for kept in [
            "a{content: \"a  /* b */  c\"}",
            "@font-face{unicode-range: U+0025-00FF,u+4??}",
            "a{background: url(\"./a b.woff2\")}",
            "a{width: calc(1px - -.50px)}",
            "a{margin: 1px/**/2px}",
        ] {
            assert_eq!(minify_stylesheet(kept), kept);
        }
    }

    /// A browser reads the same tokens.
    #[test]
    fn every_stylesheet_keeps_its_tokens() {
        for file in fs::read_dir(crate::testing::root().join("style")).expect("the sheets") {
            let path = file.expect("a stylesheet").path();
            let stylesheet = fs::read_to_string(&path).expect("a text");
            let sent = minify_stylesheet(&stylesheet);
            assert_eq!(tokens(&sent), tokens(&stylesheet), "{}", path.display());
            assert!(!sent.contains("/*") && !sent.contains('\n'), "{}", path.display());
            assert!(sent.len() < stylesheet.len(), "{}", path.display());
        }
    }

    /// Lists the tokens, with white space only between two that are not punctuation.
    fn tokens(stylesheet: &str) -> Vec<String> {
        fn list(from: &mut Parser<'_>, all: &mut Vec<String>) {
            let mut space = false;
            while let Ok(token) = from.next_including_whitespace_and_comments().cloned() {
                if matches!(token, Token::Comment(_)) {
                    continue;
                }
                if matches!(token, Token::WhiteSpace(_)) {
                    space = true;
                    continue;
                }
                let punctuation = |text: &str| ["{", "}", ";", ",", "(", ")"].contains(&text);
                let text = format!("{token:?}");
                let mark = match token {
                    Token::CurlyBracketBlock => "{",
                    Token::Semicolon => ";",
                    Token::Comma => ",",
                    _ => "",
                };
                let opened = all.last().is_none_or(|last| {
                    punctuation(last) || last.starts_with("Function") || last == "ParenthesisBlock"
                });
                if space && !opened && !punctuation(mark) {
                    all.push(" ".to_owned());
                }
                space = false;
                all.push(if mark.is_empty() { text } else { mark.to_owned() });
                let Some(closing) = closing_bracket(&token) else { continue };
                let _ = from.parse_nested_block(|inner| {
                    list(inner, all);
                    Ok::<(), ParseError<()>>(())
                });
                if closing == "}" && all.last().is_some_and(|last| last == ";") {
                    all.pop();
                }
                all.push(closing.to_owned());
            }
        }
        let mut all = Vec::new();
        list(&mut Parser::new(stylesheet), &mut all);
        all
    }
}
