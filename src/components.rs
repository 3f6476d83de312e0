//! Views shared by the sections and the page.

pub use button::button;
pub use controls::controls;
pub use markup::{El, Markup, VoidEl, el, void_el};
pub use photo::photo;
pub use prose::{highlighted_prose, prose, render_spans};
pub use section_title::section_title;
pub use theme_switch::ThemeSwitch;
pub use waiting::Awaited;

mod button;
mod controls;
mod markup;
mod photo;
mod prose;
mod section_title;
mod theme_switch;
mod waiting;

/// The attribute of a section's entries, with the entry's id where it has one. By it, scripts find entries, and hide
/// those that are not selected before the Wasm runs.
pub const ITEM_ATTRIBUTE: &str = "data-item";
