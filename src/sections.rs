//! The four sections: typed values in, view out. None knows another, a URL, or where it stands.

pub use mission::{MissionSection, OpeningSection};
pub use partners::PartnersSection;
pub use press::PressSection;
pub use testimonials::TestimonialsSection;

mod mission;
mod partners;
mod press;
mod testimonials;
