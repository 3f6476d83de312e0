//! What a page said, and what it asked for, in one form for the three engines.

pub(crate) mod chromium;
pub(crate) mod firefox;
pub(crate) mod webkit;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::Value;
use url::Url;

/// How loud a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `console.debug`.
    Debug,
    /// `console.log` and `console.info`.
    Info,
    /// `console.warn`, and what the browser warns of.
    Warning,
    /// `console.error`, exceptions, violations and failed requests.
    Error,
}

/// Who spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The page, through `console`.
    Page,
    /// An uncaught exception or an unhandled rejection.
    Exception,
    /// A violation of the content security policy.
    Security,
    /// A request that failed or was answered with 400 or above.
    Network,
    /// The browser, about anything else.
    Browser,
}

/// One line of the console.
///
/// All engines report the page's words, exceptions, violations and failed requests; [`Source::Browser`]
/// (deprecations, unused preloads) was seen from no engine in the self-tests. Wordings differ, so compare
/// source and address rather than text, and of several arguments of `console.log` only the first.
/// Firefox and WebKit give no address for some exceptions and violations; in Firefox a failed request
/// that the page or a navigation cancelled is left out, since the others tell nothing of it.
/// Firefox may ask twice for a missing script (once ahead of the parser) and then tells twice: do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How loud it is.
    pub level: Level,
    /// Who spoke.
    pub source: Source,
    /// What was said, in the engine's own words unless the page spoke.
    pub text: String,
    /// The script, page or resource it is about, if the engine says so.
    pub url: String,
}

/// What has been collected so far; shared with the task that listens to the browser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(Arc<Mutex<Record>>);

#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) messages: Vec<Message>,
    pub(crate) requested: Vec<String>,
}

impl Log {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().expect("no holder of the log panics")
    }

    /// Takes out the message that marks the end of all that was said before it, if it has come.
    pub(crate) fn take_fence(&self, fence: &str) -> bool {
        let mut record = self.lock();
        let before = record.messages.len();
        record.messages.retain(|message| message.text != fence);
        record.messages.len() < before
    }

    /// The origins of every request so far, besides those without one (`data:`, `blob:`, `about:`).
    pub(crate) fn origins(&self) -> BTreeSet<String> {
        let record = self.lock();
        let urls = record.requested.iter().filter_map(|url| Url::parse(url).ok());
        urls.map(|url| url.origin())
            .filter(|origin| origin.is_tuple())
            .map(|origin| origin.ascii_serialization())
            .collect()
    }
}

/// The text at a JSON pointer, or nothing.
pub(crate) fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}
