//! In the place of wasm-streams, which Leptos's server functions name and this site never calls.
//!
//! The real crate exports four JavaScript classes, and an export is kept whether it is called or not: they
//! were 5 % of the Wasm and 12 % of its glue. Nobody can make one of these streams, so nothing is left.

use std::{convert::Infallible, marker::PhantomData};

use futures_util::Stream;
use wasm_bindgen::JsValue;

/// A stream that cannot be: the site has no server functions.
pub struct ReadableStream<'a>(Infallible, PhantomData<&'a ()>);

impl<'a> ReadableStream<'a> {
    /// Never called.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        unreachable!("the site reads no stream")
    }

    /// Never called.
    ///
    /// # Panics
    /// Always.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'a) -> Self {
        unreachable!("the site sends no stream")
    }

    /// Of no stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self.0 {}
    }

    /// Of no stream.
    #[must_use]
    pub fn into_stream(self) -> IntoStream {
        match self.0 {}
    }
}

/// Of no stream.
pub type IntoStream = futures_util::stream::Empty<Result<JsValue, JsValue>>;
