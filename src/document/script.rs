//! Scripts as they are sent: without what only people read.

use oxc::{
    allocator::Allocator,
    codegen::{Codegen, CodegenOptions},
    minifier::{Minifier, MinifierOptions},
    parser::Parser,
    span::SourceType,
};

use super::Fault;

/// A module, which no other script looks into: all its names are its own.
pub(super) fn module(source: &str) -> Result<String, Fault> {
    minified(source, SourceType::mjs())
}

/// A script for a page. Its names stay in a block of their own.
pub(super) fn inline(source: &str) -> Result<String, Fault> {
    minified(&format!("{{{source}}}"), SourceType::script())
}

fn minified(source: &str, kind: SourceType) -> Result<String, Fault> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, kind).parse();
    if let Some(fault) = parsed.diagnostics.first() {
        return Err(Fault::Script(format!("{fault:?}")));
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let options = CodegenOptions::minify();
    Ok(Codegen::new().with_options(options).with_scoping(minified.scoping).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_long_names_cost_nobody_a_byte() {
        let source = "/** What. */\nconst aLongName = document.title; // why\nexport const seen = aLongName + aLongName;";
        let sent = module(source).expect("a module");
        for left_out in ["What", "why", "aLongName", "\n"] {
            assert!(!sent.contains(left_out), "{left_out:?} in {sent}");
        }
        assert!(sent.contains("document.title") && sent.contains("seen"), "{sent}");
    }

    #[test]
    fn an_inline_script_leaves_no_name_on_the_page() {
        let sent = inline(
            "const one = Date.now();\nfunction two() { return one }\naddEventListener('load', two);",
        );
        let sent = sent.expect("a script");
        assert!(sent.starts_with('{') && sent.trim_end().ends_with('}'), "{sent}");
    }

    #[test]
    fn what_is_no_script_is_told_with_its_fault() {
        let fault = module("const = 1").expect_err("no script").to_string();
        assert!(fault.contains("script") && fault.contains("Unexpected token"), "{fault}");
    }
}
