//! Minifies the Wasm and its glue.
//!
//! wasm-bindgen generates a name with sixteen digits for each function that the Wasm imports, and one for each export
//! of its own. Only the two files use them: they become one or two letters in both, and then the glue is minified like
//! any other script. It calls the platform's own functions, on a page of another site through the loader's `call`
//! (`platform.rs`).

use std::collections::{HashMap, HashSet};

use wasm_encoder::{
    EntityType, ExportSection, ImportSection, Module,
    reencode::{self, Reencode, utils},
};
use wasmparser::{CustomSectionReader, Export, Imports, Parser, Payload};

use super::{GLUE_EXTENSION, minify_module, platform};
use crate::Error;

/// The prefix of generated names. Exports without it are called by the scripts.
const GENERATED_PREFIX: &str = "__";

/// Reserved words of one or two letters.
const RESERVED_WORDS: [&str; 3] = ["do", "if", "in"];

/// Minifies the glue and the Wasm together.
///
/// # Errors
/// [`Error::Wasm`] if the Wasm cannot be parsed or imports what the glue does not have; [`Error::Script`].
pub fn minify_wasm(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>), Error> {
    let added = platform::wrap_calls(GLUE_EXTENSION, platform::Calls::All);
    let glue = &(platform::wrap_calls(glue, platform::Calls::OfArguments) + &added);
    let wasm_error = |error: &dyn std::fmt::Display| Error::Wasm(error.to_string());
    let known: HashSet<&str> = split_words(glue).collect();
    let mut names = Names::new(wasm, &known).map_err(|error| wasm_error(&error))?;
    if let Some(missing) = names.missing.first() {
        return Err(Error::Wasm(format!("its glue does not have the import `{missing}`")));
    }
    if names.lacks_names {
        return Err(Error::Wasm(
            "it has more imports and exports than there are short names".into(),
        ));
    }
    let glue: String = split_words(glue).map(|word| names.shorten(word)).collect();
    let mut module = Module::new();
    names
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| wasm_error(&error))?;
    Ok((minify_module("the glue", &glue)?, module.finish()))
}

/// The short names of imports and exports.
#[derive(Default)]
struct Names {
    short: HashMap<String, String>,
    /// The imports that the glue does not have.
    missing: Vec<String>,
    /// Whether there are more imports and exports than short names.
    lacks_names: bool,
    /// The generated exports that the glue does not use.
    unused: HashSet<String>,
}

impl Names {
    fn new(wasm: &[u8], known: &HashSet<&str>) -> wasmparser::Result<Self> {
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
                        if !name.starts_with(GENERATED_PREFIX) {
                            // Keeps its name, which is therefore not free.
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
        // A new name must not shadow one in the glue.
        let taken = |name: &String| {
            RESERVED_WORDS.contains(&name.as_str())
                || known.contains(name.as_str())
                || names.short.contains_key(name)
        };
        let free: Vec<String> =
            short_names().filter(|name| !taken(name)).take(generated.len()).collect();
        if free.len() < generated.len() {
            names.lacks_names = true;
        }
        names.short.extend(generated.into_iter().zip(free));
        Ok(names)
    }

    fn shorten<'a>(&'a self, name: &'a str) -> &'a str {
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
                self.shorten(import.name),
                EntityType::try_from(import.ty)?,
            );
        }
        Ok(())
    }

    /// Removes custom sections, which only tools read.
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
        let name = self.shorten(export.name).to_owned();
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

/// Splits a script into words and the text between them.
fn split_words(script: &str) -> impl Iterator<Item = &str> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut rest = script;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let inside = is_word(first);
        let end = rest.find(|letter| is_word(letter) != inside).unwrap_or(rest.len());
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

    const IMPORT: &str = "__wbg_call_40b008ba32f73991";

    /// A module with `imported` imports and three exports: one that the scripts call, one that the glue calls in a
    /// function of the same name, and one that is not used.
    fn wasm(imported: usize) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for number in 0..imported {
            let name = if number == 0 { IMPORT.to_owned() } else { format!("{IMPORT}{number}") };
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
        let more: String =
            (1..imported).map(|number| format!("{IMPORT}{number}: null, ")).collect();
        format!(
            "const imports = {{ {more}{IMPORT}: function() {{ use(__wasm_bindgen_func_elem_1) }} }};\n\
             function __wbg_finalize_init() {{}}\n\
             function __wasm_bindgen_func_elem_1(b) {{ wasm.__wasm_bindgen_func_elem_1(b) }}\n\
             export const a = () => wasm.a(); export {{ imports }};"
        )
    }

    fn holds(bytes: &[u8], text: &str) -> bool {
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }

    #[test]
    fn both_use_the_same_short_names_and_exports_that_scripts_call_keep_theirs() {
        let (glue, sent) = minify_wasm(&glue(1), &wasm(1)).expect("both");
        assert!(holds(&wasm(1), IMPORT) && holds(&wasm(1), "__instance_terminated"));
        assert!(!holds(&sent, "__"), "no generated name is left, nor an unused export");
        assert!(!holds(&sent, "tools"), "nor a custom section");
        assert!(!glue.contains("__w"), "{glue}");
        // `b` is a name in the glue already.
        assert!(glue.contains("c:function") && glue.contains("wasm.d("), "{glue}");
        assert!(glue.contains("wasm.a()"), "{glue}");
        assert!(Parser::new(0).parse_all(&sent).all(|part| part.is_ok()), "it is still Wasm");
    }

    /// So many imports need names like `do`, `if` and `in`.
    #[test]
    fn no_function_of_the_glue_is_named_by_a_reserved_word() {
        for imported in 100..260 {
            let both = minify_wasm(&glue(imported), &wasm(imported));
            both.unwrap_or_else(|error| panic!("{imported} imports: {error}"));
        }
        let error = minify_wasm(&glue(800), &wasm(800)).expect_err("too many").to_string();
        assert!(error.contains("name"), "{error}");
    }

    #[test]
    fn an_import_that_the_glue_does_not_have_is_named() {
        let error = minify_wasm("export const a = 1;", &wasm(1)).expect_err("no glue").to_string();
        assert!(error.contains(IMPORT), "{error}");
        assert!(minify_wasm("", b"no Wasm").is_err());
    }
}
