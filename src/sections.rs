//! The four sections: typed values in, view out. None knows another, a URL, or where it stands.

pub use mission::{mission, opening};
pub use partners::partners;
pub use press::press;
pub use testimonials::testimonials;

mod mission;
mod partners;
mod press;
mod testimonials;
