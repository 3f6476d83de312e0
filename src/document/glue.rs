//! The Wasm and its glue, as they are sent.
//!
//! wasm-bindgen calls each function that one gives the other by its name and sixteen digits. Both files
//! have all of these names, and nobody else does: here they become a letter or two, and then the glue is
//! minified like any other script.

use std::collections::{HashMap, HashSet};

use wasm_encoder::{
    EntityType, ExportSection, ImportSection, Module,
    reencode::{Error, Reencode, utils},
};
use wasmparser::{CustomSectionReader, Export, Imports, Parser, Payload};

use super::{Fault, script};

/// How the names begin that wasm-bindgen makes up; any other is one that we call.
const MADE_UP: &str = "__";

/// The glue and the Wasm with short names in both, the glue minified.
///
/// # Errors
/// One is not what wasm-bindgen makes, or the glue does not give a function that the Wasm takes.
pub fn packed(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>), Fault> {
    let unreadable = |fault: &dyn std::fmt::Display| Fault::Wasm(fault.to_string());
    let known: HashSet<&str> = words(glue).collect();
    let mut names = Names::of(wasm, &known).map_err(|fault| unreadable(&fault))?;
    if let Some(missing) = names.missing.first() {
        return Err(Fault::Wasm(format!("its glue does not know `{missing}`")));
    }
    let glue: String = words(glue).map(|word| names.short(word)).collect();
    let mut module = Module::new();
    names
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|fault| unreadable(&fault))?;
    Ok((script::module(&glue)?, module.finish()))
}

/// What becomes of each made-up name.
#[derive(Default)]
struct Names {
    short: HashMap<String, String>,
    /// What the Wasm takes and the glue does not know.
    missing: Vec<String>,
    /// What the Wasm gives and the glue does not know: nobody calls it.
    unused: HashSet<String>,
}

impl Names {
    fn of(wasm: &[u8], known: &HashSet<&str>) -> wasmparser::Result<Self> {
        let mut names = Self::default();
        let mut made_up = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let name = import?.name.to_owned();
                        if known.contains(name.as_str()) {
                            made_up.push(name);
                        } else {
                            names.missing.push(name);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let name = export?.name.to_owned();
                        if !name.starts_with(MADE_UP) {
                            // Keeps its name, which therefore stands for nothing else.
                            names.short.insert(name.clone(), name);
                        } else if known.contains(name.as_str()) {
                            made_up.push(name);
                        } else {
                            names.unused.insert(name);
                        }
                    }
                }
                _ => {}
            }
        }
        let free = short_names().filter(|name| !names.short.contains_key(name)).collect::<Vec<_>>();
        names.short.extend(made_up.into_iter().zip(free));
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
    ) -> Result<(), Error<Self::Error>> {
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
    ) -> Result<(), Error<Self::Error>> {
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if self.unused.contains(export.name) {
            return Ok(());
        }
        let name = self.short(export.name).to_owned();
        utils::parse_export(self, exports, Export { name: &name, ..export })
    }
}

/// `a`, `b`, …, `z`, `aa`, `ab`, …, `zz`.
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

    /// A module that takes a function, and has two of its own: one that we call, one that the glue calls.
    fn wasm() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./site_bg.js", GIVEN, EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("a", ExportKind::Func, 1);
        exports.export("__wbindgen_export", ExportKind::Func, 0);
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

    fn glue() -> String {
        format!(
            "const imports = {{ {GIVEN}: function() {{ wasm.__wbindgen_export() }} }};\n\
             export const a = () => wasm.a(); export {{ imports }};"
        )
    }

    fn holds(bytes: &[u8], text: &str) -> bool {
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }

    #[test]
    fn both_know_the_same_short_names_and_what_we_call_keeps_its_own() {
        let (glue, packed) = packed(&glue(), &wasm()).expect("packed");
        assert!(holds(&wasm(), GIVEN) && holds(&wasm(), "__instance_terminated"));
        assert!(!holds(&packed, "__"), "no made-up name is left, nor what nobody calls");
        assert!(!holds(&packed, "tools"), "nor what only tools read");
        assert!(!glue.contains("__w"), "{glue}");
        assert!(glue.contains("b:function") && glue.contains("wasm.c()"), "{glue}");
        assert!(glue.contains("wasm.a()"), "{glue}");
        assert!(Parser::new(0).parse_all(&packed).all(|part| part.is_ok()), "it is still Wasm");
    }

    #[test]
    fn a_name_that_the_glue_does_not_know_is_told() {
        let fault = packed("export const a = 1;", &wasm()).expect_err("no glue").to_string();
        assert!(fault.contains(GIVEN), "{fault}");
        assert!(packed("", b"no Wasm").is_err());
    }
}
