//! The content of the site: types for the five JSON files in `public/content`.
//!
//! The files are read *tolerantly* ([`read`]): unknown fields are ignored, since an older build may meet newer
//! content, and invalid links are dropped. The crate `editor` checks the same files *strictly*, for editors. This
//! crate depends on neither Leptos nor the browser.

pub use date::Date;
pub use language::Language;
pub use link::{Link, LinkError};
pub use read::{Document, read, read_text};
pub use types::{
    Campaign, Excerpt, ForeignTerm, FormerTestimonials, Mission, Organisation, Partners, Picture,
    Press, Site, Testimonial, Testimonials,
};

mod date;
mod language;
mod link;
mod read;
mod types;
