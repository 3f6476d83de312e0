//! The rules of the source that neither the compiler, clippy nor stylelint (`tests/lint`) hold: which module of the
//! app imports which, and what keeps a section working on the page, in an embed and in a shadow root.
//!
//! Each rule is a row of [`RULES`], with a small source that breaks it, so that no rule can pass by finding nothing.

#[path = "structure/rules.rs"]
mod rules;
#[path = "structure/rust.rs"]
mod rust;
#[path = "structure/stylesheets.rs"]
mod stylesheets;

use std::{cell::OnceCell, fs, path::Path};

use rules::{MODULES, RULES, Rule};
use rust::{Found, Rust};

/// A source file.
struct File {
    /// From the project's root.
    path: String,
    text: String,
    rust: OnceCell<Rust>,
}

#[test]
fn every_rule_holds() {
    let files = sources();
    let found: Vec<String> = RULES
        .iter()
        .flat_map(|rule| files.iter().flat_map(|file| rule.find_violations(file)))
        .collect();
    assert!(found.is_empty(), "{} rules are broken:\n\n{}\n", found.len(), found.join("\n"));
}

#[test]
fn every_rule_can_fail() {
    for rule in RULES {
        let (path, text) = rule.counterexample;
        let found = rule.find_violations(&File::new(path, text));
        let last = format!("{path}:{}: ", text.lines().count());
        let alone = matches!(&found[..], [only] if only.starts_with(&last));
        assert!(alone, "{}: only the last line of this breaks it:\n{text}\n{found:#?}", rule.name);
    }
}

#[test]
fn every_rule_holds_for_some_file() {
    let files = sources();
    for rule in RULES {
        for pattern in rule.files {
            let pattern = pattern.trim_start_matches('!');
            let matched = files.iter().any(|file| matches(pattern, &file.path));
            assert!(matched, "{}: no file is named {pattern}", rule.name);
        }
    }
}

#[test]
fn every_file_of_the_app_has_a_row_and_every_row_a_file() {
    let files = sources();
    let app = || files.iter().filter(|file| file.path.starts_with("src/"));
    for file in app().filter(|file| file.path.ends_with(".rs")) {
        assert!(file.row().is_some(), "{} needs a row in MODULES", file.path);
    }
    for (name, allowed) in MODULES {
        assert!(app().any(|file| file.row() == Some((name, allowed))), "no file is held to {name}");
    }
}

/// A document that names the test of a promise is evidence only as long as there is one.
#[test]
fn every_test_that_a_document_names_is_there() {
    let files = sources();
    let mut named = 0;
    let mut missing = Vec::new();
    for document in ["docs/accessibilite.md", "docs/widgets.md"] {
        let text = fs::read_to_string(document).expect("a document");
        for name in text.split('`').skip(1).step_by(2).filter(|name| *name != "fichier::nom") {
            let Some((file, test)) = name.split_once("::") else { continue };
            named += 1;
            let ends = [format!("tests/{file}.rs"), format!("tests/{file}/main.rs")];
            let mut sources =
                files.iter().filter(|source| ends.iter().any(|end| source.path.ends_with(end)));
            // `…` and `*` stand for the rest of a name.
            let start = test.trim_end_matches(['…', '*']);
            let start = format!("fn {start}{}", if start == test { "(" } else { "" });
            if !sources.any(|source| source.text.contains(&start)) {
                missing.push(format!("{document}: {name}"));
            }
        }
    }
    assert!(named > 50, "{named} names were found");
    assert!(missing.is_empty(), "there is no such test:\n{}", missing.join("\n"));
}

#[test]
fn every_section_has_its_stylesheet_and_every_stylesheet_is_in_the_document() {
    let files = sources();
    let document = files.iter().find(|file| file.path == "index.html").expect("index.html");
    let lint = fs::read_to_string("tests/lint/stylelint.config.mjs").expect("stylelint's rules");
    let sections = files.iter().filter_map(|file| {
        let name = file.path.strip_prefix("src/sections/")?.strip_suffix(".rs")?;
        (!name.contains('/')).then_some(name)
    });
    for name in sections {
        let sheet = format!("style/{name}.css");
        assert!(files.iter().any(|file| file.path == sheet), "{sheet} is missing");
        assert!(lint.contains(&format!("\n  {name}:")), "stylelint.config.mjs lacks {name}");
    }
    for file in files.iter().filter(|file| file.path.starts_with("style/")) {
        // What is only around a widget is in the embed documents, what is only around one testimonial on its page, and
        // the build adds the web fonts.
        let added = ["style/widget.css", "style/web-fonts.css", "style/testimonial-page.css"];
        let is_added = added.contains(&file.path.as_str());
        let there = is_added || document.text.contains(&file.path);
        assert!(there, "index.html does not name {}", file.path);
    }
}

#[test]
fn imports_are_read_through_braces_aliases_relative_paths_and_macros() {
    let source = "use crate::{a::{self, B}, c as d, e::*};\nuse super::f;\npub(super) fn g() {\n    \
                  d::h(); self::i(); super::super::j(); std::k(); <crate::l::M as N>::o();\n}\n\
                  m!(a::P, d::q(s::T));\n#[cfg(test)]\nmod tests { use crate::u; }";
    let file = File::new("src/x/y.rs", source);
    let found = file.imports_except(|path| !path.starts_with("crate"));
    let found: Vec<_> = found.iter().map(|(line, path)| format!("{line} {path}")).collect();
    let expected = "1 crate::a, 1 crate::a::B, 1 crate::c, 1 crate::e, 2 crate::x::f, 4 crate::c::h, \
                    4 crate::x::y::i, 4 crate::j, 4 crate::l::M, 6 crate::a::P, 6 crate::c::q";
    assert_eq!(found.join(", "), expected);
}

impl Rule {
    /// Each line that breaks the rule, as `file:line: text (rule: why)`.
    fn find_violations(&self, file: &File) -> Vec<String> {
        let fits = |pattern: &str| matches(pattern, &file.path);
        let excepts = |pattern: &&str| pattern.strip_prefix('!').is_some_and(fits);
        if !self.files.iter().any(|it| fits(it)) || self.files.iter().any(excepts) {
            return Vec::new();
        }
        let mut found = (self.find)(file);
        found.dedup();
        let shown = found.into_iter().map(|(line, text)| {
            format!("{}:{line}: {text}\n    {}: {}", file.path, self.name, self.why)
        });
        shown.collect()
    }
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), rust: OnceCell::new() }
    }

    /// What it names; nothing if it is not Rust.
    fn rust(&self) -> &Rust {
        self.rust.get_or_init(|| match self.path.ends_with(".rs") {
            true => Rust::read(&self.path, &self.text),
            false => Rust::default(),
        })
    }

    /// Its row in [`MODULES`].
    fn row(&self) -> Option<(&'static str, &'static [&'static str])> {
        let name = self.path.strip_prefix("src/")?.strip_suffix(".rs")?.replace('/', "::");
        let rows = MODULES.iter().filter(|(module, _)| is_within(module, &name));
        rows.max_by_key(|(module, _)| module.len()).copied()
    }

    fn may_import(&self, path: &str) -> bool {
        let path = path.trim_start_matches("crate").trim_start_matches("::");
        let name = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let parts = if name.starts_with("sections/") { 2 } else { 1 };
        let own = name.split('/').take(parts).collect::<Vec<_>>().join("::");
        let (_, allowed) = self.row().unwrap_or_default();
        is_within(&own, path) || allowed.iter().any(|module| is_within(module, path))
    }

    /// The imports that `allowed` rejects.
    fn imports_except(&self, allowed: impl Fn(&str) -> bool) -> Found {
        self.rust().imports.iter().filter(|(_, path)| !allowed(path)).cloned().collect()
    }

    /// The identifiers that one of the patterns fits.
    fn find_identifiers(&self, patterns: &[&str]) -> Found {
        let fits = |name: &str| patterns.iter().any(|pattern| matches(pattern, name));
        self.rust().names.iter().filter(|(_, name)| fits(name)).cloned().collect()
    }

    fn find_conditions(&self, key: &str) -> Found {
        self.rust().conditions.iter().filter(|(_, name)| name == key).cloned().collect()
    }

    fn find_lines(&self, fits: impl Fn(&str) -> bool) -> Found {
        let lines = self.text.lines().enumerate().filter(|(_, line)| fits(line));
        lines.map(|(at, line)| (at + 1, line.trim().to_owned())).collect()
    }
}

/// Whether a pattern fits a name or path; a `*` at its end stands for any rest.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

/// Whether a path is a module or leads into it.
fn is_within(module: &str, path: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Every file that a rule may be about.
fn sources() -> Vec<File> {
    let mut files = Vec::new();
    for path in ["src", "crates", "tests", "xtask", "style", "index.html"] {
        read_into(&mut files, Path::new(path));
    }
    files
}

fn read_into(files: &mut Vec<File>, path: &Path) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder that can be read") {
            read_into(files, &entry.expect("an entry").path());
        }
    } else if ["rs", "css", "html", "toml"].iter().any(|end| path.extension() == Some(end.as_ref()))
    {
        let text = fs::read_to_string(path).expect("a source in UTF-8");
        files.push(File::new(&path.to_string_lossy().replace('\\', "/"), &text));
    }
}
