//! Finding elements as people find them: by role and accessible name.

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
    /// A checkbox.
    Checkbox,
    /// A radio button.
    Radio,
    /// A list of choices.
    Combobox,
    /// A group of controls, such as a carousel.
    Group,
    /// A named landmark.
    Region,
    /// A navigation landmark.
    Navigation,
    /// The landmark of the page's header.
    Banner,
    /// The landmark of the page's main content.
    Main,
    /// The landmark of the page's footer.
    ContentInfo,
}

impl Role {
    /// The role's name in ARIA, and a CSS selector for elements that may have it.
    fn aria_and_selector(self) -> (&'static str, &'static str) {
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
    /// Waits for a visible element with this role and accessible name, in open shadow roots, too.
    /// All white space is equal to a space, so a test may write plain spaces for no-break ones.
    /// WebKit adds “cancel” to the name of a search field inside its own label.
    pub async fn find(&self, role: Role, name: &str) -> Element {
        let what = format!("a {role:?} named “{name}” is on the page");
        let name = collapse_whitespace(name);
        let (aria, selector) = role.aria_and_selector();
        wait_until(&what, async || {
            let mut others = vec![];
            // Each label and each role is a command: only those are read whose texts have the name.
            for element in self.query_all(selector, true, &name).await {
                let Some(found) = self.read_label(&element).await else { continue };
                if found == name && self.read_role(&element).await.is_some_and(|role| role == aria)
                {
                    return Ok(element);
                }
                others.push(found);
            }
            Err(others)
        })
        .await
    }

    /// The accessible names of all visible elements with this role, in document order.
    pub async fn find_names(&self, role: Role) -> Vec<String> {
        let (aria, selector) = role.aria_and_selector();
        let mut names = vec![];
        for element in self.query_all(selector, true, "").await {
            if self.read_role(&element).await.is_some_and(|role| role == aria) {
                names.extend(self.read_label(&element).await);
            }
        }
        names
    }

    /// Waits for the button with this name.
    pub async fn find_button(&self, name: &str) -> Element {
        self.find(Role::Button, name).await
    }

    /// Waits for the link with this name.
    pub async fn find_link(&self, name: &str) -> Element {
        self.find(Role::Link, name).await
    }

    /// Waits for the first element that matches a CSS selector, in open shadow roots, too.
    pub async fn find_css(&self, selector: &str) -> Element {
        wait_until(&format!("{selector} is on the page"), async || {
            self.query_all(selector, false, "").await.into_iter().next()
        })
        .await
    }

    /// The element's computed role; `None` if it has just left the page.
    async fn read_role(&self, element: &Element) -> Option<Value> {
        self.get(&format!("element/{}/computedrole", element.element_id())).await.ok()
    }

    /// The element's accessible name; `None` if it has just left the page.
    async fn read_label(&self, element: &Element) -> Option<String> {
        let label =
            self.get(&format!("element/{}/computedlabel", element.element_id())).await.ok()?;
        Some(collapse_whitespace(label.as_str().unwrap_or_default()))
    }

    /// All elements that match a CSS selector, in document order, in open shadow roots, too, and have this name in a text
    /// from which a browser computes the accessible name.
    async fn query_all(&self, selector: &str, visible: bool, name: &str) -> Vec<Element> {
        let script = "const found = [], [selector, shown, name] = arguments;
            const walk = root => { for (const e of root.querySelectorAll('*')) {
                if (e.matches(selector) && (!shown || e.getClientRects().length)) found.push(e);
                if (e.shadowRoot) walk(e.shadowRoot);
            } };
            walk(document);
            const simplify = text => text.replace(/\\s+/g, ' ').toLowerCase();
            const describe = e => [e.ariaLabel, e.title, e.textContent, ...[...e.labels ?? []].map(label => label.textContent),
                ...(e.getAttribute('aria-labelledby') ?? '').split(' ').map(id => id && e.getRootNode().getElementById(id)?.textContent)];
            return found.filter(e => describe(e).some(text => simplify(text ?? '').includes(simplify(name))));";
        // WebKit fails if an element leaves the page while its reference is returned.
        let found = wait_until(&format!("{selector} can be looked for"), async || {
            let arguments = vec![selector.into(), visible.into(), name.into()];
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

pub(super) fn collapse_whitespace(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
