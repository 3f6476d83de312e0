//! Finding things as people find them: by role and accessible name.

use fantoccini::elements::Element;
use serde_json::Value;

use super::Session;
use crate::wait::wait_until;

/// An ARIA role, computed by the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A button.
    Button,
    /// A link with an address.
    Link,
    /// A heading of any level.
    Heading,
    /// A search field.
    Searchbox,
    /// A one-line text field.
    Textbox,
    /// A box to tick.
    Checkbox,
    /// One choice of several.
    Radio,
    /// A list to choose from.
    Combobox,
    /// A group of controls, such as a carousel.
    Group,
    /// A named landmark.
    Region,
    /// A navigation landmark.
    Navigation,
    /// The landmark at the head of the page.
    Banner,
    /// The landmark of what the page is about.
    Main,
    /// The landmark at the foot of the page.
    ContentInfo,
}

impl Role {
    /// Its name in ARIA, and what may have it.
    fn describe(self) -> (&'static str, &'static str) {
        match self {
            Self::Button => {
                ("button", "button, summary, input[type=button], input[type=submit], [role=button]")
            }
            Self::Link => ("link", "a[href], [role=link]"),
            Self::Heading => ("heading", "h1, h2, h3, h4, h5, h6, [role=heading]"),
            Self::Searchbox => ("searchbox", "input[type=search], [role=searchbox]"),
            Self::Textbox => ("textbox", "input, textarea, [role=textbox]"),
            Self::Checkbox => ("checkbox", "input[type=checkbox], [role=checkbox]"),
            Self::Radio => ("radio", "input[type=radio], [role=radio]"),
            Self::Combobox => ("combobox", "select, input[list], [role=combobox]"),
            Self::Group => ("group", "fieldset, details, [role=group]"),
            Self::Region => ("region", "section, [role=region]"),
            Self::Navigation => ("navigation", "nav, [role=navigation]"),
            Self::Banner => ("banner", "header, [role=banner]"),
            Self::Main => ("main", "main, [role=main]"),
            Self::ContentInfo => ("contentinfo", "footer, [role=contentinfo]"),
        }
    }
}

impl Session {
    /// The element of that role and accessible name, once it is on the page and shown, in open shadow roots too.
    /// All white space counts as a space, so no-break spaces need not be typed.
    /// WebKit adds “cancel” to the name of a search field that stands inside its own label.
    pub async fn find(&self, role: Role, name: &str) -> Element {
        let what = format!("a {role:?} named “{name}” is on the page");
        wait_until(&what, async || {
            let mut others = vec![];
            for (element, found) in self.named(role).await {
                if found == plain(name) {
                    return Ok(element);
                }
                others.push(found);
            }
            Err(others)
        })
        .await
    }

    /// The accessible names of everything shown that has this role, in document order.
    pub async fn names(&self, role: Role) -> Vec<String> {
        self.named(role).await.into_iter().map(|(_, name)| name).collect()
    }

    /// The button of that name.
    pub async fn button(&self, name: &str) -> Element {
        self.find(Role::Button, name).await
    }

    /// The link of that name.
    pub async fn link(&self, name: &str) -> Element {
        self.find(Role::Link, name).await
    }

    /// The first element for a CSS selector, once it is there, in open shadow roots too.
    pub async fn css(&self, selector: &str) -> Element {
        wait_until(&format!("{selector} is on the page"), async || {
            self.all(selector, false).await.into_iter().next()
        })
        .await
    }

    async fn named(&self, role: Role) -> Vec<(Element, String)> {
        let (aria, candidates) = role.describe();
        let mut named = vec![];
        for element in self.all(candidates, true).await {
            let id = element.element_id();
            // An element that has just left the page has neither role nor name any more.
            let Ok(computed) = self.get(&format!("element/{id}/computedrole")).await else {
                continue;
            };
            let Ok(label) = self.get(&format!("element/{id}/computedlabel")).await else {
                continue;
            };
            if computed == aria {
                named.push((element, plain(label.as_str().unwrap_or_default())));
            }
        }
        named
    }

    /// Everything for a CSS selector, in document order, in open shadow roots too.
    async fn all(&self, selector: &str, shown: bool) -> Vec<Element> {
        let script = "const found = [], [selector, shown] = arguments;
            const walk = root => { for (const e of root.querySelectorAll('*')) {
                if (e.matches(selector) && (!shown || e.getClientRects().length)) found.push(e);
                if (e.shadowRoot) walk(e.shadowRoot);
            } };
            walk(document);
            return found;";
        // An element that leaves the page while it is handed over is an error in WebKit.
        let found = wait_until(&format!("{selector} can be looked for"), async || {
            let arguments = vec![selector.into(), shown.into()];
            self.client().execute(script, arguments).await
        })
        .await;
        let ids = found.as_array().into_iter().flatten().filter_map(|reference| {
            let id = reference.as_object()?.values().next().and_then(Value::as_str)?;
            Some(id.to_owned())
        });
        ids.map(|id| Element::from_element_id(self.client().clone(), id.into())).collect()
    }
}

pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
