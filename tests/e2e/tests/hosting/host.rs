//! The servers, configured as in `docs/hosting.md`, on a copy of `dist`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use e2e::{
    ProcessGroup, copy_folder, find_free_port, find_program, hosted_dir, leashed_command,
    wait_until, workspace_dir,
};
use tempfile::TempDir;

use super::http::try_fetch;

/// A server, or a hosting provider's runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    Nginx,
    Caddy,
    Cloudflare,
}

/// The site on a host, until it is dropped.
pub struct Served {
    pub host: Host,
    /// The URL of the site's folder, ending with `/`.
    pub base: String,
    /// The copy of `dist` that is served; changes of it apply on the host.
    pub folder: PathBuf,
    server: ProcessGroup,
}

/// The root folder in a recipe, to be replaced.
const ROOT: &str = "/var/www/le-next-level";

impl Host {
    /// Serves the build in a folder of the host: `/` or `/a/b/`. The site is the same in both;
    /// the host's configuration is the one that dist wrote for the folder.
    pub async fn serve(self, folder_path: &str) -> Served {
        let hosted = check_hosted_dir();
        let home = TempDir::with_prefix("e2e-").expect("the temporary folder must be writable");
        let root = home.path().join("www");
        let folder = root.join(folder_path.trim_matches('/'));
        copy_folder(&hosted.join("root/dist"), &folder);
        let recipes = hosted.join(if folder_path == "/" { "root/hosting" } else { "sub/hosting" });
        let port = find_free_port();
        let mut command = match self {
            Self::Nginx => nginx_command(home.path(), &root, &recipes, port),
            Self::Caddy => caddy_command(home.path(), &root, &recipes, port),
            Self::Cloudflare => {
                if folder_path != "/" {
                    // Cloudflare reads only the root's.
                    fs::remove_file(folder.join("_headers")).expect("dist has a _headers");
                    fs::copy(recipes.join("_headers"), root.join("_headers")).expect("a copy");
                }
                cloudflare_command(home.path(), &root, port)
            }
        };
        command.env("HOME", home.path());
        let server = ProcessGroup::start(command, home);
        let base = format!("http://127.0.0.1:{port}{folder_path}");
        let served = Served { host: self, base, folder, server };
        if self == Self::Cloudflare {
            // It takes seconds to start, and more on a busy machine.
            wait_until("Cloudflare's runtime has read the site", async || {
                let log = served.server.read_log();
                if log.contains("Starting local server") { Ok(()) } else { Err(log) }
            })
            .await;
        }
        wait_until(&format!("{self:?} answers"), async || {
            match try_fetch(&served.base, &[]).await {
                Ok(response) if response.status == 200 => Ok(()),
                Ok(response) => Err(format!("{}\n{}", response.status, served.server.read_log())),
                Err(error) => Err(format!("{error}\n{}", served.server.read_log())),
            }
        })
        .await;
        served
    }
}

impl Served {
    /// The URL of a file of the site.
    pub fn url(&self, path: &str) -> String {
        [&self.base, path].concat()
    }
}

/// The folders to host; panics if one of them has not been built.
pub fn check_hosted_dir() -> PathBuf {
    let folder = hosted_dir();
    for folder_path in ["root", "sub"] {
        let dist = folder.join(folder_path).join("dist/index.html");
        assert!(dist.is_file(), "there is no {}: run cargo xtask test", dist.display());
    }
    folder
}

/// Debian's nginx, with the server block as written except for its name and root.
fn nginx_command(home: &Path, root: &Path, recipes: &Path, port: u16) -> Command {
    let site = read_recipe(&recipes.join("nginx.conf"))
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace(ROOT, &root.display().to_string());
    fs::write(home.join("site.conf"), site).expect("a configuration");
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("    {name}_temp_path {};\n", home.join(name).display()))
        .concat();
    let whole = format!(
        "daemon off;\nuser root;\nworker_processes 1;\npid {pid};\nerror_log stderr;\n\
         include /etc/nginx/modules-enabled/*.conf;\nevents {{}}\nhttp {{\n{temporary}    \
         include /etc/nginx/mime.types;\n    default_type application/octet-stream;\n    \
         access_log off;\n    include {site};\n}}\n",
        pid = home.join("pid").display(),
        site = home.join("site.conf").display(),
    );
    let path = home.join("nginx.conf");
    fs::write(&path, whole).expect("a configuration");
    let mut command = leashed_command(&find_program("NGINX", "nginx", &["/usr/sbin/nginx"]));
    command.args(["-e", "stderr", "-c"]).arg(path);
    command
}

/// Debian's Caddy, with the file as written except for its name and root, and without a certificate.
fn caddy_command(home: &Path, root: &Path, recipes: &Path, port: u16) -> Command {
    let file = read_recipe(&recipes.join("Caddyfile"))
        .replace("exemple.org {", &format!("http://127.0.0.1:{port} {{"))
        .replace(ROOT, &root.display().to_string());
    let alone = "{\n\tadmin off\n\tauto_https off\n}\n";
    let path = home.join("Caddyfile");
    fs::write(&path, [alone, &file].concat()).expect("a configuration");
    let mut command = leashed_command(&find_program("CADDY", "caddy", &[]));
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(path);
    command.env("XDG_DATA_HOME", home).env("XDG_CONFIG_HOME", home);
    command
}

/// Cloudflare Pages' own runtime; it tries to reach the network, and runs without.
fn cloudflare_command(home: &Path, root: &Path, port: u16) -> Command {
    let wrangler =
        workspace_dir().join("target/tools/node/wrangler/node_modules/wrangler/bin/wrangler.js");
    assert!(wrangler.is_file(), "there is no {}: run cargo xtask test", wrangler.display());
    let mut command = leashed_command(&find_program("NODE", "node", &[]));
    command.arg(wrangler).args(["pages", "dev"]).arg(root);
    command.args(["--ip", "127.0.0.1", "--port", &port.to_string()]);
    // Two of them must not share the default port.
    command.args(["--inspector-port", &find_free_port().to_string()]);
    command.args(["--compatibility-date", "2025-01-01"]);
    command.current_dir(home).env("WRANGLER_SEND_METRICS", "false").env("CI", "1");
    command
}

fn read_recipe(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("no {}: {error}", path.display()))
}
