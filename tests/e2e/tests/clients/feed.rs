//! rss-parser, which many feed readers in JavaScript use.

use std::process::Command;

use e2e::find_program;
use serde_json::Value;

use super::build::build_site;
use super::installed_path;

/// Builds a site with this press review at this address, and parses its feed.
pub fn read(press: &str, url: &str) -> Value {
    let site = build_site("usual", Some(("press.json", press)), url);
    let output = Command::new(find_program("NODE", "node", &[]))
        .arg(installed_path("feed.mjs"))
        .arg(site.path().join("feed.xml"))
        .output()
        .expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}
