//! What needs the program.

use super::El;

/// An element for controls that only the Wasm makes work.
///
/// The scripts that start the Wasm define this element, and only an element that is defined shows what is in it.
/// Unlike a class or an attribute that is not saved with a page: so a copy, an archive or a print of the page
/// as it was shows no control that answers nobody.
pub fn controls(class: &'static str) -> El {
    El::named("next-level-controls").class(class)
}
