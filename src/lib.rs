//! The site of Le Next Level: its mission, testimonials, partner organisations and press review.
//!
//! Every section is a Leptos component over typed content. The modules, in reading order:
//!
//! - pure logic, without Leptos or the browser: [`carousel`], [`search`], [`rich_text`], [`heading_level`],
//!   [`options`], [`section`], [`copyfit`], [`fingerprint`];
//! - [`browser`]: the only module that uses web-sys: fetch, timers, scrolling;
//! - [`source`]: the content's documents as signals: loading, failed or ready;
//! - [`surface`]: what a section needs to know about its page;
//! - [`components`] and [`sections`]: views of typed values;
//! - [`page`]: header, the four sections, footer; [`widget`]: one section on its own.
//!
//! The crate `content` has the types of the JSON files, `text` folding and typography, and `prerender` the HTML around
//! the page.
//!
//! One of two features is enabled: `hydrate` for the browser, `ssr` for the native build, where event handlers do not
//! exist and effects do not run.

#[cfg(all(feature = "hydrate", feature = "ssr"))]
compile_error!(
    "`hydrate` (the browser) and `ssr` (the build) exclude each other: add --no-default-features"
);
#[cfg(not(any(feature = "hydrate", feature = "ssr")))]
compile_error!("one feature is needed: `hydrate` for the browser, `ssr` for the build");

pub mod carousel;
pub mod copyfit;
pub mod fingerprint;
pub mod heading_level;
pub mod options;
pub mod rich_text;
pub mod search;
pub mod section;

pub mod browser;
pub mod content_fetch;

pub mod components;
pub mod page;
pub mod sections;
pub mod surface;
pub mod widget;
