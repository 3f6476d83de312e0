//! What has the focus, as people hear it.

use fantoccini::elements::Element;

use super::Session;
use super::find::plain;
use crate::engine::Engine;
use crate::wait::wait_until;

impl Session {
    /// What an element is to those who hear it: `button "Témoignage suivant"`.
    pub async fn heard(&self, element: &Element) -> String {
        let id = element.element_id();
        // Between two renderings an element has no role for a moment.
        wait_until("the element has a role and a name", async || {
            let role = self.get(&format!("element/{id}/computedrole")).await?;
            let name = self.get(&format!("element/{id}/computedlabel")).await?;
            let [role, name] = [role, name].map(|text| plain(text.as_str().unwrap_or_default()));
            Ok::<_, fantoccini::error::CmdError>(format!("{role} \"{name}\""))
        })
        .await
    }

    /// What has the focus; nothing when it is on no control, or not on the page.
    pub async fn focused(&self) -> Option<Element> {
        // Of two windows of WebKit side by side only one has the focus, yet both take keys; and when the
        // focus is in Firefox's own bar, the page still names an element.
        let nowhere = "const e = document.activeElement;
            return arguments[0] && !document.hasFocus() || !e || e == document.body || e == document.documentElement";
        if self.eval(nowhere, vec![(self.engine() == Engine::Firefox).into()]).await == true {
            return None;
        }
        self.client().active_element().await.ok()
    }
}
