//! The four sections: views of typed values. A section knows no other section, no URL, and not its page.

pub use mission::{MissionSection, OpeningSection};
pub use partners::PartnersSection;
pub use press::PressSection;
pub use testimonials::{TestimonialsSection, testimonial_figure};

mod mission;
mod partners;
mod press;
mod testimonials;
