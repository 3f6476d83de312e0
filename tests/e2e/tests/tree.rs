//! The accessibility tree: the roles and names that browsers expose to screen readers.
//!
//! The content is the fixture's, so that editors can change the real one.

use std::collections::HashMap;

use e2e::{Browser, Engine, Role, Session, State};
use e2e::{run, scenarios};
use insta::assert_snapshot;
use serde_json::{Value, json};

/// The trees in snapshots: a state, and the line of the root node.
const TREES: [(&str, &str); 4] = [
    ("every field filled", "RootWebArea"),
    ("another testimonial", "region (carrousel)"),
    ("a search that finds nothing", "region \"REVUE DE PRESSE\""),
    ("no press review", "region \"Revue de presse\""),
];

/// Names that every engine must compute on the page with every field filled; capitals are the stylesheet's.
const NAMES: [(Role, &[&str]); 10] = [
    (Role::Banner, &[""]),
    (Role::Navigation, &["sections"]),
    (Role::Main, &[""]),
    (Role::ContentInfo, &[""]),
    (Role::Region, SECTIONS),
    (Role::Heading, SECTIONS),
    (
        Role::Button,
        &[
            "intégrer : mission",
            "témoignage précédent",
            "témoignage suivant",
            "afficher tous les témoignages",
            "intégrer : témoignages",
            "intégrer : organisations",
            "lallab",
            "stop le contrôle",
            "intégrer : revue de presse",
        ],
    ),
    (
        Role::Group,
        &["témoignages, zone défilante", "1 sur 2", "filtrer par organisation", "couleurs"],
    ),
    (Role::Radio, &["auto", "clair", "sombre"]),
    (Role::Searchbox, &["rechercher dans la revue de presse"]),
];

const SECTIONS: &[&str] =
    &["le community organizing : pourquoi ?", "témoignages", "organisations", "revue de presse"];

#[test]
fn the_tree_is_the_reviewed_one() {
    run(Engine::Chromium, "tree::the_tree_is_the_reviewed_one", async |browser| {
        for (name, root) in TREES {
            let (page, _site) = State::find(name).enter(&browser).await;
            assert_snapshot!(name.replace(' ', "_"), print_tree(&page, root).await);
        }
    });
}

async fn landmarks_and_controls_have_their_names(browser: Browser) {
    let (page, _site) = State::find("every field filled").enter(&browser).await;
    for (role, expected) in NAMES {
        let mut names = page.find_names(role).await;
        if browser.engine() == Engine::WebKit && role == Role::Group {
            // WebKit computes a role and a name for `aria-hidden` elements, too.
            names.retain(|name| name != "2 sur 2");
        }
        let names: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(names, expected, "the names of each {role:?}");
    }
}

/// Prints Chromium's tree below a node, one line per node: its role, its role description if it has one, and its name.
async fn print_tree(page: &Session, root: &str) -> String {
    let response = page.execute_cdp("Accessibility.getFullAXTree", json!({})).await;
    let nodes = response["nodes"].as_array().expect("a tree has nodes");
    let by_id: Nodes =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let start =
        nodes.iter().find(|node| format_node(node).is_some_and(|line| line.starts_with(root)));
    let mut output = String::new();
    write_tree(
        start.unwrap_or_else(|| panic!("no node begins with {root}")),
        &by_id,
        0,
        &mut output,
    );
    output
}

type Nodes<'a> = HashMap<&'a str, &'a Value>;

fn write_tree(node: &Value, by_id: &Nodes, depth: usize, output: &mut String) {
    let line = format_node(node);
    if let Some(line) = &line {
        output.push_str(&format!("{}{line}\n", "  ".repeat(depth)));
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    for child in children.filter_map(|id| by_id.get(id.as_str()?)) {
        write_tree(child, by_id, depth + usize::from(line.is_some()), output);
    }
}

/// Formats a node; none if it is ignored.
fn format_node(node: &Value) -> Option<String> {
    let text = |field: &str| node[field]["value"].as_str().unwrap_or_default();
    let (role, name) = (text("role"), text("name"));
    if node["ignored"] == true || role == "InlineTextBox" || role == "generic" && name.is_empty() {
        return None;
    }
    let properties = node["properties"].as_array().into_iter().flatten();
    let descriptions = properties.filter(|property| property["name"] == "roledescription");
    let descriptions = descriptions.filter_map(|property| property["value"]["value"].as_str());
    let description: String = descriptions.map(|description| format!(" ({description})")).collect();
    let name = if name.is_empty() { String::new() } else { format!(" \"{name}\"") };
    Some(format!("{role}{description}{name}"))
}

scenarios! { landmarks_and_controls_have_their_names }
