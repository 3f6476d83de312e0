//! The three engines, how each is asked to start, and what a visitor may prefer.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::paths::program;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Debian's Chromium, new headless mode.
    Chromium,
    /// Debian's Firefox ESR, headless.
    Firefox,
    /// WebKitGTK's MiniBrowser, which needs a display.
    WebKit,
}

/// What a session pretends about its visitor, from its start on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emulation {
    /// `prefers-color-scheme: dark`.
    Dark,
    /// `prefers-reduced-motion: reduce`.
    ReducedMotion,
    /// `forced-colors: active`. WebKit has no such thing: asking for it there panics.
    ForcedColors,
    /// No script of the page runs; the test's own `eval` still does.
    /// In WebKit script elements are dropped by the parser, yet `<noscript>` stays hidden.
    NoScripts,
}

impl Engine {
    /// Every engine.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The driver program, and arguments besides the port.
    pub(crate) fn driver(self) -> (PathBuf, &'static [&'static str]) {
        match self {
            Self::Chromium => (program("CHROMEDRIVER", "chromedriver", &[]), &["--silent"]),
            Self::Firefox => {
                (program("GECKODRIVER", "geckodriver", &[]), &["--websocket-port=0", "--log=fatal"])
            }
            Self::WebKit => {
                assert!(
                    env::var_os("DISPLAY").is_some_and(|display| !display.is_empty()),
                    "WebKit needs a display: run through `cargo xtask test` (it starts Xvfb)"
                );
                (program("WEBKIT_DRIVER", "WebKitWebDriver", &[]), &[])
            }
        }
    }

    /// What to ask of the driver; `home` is the session's own empty folder.
    pub(crate) fn capabilities(self, home: &Path, emulations: &[Emulation]) -> Value {
        match self {
            Self::Chromium => chromium(home),
            Self::Firefox => firefox(emulations),
            Self::WebKit => webkit(home, emulations),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

fn chromium(home: &Path) -> Value {
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": program("CHROMIUM", "chromium", &[]),
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                // Without these three it keeps trying to reach the network.
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                format!("--user-data-dir={}", home.join("profile").display()),
            ],
        },
    })
}

fn firefox(emulations: &[Emulation]) -> Value {
    let mut prefs = json!({ "layout.css.prefers-color-scheme.content-override": 1 });
    for emulation in emulations {
        let (name, value) = match emulation {
            Emulation::Dark => ("layout.css.prefers-color-scheme.content-override", json!(0)),
            Emulation::ReducedMotion => ("ui.prefersReducedMotion", json!(1)),
            Emulation::ForcedColors => ("browser.display.document_color_use", json!(2)),
            Emulation::NoScripts => ("javascript.enabled", json!(false)),
        };
        prefs[name] = value;
    }
    json!({
        "browserName": "firefox",
        "webSocketUrl": true,
        "moz:firefoxOptions": {
            "binary": program("FIREFOX", "firefox-esr", &["/usr/bin/firefox"]),
            "args": ["-headless"],
            "prefs": prefs,
        },
    })
}

/// The driver picks the port of the inspector and tells only its browser, so a shell writes it down first.
fn webkit(home: &Path, emulations: &[Emulation]) -> Value {
    let browser = program(
        "MINIBROWSER",
        "MiniBrowser",
        &[
            "/usr/lib/{triplet}/webkit2gtk-4.1/MiniBrowser",
            "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
        ],
    );
    let mut args = vec![
        json!("-c"),
        json!(r#"printf %s "$WEBKIT_INSPECTOR_SERVER" > "$0"; exec "$@""#),
        json!(home.join("inspector")),
        json!(browser),
        json!("--automation"),
    ];
    if emulations.contains(&Emulation::Dark) {
        args.push(json!("--dark-mode"));
    }
    if emulations.contains(&Emulation::NoScripts) {
        args.push(json!("--enable-javascript-markup=false"));
    }
    assert!(!emulations.contains(&Emulation::ForcedColors), "WebKit knows no forced colors");
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": "/bin/sh", "args": args },
    })
}
