//! Metadata for phones, feed readers, search engines, social networks and sites that embed.

pub(crate) use feed::render_feed;
pub(crate) use head::render_head_lines;
pub(crate) use linked_data::{render_linked_data, render_testimonial_data};
pub(crate) use manifest::render_manifest;
pub(crate) use sharing::{Preview, render_sharing_tags};
pub(crate) use sitemap::{render_robots, render_sitemap};

mod feed;
mod head;
mod linked_data;
mod manifest;
pub(crate) mod oembed;
mod sharing;
mod sitemap;
