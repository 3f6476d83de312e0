//! Style sheets as they are sent: minified.

use cssparser::{ParseError, Parser, Token, TokenSerializationType};

/// The sheet without its comments, and with no more white space than a browser may need. All else stays
/// letter for letter, so that it reads the same.
pub(crate) fn minify_stylesheet(sheet: &str) -> String {
    let mut out = Out { text: String::with_capacity(sheet.len()), ..Out::default() };
    copy(&mut Parser::new(sheet), &mut out);
    out.text
}

/// What is written, and what came just before.
#[derive(Default)]
struct Out {
    text: String,
    before: TokenSerializationType,
    /// White space was read that has not been written.
    space: bool,
    /// A comment was read that has not been written.
    comment: bool,
}

impl Out {
    fn put(&mut self, piece: &str, kind: TokenSerializationType) {
        let after = self.text.ends_with(['{', '}', ';', ',', '(']) || self.text.is_empty();
        let tight = after || piece.starts_with(['{', '}', ';', ',', ')']);
        if self.space && !tight {
            self.text.push(' ');
        } else if self.comment && !self.space && self.before.needs_separator_when_before(kind) {
            self.text += "/**/";
        }
        if piece == "}" && self.text.ends_with(';') {
            self.text.pop();
        }
        self.text += piece;
        self.before = kind;
        (self.space, self.comment) = (false, false);
    }
}

/// Copies token by token, each as it is written.
fn copy(from: &mut Parser<'_>, out: &mut Out) {
    loop {
        let start = from.position();
        let Ok(token) = from.next_including_whitespace_and_comments().cloned() else { return };
        match token {
            Token::Comment(_) => out.comment = true,
            Token::WhiteSpace(_) => out.space = true,
            _ => out.put(from.slice_from(start), token.serialization_type()),
        }
        let Some(closing) = closing(&token) else { continue };
        let inside = from.parse_nested_block(|inner| {
            copy(inner, out);
            Ok::<(), ParseError<()>>(())
        });
        debug_assert!(inside.is_ok(), "all of it was read");
        out.put(closing, TokenSerializationType::Nothing);
    }
}

/// How the block ends that a token opens.
fn closing(token: &Token<'_>) -> Option<&'static str> {
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
    fn what_only_people_read_costs_nobody_a_byte() {
        let sheet = "/* why */\n@layer a, b;\n\n.a > b :hover,\n.a:not( .b ) {\n  color: red; /* so */\n  margin: calc(1em + 2px) 0;\n}\n";
        let sent = "@layer a,b;.a > b :hover,.a:not(.b){color: red;margin: calc(1em + 2px) 0}";
        assert_eq!(minify_stylesheet(sheet), sent);
    }

    #[test]
    fn texts_and_ranges_stay_letter_for_letter() {
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

    /// A browser reads the same tokens as before.
    #[test]
    fn every_sheet_says_what_it_said() {
        for file in fs::read_dir(crate::testing::root().join("style")).expect("the sheets") {
            let path = file.expect("a sheet").path();
            let sheet = fs::read_to_string(&path).expect("a text");
            let sent = minify_stylesheet(&sheet);
            assert_eq!(tokens(&sent), tokens(&sheet), "{}", path.display());
            assert!(!sent.contains("/*") && !sent.contains('\n'), "{}", path.display());
            assert!(sent.len() < sheet.len(), "{}", path.display());
        }
    }

    /// The tokens, with white space where it is between two that are no punctuation.
    fn tokens(sheet: &str) -> Vec<String> {
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
                let Some(closing) = closing(&token) else { continue };
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
        list(&mut Parser::new(sheet), &mut all);
        all
    }
}
