//! Small views that the sections and the page share.

pub use markup::{El, el, live};
pub use photo::photo;
pub use prose::{prose, rich};
pub use section_title::section_title;
pub use slot::slot;

mod markup;
mod photo;
mod prose;
mod section_title;
mod slot;
