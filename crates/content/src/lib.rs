//! The content of the site: what the five JSON files in `public/content` hold, as types.
//!
//! They are read *tolerantly* ([`read`]): a field that an older build does not know passes, a link that is not a
//! link is dropped. The crate `editor` reads the same files *strictly*, for those who edit them. Neither Leptos nor
//! the browser is known here.

pub use date::Date;
pub use language::Language;
pub use link::{Link, NotALink};
pub use read::{Document, read, read_text};
pub use types::{
    Campaign, Excerpt, ForeignTerm, Mission, Organisation, Partners, Picture, Press, Site,
    Testimonial, Testimonials,
};

pub mod json;

mod date;
mod language;
mod link;
mod read;
mod types;
