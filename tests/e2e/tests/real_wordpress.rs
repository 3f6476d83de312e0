//! A real WordPress, as Debian has it, with its own theme: an author's posts with pasted addresses, and with the
//! plugin's blocks and shortcode.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::Command;

use e2e::{Engine, ProcessGroup, Site};
use e2e::{axe, find_free_port, find_program, hosted_dir, leashed_command, run};
use e2e::{wait_for_value, wait_until, workspace_dir};
use serde_json::{Value, json};
use tempfile::TempDir;

const SECTIONS: [&str; 4] = ["mission", "testimonials", "partners", "press"];

/// WordPress, its database and its web server, until it is dropped.
struct WordPress {
    _database: ProcessGroup,
    _server: ProcessGroup,
    url: String,
    /// The numbers of the posts.
    posts: Value,
}

impl WordPress {
    /// Installs WordPress with the plugin and the posts of `tests/hosts/wordpress/install.php`.
    async fn start(site: &Site) -> Self {
        let database_home = TempDir::with_prefix("e2e-").expect("a temporary folder");
        let socket = database_home.path().join("socket");
        let data = database_home.path().join("data");
        let server = find_program("MARIADBD", "mariadbd", &["/usr/sbin/mariadbd"]);
        let mut install =
            Command::new(find_program("MARIADB_INSTALL_DB", "mariadb-install-db", &[]));
        let user = "--user=root";
        run_to_end(
            install
                .arg(user)
                .arg("--auth-root-authentication-method=normal")
                .arg(option("datadir", &data)),
        );
        let mut command = leashed_command(&server);
        command
            .args(["--no-defaults", user, "--skip-networking"])
            .args([option("datadir", &data), option("socket", &socket)]);
        let database = ProcessGroup::start(command, database_home);
        let client = find_program("MARIADB", "mariadb", &[]);
        let query = |text: &str| {
            let mut command = Command::new(&client);
            command.args(["--no-defaults", "--user=root", "--execute", text]);
            let output = command.arg(option("socket", &socket)).output().expect("the client");
            if output.status.success() {
                Ok(())
            } else {
                Err(String::from_utf8_lossy(&output.stderr).into_owned())
            }
        };
        wait_until("the database answers", async || query("SELECT 1")).await;
        query("CREATE DATABASE wordpress").expect("a database");

        let home = TempDir::with_prefix("e2e-").expect("a temporary folder");
        let folder = home.path().join("wordpress");
        run_to_end(Command::new("cp").args(["-rL", "/usr/share/wordpress"]).arg(&folder));
        let own = workspace_dir().join("tests/hosts/wordpress");
        // Debian's own configuration is a link into /etc.
        fs::remove_file(folder.join("wp-config.php")).ok();
        fs::copy(own.join("wp-config.php"), folder.join("wp-config.php")).expect("a file");
        let always = folder.join("wp-content/mu-plugins");
        fs::create_dir_all(&always).expect("a folder");
        fs::copy(own.join("loopback.php"), always.join("loopback.php")).expect("a file");

        let port = find_free_port();
        let url = format!("http://127.0.0.1:{port}");
        let environment = [
            ("WORDPRESS_SOCKET", socket.display().to_string()),
            ("WORDPRESS_HOME", url.clone()),
            ("NEXT_LEVEL_SITE", site.url("/")),
            // The built-in server answers one request at a time otherwise.
            ("PHP_CLI_SERVER_WORKERS", "4".to_owned()),
        ];
        let php = find_program("PHP", "php", &[]);
        let quiet = ["-d", "error_reporting=E_ALL & ~E_DEPRECATED", "-d", "display_errors=stderr"];
        let mut install = Command::new(&php);
        install.args(quiet).arg(own.join("install.php")).arg(&folder);
        install.arg(hosted_dir().join("root/dist/embed/wordpress.zip")).envs(environment.clone());
        // It fetches the plugin's and the sections' files from this very program.
        let posts = tokio::task::spawn_blocking(move || run_to_end(&mut install));
        let posts = posts.await.expect("the installation ends");
        let posts = serde_json::from_str(&posts).unwrap_or_else(|error| panic!("{error}: {posts}"));
        let mut command = leashed_command(&php);
        command
            .args(quiet)
            .args(["-S", &format!("127.0.0.1:{port}"), "-t"])
            .arg(&folder)
            .envs(environment);
        let server = ProcessGroup::start(command, home);
        wait_until("the web server listens", async || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port))
        })
        .await;
        Self { _database: database, _server: server, url, posts }
    }

    fn post(&self, name: &str) -> String {
        format!("{}/?p={}", self.url, self.posts[name])
    }
}

fn option(name: &str, path: &Path) -> String {
    format!("--{name}={}", path.display())
}

/// Runs a command, and returns what it prints.
fn run_to_end(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
#[ignore = "needs WordPress; cargo xtask test --all installs it and runs it"]
fn an_author_s_posts_show_every_section() {
    run(Engine::Chromium, "real_wordpress", async |browser| {
        let site = Site::folder(&hosted_dir().join("root/dist")).await.allow_other_origins();
        let wordpress = WordPress::start(&site).await;
        let page = browser.open("about:blank").await;
        for width in [360, 1280] {
            page.resize(width, 800).await;
            for section in SECTIONS {
                let what = format!("{section} at {width} px");
                page.open(&wordpress.post(section)).await;
                let frame = page.find_css("iframe.wp-embedded-content").await;
                page.scroll_into_view(&frame).await;
                frame.clone().enter_frame().await.expect("a frame");
                wait_for_value(&format!("{what}: the frame has what it shows, and its link"), json!(true), async || {
                    let fits = "const { bottom } = document.querySelector('.embed__source').getBoundingClientRect();
                        return innerHeight <= 1000 && innerHeight >= bottom && innerHeight - bottom < 2";
                    page.eval(fits, vec![]).await
                })
                .await;
                page.client().clone().enter_parent_frame().await.expect("the post");
                assert_eq!(page.eval(SCROLLS_SIDEWAYS, vec![]).await, false, "{what}");
                page.save_screenshot(&format!("real-wordpress-{section}-{width}")).await;
            }
            page.open(&wordpress.post("plugin")).await;
            let all_ready = "return Promise.all([...document.querySelectorAll('main *')]
                .filter(({ localName }) => localName.startsWith('next-level-'))
                .map(element => (element.loading = 'eager', element.ready)))
                .then(all => all.map(({ section }) => section))";
            page.wait_for_loader().await;
            assert_eq!(page.eval(all_ready, vec![]).await, json!(SECTIONS), "{width} px");
            assert_eq!(page.eval(SCROLLS_SIDEWAYS, vec![]).await, false, "{width} px");
            let options = "const [voices, press] = ['testimonials', 'press'].map(name => document.querySelector(`next-level-${name}`));
                return [voices.layout, voices.limit, press.limit, press.getAttributeNames(),
                    [...document.querySelectorAll('next-level-mission, next-level-partners')].map(({ style }) => style.minHeight.startsWith('clamp'))]";
            assert_eq!(
                page.eval(options, vec![]).await,
                json!([
                    "list",
                    1,
                    2,
                    ["layout", "limit", "heading-level", "loading"],
                    [true, true]
                ]),
                "an unknown value is passed on as a value; whole sections reserve their height"
            );
            page.save_screenshot(&format!("real-wordpress-plugin-{width}")).await;
            let ours: Vec<_> = axe::find_violations(&page)
                .await
                .into_iter()
                .filter(|violation| violation.contains("next-level-"))
                .collect();
            assert_eq!(ours, [""; 0], "{width} px");
        }
        let mut messages = page.read_console().await;
        // WordPress's own page has no icon.
        messages.retain(|message| !message.url.ends_with("/favicon.ico"));
        let (warnings, others): (Vec<_>, _) =
            messages.into_iter().partition(|message| message.text.contains("layout"));
        assert_eq!(others, []);
        assert!(!warnings.is_empty(), "the element reports the unknown value");
    });
}

const SCROLLS_SIDEWAYS: &str = "return document.documentElement.scrollWidth > innerWidth";
