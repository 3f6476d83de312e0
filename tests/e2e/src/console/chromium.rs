//! Chromium: the driver keeps logs, which a command of its own reads and empties.

use serde_json::{Value, json};

use super::{Level, Message, Record, Source, string_at};

/// Chromium says this of each frame that allows sharing, on Linux only, where it has no dialog for it.
const UNSUPPORTED_FEATURE: &str = "Unrecognized feature: 'web-share'";

/// Adds the entries of the log `browser`.
pub(crate) fn add_messages(record: &mut Record, entries: &Value) {
    for entry in entries.as_array().into_iter().flatten() {
        let message = string_at(entry, "/message");
        let (url, message) = message.split_once(' ').unwrap_or(("", &message));
        let (source, message) = match string_at(entry, "/source").as_str() {
            "console-api" => (Source::Page, unquote(strip_position(message))),
            "javascript" => (Source::Exception, strip_position(message).to_owned()),
            "security" => (Source::Security, strip_position(message).to_owned()),
            "network" => (Source::Network, message.trim_start_matches("- ").to_owned()),
            _ => (Source::Browser, message.to_owned()),
        };
        if message.contains(UNSUPPORTED_FEATURE) {
            continue;
        }
        let level = match string_at(entry, "/level").as_str() {
            "SEVERE" => Level::Error,
            "WARNING" => Level::Warning,
            "DEBUG" => Level::Debug,
            _ => Level::Info,
        };
        record.messages.push(Message { level, source, text: message, url: url.to_owned() });
    }
}

/// Adds the requests of the log `performance`.
pub(crate) fn add_requests(record: &mut Record, entries: &Value) {
    for entry in entries.as_array().into_iter().flatten() {
        let event: Value =
            serde_json::from_str(&string_at(entry, "/message")).unwrap_or_else(|_| json!({}));
        if string_at(&event, "/message/method") == "Network.requestWillBeSent" {
            record.requested_urls.push(string_at(&event, "/message/params/request/url"));
        }
    }
}

/// Drops a leading `line:column `.
fn strip_position(message: &str) -> &str {
    match message.split_once(' ') {
        Some((position, rest)) if position.chars().all(|c| c.is_ascii_digit() || c == ':') => rest,
        _ => message,
    }
}

/// Parses a leading string, which the driver writes as JSON, and appends the rest as it is.
fn unquote(message: &str) -> String {
    let mut values = serde_json::Deserializer::from_str(message).into_iter::<String>();
    match values.next() {
        Some(Ok(first)) => first + &message[values.byte_offset()..],
        _ => message.to_owned(),
    }
}
