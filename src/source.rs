//! A document of the content as the page sees it: waited for, failed, or there.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;

use crate::browser::{self, FetchError, Timer};
use content::Document;

/// After this time without an answer, the visitor is told and may try again.
const SLOW: Duration = Duration::from_secs(5);

/// A document, and the request that brings it.
pub struct Source<T: Document> {
    /// How far it has come.
    pub request: Request,
    /// The document; before it is there, an empty one.
    pub value: RwSignal<T>,
}

impl<T: Document> Clone for Source<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Document> Copy for Source<T> {}

impl<T: Document> Source<T> {
    /// A document that is there already, from its JSON; `None` if that is not the document.
    /// `base` is where the site's files are, ending with `/`.
    #[must_use]
    pub fn known(json: String, base: &str) -> Option<Self> {
        Self::chosen(json, base, Box::new(|_| ()))
    }

    /// The same, where only some of the document is wanted: `choose` leaves the rest out whenever it is
    /// read, but for the first time.
    #[must_use]
    pub fn chosen(json: String, base: &str, choose: Chooser<T>) -> Option<Self> {
        let value = browser::read_document(&json)?;
        Some(Self::new(value, base, json, choose))
    }

    /// A document from its JSON; where there is none, or it is not the document, it is fetched.
    #[must_use]
    pub fn found(json: Option<String>, base: &str) -> Self {
        json.and_then(|json| Self::known(json, base)).unwrap_or_else(|| Self::fetched(base))
    }

    /// A document that is fetched, from `content/` below the base.
    #[must_use]
    pub fn fetched(base: &str) -> Self {
        let source = Self::new(T::default(), base, String::new(), Box::new(|_| ()));
        source.request.ask();
        source
    }

    fn new(value: T, base: &str, json: String, choose: Chooser<T>) -> Self {
        let value = RwSignal::new(value);
        let take = move |json: &str| {
            let Some(mut content) = browser::read_document(json) else { return false };
            choose(&mut content);
            value.set(content);
            true
        };
        let url = [base, "content/", T::FILE].concat();
        Self { request: Request::new(url, json, Arc::new(take)), value }
    }
}

/// Leaves out of a document what is not wanted.
pub type Chooser<T> = Box<dyn Fn(&mut T) + Send + Sync>;

/// How far a document that is not there has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It was asked for.
    Waiting,
    /// It was asked for, and takes long.
    Slow,
    /// It did not come.
    Failed(Failure),
}

/// Why a document did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The fetch failed.
    Fetch(FetchError),
    /// What came is not the document.
    Data,
}

/// A question for a document, how far it has come, and how often it was asked.
#[derive(Clone, Copy)]
pub struct Request {
    asked: StoredValue<Asked>,
    phase: RwSignal<Phase>,
    ready: RwSignal<bool>,
    times: RwSignal<u32>,
}

/// What is asked for, and what becomes of the answer.
struct Asked {
    url: String,
    /// The JSON that the document was read from; empty if there was none.
    json: String,
    /// Takes an answer; says whether it is the document.
    take: Arc<dyn Fn(&str) -> bool + Send + Sync>,
}

impl Request {
    fn new(url: String, json: String, take: Arc<dyn Fn(&str) -> bool + Send + Sync>) -> Self {
        let ready = RwSignal::new(!json.is_empty());
        Self {
            asked: StoredValue::new(Asked { url, json, take }),
            phase: RwSignal::new(Phase::Waiting),
            ready,
            times: RwSignal::new(0),
        }
    }

    /// How far it has come.
    #[must_use]
    pub fn phase(self) -> Phase {
        self.phase.get()
    }

    /// Whether it is there; once true, always true.
    #[must_use]
    pub fn ready(self) -> bool {
        self.ready.get()
    }

    /// Whether the visitor asked for it again.
    #[must_use]
    pub fn retried(self) -> bool {
        self.times.get() > 1
    }

    /// Asks, at first or again. Of several answers the first good one counts, and a failure only
    /// if no later question is open.
    pub fn ask(self) {
        self.times.update(|times| *times += 1);
        self.phase.set(Phase::Waiting);
        let time = self.times.get_untracked();
        let waits = move || self.times.get_untracked() == time && !self.ready.get_untracked();
        browser::spawn(async move {
            let slow = Timer::after(SLOW, move || {
                if waits() {
                    self.phase.set(Phase::Slow);
                }
            });
            let failure = self.answer(false).await;
            drop(slow);
            match failure {
                None if self.ready.get_untracked() => {}
                None => self.ready.set(true),
                Some(failure) if waits() => self.phase.set(Phase::Failed(failure)),
                Some(_) => {}
            }
        });
    }

    /// Asks again if it did not come.
    pub fn ask_again(self) {
        if let Phase::Failed(_) = self.phase.get_untracked() {
            self.ask();
        }
    }

    /// Asks once whether a document that was known has changed since the page was built. If it has, the page
    /// follows; whatever goes wrong, the page stays as it is and nothing is said. So it does where a cache on the
    /// way has kept an older document than the page.
    pub fn refresh(self) {
        if self.times.get_untracked() > 0 {
            return;
        }
        browser::spawn(async move {
            let _ = self.answer(true).await;
        });
    }

    /// Reads the document anew from the JSON that is known.
    pub fn reread(self) {
        let (json, take) = self.asked.with_value(|asked| (asked.json.clone(), asked.take.clone()));
        take(&json);
    }

    /// Fetches the document and takes it, unless it is the one that is known, or must be newer than the page and is
    /// not; why not, otherwise. If a widget has been taken away meanwhile, nobody asks any more.
    async fn answer(self, only_newer: bool) -> Option<Failure> {
        let url = self.asked.try_with_value(|asked| asked.url.clone())?;
        match browser::fetch_text(&url, only_newer).await {
            Err(fault) => Some(Failure::Fetch(fault)),
            Ok(None) => None,
            Ok(Some(json)) => {
                let known = |asked: &Asked| (asked.json == json, asked.take.clone());
                let (known, take) = self.asked.try_with_value(known)?;
                let taken = known || take(&json);
                if taken {
                    self.asked.update_value(|asked| asked.json = json);
                }
                (!taken).then_some(Failure::Data)
            }
        }
    }
}
