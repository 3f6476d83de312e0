//! Minifies scripts.

use oxc::{
    allocator::Allocator,
    codegen::{Codegen, CodegenOptions},
    diagnostics::OxcDiagnostic,
    minifier::{Minifier, MinifierOptions},
    parser::Parser,
    span::SourceType,
};

use crate::Error;

/// Minifies a module. All its names are local. Errors contain `name`.
pub(crate) fn minify_module(name: &str, source: &str) -> Result<String, Error> {
    minify(name, source, SourceType::mjs())
}

/// Minifies a classic script, in strict mode and in a block, so that it leaves no name on the page.
pub(crate) fn minify_inline(name: &str, source: &str) -> Result<String, Error> {
    minify(name, &format!("\"use strict\"; {{ {source}\n}}"), SourceType::script())
}

fn minify(name: &str, source: &str, kind: SourceType) -> Result<String, Error> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, kind).parse();
    if !parsed.diagnostics.is_empty() {
        let errors: Vec<String> =
            parsed.diagnostics.iter().map(|error| describe(name, source, error)).collect();
        return Err(Error::Script(errors.join("\n")));
    }
    let mut program = parsed.program;
    let minifier_return =
        Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let options = CodegenOptions::minify();
    Ok(Codegen::new()
        .with_options(options)
        .with_scoping(minifier_return.scoping)
        .build(&program)
        .code)
}

/// Describes an error with the text of its line: several files may make one script, so no line number would help.
fn describe(name: &str, source: &str, error: &OxcDiagnostic) -> String {
    let at = error.labels.first().map_or(0, |label| label.offset() as usize);
    let line = source.get(..at).map_or(0, |before| before.matches('\n').count());
    let line = source.lines().nth(line).unwrap_or_default().trim();
    format!("{name}: {error}, in `{line}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_long_names_are_removed() {
        let source = "/** What. */\nconst aLongName = document.title; // why\nexport const seen = aLongName + aLongName;";
        let sent = minify_module("a.js", source).expect("a module");
        for left_out in ["What", "why", "aLongName", "\n"] {
            assert!(!sent.contains(left_out), "{left_out:?} in {sent}");
        }
        assert!(sent.contains("document.title") && sent.contains("seen"), "{sent}");
    }

    /// In sloppy mode a function in a block is global (ECMAScript, B.3.3), and keeps its name.
    #[test]
    fn an_inline_script_leaves_no_name_on_the_page() {
        let source = "const one = Date.now();\nfunction two() { return one }\naddEventListener('load', two); // why";
        let sent = minify_inline("a.html", source).expect("a script");
        assert!(sent.starts_with("\"use strict\";{") && sent.ends_with('}'), "{sent}");
        assert!(!sent.contains("one") && !sent.contains("two"), "{sent}");
    }

    #[test]
    fn every_error_names_its_script_and_its_line() {
        let error =
            minify_module("a.js", "let a = 1;\nlet b = 2 3;").expect_err("no script").to_string();
        for part in ["a.js", "let b = 2 3;", "Expected"] {
            assert!(error.contains(part), "{part} in {error}");
        }
    }
}
