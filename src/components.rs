//! Small views that the sections and the page share.

pub use markup::{El, el, live};
pub use photo::photo;
pub use prose::{found, prose, rich};
pub use section_title::section_title;
pub use slot::slot;
pub use theme_switch::theme_switch;

mod markup;
mod photo;
mod prose;
mod section_title;
mod slot;
mod theme_switch;
