//! The three engines, how each is started, and a visitor's preferences.

use std::fmt;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::paths::find_program;
use crate::process::leashed_command;

/// Runs a program on a virtual display of its own. A display without a window manager draws only the topmost window at
/// full speed, and only the window under the pointer has the focus.
const ON_A_DISPLAY: &str = r#"mkfifo "$E2E_HOME/display"
Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp 3>"$E2E_HOME/display" &
read -r number <"$E2E_HOME/display"
DISPLAY=":$number" exec "$0" "$@""#;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Debian's Chromium, new headless mode.
    Chromium,
    /// Debian's Firefox ESR, headless.
    Firefox,
    /// WebKitGTK's MiniBrowser, on a virtual display: it has no headless mode.
    WebKit,
}

/// A preference or limitation of the visitor that a session emulates from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emulation {
    /// `prefers-color-scheme: dark`.
    Dark,
    /// `prefers-reduced-motion: reduce`.
    ReducedMotion,
    /// `forced-colors: active`. WebKit does not support it: requesting it there panics.
    ForcedColors,
    /// The page's scripts do not run; the test's own `eval` does.
    /// In WebKit the parser drops script elements, yet `<noscript>` stays hidden.
    NoScripts,
}

impl Engine {
    /// Every engine.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The driver's command without its port.
    pub(crate) fn driver_command(self) -> Command {
        match self {
            Self::Chromium => {
                let mut command =
                    leashed_command(&find_program("CHROMEDRIVER", "chromedriver", &[]));
                command.arg("--silent");
                command
            }
            Self::Firefox => {
                let mut command = leashed_command(&find_program("GECKODRIVER", "geckodriver", &[]));
                command.args(["--websocket-port=0", "--log=fatal"]);
                command
            }
            Self::WebKit => {
                let mut command = leashed_command(Path::new("/bin/sh"));
                command.args(["-c", ON_A_DISPLAY]).arg(find_program(
                    "WEBKIT_DRIVER",
                    "WebKitWebDriver",
                    &[],
                ));
                // Without a GPU these more than halve the processor's time for a test: the processor draws by itself instead of emulating OpenGL, and no
                // start searches for media plugins.
                command
                    .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
                    .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
                    .env("GST_PLUGIN_SYSTEM_PATH_1_0", "");
                command
            }
        }
    }

    /// The session's WebDriver capabilities; `home` is its own empty folder.
    pub(crate) fn build_capabilities(self, home: &Path, emulations: &[Emulation]) -> Value {
        match self {
            Self::Chromium => build_chromium_capabilities(home),
            Self::Firefox => build_firefox_capabilities(emulations),
            Self::WebKit => build_webkit_capabilities(home, emulations),
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

fn build_chromium_capabilities(home: &Path) -> Value {
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": find_program("CHROMIUM", "chromium", &[]),
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                // Without these three it keeps connecting to the network.
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                format!("--user-data-dir={}", home.join("profile").display()),
            ],
        },
    })
}

fn build_firefox_capabilities(emulations: &[Emulation]) -> Value {
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
            "binary": find_program("FIREFOX", "firefox-esr", &["/usr/bin/firefox"]),
            "args": ["-headless"],
            "prefs": prefs,
        },
    })
}

/// The driver chooses the inspector's port and passes it to the browser only, so a shell saves it first.
fn build_webkit_capabilities(home: &Path, emulations: &[Emulation]) -> Value {
    let browser = find_program(
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
