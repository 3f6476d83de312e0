//! The Wasm and its glue as they are sent: imports, exports and the glue minified.
//!
//! wasm-bindgen generates a name with sixteen digits for each function that the Wasm imports, and one for
//! each export of its own. Only the two files know them: here they become a letter or two in both, and then
//! the glue is minified like any other script. What it calls is the platform's own: on a page of another site
//! the loader tells it how (`platform.rs`).

use std::collections::{HashMap, HashSet};

use wasm_encoder::{
    EntityType, ExportSection, ImportSection, Module,
    reencode::{self, Reencode, utils},
};
use wasmparser::{CustomSectionReader, Export, Imports, Parser, Payload};

use super::{minify_module, platform};
use crate::Error;

/// How generated names begin; any other is that of an export that our scripts call.
const GENERATED: &str = "__";

/// What the glue calls in place of functions that a host may have replaced, and what the loader calls in it.
const ADDED: &str = include_str!("../../scripts/glue.js");

/// Words that name nothing in a script, though they are as short.
const RESERVED: [&str; 3] = ["do", "if", "in"];

/// The glue and the Wasm, minified together.
///
/// # Errors
/// One is not what wasm-bindgen makes, or the Wasm imports what the glue does not have.
pub fn minify_wasm(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>), Error> {
    let added = platform::own_calls(ADDED, platform::Calls::All);
    let glue = &(platform::own_calls(glue, platform::Calls::OfArguments) + &added);
    let unreadable = |fault: &dyn std::fmt::Display| Error::Wasm(fault.to_string());
    let known: HashSet<&str> = words(glue).collect();
    let mut names = Names::of(wasm, &known).map_err(|fault| unreadable(&fault))?;
    if let Some(missing) = names.missing.first() {
        return Err(Error::Wasm(format!("its glue does not have the import `{missing}`")));
    }
    let glue: String = words(glue).map(|word| names.short(word)).collect();
    let mut module = Module::new();
    names
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|fault| unreadable(&fault))?;
    Ok((minify_module("the glue", &glue)?, module.finish()))
}

/// What becomes of the name of each import and export.
#[derive(Default)]
struct Names {
    short: HashMap<String, String>,
    /// The imports that the glue does not have.
    missing: Vec<String>,
    /// The generated exports that the glue does not name: nobody calls them.
    unused: HashSet<String>,
}

impl Names {
    fn of(wasm: &[u8], known: &HashSet<&str>) -> wasmparser::Result<Self> {
        let mut names = Self::default();
        let mut generated = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let name = import?.name.to_owned();
                        if known.contains(name.as_str()) {
                            generated.push(name);
                        } else {
                            names.missing.push(name);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let name = export?.name.to_owned();
                        if !name.starts_with(GENERATED) {
                            // Keeps its name, which therefore stands for nothing else.
                            names.short.insert(name.clone(), name);
                        } else if known.contains(name.as_str()) {
                            generated.push(name);
                        } else {
                            names.unused.insert(name);
                        }
                    }
                }
                _ => {}
            }
        }
        // Some are names of functions in the glue, which must not hide others.
        let taken = |name: &String| {
            RESERVED.contains(&name.as_str())
                || known.contains(name.as_str())
                || names.short.contains_key(name)
        };
        let free: Vec<String> =
            short_names().filter(|name| !taken(name)).take(generated.len()).collect();
        if free.len() < generated.len() {
            names.missing.push("a name for each import and export".to_owned());
        }
        names.short.extend(generated.into_iter().zip(free));
        Ok(names)
    }

    fn short<'a>(&'a self, name: &'a str) -> &'a str {
        self.short.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Names {
    type Error = std::convert::Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        for import in imports {
            let (_, import) = import?;
            section.import(
                import.module,
                self.short(import.name),
                EntityType::try_from(import.ty)?,
            );
        }
        Ok(())
    }

    /// What only tools read is left out.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        if self.unused.contains(export.name) {
            return Ok(());
        }
        let name = self.short(export.name).to_owned();
        utils::parse_export(self, exports, Export { name: &name, ..export })
    }
}

/// `a`, `b`, …, `z`, `aa`, `ab`, …, `zz`: as many as 702.
fn short_names() -> impl Iterator<Item = String> {
    let letters = || ('a'..='z').map(String::from);
    letters().chain(
        letters().flat_map(move |first| letters().map(move |second| first.clone() + &second)),
    )
}

/// A script cut into words and what stands between them.
fn words(script: &str) -> impl Iterator<Item = &str> {
    let of_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut rest = script;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let inside = of_word(first);
        let end = rest.find(|letter| of_word(letter) != inside).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, CustomSection, ExportKind, Function, FunctionSection, Instruction, TypeSection,
    };

    use super::*;

    const GIVEN: &str = "__wbg_call_40b008ba32f73991";

    /// A module with so many imports and three exports: one that we call, one that the glue calls and names
    /// a function of its own after, and one that nobody calls.
    fn wasm(imported: usize) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for number in 0..imported {
            let name = if number == 0 { GIVEN.to_owned() } else { format!("{GIVEN}{number}") };
            imports.import("./site_bg.js", &name, EntityType::Function(0));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("a", ExportKind::Func, 0);
        exports.export("__wasm_bindgen_func_elem_1", ExportKind::Func, 0);
        exports.export("__instance_terminated", ExportKind::Func, 0);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instruction(&Instruction::Call(0)).instruction(&Instruction::End);
        code.function(&body);
        module.section(&types).section(&imports).section(&functions).section(&exports);
        module.section(&code);
        module.section(&CustomSection { name: "producers".into(), data: b"tools"[..].into() });
        module.finish()
    }

    fn glue(imported: usize) -> String {
        let more: String = (1..imported).map(|number| format!("{GIVEN}{number}: null, ")).collect();
        format!(
            "const imports = {{ {more}{GIVEN}: function() {{ use(__wasm_bindgen_func_elem_1) }} }};\n\
             function __wasm_bindgen_func_elem_1(b) {{ wasm.__wasm_bindgen_func_elem_1(b) }}\n\
             export const a = () => wasm.a(); export {{ imports }};"
        )
    }

    fn holds(bytes: &[u8], text: &str) -> bool {
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }

    #[test]
    fn both_know_the_same_short_names_and_what_we_call_keeps_its_own() {
        let (glue, sent) = minify_wasm(&glue(1), &wasm(1)).expect("both");
        assert!(holds(&wasm(1), GIVEN) && holds(&wasm(1), "__instance_terminated"));
        assert!(!holds(&sent, "__"), "no generated name is left, nor what nobody calls");
        assert!(!holds(&sent, "tools"), "nor what only tools read");
        assert!(!glue.contains("__w"), "{glue}");
        // `b` is a name in the glue already.
        assert!(glue.contains("c:function") && glue.contains("wasm.d("), "{glue}");
        assert!(glue.contains("wasm.a()"), "{glue}");
        assert!(Parser::new(0).parse_all(&sent).all(|part| part.is_ok()), "it is still Wasm");
    }

    /// With so many imports there would be one called `do`, `if` or `in`.
    #[test]
    fn no_function_of_the_glue_gets_a_reserved_word_for_a_name() {
        for imported in 100..260 {
            let both = minify_wasm(&glue(imported), &wasm(imported));
            both.unwrap_or_else(|fault| panic!("{imported} imports: {fault}"));
        }
        let fault = minify_wasm(&glue(800), &wasm(800)).expect_err("too many").to_string();
        assert!(fault.contains("name"), "{fault}");
    }

    #[test]
    fn a_name_that_the_glue_does_not_know_is_told() {
        let fault = minify_wasm("export const a = 1;", &wasm(1)).expect_err("no glue").to_string();
        assert!(fault.contains(GIVEN), "{fault}");
        assert!(minify_wasm("", b"no Wasm").is_err());
    }
}
