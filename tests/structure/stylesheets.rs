//! What stylelint has no rule for.

use cssparser::{ParseError, Parser, Token};

/// Every selector with `:hover` that is not within `@media (hover: hover)`, with its line.
pub fn hovers(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    rules(&mut Parser::new(text), false, &mut found);
    found
}

fn rules(input: &mut Parser, has_pointer: bool, found: &mut Vec<(usize, String)>) {
    loop {
        input.skip_whitespace();
        let (start, line) = (input.position(), input.current_source_location().line as usize + 1);
        // Up to the block of a rule, or the end of a declaration.
        let in_block = loop {
            match input.next() {
                Ok(Token::CurlyBracketBlock) => break true,
                Ok(Token::Semicolon) => break false,
                Ok(_) => {}
                Err(_) => return,
            }
        };
        if !in_block {
            continue;
        }
        let prelude = input.slice_from(start).trim_end_matches('{').trim();
        if prelude.contains(":hover") && !has_pointer {
            found.push((line, prelude.to_owned()));
        }
        let has_pointer =
            has_pointer || prelude.starts_with("@media") && prelude.contains("(hover: hover)");
        let nested = input.parse_nested_block(|block| {
            rules(block, has_pointer, found);
            Ok::<_, ParseError<()>>(())
        });
        nested.expect("a block is read to its end");
    }
}
