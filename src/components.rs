//! Small views that the sections and the page share.

pub use button::button;
pub use controls::controls;
pub use markup::{El, Markup, VoidEl, el, void_el};
pub use photo::photo;
pub use prose::{found, prose, rich};
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

/// The attribute that tells the entries of a section, by their id where they have one: by it a script
/// can leave entries out before the Wasm does.
pub const ITEM: &str = "data-item";
