//! What the page is to those who hear it: roles and names, as the browsers tell them to screen readers.
//!
//! The content is the fixture's, so that editors may change theirs.

use std::collections::HashMap;

use e2e::{Browser, Engine, Role, Session, State};
use e2e::{run, scenarios};
use insta::assert_snapshot;
use serde_json::{Value, json};

/// The trees that are reviewed: a state, and the node that the tree begins with.
const TREES: [(&str, &str); 4] = [
    ("every field filled", "RootWebArea"),
    ("another testimonial", "region (carrousel)"),
    ("a search that finds nothing", "region \"REVUE DE PRESSE\""),
    ("no press review", "region \"Revue de presse\""),
];

/// Names that every engine must give in the page with every field filled; capitals are the style sheet's.
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
            let (page, _site) = State::named(name).enter(&browser).await;
            assert_snapshot!(name.replace(' ', "_"), tree(&page, root).await);
        }
    });
}

async fn landmarks_and_controls_have_their_names(browser: Browser) {
    let (page, _site) = State::named("every field filled").enter(&browser).await;
    for (role, expected) in NAMES {
        let mut names = page.names(role).await;
        if browser.engine() == Engine::WebKit && role == Role::Group {
            // It computes a role and a name for what is hidden from those who hear, too.
            names.retain(|name| name != "2 sur 2");
        }
        let names: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(names, expected, "the names of each {role:?}");
    }
}

/// Chromium's tree below a node, a line a node: its role, in the page's own words if it has some, and its name.
async fn tree(page: &Session, root: &str) -> String {
    let answer = page.cdp("Accessibility.getFullAXTree", json!({})).await;
    let nodes = answer["nodes"].as_array().expect("a tree has nodes");
    let by_id: Nodes =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
    let start = nodes.iter().find(|node| line(node).is_some_and(|line| line.starts_with(root)));
    let mut told = String::new();
    tell(start.unwrap_or_else(|| panic!("no node begins with {root}")), &by_id, 0, &mut told);
    told
}

type Nodes<'a> = HashMap<&'a str, &'a Value>;

fn tell(node: &Value, by_id: &Nodes, depth: usize, told: &mut String) {
    let line = line(node);
    if let Some(line) = &line {
        told.push_str(&format!("{}{line}\n", "  ".repeat(depth)));
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    for child in children.filter_map(|id| by_id.get(id.as_str()?)) {
        tell(child, by_id, depth + usize::from(line.is_some()), told);
    }
}

/// What is told of a node, if anything is.
fn line(node: &Value) -> Option<String> {
    let text = |field: &str| node[field]["value"].as_str().unwrap_or_default();
    let (role, name) = (text("role"), text("name"));
    if node["ignored"] == true || role == "InlineTextBox" || role == "generic" && name.is_empty() {
        return None;
    }
    let properties = node["properties"].as_array().into_iter().flatten();
    let own = properties.filter(|property| property["name"] == "roledescription");
    let own = own.filter_map(|property| property["value"]["value"].as_str());
    let own: String = own.map(|own| format!(" ({own})")).collect();
    let name = if name.is_empty() { String::new() } else { format!(" \"{name}\"") };
    Some(format!("{role}{own}{name}"))
}

scenarios! { landmarks_and_controls_have_their_names }
