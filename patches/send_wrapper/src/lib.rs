//! In the place of send_wrapper, by which Leptos moves values that belong to one thread.
//!
//! The real crate keeps the thread's id in each value and compares it at each access. Wasm without atomics has only one
//! thread, so there this crate does neither, and the Wasm needs no ids of threads. On every other target it checks as
//! the real crate does. It has only what Leptos calls.

use std::{
    future::Future,
    mem::ManuallyDrop,
    ops::{Deref, DerefMut},
    pin::Pin,
    task::{Context, Poll},
};

/// The thread that a value belongs to.
#[derive(PartialEq)]
struct Thread {
    #[cfg(any(not(target_family = "wasm"), target_feature = "atomics"))]
    id: std::thread::ThreadId,
}

impl Thread {
    fn current() -> Self {
        Self {
            #[cfg(any(not(target_family = "wasm"), target_feature = "atomics"))]
            id: std::thread::current().id(),
        }
    }
}

/// A value that may be moved between threads, but accessed and dropped only on the thread that wrapped it.
pub struct SendWrapper<T> {
    value: ManuallyDrop<T>,
    thread: Thread,
}

// SAFETY: every access to the value, its drop included, asserts that it is on the thread of the value.
unsafe impl<T> Send for SendWrapper<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for SendWrapper<T> {}

impl<T> SendWrapper<T> {
    /// Wraps a value of the current thread.
    pub fn new(value: T) -> Self {
        Self { value: ManuallyDrop::new(value), thread: Thread::current() }
    }

    /// Whether the value may be accessed on the current thread.
    pub fn valid(&self) -> bool {
        self.thread == Thread::current()
    }

    /// Unwraps the value.
    ///
    /// # Panics
    /// On another thread.
    pub fn take(self) -> T {
        self.assert_valid();
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is never dropped, so nothing reads the value again.
        unsafe { ManuallyDrop::take(&mut this.value) }
    }

    fn assert_valid(&self) {
        assert!(self.valid(), "a SendWrapper is accessed on another thread");
    }
}

impl<T> Deref for SendWrapper<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.assert_valid();
        &self.value
    }
}

impl<T> DerefMut for SendWrapper<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.assert_valid();
        &mut self.value
    }
}

impl<T> Drop for SendWrapper<T> {
    fn drop(&mut self) {
        if std::mem::needs_drop::<T>() {
            if !self.valid() {
                // A second panic while a first one unwinds would abort.
                assert!(std::thread::panicking(), "a SendWrapper is dropped on another thread");
                return;
            }
            // SAFETY: the value is dropped only here.
            unsafe { ManuallyDrop::drop(&mut self.value) }
        }
    }
}

impl<T: Clone> Clone for SendWrapper<T> {
    fn clone(&self) -> Self {
        Self::new((**self).clone())
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for SendWrapper<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<F: Future> Future for SendWrapper<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: the value is pinned as long as its wrapper is.
        unsafe { self.map_unchecked_mut(|this| &mut **this) }.poll(context)
    }
}

#[cfg(feature = "futures")]
impl<S: futures_core::Stream> futures_core::Stream for SendWrapper<S> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        // SAFETY: the value is pinned as long as its wrapper is.
        unsafe { self.map_unchecked_mut(|this| &mut **this) }.poll_next(context)
    }
}
