//! The HTML documents that the build renders.

pub(crate) use embed::render_embed;
pub use gallery::{read_stylesheet_paths, render_gallery};
pub use index::{render_index, render_page};
pub(crate) use not_found::render_not_found;
pub(crate) use template::Template;
pub use template::prepare_template;

mod embed;
mod gallery;
mod index;
mod not_found;
pub(crate) mod preview;
mod template;
pub(crate) mod testimonial;
