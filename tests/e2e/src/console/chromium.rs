//! Chromium: the driver keeps logs, which are read and emptied by a command of its own.

use serde_json::{Value, json};

use super::{Level, Message, Record, Source, text};

/// Adds the entries of the log `browser`.
pub(crate) fn add_messages(record: &mut Record, entries: &Value) {
    for entry in entries.as_array().into_iter().flatten() {
        let said = text(entry, "/message");
        let (url, said) = said.split_once(' ').unwrap_or(("", &said));
        let (source, said) = match text(entry, "/source").as_str() {
            "console-api" => (Source::Page, unquoted(after_place(said))),
            "javascript" => (Source::Exception, after_place(said).to_owned()),
            "security" => (Source::Security, after_place(said).to_owned()),
            "network" => (Source::Network, said.trim_start_matches("- ").to_owned()),
            _ => (Source::Browser, said.to_owned()),
        };
        let level = match text(entry, "/level").as_str() {
            "SEVERE" => Level::Error,
            "WARNING" => Level::Warning,
            "DEBUG" => Level::Debug,
            _ => Level::Info,
        };
        record.messages.push(Message { level, source, text: said, url: url.to_owned() });
    }
}

/// Adds the requests that are in the log `performance`.
pub(crate) fn add_requests(record: &mut Record, entries: &Value) {
    for entry in entries.as_array().into_iter().flatten() {
        let event: Value =
            serde_json::from_str(&text(entry, "/message")).unwrap_or_else(|_| json!({}));
        if text(&event, "/message/method") == "Network.requestWillBeSent" {
            record.requested.push(text(&event, "/message/params/request/url"));
        }
    }
}

/// Drops a leading `line:column `.
fn after_place(said: &str) -> &str {
    match said.split_once(' ') {
        Some((place, rest)) if place.chars().all(|c| c.is_ascii_digit() || c == ':') => rest,
        _ => said,
    }
}

/// The driver writes a string as JSON, and what follows it bare.
fn unquoted(said: &str) -> String {
    let mut values = serde_json::Deserializer::from_str(said).into_iter::<String>();
    match values.next() {
        Some(Ok(first)) => first + &said[values.byte_offset()..],
        _ => said.to_owned(),
    }
}
