//! The content of the site: what the JSON files in `public/content` hold, as types.
//!
//! Nothing here knows Leptos or the browser. The browser reads the files *tolerantly* ([`read`]): a
//! field that an older build does not know passes, a link that is not a link is dropped. The
//! build reads them *strictly* ([`check`]): every fault is told at once, with its file, line and
//! remedy. For those who edit, [`summary`] says what could still be told, [`entry`] asks for a new
//! entry, and [`schema`] explains the fields to their programs.

pub use date::Date;
pub use language::Language;
pub use link::Link;
pub use model::{
    Campaign, Excerpt, ForeignTerm, Mission, Organisation, Partners, Picture, Press, Site,
    Testimonial, Testimonials,
};
pub use read::{Document, read};

mod date;
mod language;
mod link;
mod model;
mod read;

#[cfg(not(target_arch = "wasm32"))]
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod entry;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
#[cfg(not(target_arch = "wasm32"))]
pub mod shape;
#[cfg(not(target_arch = "wasm32"))]
pub mod summary;
