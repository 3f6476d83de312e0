//! The content's documents as signals: loading, failed or ready.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;

use crate::browser::{self, FetchError, Timer};
use content::Document;

/// After this duration without a response, the visitor is informed and may retry.
const SLOW_AFTER: Duration = Duration::from_secs(5);

/// A document, and the fetch that loads it.
pub struct FetchedDocument<T: Document> {
    /// The state of its fetch.
    pub fetch: DocumentFetch,
    /// The document; an empty one until it is ready.
    pub value: RwSignal<T>,
}

impl<T: Document> Clone for FetchedDocument<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Document> Copy for FetchedDocument<T> {}

impl<T: Document> FetchedDocument<T> {
    /// Reads a document from its JSON; `None` if the JSON is not this document. `base` is the URL of the site's files,
    /// ending with `/`.
    #[must_use]
    pub fn from_json(json: String, base: &str) -> Option<Self> {
        Self::from_json_with(json, base, Box::new(|_| ()))
    }

    /// Like [`Self::from_json`], but `transform` changes the document at each later read, not at the first one.
    #[must_use]
    pub fn from_json_with(json: String, base: &str, transform: Transform<T>) -> Option<Self> {
        let value = browser::read_document(&json)?;
        Some(Self::new(value, base, json, transform))
    }

    /// Reads a document from its JSON, or fetches it from `content/` below the base if there is none, or it is not this
    /// document.
    #[must_use]
    pub fn from_json_or_fetch(json: Option<String>, base: &str) -> Self {
        json.and_then(|json| Self::from_json(json, base)).unwrap_or_else(|| {
            let source = Self::new(T::default(), base, String::new(), Box::new(|_| ()));
            source.fetch.start();
            source
        })
    }

    fn new(value: T, base: &str, json: String, transform: Transform<T>) -> Self {
        let value = RwSignal::new(value);
        let accept = move |json: &str| {
            let Some(mut content) = browser::read_document(json) else { return false };
            transform(&mut content);
            value.set(content);
            true
        };
        let url = [base, "content/", T::FILE].concat();
        Self { fetch: DocumentFetch::new(url, json, Arc::new(accept)), value }
    }
}

/// A change to a document after it is read.
pub type Transform<T> = Box<dyn Fn(&mut T) + Send + Sync>;

/// The state of a fetch whose document is not ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchState {
    /// It is in progress.
    Loading,
    /// It is in progress for a long time.
    Slow,
    /// It failed.
    Failed(LoadError),
}

/// Why a document could not be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The fetch failed.
    Fetch(FetchError),
    /// The response is not this document.
    InvalidDocument,
}

/// The fetches of a document: their state and number.
#[derive(Clone, Copy)]
pub struct DocumentFetch {
    target: StoredValue<Target>,
    state: RwSignal<FetchState>,
    is_ready: RwSignal<bool>,
    attempts: RwSignal<u32>,
}

/// What is fetched, and what accepts the response.
struct Target {
    url: String,
    /// The JSON of the current document; empty without one.
    json: String,
    /// Reads a response; returns whether it is this document.
    accept: Arc<dyn Fn(&str) -> bool + Send + Sync>,
}

impl DocumentFetch {
    fn new(url: String, json: String, accept: Arc<dyn Fn(&str) -> bool + Send + Sync>) -> Self {
        let is_ready = RwSignal::new(!json.is_empty());
        Self {
            target: StoredValue::new(Target { url, json, accept }),
            state: RwSignal::new(FetchState::Loading),
            is_ready,
            attempts: RwSignal::new(0),
        }
    }

    /// Its state.
    #[must_use]
    pub fn state(self) -> FetchState {
        self.state.get()
    }

    /// Whether the document is ready; once true, always true.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self.is_ready.get()
    }

    /// Whether it was started again.
    #[must_use]
    pub fn was_retried(self) -> bool {
        self.attempts.get() > 1
    }

    /// Starts a fetch, the first one or a retry. A valid response of any of them makes the document ready; an error
    /// counts only for the latest fetch, and only while there is no document.
    pub fn start(self) {
        self.attempts.update(|attempts| *attempts += 1);
        self.state.set(FetchState::Loading);
        let attempt = self.attempts.get_untracked();
        let is_pending =
            move || self.attempts.get_untracked() == attempt && !self.is_ready.get_untracked();
        browser::spawn(async move {
            let slow = Timer::after(SLOW_AFTER, move || {
                if is_pending() {
                    self.state.set(FetchState::Slow);
                }
            });
            let error = self.load().await;
            drop(slow);
            match error {
                None if self.is_ready.get_untracked() => {}
                None => self.is_ready.set(true),
                Some(error) if is_pending() => self.state.set(FetchState::Failed(error)),
                Some(_) => {}
            }
        });
    }

    /// Starts again after a failure.
    pub fn retry_if_failed(self) {
        if let FetchState::Failed(_) = self.state.get_untracked() {
            self.start();
        }
    }

    /// Fetches again a document that came with the page; one that was fetched already is not. Errors change nothing,
    /// and are not reported.
    pub fn refresh(self) {
        if self.attempts.get_untracked() > 0 {
            return;
        }
        browser::spawn(async move {
            let _ = self.load().await;
        });
    }

    /// Reads the document again from its current JSON.
    pub fn reread(self) {
        let (json, accept) =
            self.target.with_value(|target| (target.json.clone(), target.accept.clone()));
        accept(&json);
    }

    /// Fetches the document and accepts it if it differs from the current one. Returns the error, if any. Ends without
    /// one if its owner was disposed of meanwhile.
    async fn load(self) -> Option<LoadError> {
        let url = self.target.try_with_value(|target| target.url.clone())?;
        match browser::fetch_text(&url).await {
            Err(error) => Some(LoadError::Fetch(error)),
            Ok(json) => {
                let compare = |target: &Target| (target.json == json, target.accept.clone());
                let (is_current, accept) = self.target.try_with_value(compare)?;
                let is_valid = is_current || accept(&json);
                if is_valid {
                    self.target.update_value(|target| target.json = json);
                }
                (!is_valid).then_some(LoadError::InvalidDocument)
            }
        }
    }
}
