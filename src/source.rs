//! A document of the content as the page sees it: waited for, failed, or there.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    browser::{self, FetchError, Timer},
    content::{Document, read},
};

/// After this time without an answer, the visitor is told and may try again.
const SLOW: Duration = Duration::from_secs(5);

/// How far a document has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It was asked for.
    Waiting,
    /// It was asked for, and takes long.
    Slow,
    /// It did not come.
    Failed(Failure),
    /// It is there.
    Ready,
}

/// Why a document did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The fetch failed.
    Fetch(FetchError),
    /// What came is not the document.
    Data,
}

/// What was asked for, how far it has come, and how often it was asked for.
#[derive(Clone, Copy)]
pub struct Request {
    url: StoredValue<String>,
    phase: RwSignal<Phase>,
    asked: RwSignal<u32>,
}

impl Request {
    /// How far it has come.
    #[must_use]
    pub fn phase(self) -> Phase {
        self.phase.get()
    }

    /// Whether it is there.
    #[must_use]
    pub fn ready(self) -> Memo<bool> {
        Memo::new(move |_| self.phase() == Phase::Ready)
    }

    /// Whether the visitor asked for it again.
    #[must_use]
    pub fn retried(self) -> bool {
        self.asked.get() > 1
    }

    /// Asks once more. Of several answers the first good one counts, and a failure only if no
    /// later question is open.
    fn ask(self, accept: Box<dyn Fn(&str) -> bool>) {
        self.asked.update(|asked| *asked += 1);
        self.phase.set(Phase::Waiting);
        let question = self.asked.get_untracked();
        browser::spawn(async move {
            let slow = Timer::after(SLOW, move || {
                if self.waits_for(question) {
                    self.phase.set(Phase::Slow);
                }
            });
            let answer = browser::fetch_text(&self.url.get_value()).await;
            drop(slow);
            if self.phase.get_untracked() == Phase::Ready {
                return;
            }
            let failure = match answer {
                Ok(text) if accept(&text) => return self.phase.set(Phase::Ready),
                Ok(_) => Failure::Data,
                Err(fault) => Failure::Fetch(fault),
            };
            if self.waits_for(question) {
                self.phase.set(Phase::Failed(failure));
            }
        });
    }

    fn waits_for(self, question: u32) -> bool {
        self.asked.get_untracked() == question && self.phase.get_untracked() != Phase::Ready
    }
}

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
    /// A document that is there already.
    #[must_use]
    pub fn known(value: T, base: &str) -> Self {
        Self::new(base, Phase::Ready, value)
    }

    /// A document that is fetched from `content/` below a base.
    #[must_use]
    pub fn fetched(base: &str) -> Self {
        let source = Self::new(base, Phase::Waiting, T::default());
        source.ask();
        source
    }

    fn new(base: &str, phase: Phase, value: T) -> Self {
        let url = StoredValue::new(format!("{base}content/{}", T::FILE));
        let request = Request {
            url,
            phase: RwSignal::new(phase),
            asked: RwSignal::new(0),
        };
        Self {
            request,
            value: RwSignal::new(value),
        }
    }

    /// Asks for the document, at first or again.
    pub fn ask(self) {
        self.request.ask(Box::new(move |text| {
            read(text).map(|value| self.value.set(value)).is_ok()
        }));
    }
}
