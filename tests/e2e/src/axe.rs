//! axe-core on the page as it stands.

use std::fs;

use serde_json::{Value, json};

use crate::paths::workspace;
use crate::session::Session;

/// RGAA 4, WCAG 2.2 A and AA, and what is merely good practice.
const TAGS: [&str; 7] =
    ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Looks for faults and gives a line for each element at fault: the rule, the element, how to mend it.
pub async fn faults(page: &Session) -> Vec<String> {
    let script = "const [source, tags] = arguments;
        if (!window.axe) (0, eval)(source);
        const rules = { 'target-size': { enabled: true } };
        // It reads the colours that the sheet asks for, which nobody sees then: `preferences.rs` looks at those.
        if (matchMedia('(forced-colors: active)').matches) rules['color-contrast'] = { enabled: false };
        return axe.run(document, {
            runOnly: { type: 'tag', values: tags }, rules,
            resultTypes: ['violations'], preload: false,
        }).then(({ violations, passes }) => ({
            passes: passes.length,
            faults: violations.flatMap(({ id, help, nodes }) => nodes.map(node =>
                `${id}: ${node.target.join(' ')}: ${help} (${node.failureSummary.replace(/\\s+/g, ' ')})`)),
        }))";
    let found = page.eval(script, vec![source().into(), json!(TAGS)]).await;
    assert!(found["passes"].as_u64() > Some(5), "axe has looked at the page: {found}");
    let faults = found["faults"].as_array().into_iter().flatten();
    faults.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn source() -> String {
    let path = workspace().join("target/tools/node/axe/node_modules/axe-core/axe.min.js");
    fs::read_to_string(path)
        .expect("axe-core is not there: run `cargo xtask test`, which installs it")
}
