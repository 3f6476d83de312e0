//! Small views that the sections and the page share.

pub use button::button;
pub use embed_control::embed_control;
pub use markup::{El, el, live};
pub use photo::photo;
pub use prose::{found, prose, rich};
pub use section_title::section_title;
pub use slot::slot;
pub use theme_switch::theme_switch;

mod button;
mod embed_control;
mod markup;
mod photo;
mod prose;
mod section_title;
mod slot;
mod theme_switch;

/// The attribute that tells the entries of a section, by their id where they have one: by it a script
/// can leave entries out before the Wasm does.
pub const ITEM: &str = "data-item";
