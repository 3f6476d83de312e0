//! The hosted folder on real servers: nginx, Caddy and Cloudflare Pages' own runtime, each at the root and in
//! a sub-folder, configured with the files that dist wrote.

mod addresses;
mod host;
mod http;
mod observatory;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use e2e::{Browser, Engine, Level, Role, Session, Site, Source};
use e2e::{read_content, run, scenarios, wait_for_value, wait_until, workspace_dir};
use serde_json::{Value, json};

use addresses::{every_linked_picture_is_served, redirections_stay_on_the_site};
use host::{Host, Served, check_hosted_dir};
use http::fetch;
use observatory::TlsProxy;

const CACHE_FOREVER: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";
const CACHE_FOR_MINUTES: &str = "public, max-age=300, stale-while-revalidate=604800";

/// The headers of every response.
const COMMON_HEADERS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("strict-transport-security", "max-age=31536000"),
];

/// Defines a test of each scenario for each host and folder.
macro_rules! for_each_host {
    ($($name:ident),+ $(,)?) => {
        for_each_host! { in nginx_at_the_root(Nginx, "/") $($name)+ }
        for_each_host! { in nginx_in_a_folder(Nginx, "/a/b/") $($name)+ }
        for_each_host! { in caddy_at_the_root(Caddy, "/") $($name)+ }
        for_each_host! { in caddy_in_a_folder(Caddy, "/a/b/") $($name)+ }
        for_each_host! { in cloudflare_at_the_root(Cloudflare, "/") $($name)+ }
        for_each_host! { in cloudflare_in_a_folder(Cloudflare, "/a/b/") $($name)+ }
    };
    (in $module:ident($host:ident, $folder:literal) $($name:ident)+) => {
        mod $module { $(
            #[test]
            fn $name() {
                let test = concat!("hosting::", stringify!($module), "::", stringify!($name));
                e2e::run(e2e::Engine::Chromium, test, async |browser| {
                    let served = crate::hosting::host::Host::$host.serve($folder).await;
                    super::$name(&served, browser).await;
                });
            }
        )+ }
    };
}

for_each_host! {
    the_page_works_under_its_policy_without_messages,
    every_path_has_the_documented_headers,
    unchanged_files_are_not_sent_again_and_changed_ones_are,
    compressed_files_are_sent_and_unknown_paths_get_the_404_page,
    widgets_and_frames_work_on_another_site,
    every_linked_picture_is_served,
    redirections_stay_on_the_site,
}

async fn the_page_works_under_its_policy_without_messages(served: &Served, browser: Browser) {
    let page = browser.open(&served.base).await;
    page.wait_for_hydration().await;
    page.find_button("Témoignage suivant").await;
    let own = BTreeSet::from([served.base.split('/').take(3).collect::<Vec<_>>().join("/")]);
    assert_eq!(page.read_origins().await, own, "no other origin is asked");
    let fonts = "return document.fonts.ready.then(() => [...document.fonts]
        .filter(face => face.status == 'loaded').map(face => face.family).join())";
    let fonts = page.eval(fonts, vec![]).await.to_string();
    assert!(fonts.contains("Next Level Affiche") && fonts.contains("Next Level Texte"), "{fonts}");
    assert_linked_data_is_readable(&page).await;
    let xml = "return Promise.all(['feed.xml', 'sitemap.xml'].map(file => fetch(file).then(r => r.text())
        .then(text => new DOMParser().parseFromString(text, 'text/xml'))
        .then(xml => !xml.querySelector('parsererror') && xml.querySelectorAll('item, loc').length)))";
    let count = |file: &str, list: &str| read_content(file)[list].as_array().map_or(0, Vec::len);
    let excerpts = count("press.json", "excerpts");
    let addresses = 1 + count("testimonials.json", "testimonials");
    assert_eq!(page.eval(xml, vec![]).await, json!([excerpts, addresses]));
    assert_eq!(page.read_console().await, []);
    assert_injected_code_does_not_run(&page).await;
}

/// Asserts that the data block is readable under the policy, and lists the organisation and the quotations.
async fn assert_linked_data_is_readable(page: &Session) {
    let types = "const data = document.querySelector('script[type=\"application/ld+json\"]');
        return JSON.parse(data.textContent)['@graph'].map(thing => thing['@type'])";
    let types = page.eval(types, vec![]).await;
    assert_eq!(types[0], "Organization");
    let count = |file: &str, list: &str| read_content(file)[list].as_array().map_or(0, Vec::len);
    let quoted = count("press.json", "excerpts") + count("testimonials.json", "testimonials");
    assert_eq!(types.as_array().map(Vec::len), Some(1 + quoted), "{types}");
}

/// Asserts that an injected script and an injected style do not apply, as they would without the policy.
async fn assert_injected_code_does_not_run(page: &Session) {
    let inject = "window.blocked = [];
        addEventListener('securitypolicyviolation', event => blocked.push(event.effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
        const paragraph = document.createElement('p');
        paragraph.setAttribute('style', 'color: red');
        document.body.append(paragraph)";
    page.eval(inject, vec![]).await;
    // The policy in the header and the one in the page each report it, in tasks of their own.
    wait_for_value(
        "the directives that blocked",
        json!(["script-src-elem", "style-src-attr"]),
        async || page.eval("return [...new Set(blocked)].sort()", vec![]).await,
    )
    .await;
    assert_eq!(page.eval("return window.ran", vec![]).await, Value::Null, "an injected script ran");
}

async fn every_path_has_the_documented_headers(served: &Served, _: Browser) {
    let docs =
        fs::read_to_string(workspace_dir().join("docs/hosting.md")).expect("docs/hosting.md");
    for value in [CACHE_FOREVER, REVALIDATE, CACHE_FOR_MINUTES]
        .into_iter()
        .chain(COMMON_HEADERS.map(|(_, value)| value))
    {
        assert!(docs.contains(&format!("`{value}`")), "docs/hosting.md does not say `{value}`");
    }
    let mut paths = list_files(&served.folder);
    paths.insert(String::new());
    assert!(paths.len() > 15, "{paths:?}");
    for path in paths {
        let response = fetch(&served.url(&path), &[]).await;
        let (path, response) = match path.strip_suffix(".html") {
            Some(without_extension) if served.host == Host::Cloudflare => {
                assert_eq!(response.status, 308, "{path}");
                let address = without_extension.strip_suffix("index").unwrap_or(without_extension);
                if address.is_empty() {
                    continue;
                }
                let response = fetch(&served.url(address), &[]).await;
                (format!("{without_extension}.html"), response)
            }
            _ => (path, response),
        };
        // The 404 page has no fixed status of its own.
        let status = if path == "404.html" { response.status } else { 200 };
        assert_eq!(response.status, status, "{path}");
        let file = if path.is_empty() { "index.html" } else { &path };
        assert_eq!(response.body, fs::read(served.folder.join(file)).expect("the file"), "{path}");
        for (name, value) in COMMON_HEADERS {
            assert_eq!(response.header(name), value, "{name} of {path}");
        }
        let cache = match &*path {
            "embed/v1.js" | "embed/v1/widget.js" => CACHE_FOR_MINUTES,
            path if path.starts_with("assets/") || path.starts_with("embed/v1/loader-") => {
                CACHE_FOREVER
            }
            _ => REVALIDATE,
        };
        assert_eq!(response.header("cache-control"), cache, "{path}");
        // There with `dist --editor` only, as for `cargo xtask test --all`.
        let form = file.starts_with("admin/");
        assert_eq!(response.header("x-robots-tag"), if form { "noindex" } else { "" }, "{path}");
        let embed = file.starts_with("embed/");
        let [origin, resource, isolated] = [
            "access-control-allow-origin",
            "cross-origin-resource-policy",
            "cross-origin-embedder-policy",
        ]
        .map(|name| response.header(name));
        // Cloudflare lets every origin read its responses, unless another value is set.
        let unset = if served.host == Host::Cloudflare { "*" } else { "" };
        let is_own = form || file.ends_with(".html") && !embed;
        let expected = if is_own { (unset, "same-origin") } else { ("*", "cross-origin") };
        assert_eq!((&*origin, &*resource), expected, "{path}");
        let framed = embed && file.ends_with(".html");
        assert_eq!(isolated, if framed { "require-corp" } else { "" }, "{path}");
        let policy = response.header("content-security-policy");
        if form {
            let page =
                fs::read_to_string(served.folder.join("admin/index.html")).expect("its page");
            assert_eq!(policy, read_policy(&page) + "; frame-ancestors 'none'", "{path}");
        } else if file.ends_with(".html") {
            let ancestors = if embed { "" } else { "; frame-ancestors 'self'" };
            let own = read_policy(&response.text()) + ancestors;
            assert_eq!(policy, own, "the header says what {path} says of itself");
            assert!(policy.len() <= 2000 && !policy.contains("unsafe-inline"), "{policy}");
        } else {
            assert_eq!(policy, "script-src 'none'", "{path}");
        }
        let expected = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "" | "html" => "text/html; charset=utf-8",
            "wasm" => "application/wasm",
            "json" => "application/json",
            "js" => "javascript",
            "png" => "image/png",
            "ico" => "image/",
            _ => "",
        };
        let kind = response.header("content-type");
        assert!(kind.contains(expected), "{path} is {kind}");
    }
}

async fn unchanged_files_are_not_sent_again_and_changed_ones_are(served: &Served, _: Browser) {
    // Content has no precompressed siblings, the page has.
    for (path, file) in [("content/press.json", "content/press.json"), ("", "index.html")] {
        let url = served.url(path);
        let compressed = ("accept-encoding", "br");
        let first = fetch(&url, &[compressed]).await;
        let tag = first.header("etag");
        assert!(!tag.is_empty(), "{path} has no ETag");
        let again = fetch(&url, &[compressed, ("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path} is unchanged");

        let siblings = fs::exists(served.folder.join(format!("{file}.br"))).expect("the folder");
        assert_eq!(siblings, path.is_empty(), "content has no sibling to be served in its place");

        // The same length to the byte, compressed or not.
        for end in ["", ".br", ".gz"] {
            let name = served.folder.join(format!("{file}{end}"));
            if let Ok(mut bytes) = fs::read(&name) {
                let last = bytes.len() - 2;
                bytes[last] = if bytes[last] == b'\n' { b' ' } else { b'\n' };
                fs::write(&name, bytes).expect("the copy can be changed");
            }
        }
        let changed = async || fetch(&url, &[compressed, ("if-none-match", &tag)]).await;
        let response = if served.host == Host::Cloudflare {
            // Its runtime reads a folder again when it notices a change; the real one is only deployed as a whole.
            wait_until("the change is noticed", async || {
                Some(changed().await).filter(|response| response.status == 200)
            })
            .await
        } else {
            changed().await
        };
        assert_eq!(response.status, 200, "{path}: a wrong 304 after a change of equal length");
        assert_ne!(response.body, first.body, "{path}");
        assert_ne!(response.header("etag"), tag, "{path}");
    }
}

async fn compressed_files_are_sent_and_unknown_paths_get_the_404_page(
    served: &Served,
    browser: Browser,
) {
    for path in list_files(&served.folder).into_iter().filter(|path| !path.ends_with("404.html")) {
        let sibling = served.folder.join(format!("{path}.br"));
        let url = if path == "index.html" { served.base.clone() } else { served.url(&path) };
        let response = fetch(&url, &[("accept-encoding", "br")]).await;
        match served.host {
            Host::Cloudflare if path.ends_with(".wasm") || path.ends_with(".js") => {
                assert_eq!(response.header("content-encoding"), "br", "{path}");
            }
            Host::Cloudflare => {}
            Host::Nginx | Host::Caddy if sibling.is_file() => {
                assert_eq!(response.header("content-encoding"), "br", "{path}");
                assert_eq!(
                    response.body,
                    fs::read(&sibling).expect("a file"),
                    "{path}: dist's own"
                );
                assert!(
                    response.header("vary").to_lowercase().contains("accept-encoding"),
                    "{path}"
                );
                let response = fetch(&url, &[("accept-encoding", "gzip")]).await;
                assert_eq!(response.header("content-encoding"), "gzip", "{path}");
            }
            Host::Nginx | Host::Caddy => {
                assert_eq!(response.header("content-encoding"), "", "{path} has no sibling");
            }
        }
    }
    let url = served.url("x/y/z");
    let response = fetch(&url, &[]).await;
    assert_eq!(response.status, 404);
    assert_eq!(response.body, fs::read(served.folder.join("404.html")).expect("a file"));
    let page = browser.open(&url).await;
    page.find(Role::Heading, "PAGE INTROUVABLE").await;
    let home = page.find_link("Aller à l’accueil").await;
    let home = home.prop("href").await.expect("a link has an address");
    assert_eq!(home.as_deref(), Some("https://exemple.org/"));
    let background =
        "return getComputedStyle(document.querySelector('.mission__poster')).backgroundColor";
    let background = page.eval(background, vec![]).await;
    assert!(
        background != "rgba(0, 0, 0, 0)" && background != "rgb(255, 255, 255)",
        "it has the site's look: {background}"
    );
    page.save_screenshot("hosting-404").await;
    let mut others = page.read_console().await;
    others.retain(|message| message.source != Source::Network || message.url != url);
    assert_eq!(others, [], "it needs nothing but itself");
}

/// A cross-origin isolated page embeds a section as an element, in a frame, and in a frame without an origin.
async fn widgets_and_frames_work_on_another_site(served: &Served, browser: Browser) {
    let base = &served.base;
    let frame = |sandbox: &str| {
        format!(
            "<iframe title=a data-next-level height=200 {sandbox} src=\"{base}embed/v1/partners.html\"></iframe>"
        )
    };
    let host = format!(
        "<!doctype html><html lang=fr><title>Une page</title><link rel=icon href='data:,'>
         <next-level-testimonials loading=eager></next-level-testimonials>{}{}
         <script type=module src=\"{base}embed/v1.js\"></script>",
        frame(""),
        frame("sandbox=allow-scripts"),
    );
    let host = Site::pages([("/", &*host)]).await;
    host.set_header("cross-origin-embedder-policy", "require-corp");
    let page = browser.open(&host.url("/")).await;
    let ready = "return document.querySelector('next-level-testimonials').ready?.then(({ count }) => count)";
    wait_until("the element comes to life", async || {
        let count = page.eval(ready, vec![]).await;
        if count.as_u64() > Some(1) { Ok(()) } else { Err(count) }
    })
    .await;
    wait_until("both frames have told their height", async || {
        // Out of view Chromium does not lay a frame out, so it has no height to send.
        let heights = "const frames = [...document.querySelectorAll('iframe')];
            frames.find(frame => !frame.style.height)?.scrollIntoView({ behavior: 'instant' });
            return frames.map(frame => frame.style.height)";
        let heights = page.eval(heights, vec![]).await;
        let messages =
            heights.as_array().into_iter().flatten().filter(|height| *height != "").count();
        if messages == 2 { Ok(()) } else { Err(heights) }
    })
    .await;
    assert_eq!(
        page.eval("return crossOriginIsolated || self.originAgentCluster", vec![]).await,
        true
    );
    assert_eq!(page.read_console().await, []);
}

/// Without any header, as on GitHub Pages, the policy in the page itself applies.
async fn without_headers_the_page_s_own_policy_holds(browser: Browser) {
    let site = Site::folder(&check_hosted_dir().join("root/dist")).await;
    let page = browser.open(&site.url("/")).await;
    page.wait_for_hydration().await;
    page.find_button("Témoignage suivant").await;
    let mut messages = page.read_console().await;
    // WebKitGTK is built without web app manifests, and reports their directive as unknown.
    let unknown = |text: &str| page.engine() == Engine::WebKit && text.contains("'manifest-src'");
    messages.retain(|message| !unknown(&message.text));
    assert_eq!(messages, []);
    assert_injected_code_does_not_run(&page).await;
}

/// A script other than the one that was built does not run; the page stays readable.
async fn a_glue_that_was_tampered_with_does_not_run(browser: Browser) {
    let site = Site::folder(&check_hosted_dir().join("root/dist")).await;
    let names = list_files(&check_hosted_dir().join("root/dist"));
    let glue = names.iter().find(|name| name.starts_with("assets/site-") && name.ends_with(".js"));
    let glue = glue.expect("a script");
    let mut script =
        fs::read_to_string(check_hosted_dir().join("root/dist").join(glue)).expect("a script");
    script += "\nwindow.tampered = true;";
    site.set_page(&format!("/{glue}"), &script);
    let page = browser.open(&site.url("/")).await;
    wait_until("the browser tells of it", async || {
        let messages = page.read_console().await;
        messages.iter().any(|message| message.level == Level::Error)
    })
    .await;
    assert_eq!(page.eval("return window.tampered === true", vec![]).await, false);
    let quotes = "return document.querySelectorAll('.testimonials blockquote').length";
    assert_ne!(page.eval(quotes, vec![]).await, 0, "the words are there");
}

scenarios! {
    without_headers_the_page_s_own_policy_holds,
    a_glue_that_was_tampered_with_does_not_run,
}

/// Each host's headers, served over TLS; GitHub Pages sends no policy, and HSTS only under `github.io`, not on
/// a custom domain.
#[test]
fn the_observatory_gives_a_plus_wherever_headers_can_be_set() {
    run(Engine::Chromium, "hosting::observatory", async |_| {
        let mut hosts = Vec::new();
        for host in [Host::Nginx, Host::Caddy, Host::Cloudflare] {
            hosts.push(host.serve("/").await);
        }
        let mut inner: Vec<_> = hosts
            .iter()
            .map(|host| format!("\treverse_proxy {}", host.base.trim_end_matches('/')))
            .collect();
        let files =
            format!("\troot * {}\n\tfile_server", check_hosted_dir().join("root/dist").display());
        let hsts = "\theader Strict-Transport-Security \"max-age=31556952\"";
        inner.extend([files.clone(), format!("{files}\n{hsts}")]);
        inner.push("\trespond \"nothing\"".to_owned());
        let names = hosts.iter().map(|served| format!("{:?}", served.host));
        let names = names.chain(["GitHub Pages", "github.io", "a bare page"].map(str::to_owned));
        let reports = TlsProxy::start(&inner).await.scan();
        for (name, report) in names.zip(reports) {
            println!("{name}: {report:?}");
            let expected = match name.as_str() {
                "a bare page" => (30, "D"),
                "GitHub Pages" => (55, "C"),
                "github.io" => (75, "B"),
                _ => (130, "A+"),
            };
            let (score, grade) = &report.grade;
            assert_eq!((*score, grade.as_str()), expected, "{name}: {:?}", report.failed_rules);
        }
    });
}

/// The build is the same for every folder: only absolute URLs differ, and no hashed file does.
#[test]
fn a_sub_folder_changes_no_hashed_file_and_no_content() {
    let [root, sub] = ["root/dist", "sub/dist"].map(|folder| check_hosted_dir().join(folder));
    let same = |path: &&String| {
        ["assets/", "content/", "icons/", "manifest.json"]
            .iter()
            .any(|start| path.starts_with(start))
    };
    let names = list_files(&root);
    let same: Vec<_> = names.iter().filter(same).collect();
    assert!(same.len() > 10, "{names:?}");
    for path in same {
        assert_eq!(fs::read(root.join(path)).ok(), fs::read(sub.join(path)).ok(), "{path}");
    }
    let relative = fs::read_to_string(root.join("index.html")).expect("the page");
    let relative = relative.replace("https://exemple.org/", "https://exemple.org/a/b/");
    let in_folder = fs::read_to_string(sub.join("index.html")).expect("the page");
    assert!(relative == in_folder, "the pages differ in more than their address");
}

/// Files that browsers cache for a year are named by their digest.
#[test]
fn every_hashed_name_matches_the_served_bytes() {
    let root = check_hosted_dir().join("root/dist");
    let names = list_files(&root);
    let hashed =
        |name: &&String| name.starts_with("assets/") || name.starts_with("embed/v1/loader-");
    let mut count = 0;
    for name in names.iter().filter(hashed) {
        let (_, digits) = name.rsplit_once('-').expect("a hash");
        let (digits, _) = digits.split_once('.').expect("an ending");
        let sum = std::process::Command::new("sha256sum").arg(root.join(name)).output();
        let sum = String::from_utf8(sum.expect("sha256sum runs").stdout).expect("a text");
        assert!(digits.len() == 16 && sum.starts_with(digits), "{name}: {sum}");
        count += 1;
    }
    assert!(count >= 6, "{names:?}");
}

/// The budgets in bytes; `cargo xtask bench` measures the rest.
#[test]
fn files_stay_within_their_budget_and_nothing_blocks_the_first_paint() {
    let root = check_hosted_dir().join("root/dist");
    let names = list_files(&root);
    let compressed = |start: &str, end: &str| {
        let name = names.iter().find(|name| name.starts_with(start) && name.ends_with(end));
        let name = name.unwrap_or_else(|| panic!("{start}….{end}"));
        fs::metadata(root.join(format!("{name}.br"))).expect("a packed sibling").len()
    };
    for (start, end, limit) in [
        ("assets/site-", ".wasm", 72_000),
        ("assets/site-", ".js", 8_000),
        ("index.html", "", 18_000),
        ("embed/v1.js", "", 2_700),
        ("embed/v1/widget.js", "", 4_000),
    ] {
        let size = compressed(start, end);
        assert!(size <= limit, "{start}…{end}: {size} bytes after brotli, {limit} at most");
    }
    let html = fs::read_to_string(root.join("index.html")).expect("the page");
    for resource in
        ["rel=\"stylesheet\"", "rel=\"preload\"", "rel=\"modulepreload\"", "<script src"]
    {
        assert!(!html.contains(resource), "{resource}");
    }
}

/// The paths of the site's files, except precompressed siblings and files that only the host reads.
fn list_files(folder: &Path) -> BTreeSet<String> {
    let files = e2e::list_files(folder).into_iter();
    let paths = files.map(|file| file.strip_prefix(folder).expect("within").display().to_string());
    let is_served =
        |path: &String| !path.ends_with(".br") && !path.ends_with(".gz") && !path.starts_with('_');
    paths.filter(is_served).collect()
}

/// Reads the policy of a page's `<meta>` element.
fn read_policy(html: &str) -> String {
    let marker = "http-equiv=\"Content-Security-Policy\" content=\"";
    let (_, rest) = html.split_once(marker).expect("the page has a policy");
    rest.split('"').next().unwrap_or_default().to_owned()
}
