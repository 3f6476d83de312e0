//! Mozilla's HTTP Observatory, as it comes from npm, on hosts that answer over TLS as they would.

use std::fs;
use std::path::Path;
use std::process::Command;

use e2e::{ProcessGroup, find_free_port, leashed_command, program, wait_until, workspace};
use serde_json::Value;
use tempfile::TempDir;

use crate::http::get;

/// Caddy in front of other servers, each on a port of its own, with a certificate that it makes itself; whoever
/// comes without TLS is sent to it.
pub struct Front {
    server: ProcessGroup,
    ports: Vec<u16>,
}

/// What the Observatory says of a host.
#[derive(Debug)]
pub struct Report {
    /// The score and the grade.
    pub grade: (i64, String),
    /// The rules that it found broken, and how.
    pub broken: Vec<String>,
}

/// On the port of TLS, too, a visitor without it is sent on: the Observatory looks for that.
const OPTIONS: &str = "{
	admin off
	skip_install_trust
	auto_https disable_redirects
	servers {
		listener_wrappers {
			http_redirect
			tls
		}
	}
}
";

impl Front {
    /// Puts TLS before each of these, which is said in a Caddyfile's words.
    pub async fn of(inner: &[String]) -> Self {
        let home = TempDir::with_prefix("e2e-").expect("the temporary folder must be writable");
        let ports: Vec<u16> = inner.iter().map(|_| find_free_port()).collect();
        let sites = ports.iter().zip(inner).map(|(port, inner)| {
            format!("https://127.0.0.1:{port} {{\n\tbind 127.0.0.1\n\ttls internal\n{inner}\n}}\n")
        });
        let file = home.path().join("Caddyfile");
        fs::write(&file, OPTIONS.to_owned() + &sites.collect::<String>()).expect("a configuration");
        let mut command = leashed_command(&program("CADDY", "caddy", &[]));
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(file);
        command.env("XDG_DATA_HOME", home.path()).env("XDG_CONFIG_HOME", home.path());
        command.env("HOME", home.path());
        let front = Self { server: ProcessGroup::start(command, home), ports };
        wait_until("Caddy has its certificates", async || {
            for port in &front.ports {
                match get(&format!("http://127.0.0.1:{port}/"), &[]).await {
                    Ok(answer) if answer.status == 308 => {}
                    answer => return Err(format!("{answer:?}\n{}", front.server.read_log())),
                }
            }
            if front.authority().is_file() { Ok(()) } else { Err(front.server.read_log()) }
        })
        .await;
        front
    }

    /// What the Observatory says of each, in their order.
    pub fn reports(&self) -> Vec<Report> {
        self.ports.iter().map(|port| report(*port, &self.authority())).collect()
    }

    /// The certificate of the authority that has signed the others.
    fn authority(&self) -> std::path::PathBuf {
        self.server.home().join("caddy/pki/authorities/local/root.crt")
    }
}

/// Runs the scanner as its own command does, but with the test's authority in place of Mozilla's.
fn report(port: u16, authority: &Path) -> Report {
    let package = "target/tools/node/clients/node_modules/@mdn/mdn-http-observatory";
    let package = workspace().join(package);
    assert!(package.is_dir(), "there is no {}: run cargo xtask test", package.display());
    // Its installation downloads the list of hosts that browsers know to have TLS; this one is not in it.
    fs::write(package.join("conf/hsts-preload.json"), "{}").expect("an empty list");
    let output = Command::new(program("NODE", "node", &[]))
        .arg(package.join("src/scan.js"))
        .arg(format!("127.0.0.1:{port}"))
        .env("NODE_EXTRA_CA_CERTS", authority)
        .output()
        .expect("node runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let all: Value = serde_json::from_str(&text)
        .unwrap_or_else(|_| panic!("{text}\n{}", String::from_utf8_lossy(&output.stderr)));
    let scan = &all["scan"];
    let grade = scan["grade"].as_str().unwrap_or_else(|| panic!("there is no grade: {text}"));
    let tests = all["tests"].as_object().into_iter().flatten();
    let broken = tests.filter(|(_, test)| test["pass"] != true);
    Report {
        grade: (scan["score"].as_i64().expect("a score"), grade.to_owned()),
        broken: broken.map(|(name, test)| format!("{name}: {}", test["result"])).collect(),
    }
}
