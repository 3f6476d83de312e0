//! What is there for others than visitors: phones, feeds, search, sharing, sites that embed.

pub(crate) use feed::feed;
pub(crate) use head::head;
pub(crate) use linked_data::linked_data;
pub(crate) use manifest::manifest;
pub(crate) use sitemap::{robots, sitemap};

mod feed;
mod head;
mod linked_data;
mod manifest;
pub(crate) mod oembed;
mod sitemap;
