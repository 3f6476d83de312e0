//! The rules: which files each holds for, and a source that breaks it.

use super::{File, is_within, rust::Found};

/// A rule, the files that it holds for, and a source that breaks it.
pub struct Rule {
    /// What holds.
    pub name: &'static str,
    /// The reason, shown with every error.
    pub why: &'static str,
    /// Patterns of paths: a path, or a prefix before `*`; a pattern after `!` excludes files.
    pub files: &'static [&'static str],
    /// Finds what breaks it in a file.
    pub find: fn(&File) -> Found,
    /// The path and the text of a file of which only the last line breaks the rule.
    pub counterexample: (&'static str, &'static str),
}

/// Gets content or mounts it.
const LOADING: &[&str] = &[
    "content::read",
    "crate::browser::element_by_id",
    "crate::browser::data_block",
    "crate::browser::FetchError",
    "crate::browser::spawn",
    "crate::components::Awaited",
];

/// The app modules that each module may import, lowest layer first. The row with the longest matching name applies to a
/// file.
#[rustfmt::skip]
pub const MODULES: &[(&str, &[&str])] = &[
    ("carousel", &[]),
    ("copyfit", &[]),
    ("fingerprint", &[]),
    ("heading_level", &[]),
    ("options", &["heading_level"]),
    ("rich_text", &[]),
    ("search", &[]),
    ("section", &[]),
    ("browser", &["carousel", "fingerprint"]),
    ("content_fetch", &["browser"]),
    ("surface", &["options"]),
    ("components", &["browser", "heading_level", "rich_text", "search", "surface"]),
    // Shows that a document is on its way, or why it did not come.
    ("components::waiting", &["browser", "heading_level", "content_fetch"]),
    // Never another section: whoever mounts one gives it its values.
    ("sections", &[
        "browser", "carousel", "components", "copyfit", "heading_level", "options", "rich_text", "search", "surface",
    ]),
    ("page", &["components", "heading_level", "options", "sections", "content_fetch", "surface"]),
    ("widget", &[
        "browser::effect", "browser::read_document", "components::Markup", "options", "section", "sections", "content_fetch", "surface",
    ]),
    ("lib", &[]),
    ("main", &["browser", "components::Markup", "heading_level", "options", "page", "section", "widget"]),
];

/// The crates through which the browser is reached.
const BROWSER: &[&str] = &["web_sys", "js_sys", "wasm_bindgen*", "serde_wasm_bindgen", "gloo*"];

/// Whether an attribute of this name is a handler; `online` is the name of an event.
fn is_handler(name: &str) -> bool {
    name.strip_prefix("on")
        .is_some_and(|event| event.len() > 1 && event.bytes().all(|byte| byte.is_ascii_lowercase()))
        && name != "online"
}

#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule {
        name: "a module imports what its row in MODULES says",
        why: "page → sections → components → browser: nothing imports what is above it",
        files: &["src/*"],
        find: |file| file.imports_except(|path| !path.starts_with("crate") || file.may_import(path)),
        counterexample: ("src/sections/a/b.rs", "use crate::search::Query;\nuse super::c;\nuse super::super::d;"),
    },
    Rule {
        name: "sections and components neither read content nor mount anything",
        why: "typed values in, view out",
        files: &["src/sections*", "src/components*", "src/surface.rs", "!src/components/waiting.rs"],
        find: |file| file.imports_except(|path| !LOADING.iter().any(|loading| is_within(loading, path))),
        counterexample: ("src/sections/a.rs", "use crate::browser;\nfn a() { vec![browser::data_block(\"a\")]; }"),
    },
    Rule {
        name: "sections and components fetch nothing",
        why: "`content_fetch` does, for all of them",
        files: &["src/sections*", "src/components*", "src/surface.rs"],
        find: |file| file.imports_except(|path| !["crate::browser::fetch_text", "crate::browser::read_document"].contains(&path)),
        counterexample: ("src/components/waiting.rs", "use crate::browser::FetchError;\nuse crate::browser::{self, read_document};"),
    },
    Rule {
        name: "every macro of the app has values, items or components as its input",
        why: "the other rules do not see what is in another",
        files: &["src/*"],
        find: |file| file.rust().unparsed_macros.clone(),
        counterexample: ("src/a.rs", "fn a() { vec![b, c]; view! { <B c/> } }\nfn d() { view! { <p/> } }"),
    },
    Rule {
        name: "pure logic knows neither Leptos nor the browser",
        why: "it is tested natively, in milliseconds",
        files: &[
            "src/carousel*", "src/copyfit.rs", "src/fingerprint.rs", "src/heading_level.rs", "src/options*",
            "src/rich_text.rs", "src/search*", "src/section.rs",
        ],
        find: |file| [file.find_identifiers(BROWSER), file.find_identifiers(&["leptos*", "reactive_graph", "tachys"])].concat(),
        counterexample: ("src/search.rs", "//! leptos\nconst A: &str = \"leptos\";\nuse leptos::prelude::*;"),
    },
    Rule {
        name: "only browser.rs and main.rs name web-sys, js-sys, wasm-bindgen or gloo",
        why: "what cannot run natively is in one module; main.rs is what scripts call",
        files: &["src/*", "!src/browser*", "!src/main.rs"],
        find: |file| file.find_identifiers(BROWSER),
        counterexample: ("src/sections/a.rs", "//! web_sys\nuse leptos::{web_sys::Event, ev};"),
    },
    Rule {
        name: "only browser.rs looks into the document",
        why: "on another site's page the document is theirs; look-ups stay in the component's root",
        files: &["src/components*", "src/page*", "src/sections*", "src/content_fetch.rs", "src/surface.rs"],
        find: |file| {
            file.find_identifiers(&[
                "window", "document", "get_element_by_id", "query_selector*", "set_timeout*", "set_interval*",
                "request_animation_frame*",
            ])
        },
        counterexample: ("src/page.rs", "const A: &str = \"window\";\nfn b() { leptos::prelude::window(); }"),
    },
    Rule {
        name: "sections and components contain no URL",
        why: "on another site's page a relative one is resolved against theirs; the surface gives the base",
        files: &["src/sections*", "src/components*"],
        find: |file| {
            let mut found = file.rust().literals.clone();
            let starts = ["./", "../", "/"];
            found.retain(|(_, text)| {
                text.contains("://") || text.contains(".json") || starts.iter().any(|start| text.starts_with(start))
            });
            found
        },
        counterexample: ("src/sections/a.rs", "// https://a.fr\nfn a() { el(\"a\").attr(\"href\", \"https://a.fr\"); }"),
    },
    Rule {
        name: "nothing writes HTML",
        why: "no text of the content becomes markup, so no script can come in with it",
        // part.rs writes the page's shell, a constant of the program's own, and compares what is there.
        files: &["src/*", "!src/browser/part.rs"],
        find: |file| {
            file.find_identifiers(&["inner_html", "set_inner_html", "outer_html", "set_outer_html", "insert_adjacent_html"])
        },
        counterexample: ("src/a.rs", "// inner_html\nfn a(b: El) { b.inner_html(\"<p>\"); }"),
    },
    Rule {
        name: "no element has a style attribute or a handler as an attribute",
        why: "the policy `default-src 'none'` has no `unsafe-inline`",
        files: &["src/*"],
        find: |file| {
            let mut found = file.rust().literals.clone();
            found.retain(|(_, text)| text == "style" || is_handler(text));
            found
        },
        counterexample: ("src/a.rs", "fn a() { el(\"p\").on(\"click\", b); }\nfn b() { el(\"p\").attr(\"onclick\", c); }"),
    },
    Rule {
        name: "features are named in lib.rs only",
        why: "the browser and the build share every other line",
        files: &["src/*", "crates/content*", "crates/text*", "crates/editor*", "tests/*", "xtask/*", "!src/lib.rs"],
        find: |file| file.find_conditions("feature"),
        counterexample: ("src/a.rs", "// cfg(feature = \"ssr\")\n#[cfg(not(feature = \"ssr\"))] fn a() {}"),
    },
    Rule {
        name: "only browser.rs and unicode.rs ask for the target",
        why: "natively they do otherwise what the browser does; every other line is the same",
        files: &["src/*", "crates/*", "!src/browser*", "!crates/text/src/unicode*"],
        find: |file| file.find_conditions("target_arch"),
        counterexample: ("src/a.rs", "// target_arch\nfn a() { if cfg!(target_arch = \"wasm32\") {} }"),
    },
    Rule {
        name: "the commands and the browsers' tests do not depend on the site",
        why: "Cargo would unify its features: event handlers would vanish from the browser's build",
        files: &["xtask/Cargo.toml", "tests/e2e/Cargo.toml"],
        find: |file| file.find_lines(|line| line.split('#').next().is_some_and(|line| {
            ["next-level", "next_level", "prerender"].iter().any(|name| line.contains(name))
        })),
        counterexample: ("xtask/Cargo.toml", "# next-level\nsite = { package = \"next-level\", path = \"..\" }"),
    },
    Rule {
        name: "the document has no style and no handler as an attribute",
        why: "the policy names inline scripts and stylesheets by their hash; attributes have none",
        files: &["index.html"],
        find: |file| file.find_lines(|line| line.split_whitespace().any(|word| {
            word.split_once("=\"").is_some_and(|(name, _)| name == "style" || is_handler(name))
        })),
        counterexample: ("index.html", "<p title=\"style\">\n<p style=\"color: red\">"),
    },
    Rule {
        name: "only a pointer that can rest over an element hovers",
        why: "on a touch screen the style stays after the finger has gone, and looks like a state",
        files: &["style/*", "crates/prerender/browser/*"],
        find: |file| super::stylesheets::hovers(&file.text),
        counterexample: (
            "style/press.css",
            "/* a:hover */\n@media (hover: hover) {\n  a { .b:hover { color: red } }\n}\n.press:hover { color: red }",
        ),
    },
];
