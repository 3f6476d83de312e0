//! The Nu Html Checker, which validator.w3.org runs.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use e2e::program;
use serde_json::Value;

use crate::installed;

/// What the checker says of a place.
#[derive(Debug)]
pub struct Fault {
    pub message: String,
    file: String,
    /// The declaration, or what is around a tag.
    source: String,
}

/// What this version of the checker says though it is right.
#[derive(Debug)]
#[expect(
    dead_code,
    reason = "why is read by people, where the list is and where a test names an entry"
)]
pub struct Gap {
    /// How the message begins.
    says: &'static str,
    /// What the place has.
    of: &'static str,
    why: &'static str,
}

/// All that is let pass. Each must occur: what a later version knows is taken off.
pub const GAPS: &[Gap] = &[
    Gap {
        says: "Attribute “part” not allowed",
        of: "part=",
        why: "CSS Shadow Parts: what a host may style of a widget; the checker knows HTML's attributes only",
    },
    Gap {
        says: "CSS: Unrecognized at-rule “@container”",
        of: "@container",
        why: "CSS Containment 3: container queries, in every engine since 2023",
    },
    Gap {
        says: "CSS: “container-type”",
        of: "container-type",
        why: "CSS Containment 3: what container queries ask",
    },
    Gap {
        says: "CSS: “",
        of: "cqi",
        why: "CSS Containment 3: a hundredth of the container's width",
    },
    Gap {
        says: "CSS: “font-size”",
        of: "/ (",
        why: "CSS Values 3: a length divided by a number that a variable holds",
    },
    Gap {
        says: "Inline script violates Content Security Policy",
        of: "<script type=\"application/",
        why: "a data block is no script: HTML prepares none of it, and no engine asks the policy",
    },
    Gap {
        says: "The “list” role is unnecessary",
        of: "role=\"list\"",
        why: "Safari takes a list without markers for none, unless its role is written out",
    },
    Gap {
        says: "Article lacks heading",
        of: "class=\"clipping\"",
        why: "an excerpt is a quotation and has no title; one made up would not be its author's",
    },
];

impl Gap {
    /// Whether the checker means this.
    pub fn covers(&self, fault: &Fault) -> bool {
        fault.message.starts_with(self.says) && fault.source.contains(self.of)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({}: {})", self.message, self.file, self.source)
    }
}

/// Errors, warnings and remarks; no kind of them is left out.
pub fn faults(files: &[PathBuf]) -> Vec<Fault> {
    let output = Command::new(program("JAVA", "java", &[]))
        // Its schema is deep, and how deep the stack of Java is depends on the machine.
        .args(["-Xss8m", "-jar"])
        .arg(installed("node_modules/vnu-jar/build/dist/vnu.jar"))
        .args(["--format", "json", "--also-check-svg"])
        .args(files)
        .output()
        .expect("java runs");
    let all: Value = serde_json::from_slice(&output.stderr)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let messages = all["messages"].as_array().expect("messages");
    messages.iter().map(fault).collect()
}

fn fault(said: &Value) -> Fault {
    let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    let (message, file) = (text("message"), text("url"));
    // Of a sheet it shows ten characters before the place, which may be anywhere in a declaration.
    let source = if message.starts_with("CSS: ") { declaration(said, &file) } else { None };
    Fault { source: source.unwrap_or_else(|| text("extract")), message, file }
}

/// The declaration at whose end, or in which, the checker stopped.
fn declaration(said: &Value, file: &str) -> Option<String> {
    let number = |name: &str| usize::try_from(said[name].as_u64()?).ok();
    let document = fs::read_to_string(file.strip_prefix("file:")?).ok()?;
    let line = document.lines().nth(number("lastLine")? - 1)?;
    let before: String = line.chars().take(number("lastColumn")?).collect();
    let before = before.trim_end_matches([';', '}']);
    before.rsplit([';', '{', '}']).next().map(str::to_owned)
}
