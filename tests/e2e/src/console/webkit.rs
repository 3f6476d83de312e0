//! WebKit: its driver has no log, and an automated MiniBrowser writes no console to its output
//! (its session is ephemeral), so this module is a second client of the browser's inspector, beside the driver.
//! Each message on the wire is a length, a flag, a name and a GVariant.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::watch;

use super::{Level, Log, Message, Record, Source, string_at};
use crate::engine::Emulation;

/// MiniBrowser's only client and only page.
const PAGE: [u64; 2] = [1, 1];

/// Listens to the page's inspector until the browser ends. Returns once the page has enabled its reports.
pub(crate) async fn attach(address: &str, emulations: &[Emulation], log: Log) {
    let socket =
        TcpStream::connect(address).await.expect("MiniBrowser listens where its driver told it to");
    let (mut incoming, mut out) = socket.into_split();
    let commands = setup_commands(emulations);
    let (ready, mut is_ready) = watch::channel(false);
    send(&mut out, "SetupInspectorClient", &[]).await;
    send(&mut out, "Setup", &PAGE.map(u64::to_ne_bytes).concat()).await;
    tokio::spawn(async move {
        while let Some((name, params)) = receive(&mut incoming).await {
            if name != "SendMessageToFrontend" {
                continue;
            }
            let event = parse_json_at(&params, 16);
            match string_at(&event, "/method").as_str() {
                "Target.targetCreated" => {
                    let target = string_at(&event, "/params/targetInfo/targetId");
                    for (id, command) in commands.iter().enumerate() {
                        send_to_target(&mut out, &target, id, command).await;
                    }
                }
                "Target.dispatchMessageFromTarget" => {
                    let inner: Value = serde_json::from_str(&string_at(&event, "/params/message"))
                        .unwrap_or_default();
                    if inner["id"] == json!(commands.len() - 1) {
                        ready.send_replace(true);
                    }
                    record_event(&mut log.lock(), &inner);
                }
                _ => {}
            }
        }
    });
    is_ready.wait_for(|ready| *ready).await.expect("MiniBrowser's page answers its inspector");
}

/// The commands for every page. Once the last one is answered, all have been handled.
fn setup_commands(emulations: &[Emulation]) -> Vec<Value> {
    let mut commands = vec![json!({ "method": "Network.enable" })];
    if emulations.contains(&Emulation::ReducedMotion) {
        let params = json!({ "name": "PrefersReducedMotion", "value": "Reduce" });
        commands.push(json!({ "method": "Page.overrideUserPreference", "params": params }));
    }
    commands.push(json!({ "method": "Console.enable" }));
    commands
}

async fn send_to_target(out: &mut OwnedWriteHalf, target: &str, id: usize, command: &Value) {
    let mut command = command.clone();
    command["id"] = json!(id);
    let params = json!({ "targetId": target, "message": command.to_string() });
    let outer = json!({ "id": id, "method": "Target.sendMessageToTarget", "params": params });
    let mut body = PAGE.map(u64::to_ne_bytes).concat();
    body.extend(outer.to_string().bytes().chain([0]));
    send(out, "SendMessageToBackend", &body).await;
}

async fn send(out: &mut OwnedWriteHalf, name: &str, params: &[u8]) {
    let little_endian = u8::from(cfg!(target_endian = "little"));
    let length = u32::try_from(name.len() + 1 + params.len()).expect("messages are small");
    let mut frame = length.to_be_bytes().to_vec();
    frame.push(little_endian);
    frame.extend(name.bytes().chain([0]));
    frame.extend(params);
    // A browser that has ended makes the caller's own wait fail.
    let _ = out.write_all(&frame).await;
}

async fn receive(incoming: &mut OwnedReadHalf) -> Option<(String, Vec<u8>)> {
    let length = incoming.read_u32().await.ok()?;
    let _byte_order = incoming.read_u8().await.ok()?;
    let mut body = vec![0; length.try_into().ok()?];
    incoming.read_exact(&mut body).await.ok()?;
    let end = body.iter().position(|byte| *byte == 0)?;
    let params = body.split_off(end + 1);
    body.pop();
    Some((String::from_utf8(body).ok()?, params))
}

fn parse_json_at(params: &[u8], start: usize) -> Value {
    let rest = params.get(start..).unwrap_or_default();
    let end = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
    serde_json::from_slice(&rest[..end]).unwrap_or_default()
}

fn record_event(record: &mut Record, event: &Value) {
    match string_at(event, "/method").as_str() {
        "Network.requestWillBeSent" => {
            record.requested_urls.push(string_at(event, "/params/request/url"))
        }
        "Console.messageAdded" => record.messages.push(parse_message(&event["params"]["message"])),
        "Console.messageRepeatCountUpdated" => {
            record.messages.extend(record.messages.last().cloned())
        }
        _ => {}
    }
}

fn parse_message(message: &Value) -> Message {
    let source = match string_at(message, "/source").as_str() {
        "console-api" => Source::Page,
        "javascript" => Source::Exception,
        "security" => Source::Security,
        "network" => Source::Network,
        _ => Source::Browser,
    };
    let level = match string_at(message, "/level").as_str() {
        "error" => Level::Error,
        "warning" => Level::Warning,
        "debug" => Level::Debug,
        _ => Level::Info,
    };
    Message { level, source, text: string_at(message, "/text"), url: string_at(message, "/url") }
}
