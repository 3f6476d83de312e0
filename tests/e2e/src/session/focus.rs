//! The focused element, as assistive technology describes it.

use fantoccini::elements::Element;

use super::Session;
use super::find::collapse_whitespace;
use crate::engine::Engine;
use crate::wait::wait_until;

impl Session {
    /// An element's role and accessible name: `button "Témoignage suivant"`.
    pub async fn describe(&self, element: &Element) -> String {
        let id = element.element_id();
        // Between two renderings an element may briefly have no role.
        wait_until("the element has a role and a name", async || {
            let role = self.get(&format!("element/{id}/computedrole")).await?;
            let name = self.get(&format!("element/{id}/computedlabel")).await?;
            let [role, name] =
                [role, name].map(|text| collapse_whitespace(text.as_str().unwrap_or_default()));
            Ok::<_, fantoccini::error::CmdError>(format!("{role} \"{name}\""))
        })
        .await
    }

    /// The focused element; none if the focus is on no control, or not in the page.
    pub async fn find_focused(&self) -> Option<Element> {
        // Of two WebKit windows side by side only one has the focus, yet both receive keys; and while the
        // focus is in Firefox's address bar, the page still reports an active element.
        let is_unfocused = "const e = document.activeElement;
            return arguments[0] && !document.hasFocus() || !e || e == document.body || e == document.documentElement";
        if self.eval(is_unfocused, vec![(self.engine() == Engine::Firefox).into()]).await == true {
            return None;
        }
        self.client().active_element().await.ok()
    }
}
