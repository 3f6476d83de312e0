//! The stock templates of React, Next, Vue, Svelte, Angular and Astro, from npm, with the snippets of `docs/embedding.md`
//! as they are written: type check, build, one request for the loader, no message, and an element that outlives navigation.

use std::fs;
use std::path::Path;
use std::process::Command;

use e2e::{Engine, Site, hosted_dir, run, workspace_dir};
use serde_json::json;

/// The site's address in the docs.
const EXAMPLE: &str = "https://exemple.org/";

/// A stock template, and what a developer changes in it.
struct Template {
    name: &'static str,
    /// What makes it: a package that `npm exec` runs, and its arguments; nothing if `files` are all of it.
    create: &'static [&'static str],
    /// The language of the snippet in the docs, and the file that it becomes.
    snippet: (&'static str, &'static str),
    /// Other files: the path, and the text, in which `SNIPPET` is the docs' and `LOADER` the loader's script.
    files: &'static [(&'static str, &'static str)],
    /// What is replaced in files of the template: the path, the old text, the new one.
    edits: &'static [(&'static str, &'static str, &'static str)],
    /// npm's scripts that check and build it.
    scripts: &'static [&'static str],
    /// The folder of the built site.
    out: &'static str,
}

const VITE: &str = "create-vite@9.3.0";

const TEMPLATES: [Template; 6] = [
    Template {
        name: "react",
        create: &[VITE, "app", "--template", "react-ts", "--no-interactive"],
        snippet: ("jsx", "src/Temoignages.tsx"),
        files: &[(
            "src/App.tsx",
            "import { useState } from 'react';
            import { Temoignages } from './Temoignages';
            export default function App() {
                const [page, go] = useState(0);
                return <><button onClick={() => go(page + 1)}>Page {page}</button>
                    <Temoignages />{page % 2 ? <p>Autre</p> : <Temoignages />}</>;
            }",
        )],
        edits: &[],
        scripts: &["build"],
        out: "dist",
    },
    Template {
        name: "next",
        create: &[
            "create-next-app@16.4.3", "app", "--ts", "--app", "--src-dir", "--no-eslint", "--no-tailwind",
            "--no-import-alias", "--use-npm", "--skip-install", "--disable-git", "--yes",
        ],
        snippet: ("jsx", "src/app/Temoignages.tsx"),
        files: &[
            (
                "src/app/page.tsx",
                "'use client';
                import { Temoignages } from './Temoignages';
                export default function Page() { return <Temoignages />; }",
            ),
            // Without the template's font, which the build would download.
            (
                "src/app/layout.tsx",
                "export default function Layout({ children }: { children: React.ReactNode }) {
                    return <html lang='fr'><body>{children}</body></html>;
                }",
            ),
            ("next.config.ts", "export default { output: 'export' as const };"),
        ],
        edits: &[],
        scripts: &["build"],
        out: "out",
    },
    Template {
        name: "vue",
        create: &[VITE, "app", "--template", "vue-ts", "--no-interactive"],
        snippet: ("vue", "src/App.vue"),
        files: &[],
        edits: &[
            (
                "vite.config.ts",
                "vue()",
                "vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith(\"next-level-\") } } })",
            ),
            ("index.html", "</head>", "LOADER</head>"),
        ],
        scripts: &["build"],
        out: "dist",
    },
    Template {
        name: "svelte",
        create: &[VITE, "app", "--template", "svelte-ts", "--no-interactive"],
        snippet: ("svelte", "src/App.svelte"),
        files: &[],
        edits: &[("index.html", "</head>", "LOADER</head>")],
        scripts: &["check", "build"],
        out: "dist",
    },
    Template {
        name: "angular",
        create: &[
            "@angular/cli@21.2.27", "new", "app", "--defaults", "--interactive=false", "--ssr=false", "--skip-git",
            "--skip-install", "--skip-tests",
        ],
        snippet: ("ts", "src/app/temoignages.ts"),
        files: &[(
            "src/app/app.ts",
            "import { Component } from '@angular/core';
            import { Temoignages } from './temoignages';
            @Component({ selector: 'app-root', imports: [Temoignages], template: '<app-temoignages />' })
            export class App {}",
        )],
        edits: &[("src/index.html", "</head>", "LOADER</head>")],
        scripts: &["build"],
        out: "dist/app/browser",
    },
    Template {
        name: "astro",
        // Its own templates are not on npm.
        create: &[],
        snippet: ("html", "src/components/Temoignages.astro"),
        files: &[
            (
                "package.json",
                "{\"type\": \"module\", \"scripts\": {\"build\": \"astro build\"}, \"dependencies\": {\"astro\": \"5.16.6\"}}",
            ),
            (
            "src/pages/index.astro",
            "---
import Temoignages from '../components/Temoignages.astro';
---
<html lang='fr'><head><meta charset='utf-8'><title>Une page</title></head><body><Temoignages /></body></html>",
        ),
        ],
        edits: &[("src/components/Temoignages.astro", "<script ", "<script is:inline ")],
        scripts: &["build"],
        out: "dist",
    },
];

/// A test for each template.
macro_rules! tests {
    ($($name:ident,)*) => {$(
        #[test]
        #[ignore = "installs a framework; cargo xtask test --all runs it"]
        fn $name() {
            check_template(stringify!($name));
        }
    )*};
}

tests! {
    react,
    next,
    vue,
    svelte,
    angular,
    astro,
}

/// Checks that the documented snippet works in a template.
fn check_template(name: &str) {
    let template = TEMPLATES.iter().find(|template| template.name == name).expect("a template");
    run(Engine::Chromium, &format!("templates-{name}"), async |browser| {
        let site = Site::folder(&hosted_dir().join("root/dist")).await.allow_other_origins();
        let page = browser.open("about:blank").await;
        let folder = tempfile::TempDir::with_prefix("e2e-").expect("a temporary folder");
        build(template, folder.path(), &site);
        let host = Site::folder(&folder.path().join("app").join(template.out)).await;
        let before = site.count_requests("/embed/v1.js");
        page.open(&host.url("/")).await;
        page.wait_for_loader().await;
        let layouts = "const all = [...document.querySelectorAll('next-level-testimonials')];
                return Promise.all(all.map(element => (element.loading = 'eager', element.ready)))
                    .then(() => [...new Set(all.map(({ layout }) => layout))])";
        let layout = if name == "astro" { "" } else { "list" };
        assert_eq!(page.eval(layouts, vec![]).await, json!([layout]), "{name}");
        if name == "react" {
            let navigate = "const first = document.querySelector('next-level-testimonials');
                    for (let time = 0; time < 4; time++) {
                        document.querySelector('button').click();
                        await new Promise(requestAnimationFrame);
                    }
                    return first.isConnected && !!first.shadowRoot.querySelector('section')";
            let navigate = format!("return (async () => {{ {navigate} }})()");
            assert_eq!(page.eval(&navigate, vec![]).await, true, "{name}: its first element stays");
        }
        // None if it is in the browser's cache.
        assert!(site.count_requests("/embed/v1.js") <= before + 1, "{name}: it is loaded once");
        let mut messages = page.read_console().await;
        // The snippet's own listener; and the templates without an icon.
        messages.retain(|message| {
            message.text.parse::<u32>().is_err() && !message.url.ends_with("/favicon.ico")
        });
        assert_eq!(messages, [], "{name}");
    });
}

/// Makes the template's project in `folder/app`, changes it as the docs say, checks and builds it.
fn build(template: &Template, folder: &Path, site: &Site) {
    let Template { create, snippet: (language, file), files, edits, scripts, .. } = template;
    let app = folder.join("app");
    if !create.is_empty() {
        npm(folder, &[&["exec", "--yes", "--"], *create].concat());
    }
    let docs = fs::read_to_string(workspace_dir().join("docs/embedding.md")).expect("the docs");
    let loader = format!("<script type=\"module\" src=\"{EXAMPLE}embed/v1.js\"></script>");
    assert!(docs.contains(&loader), "the docs say where the script goes");
    let (_, rest) = docs.split_once(&format!("```{language}\n")).expect("a snippet");
    let (snippet, _) = rest.split_once("```").expect("its end");
    let localize = |text: &str| text.replace("LOADER", &loader).replace(EXAMPLE, &site.url("/"));
    let write = |path: &str, text: &str| {
        let path = app.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, localize(text)).expect("a file");
    };
    write(file, snippet);
    for (path, text) in *files {
        write(path, text);
    }
    for (path, old, new) in *edits {
        let text = fs::read_to_string(app.join(path)).expect("a file of the template");
        assert!(text.contains(old), "{path} has no {old}: {text}");
        write(path, &text.replacen(old, new, 1));
    }
    let types = hosted_dir().join("root/dist/embed/v1.d.ts");
    fs::copy(types, app.join("src/next-level.d.ts")).expect("the types");
    npm(&app, &["install", "--no-audit", "--no-fund"]);
    for script in *scripts {
        npm(&app, &["run", script]);
    }
}

fn npm(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(folder).stdin(std::process::Stdio::null());
    command.envs([
        ("CI", "1"),
        ("NEXT_TELEMETRY_DISABLED", "1"),
        ("ASTRO_TELEMETRY_DISABLED", "1"),
    ]);
    let output = command.output().expect("npm is installed");
    let text = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "npm {arguments:?}: {}", String::from_utf8_lossy(&text));
}
