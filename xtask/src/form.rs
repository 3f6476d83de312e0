//! The form for editors, Sveltia CMS, as the site's folder `admin/`: its package, a page that starts it, and its
//! configuration, which the crate `editor` generates.
//!
//! What it holds keeps its names: its modules import each other, and nothing else names them.

use anyhow::{Context, Result, ensure};
use editor::form::{Backend, render_config};

use crate::dist::Tree;
use crate::files;
use crate::process;
use crate::tools;

/// The folder of the form on the site.
pub(crate) const FOLDER: &str = "admin/";

/// The page of the form, from the site's folder.
pub(crate) const PAGE: &str = "admin/index.html";

/// The folder of the form's own files, from the project's root.
const SOURCES: &str = "xtask/form";

/// The form's own files, as they are served, and the page, in which [`POLICY`] stands for its policy.
const OWN_FILES: [&str; 3] = ["index.html", "start.js", "logo.svg"];

const POLICY: &str = "POLICY";

/// How the package imports its French texts, which only bundlers understand.
const FRENCH_JSON: &str = "import(`../locales/fr.json`)";
const FRENCH_MODULE: &str = "import(`../locales/fr.js`)";

/// The files of `admin/`. The form sends requests to `origin` and to no other host; to none, if it edits a folder of
/// this machine.
pub(crate) fn build(backend: &Backend, origin: Option<&str>) -> Result<Tree> {
    let package = tools::FORM_SCRIPTS.folder().join("node_modules/@sveltia/cms");
    let read = |path: &str| files::read_text(&package.join(path));
    let mut form = Tree::default();
    let mut add = |path: &str, bytes: Vec<u8>| form.insert(&format!("{FOLDER}{path}"), bytes);
    for path in files::list(&package.join("npm"), &[])? {
        // Maps of the sources are five times as large as all else.
        if !path.ends_with(".map") && path != "index.js" {
            let file = package.join("npm").join(&path);
            let bytes =
                std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            add(&format!("npm/{path}"), bytes);
        }
    }
    add("npm/index.js", import_french(&read("npm/index.js")?)?.into_bytes());
    add(
        "locales/fr.js",
        format!("export default {};\n", read("locales/fr.json")?.trim()).into_bytes(),
    );
    add("LICENSE.txt", read("LICENSE.txt")?.into_bytes());
    for name in OWN_FILES {
        let text = files::read_text(&process::root().join(SOURCES).join(name))?;
        add(name, text.replace(POLICY, &policy(origin)).into_bytes());
    }
    add("config.json", render_config(backend).into_bytes());
    Ok(form)
}

/// The policy of the form, for its `<meta>`. It has no `frame-ancestors`, which browsers ignore there.
///
/// The form adds its sheets as elements (`unsafe-inline`), shows an upload before it is saved (`blob:`), and encodes
/// pictures by a Wasm where the browser cannot (Safari).
pub(crate) fn policy(origin: Option<&str>) -> String {
    let origin = origin.map_or_else(String::new, |origin| format!(" {origin}"));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' blob: data:; font-src 'self'; connect-src 'self' blob: data:{origin}; \
         worker-src 'self'; manifest-src blob:; base-uri 'none'; form-action 'none'"
    )
}

/// The policy that a page has in its `<meta>`, with what only a header can say.
pub(crate) fn header_policy(page: &str) -> Result<String> {
    let (_, rest) = page
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .with_context(|| format!("{PAGE} has no policy"))?;
    let policy = rest.split('"').next().unwrap_or_default();
    Ok(format!("{policy}; frame-ancestors 'none'"))
}

/// Makes the package's module import the French texts as a module.
fn import_french(module: &str) -> Result<String> {
    ensure!(
        module.matches(FRENCH_JSON).count() == 1,
        "@sveltia/cms does not have {FRENCH_JSON} once, as 0.221.1 had: look how it loads its French now, and \
         change xtask/src/form.rs"
    );
    Ok(module.replace(FRENCH_JSON, FRENCH_MODULE))
}

#[cfg(test)]
mod tests {
    use super::{OWN_FILES, POLICY, SOURCES, header_policy, import_french, policy};
    use crate::{files, process::root};

    #[test]
    fn the_policy_names_the_code_host_and_no_other() {
        let policy = policy(Some("https://api.github.com"));
        assert_eq!(policy.matches("https:").count(), 1, "{policy}");
        assert!(
            policy.contains("connect-src 'self' blob: data: https://api.github.com;"),
            "{policy}"
        );
        assert_eq!(policy.matches("unsafe-inline").count(), 1, "{policy}");
        assert!(!policy.contains("'unsafe-eval'"), "{policy}");
        assert!(!super::policy(None).contains("https:"));
    }

    #[test]
    fn the_page_has_its_policy_before_its_script() {
        let read = |name| files::read_text(&root().join(SOURCES).join(name)).unwrap();
        let page = read("index.html").replace(POLICY, &policy(None));
        assert_eq!(header_policy(&page).unwrap(), policy(None) + "; frame-ancestors 'none'");
        assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script").unwrap());
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
        for name in OWN_FILES.iter().filter(|name| **name != "index.html") {
            assert!(page.contains(&format!("=\"{name}\"")), "{name}");
            assert!(!read(name).contains(POLICY), "{name}");
        }
        assert!(header_policy("<p>").is_err());
    }

    #[test]
    fn another_way_of_loading_french_is_an_error() {
        let french = "import(`../locales/fr.json`)";
        assert_eq!(import_french(french).unwrap(), "import(`../locales/fr.js`)");
        for changed in ["", &french.repeat(2)] {
            assert!(import_french(changed).unwrap_err().to_string().contains("xtask/src/form.rs"));
        }
    }
}
