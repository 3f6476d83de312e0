//! axe-core on the current page.

use std::fs;

use serde_json::{Value, json};

use crate::engine::{Emulation, Engine};
use crate::paths::workspace_dir;
use crate::session::Session;

/// RGAA 4, WCAG 2.2 A and AA, and axe's best practices.
const TAGS: [&str; 7] =
    ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// The preferences with which an embedded document is checked. The dark colours are the same in every engine, so one
/// checks them.
pub fn list_emulations(engine: Engine) -> &'static [&'static [Emulation]] {
    if engine == Engine::Chromium { &[&[], &[Emulation::Dark]] } else { &[&[]] }
}

/// Runs axe-core and returns a line for each violating element: the rule, the element, how to fix it.
pub async fn find_violations(page: &Session) -> Vec<String> {
    let script = "const [source, tags] = arguments;
        if (!window.axe) (0, eval)(source);
        const rules = { 'target-size': { enabled: true } };
        // axe reads the colours of the stylesheet, which are not the ones shown then; `preferences.rs` checks those.
        if (matchMedia('(forced-colors: active)').matches) rules['color-contrast'] = { enabled: false };
        return axe.run(document, {
            runOnly: { type: 'tag', values: tags }, rules,
            resultTypes: ['violations'], preload: false,
        }).then(({ violations, passes }) => ({
            passes: passes.length,
            faults: violations.flatMap(({ id, help, nodes }) => nodes.map(node =>
                `${id}: ${node.target.join(' ')}: ${help} (${node.failureSummary.replace(/\\s+/g, ' ')})`)),
        }))";
    let result = page.eval(script, vec![read_source().into(), json!(TAGS)]).await;
    assert!(result["passes"].as_u64() > Some(5), "axe has looked at the page: {result}");
    let violations = result["faults"].as_array().into_iter().flatten();
    violations.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn read_source() -> String {
    let path = workspace_dir().join("target/tools/node/axe/node_modules/axe-core/axe.min.js");
    fs::read_to_string(path)
        .expect("axe-core is not there: run `cargo xtask test`, which installs it")
}
