//! The four sections: views of typed values. They do not depend on one another; what differs by place comes from
//! `Surface`. On the site's page, the testimonials and the press review also follow its address.

pub use mission::{MissionSection, OpeningSection};
pub use partners::PartnersSection;
pub use press::PressSection;
pub use testimonials::{TestimonialsSection, testimonial_figure};

mod mission;
mod partners;
mod press;
mod testimonials;
