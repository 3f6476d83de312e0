//! Mozilla's HTTP Observatory, from npm, on hosts behind TLS.

use std::fs;
use std::path::Path;
use std::process::Command;

use e2e::{ProcessGroup, find_free_port, find_program, leashed_command, wait_until, workspace_dir};
use serde_json::Value;
use tempfile::TempDir;

use super::http::try_fetch;

/// Caddy as a TLS proxy of other servers, each on a port of its own, with certificates of its own authority; requests
/// without TLS are redirected.
pub struct TlsProxy {
    server: ProcessGroup,
    ports: Vec<u16>,
}

/// The Observatory's report on a host.
#[derive(Debug)]
pub struct Report {
    /// The score and the grade.
    pub grade: (i64, String),
    /// The rules that the host fails, and how.
    pub failed_rules: Vec<String>,
}

/// Redirects plain HTTP on the TLS port, too, which the Observatory tests.
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

impl TlsProxy {
    /// Starts a proxy for each of these, given as the body of a site in a Caddyfile.
    pub async fn start(sites_config: &[String]) -> Self {
        let home = TempDir::with_prefix("e2e-").expect("the temporary folder must be writable");
        let ports: Vec<u16> = sites_config.iter().map(|_| find_free_port()).collect();
        let sites = ports.iter().zip(sites_config).map(|(port, sites_config)| {
            format!("https://127.0.0.1:{port} {{\n\tbind 127.0.0.1\n\ttls internal\n{sites_config}\n}}\n")
        });
        let file = home.path().join("Caddyfile");
        fs::write(&file, OPTIONS.to_owned() + &sites.collect::<String>()).expect("a configuration");
        let mut command = leashed_command(&find_program("CADDY", "caddy", &[]));
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(file);
        command.env("XDG_DATA_HOME", home.path()).env("XDG_CONFIG_HOME", home.path());
        command.env("HOME", home.path());
        let proxy = Self { server: ProcessGroup::start(command, home), ports };
        wait_until("Caddy has its certificates", async || {
            for port in &proxy.ports {
                match try_fetch(&format!("http://127.0.0.1:{port}/"), &[]).await {
                    Ok(response) if response.status == 308 => {}
                    result => return Err(format!("{result:?}\n{}", proxy.server.read_log())),
                }
            }
            if proxy.authority().is_file() { Ok(()) } else { Err(proxy.server.read_log()) }
        })
        .await;
        proxy
    }

    /// The reports on all sites, in their order.
    pub fn scan(&self) -> Vec<Report> {
        self.ports.iter().map(|port| scan_port(*port, &self.authority())).collect()
    }

    /// The certificate of the authority that signed the others.
    fn authority(&self) -> std::path::PathBuf {
        self.server.home().join("caddy/pki/authorities/local/root.crt")
    }
}

/// Runs the scanner like its own command, but with the test's certificate authority.
fn scan_port(port: u16, authority: &Path) -> Report {
    let package = "target/tools/node/clients/node_modules/@mdn/mdn-http-observatory";
    let package = workspace_dir().join(package);
    assert!(package.is_dir(), "there is no {}: run cargo xtask test", package.display());
    // Its installation downloads the HSTS preload list, which does not contain this host.
    fs::write(package.join("conf/hsts-preload.json"), "{}").expect("an empty list");
    let output = Command::new(find_program("NODE", "node", &[]))
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
    let failed = tests.filter(|(_, test)| test["pass"] != true);
    Report {
        grade: (scan["score"].as_i64().expect("a score"), grade.to_owned()),
        failed_rules: failed.map(|(name, test)| format!("{name}: {}", test["result"])).collect(),
    }
}
