//! Scripts as they are sent: minified.

use oxc::{
    allocator::Allocator,
    codegen::{Codegen, CodegenOptions},
    diagnostics::OxcDiagnostic,
    minifier::{Minifier, MinifierOptions},
    parser::Parser,
    span::SourceType,
};

use crate::Error;

/// A module, minified. No other script looks into one: all its names are its own. `name` is told with a
/// fault.
pub(crate) fn minify_module(name: &str, source: &str) -> Result<String, Error> {
    minified(name, source, SourceType::mjs())
}

/// A classic script, minified, which leaves no name on the page: it is strict, and a block.
pub(crate) fn minify_inline(name: &str, source: &str) -> Result<String, Error> {
    minified(name, &format!("\"use strict\"; {{ {source}\n}}"), SourceType::script())
}

fn minified(name: &str, source: &str, kind: SourceType) -> Result<String, Error> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, kind).parse();
    if !parsed.diagnostics.is_empty() {
        let faults: Vec<String> =
            parsed.diagnostics.iter().map(|fault| told(name, source, fault)).collect();
        return Err(Error::Script(faults.join("\n")));
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let options = CodegenOptions::minify();
    Ok(Codegen::new().with_options(options).with_scoping(minified.scoping).build(&program).code)
}

/// A fault with the line that it is in: several files may make one script, so no number would help.
fn told(name: &str, source: &str, fault: &OxcDiagnostic) -> String {
    let at = fault.labels.first().map_or(0, |label| label.offset() as usize);
    let line = source.get(..at).map_or(0, |before| before.matches('\n').count());
    let line = source.lines().nth(line).unwrap_or_default().trim();
    format!("{name}: {fault}, in `{line}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_long_names_cost_nobody_a_byte() {
        let source = "/** What. */\nconst aLongName = document.title; // why\nexport const seen = aLongName + aLongName;";
        let sent = minify_module("a.js", source).expect("a module");
        for left_out in ["What", "why", "aLongName", "\n"] {
            assert!(!sent.contains(left_out), "{left_out:?} in {sent}");
        }
        assert!(sent.contains("document.title") && sent.contains("seen"), "{sent}");
    }

    /// A function in a block is the page's in sloppy mode (ECMAScript, B.3.3), and keeps its name then.
    #[test]
    fn an_inline_script_leaves_no_name_on_the_page() {
        let source = "const one = Date.now();\nfunction two() { return one }\naddEventListener('load', two); // why";
        let sent = minify_inline("a.html", source).expect("a script");
        assert!(sent.starts_with("\"use strict\";{") && sent.ends_with('}'), "{sent}");
        assert!(!sent.contains("one") && !sent.contains("two"), "{sent}");
    }

    #[test]
    fn every_fault_is_told_with_its_script_and_its_line() {
        let fault =
            minify_module("a.js", "let a = 1;\nlet b = 2 3;").expect_err("no script").to_string();
        for part in ["a.js", "let b = 2 3;", "Expected"] {
            assert!(fault.contains(part), "{part} in {fault}");
        }
    }
}
