//! The Nu Html Checker, which validator.w3.org runs.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use e2e::find_program;
use serde_json::Value;

use super::installed_path;

/// One message of the checker.
#[derive(Debug)]
pub struct Message {
    pub text: String,
    file: String,
    /// The CSS declaration, or the markup around the position.
    source: String,
}

/// A message of this version of the checker about correct code.
#[derive(Debug)]
#[expect(dead_code, reason = "people read it, in the list and in the failure of a test")]
pub struct FalsePositive {
    /// The beginning of the message.
    prefix: &'static str,
    /// A part of the message's source.
    source: &'static str,
    reason: &'static str,
}

/// All accepted messages. Each must occur, so that the list shrinks when a later version is fixed.
pub const FALSE_POSITIVES: &[FalsePositive] = &[
    FalsePositive {
        prefix: "Attribute “part” not allowed",
        source: "part=",
        reason: "CSS Shadow Parts: what a host may style of a widget; the checker knows HTML's attributes only",
    },
    FalsePositive {
        prefix: "CSS: Unrecognized at-rule “@container”",
        source: "@container",
        reason: "CSS Containment 3: container queries, in every engine since 2023",
    },
    FalsePositive {
        prefix: "CSS: “container-type”",
        source: "container-type",
        reason: "CSS Containment 3: what container queries ask",
    },
    FalsePositive {
        prefix: "CSS: “",
        source: "cqi",
        reason: "CSS Containment 3: a hundredth of the container's width",
    },
    FalsePositive {
        prefix: "CSS: “font-size”",
        source: "/ (",
        reason: "CSS Values 3: a length divided by a number that a variable holds",
    },
    FalsePositive {
        prefix: "Inline script violates Content Security Policy",
        source: "<script type=\"application/",
        reason: "a data block is no script: HTML prepares none of it, and no engine asks the policy",
    },
    FalsePositive {
        prefix: "A “link” element with a “blocking” attribute must have a “rel” attribute",
        source: "rel=\"expect\"",
        reason: "HTML, “link type expect”: the first paint waits for an element; Chromium's since 2024",
    },
    FalsePositive {
        prefix: "The “list” role is unnecessary",
        source: "role=\"list\"",
        reason: "Safari takes a list without markers for none, unless its role is written out",
    },
    FalsePositive {
        prefix: "Article lacks heading",
        source: "class=\"clipping\"",
        reason: "an excerpt is a quotation and has no title; one made up would not be its author's",
    },
];

impl FalsePositive {
    /// Whether the message is this false positive.
    pub fn covers(&self, message: &Message) -> bool {
        message.text.starts_with(self.prefix) && message.source.contains(self.source)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({}: {})", self.text, self.file, self.source)
    }
}

/// Checks files, and returns the checker's errors, warnings and remarks.
pub fn check(files: &[PathBuf]) -> Vec<Message> {
    let output = Command::new(find_program("JAVA", "java", &[]))
        // Its schema needs a deep stack, and Java's default size depends on the machine.
        .args(["-Xss8m", "-jar"])
        .arg(installed_path("node_modules/vnu-jar/build/dist/vnu.jar"))
        .args(["--format", "json", "--also-check-svg"])
        .args(files)
        .output()
        .expect("java runs");
    let all: Value = serde_json::from_slice(&output.stderr)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let messages = all["messages"].as_array().expect("messages");
    messages.iter().map(parse_message).collect()
}

fn parse_message(entry: &Value) -> Message {
    let string = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    let (text, file) = (string("message"), string("url"));
    // For CSS the extract is ten characters, which may begin anywhere in a declaration.
    let source = if text.starts_with("CSS: ") { find_declaration(entry, &file) } else { None };
    Message { source: source.unwrap_or_else(|| string("extract")), text, file }
}

/// Finds the CSS declaration at the message's position.
fn find_declaration(entry: &Value, file: &str) -> Option<String> {
    let number = |name: &str| usize::try_from(entry[name].as_u64()?).ok();
    let document = fs::read_to_string(file.strip_prefix("file:")?).ok()?;
    let line = document.lines().nth(number("lastLine")? - 1)?;
    let before: String = line.chars().take(number("lastColumn")?).collect();
    let before = before.trim_end_matches([';', '}']);
    before.rsplit([';', '{', '}']).next().map(str::to_owned)
}
