//! The rules of the source that a compiler does not hold: who may import whom, and what every
//! section keeps to so that it fits the page, an embed and a shadow root.
//!
//! Each rule is a row of [`RULES`], with a small source that breaks it, so that no rule can pass by
//! seeing nothing. The sources are read as text: comments are left out, and texts where it matters.

use std::{collections::HashMap, fs, ops::Range, path::Path};

/// A rule, the files that it holds for, and a source that breaks it.
struct Rule {
    /// What holds.
    name: &'static str,
    /// Why; shown when it does not.
    why: &'static str,
    /// The files: a path, or the beginning of one before a `*`.
    files: &'static [&'static str],
    /// Files among these for which it does not hold.
    except: &'static [&'static str],
    /// What must not stand there.
    forbidden: Forbidden,
    /// A made-up file: its path, and its text, of which the last line breaks the rule.
    broken_by: (&'static str, &'static str),
}

/// What must not stand in a file.
enum Forbidden {
    /// A path into this crate other than these; but never one of the second list.
    ImportsBut { may: &'static [&'static str], never: &'static [&'static str] },
    /// A `*` import of anything but Leptos's prelude.
    Globs,
    /// A name in the code; a `*` at the end stands for any more letters.
    Names(&'static [&'static str]),
    /// A piece of code, outside tests and texts.
    Code(&'static [&'static str]),
    /// A piece of code or of a text.
    Text(&'static [&'static str]),
    /// A number with this unit, in a style sheet.
    Units(&'static [&'static str]),
    /// A declaration of this property, in a style sheet; a `*` at the end as in names.
    Properties(&'static [&'static str]),
    /// A `@media` query of a size.
    SizeQueries,
    /// A `:hover` that is not within `@media (hover: hover)`.
    HoverWithoutPointer,
    /// A selector that does not begin with a class, or a class that is neither shared nor begins
    /// with one of the sheet's roots (its name and these).
    ClassesBut { roots: &'static [(&'static str, &'static str)], shared: &'static [&'static str] },
}

const PURE: &[&str] = &[
    "src/carousel*",
    "src/copyfit.rs",
    "src/fingerprint.rs",
    "src/fold*",
    "src/heading_level.rs",
    "src/json.rs",
    "src/options*",
    "src/rich_text.rs",
    "src/search*",
    "src/typography.rs",
    "src/unicode/*",
];
/// What only the build has.
const BUILD: &[&str] =
    &["content::check", "content::entry", "content::schema", "content::shape", "content::summary"];
/// What loads content or mounts it: never a section's business.
const LOADING: &[&str] = &[
    "components::waited_for",
    "browser::fetch_text",
    "browser::FetchError",
    "browser::json",
    "browser::data_block",
    "browser::container",
    "browser::spawn",
    "content::check",
    "content::entry",
    "content::schema",
    "content::shape",
    "content::summary",
    "content::read",
];
const SECTION_SHEETS: &[&str] =
    &["style/mission.css", "style/testimonials.css", "style/partners.css", "style/press.css"];

const RULES: &[Rule] = &[
    Rule {
        name: "content and pure logic know neither Leptos nor the browser",
        why: "they are tested natively, in milliseconds",
        files: &[
            "src/content*",
            "src/carousel*",
            "src/copyfit*",
            "src/fingerprint*",
            "src/fold*",
            "src/heading_level*",
            "src/json*",
            "src/options*",
            "src/rich_text*",
            "src/search*",
            "src/typography*",
            "src/unicode*",
        ],
        except: &[],
        forbidden: Forbidden::Names(&[
            "leptos*",
            "reactive_graph",
            "tachys",
            "web_sys",
            "js_sys",
            "wasm_bindgen*",
            "serde_wasm_bindgen",
            "gloo*",
        ]),
        broken_by: (
            "src/fold.rs",
            "/* leptos */ const A: &str = \"leptos\";\nuse leptos::prelude::*;",
        ),
    },
    Rule {
        name: "only browser.rs names web-sys, js-sys, wasm-bindgen or gloo",
        why: "one file holds all that cannot run natively; the browser's entry is what scripts call",
        files: &["src/*"],
        except: &["src/browser*", "src/bin/site.rs"],
        forbidden: Forbidden::Names(&[
            "web_sys",
            "js_sys",
            "wasm_bindgen*",
            "serde_wasm_bindgen",
            "gloo*",
        ]),
        broken_by: ("src/sections/a.rs", "//! web_sys\nuse leptos::{web_sys::Event, ev};"),
    },
    Rule {
        name: "only browser.rs looks into the document",
        why: "on somebody else's page the document is theirs; look-ups stay in the component's root",
        files: &["src/components*", "src/sections*", "src/page*", "src/source*", "src/surface*"],
        except: &[],
        forbidden: Forbidden::Names(&[
            "window",
            "document",
            "get_element_by_id",
            "query_selector*",
            "set_timeout*",
            "set_interval*",
            "request_animation_frame*",
        ]),
        broken_by: ("src/page.rs", "let s = \"window\";\nlet w = leptos::prelude::window();"),
    },
    Rule {
        name: "content imports content, and the JSON that it is read from",
        why: "the build, the browser and the tests all read it",
        files: &["src/content*"],
        except: &["src/content/check*", "src/content/entry/slug.rs"],
        forbidden: Forbidden::ImportsBut { may: &["content", "json"], never: &[] },
        broken_by: ("src/content/a.rs", "use super::Link;\nuse super::super::page;"),
    },
    Rule {
        name: "the check knows how names are compared and texts are shown, too",
        why: "what it says of a name must be what the page makes of it",
        files: &["src/content/check*"],
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &["content", "fold", "json", "typography", "unicode"],
            never: &[],
        },
        broken_by: (
            "src/content/check/a.rs",
            "use super::super::Link;\nuse crate::fold::same;\nuse crate::search::Query;",
        ),
    },
    Rule {
        name: "what Unicode says is asked of the browser in one place",
        why: "its tables cost the Wasm nothing; natively those of a crate say the same",
        files: &["src/unicode.rs"],
        except: &[],
        forbidden: Forbidden::ImportsBut { may: &["browser::normal_forms", "unicode"], never: &[] },
        broken_by: (
            "src/unicode.rs",
            "use crate::browser::normal_forms;\nuse crate::browser::element_name;",
        ),
    },
    Rule {
        name: "the id of a new entry knows folding, too",
        why: "an id has no accents",
        files: &["src/content/entry/slug.rs"],
        except: &[],
        forbidden: Forbidden::ImportsBut { may: &["content", "json", "fold"], never: &[] },
        broken_by: (
            "src/content/entry/slug.rs",
            "use super::List;\nuse crate::{fold::fold, json::Json};\nuse crate::typography::french;",
        ),
    },
    Rule {
        name: "pure logic imports pure logic and content's types",
        why: "it is tested natively, in milliseconds",
        files: PURE,
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "content",
                "carousel",
                "fold",
                "heading_level",
                "json",
                "options",
                "rich_text",
                "search",
                "typography",
                "unicode",
            ],
            never: BUILD,
        },
        broken_by: ("src/search.rs", "use crate::fold::fold;\nuse crate::{fold, browser};"),
    },
    Rule {
        name: "browser.rs imports pure logic only",
        why: "everything above it is built on it",
        files: &["src/browser*"],
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &["browser", "carousel", "fingerprint", "json"],
            never: &[],
        },
        broken_by: ("src/browser.rs", "use crate::json::Json;\nuse crate::content::Link;"),
    },
    Rule {
        name: "a surface knows the content's types and a host's options",
        why: "it is what a section is told of its place, and no more",
        files: &["src/surface*"],
        except: &[],
        forbidden: Forbidden::ImportsBut { may: &["content", "options"], never: LOADING },
        broken_by: ("src/surface.rs", "use crate::content::Link;\nuse crate::source::Source;"),
    },
    Rule {
        name: "a source imports the content and the browser",
        why: "it fetches, and shows nothing",
        files: &["src/source*"],
        except: &[],
        forbidden: Forbidden::ImportsBut { may: &["browser", "content", "json"], never: BUILD },
        broken_by: ("src/source.rs", "use crate::{browser, content};\nuse crate::page::page;"),
    },
    Rule {
        name: "components import content, pure logic, the surface and the browser",
        why: "page → sections → components: nothing looks up",
        files: &["src/components*"],
        except: &["src/components/waiting.rs"],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "components",
                "content",
                "heading_level",
                "options",
                "rich_text",
                "search",
                "typography",
                "surface",
                "browser",
            ],
            never: LOADING,
        },
        broken_by: ("src/components/a.rs", "use super::el;\nuse crate::source::Source;"),
    },
    Rule {
        name: "what waits alone of the components knows a source",
        why: "it is the place where a document is waited for",
        files: &["src/components/waiting.rs"],
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "components",
                "content::Document",
                "heading_level",
                "source",
                "browser",
                "surface",
            ],
            never: &["browser::fetch_text", "browser::json"],
        },
        broken_by: (
            "src/components/waiting.rs",
            "use crate::source::Source;\nuse crate::sections;",
        ),
    },
    Rule {
        name: "sections never import each other, nor what loads or mounts them",
        why: "typed values in, view out: whoever mounts a section gives it its values",
        files: &["src/sections*"],
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "components",
                "content",
                "carousel",
                "copyfit",
                "fold",
                "heading_level",
                "options",
                "rich_text",
                "search",
                "typography",
                "surface",
                "browser",
            ],
            never: LOADING,
        },
        broken_by: ("src/sections/a/b.rs", "use super::c;\nuse super::super::d;"),
    },
    Rule {
        name: "sections and components know no URL",
        why: "on somebody else's page a relative one leads astray; the surface gives the base",
        files: &["src/sections*", "src/components*"],
        except: &[],
        forbidden: Forbidden::Text(&["://", ".json", "\"./", "\"../", "\"/"]),
        broken_by: (
            "src/sections/a.rs",
            "// https://a.fr\nel(\"a\").attr(\"href\", \"https://a.fr\")",
        ),
    },
    Rule {
        name: "the page imports sections, components, sources and content",
        why: "it puts them together, and leaves the browser to them",
        files: &["src/page*"],
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "page",
                "sections",
                "components",
                "source",
                "content",
                "surface",
                "heading_level",
                "options",
            ],
            never: BUILD,
        },
        broken_by: ("src/page/a.rs", "use crate::content::Link;\nuse crate::content::check;"),
    },
    Rule {
        name: "a widget imports sections, sources and content",
        why: "it is one section by itself, with no page around it",
        files: &["src/widget*"],
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "browser::effect",
                "browser::json",
                "sections",
                "source",
                "content",
                "surface",
                "options",
            ],
            never: BUILD,
        },
        broken_by: ("src/widget.rs", "use crate::source::Source;\nuse crate::page::page;"),
    },
    Rule {
        name: "the document imports the page, the widget and the content",
        why: "it is what is shown as a file: no section or fetch is its business",
        files: &["src/document*"],
        except: &["src/document/gallery*"],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "document",
                "page",
                "widget",
                "content",
                "fingerprint",
                "heading_level",
                "options",
                "typography",
            ],
            never: &["content::check"],
        },
        broken_by: ("src/document.rs", "use crate::page::page;\nuse crate::sections;"),
    },
    Rule {
        name: "the gallery alone shows sections without a page or a widget around them",
        why: "it shows each of them in states that no content has",
        files: &["src/document/gallery*"],
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "content",
                "document::constellation",
                "document::gallery",
                "document::pictured",
                "heading_level",
                "options",
                "sections",
                "surface",
            ],
            never: &["content::check"],
        },
        broken_by: (
            "src/document/gallery.rs",
            "use crate::sections;\nuse crate::{sections, source::Source};",
        ),
    },
    Rule {
        name: "lib.rs imports nothing",
        why: "it says what the crate is, and no more",
        files: &["src/lib.rs"],
        except: &[],
        forbidden: Forbidden::ImportsBut { may: &[], never: &[] },
        broken_by: ("src/lib.rs", "pub mod page;\npub use crate::page::page;"),
    },
    Rule {
        name: "the entries import the document, the page or the widget, the content and the browser",
        why: "they mount, fetch, check and render; what is shown is the page's business",
        files: &["src/bin/*"],
        except: &[],
        forbidden: Forbidden::ImportsBut {
            may: &[
                "document",
                "page",
                "widget",
                "content",
                "browser",
                "heading_level",
                "options",
                "source::Request",
            ],
            never: &[],
        },
        broken_by: (
            "src/bin/a.rs",
            "use next_level::page::page;\nuse next_level::{browser, sections};",
        ),
    },
    Rule {
        name: "leptos::prelude::* is the one glob",
        why: "a reader sees where a name comes from",
        files: &["src/*"],
        except: &[],
        forbidden: Forbidden::Globs,
        broken_by: ("src/a.rs", "use leptos::prelude::*;\nuse crate::content::*;"),
    },
    Rule {
        name: "features are named in lib.rs only",
        why: "the browser and the build share every other line",
        files: &["src/*", "tests/*.rs", "xtask/*"],
        except: &["src/lib.rs"],
        forbidden: Forbidden::Code(&["feature =", "feature="]),
        broken_by: ("src/a.rs", "// cfg(feature = \"ssr\")\n#[cfg(not(feature = \"ssr\"))]"),
    },
    Rule {
        name: "the commands and the browsers' tests do not depend on the site",
        why: "Cargo would unify its features: event handlers would vanish from the browser's build",
        files: &["xtask/Cargo.toml", "tests/e2e/Cargo.toml"],
        except: &[],
        forbidden: Forbidden::Text(&["next-level", "next_level"]),
        broken_by: (
            "xtask/Cargo.toml",
            "# next-level\nsite = { package = \"next-level\", path = \"..\" }",
        ),
    },
    Rule {
        name: "nothing of the content is HTML, and no element has a style attribute",
        why: "the policy `default-src 'none'` without `unsafe-inline`, and no way in for a script",
        files: &["src/*"],
        // It reads what is there, and writes the page's shell, which is a text of the program's own.
        except: &["src/browser/part.rs"],
        forbidden: Forbidden::Text(&[
            "inner_html",
            "outer_html",
            "adjacent_html",
            "\"style\"",
            ".attr(\"on",
        ]),
        broken_by: ("src/a.rs", "// inner_html\nel(\"p\").attr(\"style\", \"color: red\")"),
    },
    Rule {
        name: "the document has no style and no handler as an attribute",
        why: "the policy names inline scripts and sheets by their hash; attributes have none",
        files: &["index.html"],
        except: &[],
        forbidden: Forbidden::Text(&[" style=", " onload=", " onclick="]),
        broken_by: ("index.html", "<!-- style= -->\n<p style=\"color: red\">"),
    },
    Rule {
        name: "no unwrap outside tests",
        why: "in the browser a failure leaves the HTML that is there; an expect states the invariant",
        files: &["src/*", "xtask/src/*"],
        except: &[],
        forbidden: Forbidden::Code(&[".unwrap()", ".unwrap_err()"]),
        broken_by: (
            "src/a.rs",
            "#[cfg(test)]\nmod tests {\n    fn a() { None.unwrap() }\n}\nfn b() { None.unwrap() }",
        ),
    },
    Rule {
        name: "no test is ignored without a reason",
        why: "whoever reads it must know when it may run again",
        files: &["src/*", "tests/*", "xtask/*"],
        except: &[],
        forbidden: Forbidden::Code(&["#[ignore]"]),
        broken_by: ("tests/a.rs", "#[ignore = \"slow\"]\n#[ignore]"),
    },
    Rule {
        name: "fonts and addresses stand in fonts.css only",
        why: "in a shadow root no @font-face loads, and an address is the host's",
        files: &["style/*"],
        except: &["style/fonts.css"],
        forbidden: Forbidden::Text(&["@font-face", "url(", "@import"]),
        broken_by: ("style/press.css", "/* url( */\n.press { background: url(a.png); }"),
    },
    Rule {
        name: "private tokens stand on :root and :host alike",
        why: "in a shadow root there is no :root; only the faces are others there",
        files: &["style/*"],
        except: &["style/fonts.css"],
        forbidden: Forbidden::Text(&[":root {", ":root{"]),
        broken_by: ("style/press.css", ":root,\n:host { --a: b; }\n:root { --a: b; }"),
    },
    Rule {
        name: "sizes are in em",
        why: "a host's 62.5 % must not shrink us, the visitor's own setting must count",
        files: &["style/*"],
        // What is hidden from sight is one pixel large.
        except: &["style/shared.css"],
        forbidden: Forbidden::Units(&[
            "px", "pt", "rem", "vw", "vh", "vmin", "vmax", "svw", "svh", "lvh", "dvh",
        ]),
        broken_by: (
            "style/press.css",
            ".press { margin: 1em 2vi 0; } /* 1rem */\n.press { margin: 1.5rem; }",
        ),
    },
    Rule {
        name: "sizes of what the sections share are in em, too",
        why: "a host's 62.5 % must not shrink us, the visitor's own setting must count",
        files: &["style/shared.css"],
        except: &[],
        forbidden: Forbidden::Units(&[
            "pt", "rem", "vw", "vh", "vmin", "vmax", "svw", "svh", "lvh", "dvh",
        ]),
        broken_by: ("style/shared.css", ".a { inline-size: 1px; }\n.a { inline-size: 1rem; }"),
    },
    Rule {
        name: "what stands in a frame does not know how high that is",
        why: "the frame is made as high as what stands in it: the two would grow for ever",
        files: &[
            "style/base.css",
            "style/mission.css",
            "style/partners.css",
            "style/press.css",
            "style/shared.css",
            "style/testimonials.css",
            "style/tokens.css",
            "style/widget.css",
        ],
        except: &[],
        forbidden: Forbidden::Units(&["vb", "svb", "lvb", "dvb", "cqh", "cqb", "dvmin", "dvmax"]),
        broken_by: (
            "style/press.css",
            ".press { margin: 1cqi; }\n.press { min-block-size: 50cqb; }",
        ),
    },
    Rule {
        name: "a section asks how wide its container is, not the window",
        why: "a widget stands in somebody's column",
        files: SECTION_SHEETS,
        except: &[],
        forbidden: Forbidden::SizeQueries,
        broken_by: (
            "style/press.css",
            "@media (prefers-contrast: more) {}\n@container (inline-size >= 9em) {}\n@media (width >= 9em) {}",
        ),
    },
    Rule {
        name: "only a pointer that can rest over an element hovers",
        why: "on a touch screen the style stays after the finger has gone, and looks like a state",
        files: &["style/*", "src/document/dialog/dialog.css"],
        except: &[],
        forbidden: Forbidden::HoverWithoutPointer,
        broken_by: (
            "style/press.css",
            "@media (hover: hover) {\n  a { .b:hover { color: red } }\n}\n.press:hover { color: red }",
        ),
    },
    Rule {
        name: "a section's sheet speaks of its own classes",
        why: "on somebody's page and beside the other sections it touches nothing else",
        files: SECTION_SHEETS,
        except: &[],
        forbidden: Forbidden::ClassesBut {
            roots: &[("testimonials", "quotation"), ("press", "clipping")],
            shared: &["section-title", "button", "button--arrow"],
        },
        broken_by: (
            "style/press.css",
            ".press__a > p, .clipping .button { margin: .5em; }\n.press .partners__name { margin: 0; }",
        ),
    },
    Rule {
        name: "properties are logical",
        why: "a host's page may be written from right to left",
        files: &["style/*"],
        except: &[],
        forbidden: Forbidden::Properties(&[
            "width",
            "height",
            "min-width",
            "min-height",
            "max-width",
            "max-height",
            "left",
            "right",
            "top",
            "bottom",
            "margin-left",
            "margin-right",
            "margin-top",
            "margin-bottom",
            "padding-left",
            "padding-right",
            "padding-top",
            "padding-bottom",
            "border-left*",
            "border-right*",
            "border-top*",
            "border-bottom*",
        ]),
        broken_by: (
            "style/press.css",
            ".press { border-block-start-width: 1em; }\n.press { margin-left: 1em; }",
        ),
    },
    Rule {
        name: "a host's tokens are only read",
        why: "they are the host's to set",
        files: &["style/*"],
        except: &[],
        forbidden: Forbidden::Properties(&["--next-level-*"]),
        broken_by: (
            "style/press.css",
            ".press { color: var(--next-level-ink, red); }\n.press { --next-level-ink: red; }",
        ),
    },
];

/// A source file, by its path from the root.
struct File {
    path: String,
    text: String,
}

#[test]
fn every_rule_holds() {
    let files = sources();
    let found: Vec<String> =
        RULES.iter().flat_map(|rule| files.iter().flat_map(|file| rule.broken_in(file))).collect();
    assert!(found.is_empty(), "{} rules are broken:\n\n{}\n", found.len(), found.join("\n"));
}

#[test]
fn every_rule_can_fail() {
    for rule in RULES {
        let (path, text) = rule.broken_by;
        let file = File { path: path.to_owned(), text: text.to_owned() };
        let found = rule.broken_in(&file);
        let last = format!("{path}:{}: ", text.lines().count());
        let alone = matches!(&found[..], [only] if only.starts_with(&last));
        assert!(alone, "{}: only the last line of this breaks it:\n{text}\n{found:#?}", rule.name);
    }
}

#[test]
fn every_rule_holds_for_some_file() {
    let files = sources();
    for rule in RULES {
        for pattern in rule.files.iter().chain(rule.except) {
            let matched = files.iter().any(|file| matches(pattern, &file.path));
            assert!(matched, "{}: no file is named {pattern}", rule.name);
        }
    }
}

#[test]
fn one_rule_says_what_a_module_may_import() {
    for file in sources().iter().filter(|file| file.path.starts_with("src/")) {
        let imports = |rule: &&Rule| matches!(rule.forbidden, Forbidden::ImportsBut { .. });
        let rules: Vec<_> =
            RULES.iter().filter(imports).filter(|rule| rule.holds_for(&file.path)).collect();
        let names: Vec<_> = rules.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), 1, "{} needs one rule on its imports: {names:?}", file.path);
    }
}

/// A document that says which test holds a promise is evidence only as long as there is one.
#[test]
fn every_test_that_a_document_names_is_there() {
    let files = sources();
    let mut named = 0;
    let mut missing = Vec::new();
    for document in ["docs/accessibilite.md", "docs/widgets.md"] {
        let text = fs::read_to_string(document).expect("a document");
        for name in text.split('`').skip(1).step_by(2) {
            let Some((file, test)) = name.split_once("::") else { continue };
            let places = [format!("tests/{file}.rs"), format!("tests/e2e/tests/{file}.rs")];
            let mut found = files.iter().filter(|source| places.contains(&source.path));
            // `…` and `*` stand for the rest of a name.
            let begins = format!("fn {}", test.trim_end_matches(['…', '*']));
            let whole = if test.ends_with(['…', '*']) { begins } else { format!("{begins}(") };
            named += 1;
            if !found.any(|source| source.text.contains(&whole)) && name != "fichier::nom" {
                missing.push(format!("{document}: {name}"));
            }
        }
    }
    assert!(named > 50, "{named} names were found");
    assert!(missing.is_empty(), "there is no such test:\n{}", missing.join("\n"));
}

#[test]
fn every_section_has_its_sheet_and_every_sheet_is_in_the_document() {
    let files = sources();
    let document = files.iter().find(|file| file.path == "index.html").expect("index.html");
    let sections = files.iter().filter_map(|file| {
        let name = file.path.strip_prefix("src/sections/")?.strip_suffix(".rs")?;
        (!name.contains('/')).then(|| format!("style/{name}.css"))
    });
    // What is only around a widget stands in the embed documents.
    let sheets = files
        .iter()
        .filter(|file| file.path.starts_with("style/") && file.path != "style/widget.css");
    for sheet in sections.chain(sheets.map(|file| file.path.clone())) {
        assert!(files.iter().any(|file| file.path == sheet), "{sheet} is missing");
        assert!(document.text.contains(&sheet), "index.html does not name {sheet}");
    }
    let sections: Vec<_> = SECTION_SHEETS.iter().map(|sheet| sheet.replace("style", "")).collect();
    for file in files.iter().filter(|file| file.path.matches('/').count() == 2) {
        if let Some(name) = file.path.strip_prefix("src/sections") {
            let sheet = name.replace(".rs", ".css");
            assert!(sections.contains(&sheet), "SECTION_SHEETS lacks {sheet}");
        }
    }
}

#[test]
fn comments_texts_and_tests_are_told_apart() {
    let rust = "a /* b \" /* c */ */ \"d // \\\" e\" 'f' '\"' 'static r#\"g \" h\"# // i \"\n\
                #[cfg(test)]\nmod tests {\n    j\n}\nk";
    let file = File { path: "src/a.rs".to_owned(), text: rust.to_owned() };
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = "a \"d // \\\" e\" 'f' '\"' 'static r#\"g \" h\"# #[cfg(test)] mod tests { j } k";
    assert_eq!(words(file.without_comments()), text);
    assert_eq!(
        words(file.code()),
        "a \" \" ' ' ' ' 'static r#\" \"# #[cfg(test)] mod tests { j } k"
    );
    assert_eq!(words(file.code_without_tests()), "a \" \" ' ' ' ' 'static r#\" \"# k");
    for text in [file.without_comments(), file.code(), file.code_without_tests()] {
        assert_eq!(text.lines().count(), rust.lines().count(), "lines stay where they are");
    }
}

#[test]
fn imports_are_read_through_braces_aliases_and_relative_paths() {
    let source = "use crate::{a::{self, B}, c as d, e::*};\nuse super::f;\npub(super) fn g() {\n    \
                  d::h(); self::i(); super::super::j(); std::k(); <crate::l::M as N>::o();\n}";
    let file = File { path: "src/x/y.rs".to_owned(), text: source.to_owned() };
    let found: Vec<_> =
        imports(&file).into_iter().map(|(line, path)| format!("{line} {path}")).collect();
    let expected =
        ["1 a", "1 a::B", "1 c", "1 e::*", "2 x::f", "4 c::h", "4 x::y::i", "4 j", "4 l::M"];
    assert_eq!(found, expected);
}

impl Rule {
    fn holds_for(&self, path: &str) -> bool {
        let one_of = |patterns: &[&str]| patterns.iter().any(|pattern| matches(pattern, path));
        one_of(self.files) && !one_of(self.except)
    }

    /// Each place where the rule is broken, as `file:line: what (rule: why)`.
    fn broken_in(&self, file: &File) -> Vec<String> {
        if !self.holds_for(&file.path) {
            return Vec::new();
        }
        let told =
            |(line, what)| format!("{}:{line}: {what}\n    {}: {}", file.path, self.name, self.why);
        self.forbidden.found_in(file).into_iter().map(told).collect()
    }
}

impl Forbidden {
    /// Where and what, line by line.
    fn found_in(&self, file: &File) -> Vec<(usize, String)> {
        match *self {
            Self::ImportsBut { may, never } => {
                let own: Vec<_> = file.module().into_iter().take(2).collect();
                let own = own.join("::");
                let allowed = |path: &str| {
                    !never.iter().any(|never| within(never, path))
                        && (may.iter().any(|may| within(may, path))
                            || !own.is_empty() && within(&own, path))
                };
                let found = imports(file).into_iter();
                let told = |(line, path)| (line, format!("imports {path}"));
                found.filter(|(_, path)| !allowed(path)).map(told).collect()
            }
            Self::Globs => {
                let mut used = Vec::new();
                let tokens = tokens(&file.code_without_tests());
                for at in (0..tokens.len()).filter(|at| tokens[*at].text == "use") {
                    use_tree(&tokens, &mut (at + 1), &[], &mut used);
                }
                used.into_iter()
                    .map(|used| (used.line, used.path.join("::")))
                    .filter(|(_, path)| path.ends_with("::*") && path != "leptos::prelude::*")
                    .map(|(line, path)| (line, format!("imports {path}")))
                    .collect()
            }
            Self::Names(names) => {
                let tokens = tokens(&file.code());
                let bad = tokens
                    .iter()
                    .filter(|token| names.iter().any(|name| matches(name, &token.text)));
                bad.map(|token| (token.line, format!("names {}", token.text))).collect()
            }
            Self::Code(pieces) => lines_with(&file.code_without_tests(), pieces),
            Self::Text(pieces) => lines_with(&file.without_comments(), pieces),
            Self::Units(units) => {
                let numbers = |line: &str| {
                    let words = line
                        .split(|c: char| !c.is_ascii_alphanumeric() && !".%#-".contains(c))
                        .filter(|word| {
                            word.starts_with(|c: char| c.is_ascii_digit() || ".-".contains(c))
                        });
                    let unit = |word: &str| {
                        word.trim_start_matches(|c: char| c.is_ascii_digit() || ".-".contains(c))
                            .to_owned()
                    };
                    words.map(unit).collect::<Vec<_>>()
                };
                each_line(&file.code(), |line| {
                    let bad = numbers(line).into_iter().find(|unit| units.contains(&unit.as_str()));
                    bad.map(|unit| format!("a size in {unit}"))
                })
            }
            Self::Properties(properties) => declarations(&file.code())
                .into_iter()
                .filter(|(_, name)| properties.iter().any(|property| matches(property, name)))
                .map(|(line, name)| (line, format!("sets {name}")))
                .collect(),
            Self::SizeQueries => each_line(&file.code(), |line| {
                let sizes =
                    ["width", "height", "inline-size", "block-size", "aspect-ratio", "orientation"];
                let bad = line.contains("@media") && sizes.iter().any(|size| line.contains(size));
                bad.then(|| format!("asks for {}", line.trim()))
            }),
            Self::HoverWithoutPointer => {
                let mut open = 0;
                let mut pointer = None;
                each_line(&file.code(), |line| {
                    if line.contains("(hover: hover)") {
                        pointer.get_or_insert(open);
                    }
                    let bad = line.contains(":hover") && pointer.is_none();
                    open += line.matches('{').count();
                    open = open.saturating_sub(line.matches('}').count());
                    if pointer.is_some_and(|outside| open <= outside) {
                        pointer = None;
                    }
                    bad.then(|| format!("hovers: {}", line.trim()))
                })
            }
            Self::ClassesBut { roots, shared } => {
                let sheet = file.path.trim_start_matches("style/").trim_end_matches(".css");
                let more = roots.iter().filter(|(of, _)| *of == sheet).map(|(_, root)| *root);
                let roots: Vec<_> = [sheet].into_iter().chain(more).collect();
                let own = |class: &str| {
                    let of = |root: &&str| {
                        class.strip_prefix(*root).is_some_and(|rest| {
                            rest.is_empty() || rest.starts_with("__") || rest.starts_with("--")
                        })
                    };
                    roots.iter().any(of) || shared.contains(&class)
                };
                let told = |(line, selector): (usize, String)| {
                    let foreign = classes(&selector).find(|class| !own(class)).map(str::to_owned);
                    let rootless = !selector.starts_with('.') || selector.contains('#');
                    let what = foreign.map(|class| format!("the class {class}"));
                    let what = what.or(rootless.then(|| format!("the selector {selector}")))?;
                    Some((line, what))
                };
                selectors(&file.code()).into_iter().filter_map(told).collect()
            }
        }
    }
}

/// Whether a name or path is what a pattern says; a `*` at its end stands for any rest, and
/// `tests/*.rs` for the files of one folder.
fn matches(pattern: &str, name: &str) -> bool {
    if let Some((folder, ending)) = pattern.split_once("*.") {
        let rest = name.strip_prefix(folder);
        return rest
            .is_some_and(|rest| !rest.contains('/') && rest.rsplit('.').next() == Some(ending));
    }
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

/// Whether a path is a module or something in it.
fn within(module: &str, path: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn each_line(text: &str, mut look: impl FnMut(&str) -> Option<String>) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate();
    lines.filter_map(|(at, line)| Some((at + 1, look(line)?))).collect()
}

fn lines_with(text: &str, pieces: &[&str]) -> Vec<(usize, String)> {
    each_line(text, |line| {
        let found = pieces.iter().find(|piece| line.contains(**piece));
        found.map(|piece| format!("`{piece}` in `{}`", line.trim()))
    })
}

/// Every path into this crate, from its root and without `crate`: what a `use` names, and what
/// stands written out, through an imported module, too.
fn imports(file: &File) -> Vec<(usize, String)> {
    let tokens = tokens(&file.code_without_tests());
    let module = file.module();
    let mut known: HashMap<String, Vec<String>> = HashMap::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.text == "use" && token.after != "::" {
            let mut used = Vec::new();
            at += 1;
            use_tree(&tokens, &mut at, &[], &mut used);
            for Used { line, path, name } in used {
                if let Some(path) = resolved(&path, &module) {
                    found.push((line, path.join("::")));
                    known.insert(name, path);
                }
            }
        } else if token.after != "::" && token.is_name() && next_is_path(&tokens, at) {
            let (path, end) = written_path(&tokens, at);
            let path = match known.get(&path[0]) {
                Some(start) => Some([start, &path[1..]].concat()),
                None => resolved(&path, &module),
            };
            found.extend(path.map(|path| (token.line, path.join("::"))));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn next_is_path(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.text == "::")
}

fn written_path(tokens: &[Token], mut at: usize) -> (Vec<String>, usize) {
    let mut path = vec![tokens[at].text.clone()];
    while next_is_path(tokens, at) && tokens.get(at + 2).is_some_and(Token::is_name) {
        at += 2;
        path.push(tokens[at].text.clone());
    }
    (path, at + 1)
}

/// Every path that a `use` names, with its line and the name that it gets.
struct Used {
    line: usize,
    path: Vec<String>,
    name: String,
}

/// Reads what stands behind `use`, or one entry between braces; ends at the sign behind it.
fn use_tree(tokens: &[Token], at: &mut usize, start: &[String], used: &mut Vec<Used>) {
    let mut path = start.to_vec();
    let mut alias = None;
    while let Some(token) = tokens.get(*at) {
        match token.text.as_str() {
            "{" => {
                while tokens.get(*at).is_some_and(|sign| ["{", ","].contains(&sign.text.as_str())) {
                    *at += 1;
                    use_tree(tokens, at, &path, used);
                }
                *at += 1;
                return;
            }
            "," | "}" | ";" => {
                if path.len() > start.len() {
                    path.pop_if(|last| last == "self" && !start.is_empty());
                    let name = alias.or_else(|| path.last().cloned()).unwrap_or_default();
                    used.push(Used { line: token.line, path, name });
                }
                return;
            }
            "as" => {
                *at += 1;
                alias = tokens.get(*at).map(|token| token.text.clone());
            }
            "::" => {}
            name => path.push(name.to_owned()),
        }
        *at += 1;
    }
}

/// A path from the crate's root; none if it leads elsewhere.
fn resolved(path: &[String], module: &[String]) -> Option<Vec<String>> {
    let mut from = match path.first()?.as_str() {
        "crate" | "next_level" => Vec::new(),
        "self" | "super" => module.to_vec(),
        _ => return None,
    };
    let supers = path.iter().take_while(|part| *part == "super").count();
    from.truncate(from.len().saturating_sub(supers));
    let named = path
        .iter()
        .filter(|part| !["crate", "next_level", "self", "super"].contains(&part.as_str()));
    from.extend(named.cloned());
    Some(from)
}

/// A word or a sign of the code, and the sign before it.
struct Token {
    line: usize,
    text: String,
    after: String,
}

impl Token {
    fn is_name(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let length = match name {
                0 if rest.starts_with("::") => 2,
                0 => first.len_utf8(),
                name => name,
            };
            let after = tokens.last().map(|token| token.text.clone()).unwrap_or_default();
            tokens.push(Token { line: at + 1, text: rest[..length].to_owned(), after });
            rest = rest[length..].trim_start();
        }
    }
    tokens
}

/// The selectors of a sheet, one by one, with the line they begin on.
fn selectors(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in code.char_indices().filter(|(_, sign)| "{};".contains(*sign)) {
        if sign == '{' && !code[start..at].trim_start().starts_with('@') {
            let mut from = start;
            for selector in code[start..at].split(',') {
                let space = selector.len() - selector.trim_start().len();
                found.push((line_of(code, from + space), selector.trim().to_owned()));
                from += selector.len() + 1;
            }
        }
        start = at + 1;
    }
    found
}

fn classes(selector: &str) -> impl Iterator<Item = &str> {
    selector.split('.').skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c));
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// The names of the properties that a sheet sets, with their lines.
fn declarations(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in code.char_indices().filter(|(_, sign)| "{};".contains(*sign)) {
        if sign != '{'
            && let Some((name, _)) = code[start..at].split_once(':')
        {
            let space = name.len() - name.trim_start().len();
            found.push((line_of(code, start + space), name.trim().to_owned()));
        }
        start = at + 1;
    }
    found
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

impl File {
    /// The module that this file is, from the crate's root; an entry is a root of its own.
    fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        match path {
            "lib" => Vec::new(),
            bin if bin.starts_with("bin/") => Vec::new(),
            path => path.split('/').map(str::to_owned).collect(),
        }
    }

    /// The text without its comments; what is left stays on its line.
    fn without_comments(&self) -> String {
        blanked(&self.text, pieces(self, false))
    }

    /// The same without what stands between quotes.
    fn code(&self) -> String {
        blanked(&self.text, pieces(self, true))
    }

    /// The same without its modules of tests.
    fn code_without_tests(&self) -> String {
        let code = self.code();
        let mut tests = Vec::new();
        for (at, _) in code.match_indices("#[cfg(test)]\nmod ") {
            let end = code[at..].find("\n}").map_or(code.len(), |end| at + end + 2);
            tests.push(at..end);
        }
        blanked(&code, tests)
    }
}

/// A text with spaces in place of some of it.
fn blanked(text: &str, pieces: Vec<Range<usize>>) -> String {
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for piece in pieces {
        left.push_str(&text[from..piece.start]);
        left.extend(text[piece.clone()].chars().map(|c| if c == '\n' { c } else { ' ' }));
        from = piece.end;
    }
    left.push_str(&text[from..]);
    left
}

/// Where the comments stand and, if asked, the insides of texts and letters.
fn pieces(file: &File, texts: bool) -> Vec<Range<usize>> {
    let text = &file.text;
    let (line_comment, block_comment) = match file.path.rsplit('.').next() {
        Some("rs") => (Some("//"), Some(("/*", "*/"))),
        Some("css") => (None, Some(("/*", "*/"))),
        Some("html") => (None, Some(("<!--", "-->"))),
        _ => (Some("#"), None),
    };
    let rust = file.path.ends_with(".rs");
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let raw = rust
            && rest.starts_with('r')
            && !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let hashes = rest[first.len_utf8()..].chars().take_while(|c| *c == '#').count();
        if line_comment.is_some_and(|sign| rest.starts_with(sign)) {
            let end = at + rest.find('\n').unwrap_or(rest.len());
            found.push(at..end);
            at = end;
        } else if let Some((open, close)) = block_comment.filter(|(open, _)| rest.starts_with(open))
        {
            let end = at + comment_length(rest, open, close, rust);
            found.push(at..end);
            at = end;
        } else if raw && rest[1 + hashes..].starts_with('"') {
            let start = at + hashes + 2;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = start + text[start..].find(&close).unwrap_or(text.len() - start);
            found.extend(texts.then_some(start..end));
            at = (end + close.len()).min(text.len());
        } else if first == '"' || rust && is_letter(rest) {
            let end = at + 1 + quoted_length(&rest[1..], first);
            found.extend(texts.then_some(at + 1..end));
            at = (end + 1).min(text.len());
        } else {
            at += first.len_utf8();
        }
    }
    found
}

fn comment_length(rest: &str, open: &str, close: &str, nests: bool) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with(close) {
            depth -= 1;
            at += close.len();
            if depth == 0 || !nests {
                return at;
            }
        } else if rest[at..].starts_with(open) {
            depth += 1;
            at += open.len();
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Whether a letter in quotes begins here, and not a lifetime.
fn is_letter(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next() == Some('\'') && (letters.next() == Some('\\') || letters.next() == Some('\''))
}

/// How far it is to the closing quote.
fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at,
            _ => {}
        }
    }
    rest.len()
}

/// The files that rules may speak of.
fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for path in ["src", "tests", "xtask", "style", "index.html"] {
        read_into(&mut files, root, &root.join(path));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn read_into(files: &mut Vec<File>, root: &Path, path: &Path) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder that can be read") {
            read_into(files, root, &entry.expect("an entry").path());
        }
    } else if path
        .extension()
        .is_some_and(|ending| ["rs", "css", "html", "toml"].iter().any(|e| ending == *e))
    {
        let text = fs::read_to_string(path).expect("a source in UTF-8");
        let path = path.strip_prefix(root).expect("below the root");
        files.push(File { path: path.to_string_lossy().replace('\\', "/"), text });
    }
}
