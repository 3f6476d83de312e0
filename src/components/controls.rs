//! Containers for controls that need the Wasm.

use super::El;

/// A custom element for controls that work only with the Wasm.
///
/// The scripts that start the Wasm define this element, and the stylesheet hides its content until then (`:defined`).
/// Unlike a class or an attribute, a definition is not saved with the page: a copy, an archive or a print shows no
/// control without function.
pub fn controls(class: &'static str) -> El {
    El::named("next-level-controls").class(class)
}
