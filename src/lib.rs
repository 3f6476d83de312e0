//! The site of Le Next Level: its mission, testimonials, partner organisations and press review.
//!
//! Every section is a Leptos component over typed content. The modules, in reading order:
//!
//! - [`content`]: what the JSON files hold, read tolerantly by the browser and strictly by the build;
//! - [`json`]: the tree that they are read from;
//! - pure logic, without Leptos or the browser: [`carousel`], [`search`] on [`fold`] and [`unicode`], [`typography`],
//!   [`rich_text`], [`heading_level`], [`options`], [`copyfit`], [`fingerprint`];
//! - [`browser`]: the only home of web-sys: fetch, timers, scrolling;
//! - [`source`]: a document of the content as the page sees it: waited for, failed, or there;
//! - [`components`] and [`sections`]: typed values in, view out;
//! - [`page`]: header, the four sections, footer; [`widget`]: one section by itself; `document` (native only): the HTML around it.
//!
//! One of two features is on: `hydrate` for the browser, `ssr` for the native build, where event
//! handlers do not exist and effects do not run.

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

pub mod browser;
pub mod source;

pub mod components;
pub mod page;
pub mod sections;
pub mod surface;
pub mod widget;
