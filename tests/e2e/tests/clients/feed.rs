//! rss-parser, as many feed readers made with JavaScript have it.

use std::process::Command;

use e2e::program;
use serde_json::Value;

use crate::installed;
use crate::made::made;

/// What it reads in the feed of a site with this press review, at this address.
pub fn read(press: &str, url: &str) -> Value {
    let site = made("usual", Some(("press.json", press)), url);
    let output = Command::new(program("NODE", "node", &[]))
        .arg(installed("feed.mjs"))
        .arg(site.path().join("feed.xml"))
        .output()
        .expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}
