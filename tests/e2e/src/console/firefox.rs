//! Firefox: WebDriver BiDi, over a WebSocket beside the session.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message as Frame;

use super::{Level, Log, Message, Record, Source, string_at};

type Pending = Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>;

/// A BiDi connection that records the page's messages and requests in a [`Log`].
pub(crate) struct Bidi {
    commands: mpsc::UnboundedSender<(u64, Value)>,
    pending: Pending,
    next: std::sync::atomic::AtomicU64,
}

impl Bidi {
    pub(crate) async fn connect(url: &str, log: Log) -> Self {
        let (socket, _) = connect_async(url).await.expect("Firefox answers on the socket it named");
        let (mut out, mut incoming) = socket.split();
        let (commands, mut queue) = mpsc::unbounded_channel::<(u64, Value)>();
        let pending = Pending::default();
        let responses = pending.clone();
        tokio::spawn(async move {
            while let Some((_, command)) = queue.recv().await {
                if out.send(Frame::text(command.to_string())).await.is_err() {
                    return;
                }
            }
        });
        tokio::spawn(async move {
            while let Some(Ok(frame)) = incoming.next().await {
                let Ok(event) = frame.to_text().map(serde_json::from_str::<Value>) else {
                    continue;
                };
                let Ok(event) = event else { continue };
                match event["id"].as_u64() {
                    Some(id) => {
                        let sender = responses.lock().expect("no holder panics").remove(&id);
                        let _ = sender.map(|sender| sender.send(event));
                    }
                    None => record_event(&mut log.lock(), &event),
                }
            }
        });
        let bidi = Self { commands, pending, next: 1.into() };
        let events = [
            "log.entryAdded",
            "network.beforeRequestSent",
            "network.responseCompleted",
            "network.fetchError",
        ];
        bidi.command("session.subscribe", json!({ "events": events })).await;
        bidi
    }

    /// Sends a command and waits for its result; panics if Firefox refuses it.
    pub(crate) async fn command(&self, method: &str, params: Value) -> Value {
        let id = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let (sender, response) = oneshot::channel();
        self.pending.lock().expect("no holder panics").insert(id, sender);
        let command = json!({ "id": id, "method": method, "params": params });
        self.commands.send((id, command)).expect("Firefox is still connected");
        let response = response.await.expect("Firefox is still connected");
        assert_eq!(response["type"], "success", "Firefox refused {method}: {response}");
        response["result"].clone()
    }
}

fn record_event(record: &mut Record, event: &Value) {
    let params = &event["params"];
    let url = string_at(params, "/request/url");
    match string_at(event, "/method").as_str() {
        "network.beforeRequestSent" => record.requested_urls.push(url),
        "network.fetchError" => {
            let error = string_at(params, "/errorText");
            // A request that a navigation or the page itself cancels has not failed; the others do not report it.
            if error != "NS_BINDING_ABORTED" {
                record.messages.push(network_error(url, error));
            }
        }
        "network.responseCompleted" => {
            let status = params["response"]["status"].as_u64().unwrap_or_default();
            if status >= 400 {
                record.messages.push(network_error(url, format!("answered with {status}")));
            }
        }
        "log.entryAdded" => record.messages.push(parse_entry(params)),
        _ => {}
    }
}

fn network_error(url: String, text: String) -> Message {
    Message { level: Level::Error, source: Source::Network, text, url }
}

fn parse_entry(entry: &Value) -> Message {
    let message = string_at(entry, "/text");
    let source = match string_at(entry, "/type").as_str() {
        "console" => Source::Page,
        _ if message.starts_with("Content-Security-Policy") => Source::Security,
        "javascript" => Source::Exception,
        _ => Source::Browser,
    };
    let level = match string_at(entry, "/level").as_str() {
        "error" => Level::Error,
        "warn" => Level::Warning,
        "debug" => Level::Debug,
        _ => Level::Info,
    };
    Message { level, source, text: message, url: string_at(entry, "/stackTrace/callFrames/0/url") }
}
