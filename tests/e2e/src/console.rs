//! A page's console messages and requests, in one form for the three engines.

pub(crate) mod chromium;
pub(crate) mod firefox;
pub(crate) mod webkit;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::Value;
use url::Url;

/// The severity of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `console.debug`.
    Debug,
    /// `console.log` and `console.info`.
    Info,
    /// `console.warn`, and warnings of the browser.
    Warning,
    /// `console.error`, exceptions, violations and failed requests.
    Error,
}

/// The origin of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The page, through `console`.
    Page,
    /// An uncaught exception or an unhandled rejection.
    Exception,
    /// A violation of the content security policy.
    Security,
    /// A request that failed or got a status of 400 or above.
    Network,
    /// The browser, about anything else.
    Browser,
}

/// One console message.
///
/// All engines report the page's messages, exceptions, violations and failed requests; no engine has reported
/// [`Source::Browser`] (deprecations, unused preloads) in the self-tests. Wordings differ, so compare
/// source and URL rather than text, and of several arguments of `console.log` only the first.
/// Firefox and WebKit give no URL for some exceptions and violations. Requests that the page or a navigation
/// cancelled are left out in Firefox, since the others do not report them.
/// Firefox may request a missing script twice (once ahead of the parser) and then reports it twice: do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The severity.
    pub level: Level,
    /// The origin.
    pub source: Source,
    /// The text, in the engine's wording unless the page wrote it.
    pub text: String,
    /// The URL of the script, page or resource it is about; empty if the engine gives none.
    pub url: String,
}

/// The messages and requests so far, shared with the task that listens to the browser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(Arc<Mutex<Record>>);

#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) messages: Vec<Message>,
    pub(crate) requested_urls: Vec<String>,
}

impl Log {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().expect("no holder of the log panics")
    }

    /// Removes a marker message. Returns whether it had arrived, and with it all earlier messages.
    pub(crate) fn take_marker(&self, marker: &str) -> bool {
        let mut record = self.lock();
        let before = record.messages.len();
        record.messages.retain(|message| message.text != marker);
        record.messages.len() < before
    }

    /// The origins of all requests so far, except those without one (`data:`, `blob:`, `about:`).
    pub(crate) fn origins(&self) -> BTreeSet<String> {
        let record = self.lock();
        let urls = record.requested_urls.iter().filter_map(|url| Url::parse(url).ok());
        urls.map(|url| url.origin())
            .filter(|origin| origin.is_tuple())
            .map(|origin| origin.ascii_serialization())
            .collect()
    }
}

/// The string at a JSON pointer, or an empty one.
pub(crate) fn string_at(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}
