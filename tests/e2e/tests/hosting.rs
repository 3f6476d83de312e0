//! The folder that is hosted, on the hosts themselves: nginx, Caddy and Cloudflare Pages' own
//! runtime, each at the root and in a sub-folder, set up with the files that dist wrote.

#[path = "hosting/addresses.rs"]
mod addresses;
#[path = "hosting/host.rs"]
mod host;
#[path = "hosting/http.rs"]
mod http;
#[path = "hosting/observatory.rs"]
mod observatory;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use e2e::{Browser, Engine, Level, Role, Session, Site, Source};
use e2e::{content, run, scenarios, wait_until, workspace};
use serde_json::json;

use addresses::{
    a_redirection_leads_nowhere_but_into_the_same_site,
    every_picture_that_others_fetch_is_at_its_address,
};
use host::{Host, Served, hosted};
use http::ask;
use observatory::Front;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASKED_AGAIN: &str = "no-cache";
const FOR_MINUTES: &str = "public, max-age=300, stale-while-revalidate=604800";

/// What every answer says.
const EVERYWHERE: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("strict-transport-security", "max-age=31536000"),
];

/// Makes a test of each scenario for each host and place.
macro_rules! everywhere {
    ($($name:ident),+ $(,)?) => {
        everywhere! { in nginx_at_the_root(Nginx, "/") $($name)+ }
        everywhere! { in nginx_in_a_folder(Nginx, "/a/b/") $($name)+ }
        everywhere! { in caddy_at_the_root(Caddy, "/") $($name)+ }
        everywhere! { in caddy_in_a_folder(Caddy, "/a/b/") $($name)+ }
        everywhere! { in cloudflare_at_the_root(Cloudflare, "/") $($name)+ }
        everywhere! { in cloudflare_in_a_folder(Cloudflare, "/a/b/") $($name)+ }
    };
    (in $module:ident($host:ident, $place:literal) $($name:ident)+) => {
        mod $module { $(
            #[test]
            fn $name() {
                let test = concat!("hosting::", stringify!($module), "::", stringify!($name));
                e2e::run(e2e::Engine::Chromium, test, async |browser| {
                    let served = crate::host::Host::$host.serve($place).await;
                    super::$name(&served, browser).await;
                });
            }
        )+ }
    };
}

everywhere! {
    the_page_works_in_silence_under_its_policy,
    every_path_has_the_headers_that_the_docs_say,
    what_is_unchanged_is_not_sent_again_and_what_is_changed_is,
    what_is_packed_is_sent_packed_and_unknown_paths_lead_to_the_page_that_says_so,
    another_site_s_page_gets_widgets_and_frames,
    every_picture_that_others_fetch_is_at_its_address,
    a_redirection_leads_nowhere_but_into_the_same_site,
}

async fn the_page_works_in_silence_under_its_policy(served: &Served, browser: Browser) {
    let page = browser.open(&served.base).await;
    page.hydrated().await;
    page.button("Témoignage suivant").await;
    let own = BTreeSet::from([served.base.split('/').take(3).collect::<Vec<_>>().join("/")]);
    assert_eq!(page.origins().await, own, "no other origin is asked");
    let fonts = "return document.fonts.ready.then(() => [...document.fonts]
        .filter(face => face.status == 'loaded').map(face => face.family).join())";
    let fonts = page.eval(fonts, vec![]).await.to_string();
    assert!(fonts.contains("Next Level Affiche") && fonts.contains("Next Level Texte"), "{fonts}");
    linked_data_is_readable(&page).await;
    let xml = "return Promise.all(['feed.xml', 'sitemap.xml'].map(file => fetch(file).then(r => r.text())
        .then(text => new DOMParser().parseFromString(text, 'text/xml'))
        .then(xml => !xml.querySelector('parsererror') && xml.querySelectorAll('item, loc').length)))";
    let excerpts = content("press.json")["excerpts"].as_array().map(Vec::len);
    assert_eq!(page.eval(xml, vec![]).await, json!([excerpts, 1]));
    assert_eq!(page.console().await, []);
    what_is_not_ours_does_not_run(&page).await;
}

/// The data block is there under the policy, and says whose words these are.
async fn linked_data_is_readable(page: &Session) {
    let types = "const data = document.querySelector('script[type=\"application/ld+json\"]');
        return JSON.parse(data.textContent)['@graph'].map(thing => thing['@type'])";
    let types = page.eval(types, vec![]).await;
    assert_eq!(types[0], "Organization");
    let count = |file: &str, list: &str| content(file)[list].as_array().map_or(0, Vec::len);
    let quoted = count("press.json", "excerpts") + count("testimonials.json", "testimonials");
    assert_eq!(types.as_array().map(Vec::len), Some(1 + quoted), "{types}");
}

/// Were the policy not sent, both would run.
async fn what_is_not_ours_does_not_run(page: &Session) {
    let script = "const blocked = [];
        addEventListener('securitypolicyviolation', event => blocked.push(event.effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
        const paragraph = document.createElement('p');
        paragraph.setAttribute('style', 'color: red');
        document.body.append(paragraph);
        return new Promise(done => setTimeout(() => done([window.ran === true, blocked.sort()])))";
    let blocked = ["script-src-elem", "style-src-attr"];
    // A policy in the header and one in the page each tell of it.
    let seen = page.eval(script, vec![]).await;
    assert_eq!(seen[0], false, "an injected script ran");
    for directive in blocked {
        assert!(seen[1].to_string().contains(directive), "{directive} is blocked: {seen}");
    }
}

async fn every_path_has_the_headers_that_the_docs_say(served: &Served, _: Browser) {
    let docs = fs::read_to_string(workspace().join("docs/hosting.md")).expect("docs/hosting.md");
    for said in
        [FOR_EVER, ASKED_AGAIN, FOR_MINUTES].into_iter().chain(EVERYWHERE.map(|(_, value)| value))
    {
        assert!(docs.contains(&format!("`{said}`")), "docs/hosting.md does not say `{said}`");
    }
    let mut paths = files(&served.folder, "");
    paths.insert(String::new());
    assert!(paths.len() > 15, "{paths:?}");
    for path in paths {
        let answer = ask(&served.url(&path), &[]).await;
        let (path, answer) = match path.strip_suffix(".html") {
            Some(bare) if served.host == Host::Cloudflare => {
                assert_eq!(answer.status, 308, "{path}");
                if bare == "index" {
                    continue;
                }
                let answer = ask(&served.url(bare), &[]).await;
                (format!("{bare}.html"), answer)
            }
            _ => (path, answer),
        };
        // The page of what is missing is no answer of its own there.
        let status = if path == "404.html" { answer.status } else { 200 };
        assert_eq!(answer.status, status, "{path}");
        let file = if path.is_empty() { "index.html" } else { &path };
        assert_eq!(answer.body, fs::read(served.folder.join(file)).expect("the file"), "{path}");
        for (name, value) in EVERYWHERE {
            assert_eq!(answer.header(name), value, "{name} of {path}");
        }
        let cache = match &*path {
            "embed/v1.js" | "embed/v1/widget.js" => FOR_MINUTES,
            path if path.starts_with("assets/") || path.starts_with("embed/v1/loader-") => FOR_EVER,
            _ => ASKED_AGAIN,
        };
        assert_eq!(answer.header("cache-control"), cache, "{path}");
        let embed = file.starts_with("embed/");
        let [origin, resource, isolated] = [
            "access-control-allow-origin",
            "cross-origin-resource-policy",
            "cross-origin-embedder-policy",
        ]
        .map(|name| answer.header(name));
        match (file.ends_with(".html"), embed) {
            // Cloudflare lets every origin read what it serves, unless it is told otherwise by another value.
            (true, false) if served.host == Host::Cloudflare => {
                assert_eq!((&*origin, &*resource), ("*", "same-origin"), "{path}");
            }
            (true, false) => assert_eq!((&*origin, &*resource), ("", "same-origin"), "{path}"),
            _ => assert_eq!((&*origin, &*resource), ("*", "cross-origin"), "{path}"),
        }
        let framed = embed && file.ends_with(".html");
        assert_eq!(isolated, if framed { "require-corp" } else { "" }, "{path}");
        let policy = answer.header("content-security-policy");
        if file.ends_with(".html") {
            let ancestors = if embed { "" } else { "; frame-ancestors 'self'" };
            let own = policy_in(&answer.text()) + ancestors;
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
        let kind = answer.header("content-type");
        assert!(kind.contains(expected), "{path} is {kind}");
    }
}

async fn what_is_unchanged_is_not_sent_again_and_what_is_changed_is(served: &Served, _: Browser) {
    // Content has no packed siblings, the page has.
    for (path, file) in [("content/press.json", "content/press.json"), ("", "index.html")] {
        let url = served.url(path);
        let packed = ("accept-encoding", "br");
        let first = ask(&url, &[packed]).await;
        let tag = first.header("etag");
        assert!(!tag.is_empty(), "{path} has no ETag");
        let again = ask(&url, &[packed, ("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path} is unchanged");

        let siblings = fs::exists(served.folder.join(format!("{file}.br"))).expect("the folder");
        assert_eq!(siblings, path.is_empty(), "content has no sibling to be served in its place");

        // As long as before, to the byte, packed or not.
        for end in ["", ".br", ".gz"] {
            let name = served.folder.join(format!("{file}{end}"));
            if let Ok(mut bytes) = fs::read(&name) {
                let last = bytes.len() - 2;
                bytes[last] = if bytes[last] == b'\n' { b' ' } else { b'\n' };
                fs::write(&name, bytes).expect("the copy can be changed");
            }
        }
        let changed = async || ask(&url, &[packed, ("if-none-match", &tag)]).await;
        let answer = if served.host == Host::Cloudflare {
            // Its runtime reads a folder again when it sees a change; the real one is only changed as a whole.
            wait_until("the change is noticed", async || {
                Some(changed().await).filter(|answer| answer.status == 200)
            })
            .await
        } else {
            changed().await
        };
        assert_eq!(answer.status, 200, "{path}: a wrong 304 after a change of equal length");
        assert_ne!(answer.body, first.body, "{path}");
        assert_ne!(answer.header("etag"), tag, "{path}");
    }
}

async fn what_is_packed_is_sent_packed_and_unknown_paths_lead_to_the_page_that_says_so(
    served: &Served,
    browser: Browser,
) {
    for path in files(&served.folder, "").into_iter().filter(|path| !path.ends_with("404.html")) {
        let sibling = served.folder.join(format!("{path}.br"));
        let url = if path == "index.html" { served.base.clone() } else { served.url(&path) };
        let answer = ask(&url, &[("accept-encoding", "br")]).await;
        match served.host {
            Host::Cloudflare if path.ends_with(".wasm") || path.ends_with(".js") => {
                assert_eq!(answer.header("content-encoding"), "br", "{path}");
            }
            Host::Cloudflare => {}
            Host::Nginx | Host::Caddy if sibling.is_file() => {
                assert_eq!(answer.header("content-encoding"), "br", "{path}");
                assert_eq!(answer.body, fs::read(&sibling).expect("a file"), "{path}: dist's own");
                assert!(answer.header("vary").to_lowercase().contains("accept-encoding"), "{path}");
                let answer = ask(&url, &[("accept-encoding", "gzip")]).await;
                assert_eq!(answer.header("content-encoding"), "gzip", "{path}");
            }
            Host::Nginx | Host::Caddy => {
                assert_eq!(answer.header("content-encoding"), "", "{path} has no sibling");
            }
        }
    }
    let url = served.url("x/y/z");
    let answer = ask(&url, &[]).await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.body, fs::read(served.folder.join("404.html")).expect("a file"));
    let page = browser.open(&url).await;
    page.find(Role::Heading, "PAGE INTROUVABLE").await;
    let home = page.link("Aller à l’accueil").await;
    let home = home.prop("href").await.expect("a link has an address");
    assert_eq!(home.as_deref(), Some("https://exemple.org/"));
    let look =
        "return getComputedStyle(document.querySelector('.mission__poster')).backgroundColor";
    let look = page.eval(look, vec![]).await;
    assert!(
        look != "rgba(0, 0, 0, 0)" && look != "rgb(255, 255, 255)",
        "it has the site's look: {look}"
    );
    page.screenshot("hosting-404").await;
    let mut others = page.console().await;
    others.retain(|message| message.source != Source::Network || message.url != url);
    assert_eq!(others, [], "it needs nothing but itself");
}

/// A page that isolates itself takes a section as an element, in a frame, and in a frame without an origin.
async fn another_site_s_page_gets_widgets_and_frames(served: &Served, browser: Browser) {
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
    host.header("cross-origin-embedder-policy", "require-corp");
    let page = browser.open(&host.url("/")).await;
    let ready = "return document.querySelector('next-level-testimonials').ready?.then(({ count }) => count)";
    wait_until("the element comes to life", async || {
        let count = page.eval(ready, vec![]).await;
        if count.as_u64() > Some(1) { Ok(()) } else { Err(count) }
    })
    .await;
    wait_until("both frames have told their height", async || {
        // Out of sight Chromium gives a frame no size, so it has none to tell.
        let heights = "const frames = [...document.querySelectorAll('iframe')];
            frames.find(frame => !frame.style.height)?.scrollIntoView({ behavior: 'instant' });
            return frames.map(frame => frame.style.height)";
        let heights = page.eval(heights, vec![]).await;
        let told = heights.as_array().into_iter().flatten().filter(|height| *height != "").count();
        if told == 2 { Ok(()) } else { Err(heights) }
    })
    .await;
    assert_eq!(
        page.eval("return crossOriginIsolated || self.originAgentCluster", vec![]).await,
        true
    );
    assert_eq!(page.console().await, []);
}

/// Without any header, as on GitHub Pages: the policy in the page itself.
async fn without_headers_the_page_s_own_policy_holds(browser: Browser) {
    let site = Site::folder(&hosted().join("root/dist")).await;
    let page = browser.open(&site.url("/")).await;
    page.hydrated().await;
    page.button("Témoignage suivant").await;
    let mut told = page.console().await;
    // WebKitGTK is built without web app manifests, and complains of their directive.
    let unknown = |text: &str| page.engine() == Engine::WebKit && text.contains("'manifest-src'");
    told.retain(|message| !unknown(&message.text));
    assert_eq!(told, []);
    what_is_not_ours_does_not_run(&page).await;
}

/// A script that is not the one that was built does not run; the page stays readable.
async fn a_glue_that_was_tampered_with_does_not_run(browser: Browser) {
    let site = Site::folder(&hosted().join("root/dist")).await;
    let names = files(&hosted().join("root/dist"), "");
    let glue = names.iter().find(|name| name.starts_with("assets/site-") && name.ends_with(".js"));
    let glue = glue.expect("a script");
    let mut script = fs::read_to_string(hosted().join("root/dist").join(glue)).expect("a script");
    script += "\nwindow.tampered = true;";
    site.page(&format!("/{glue}"), &script);
    let page = browser.open(&site.url("/")).await;
    wait_until("the browser tells of it", async || {
        let told = page.console().await;
        told.iter().any(|message| message.level == Level::Error)
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

/// On each host the headers as served, over TLS as they would be; on GitHub Pages what it sends, which is
/// neither a policy nor HSTS on a domain of one's own, and HSTS under `github.io`.
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
        let files = format!("\troot * {}\n\tfile_server", hosted().join("root/dist").display());
        let hsts = "\theader Strict-Transport-Security \"max-age=31556952\"";
        inner.extend([files.clone(), format!("{files}\n{hsts}")]);
        inner.push("\trespond \"nothing\"".to_owned());
        let names = hosts.iter().map(|served| format!("{:?}", served.host));
        let names = names.chain(["GitHub Pages", "github.io", "a bare page"].map(str::to_owned));
        let reports = Front::of(&inner).await.reports();
        for (name, report) in names.zip(reports) {
            println!("{name}: {report:?}");
            let expected = match name.as_str() {
                "a bare page" => (30, "D"),
                "GitHub Pages" => (55, "C"),
                "github.io" => (75, "B"),
                _ => (130, "A+"),
            };
            let (score, grade) = &report.grade;
            assert_eq!((*score, grade.as_str()), expected, "{name}: {:?}", report.broken);
        }
    });
}

/// The same build, whatever its place: only absolute addresses differ, and no hashed file does.
#[test]
fn a_sub_folder_changes_no_hashed_file_and_no_content() {
    let [root, sub] = ["root/dist", "sub/dist"].map(|folder| hosted().join(folder));
    let same = |path: &&String| {
        ["assets/", "content/", "icons/", "manifest.json"]
            .iter()
            .any(|start| path.starts_with(start))
    };
    let names = files(&root, "");
    let same: Vec<_> = names.iter().filter(same).collect();
    assert!(same.len() > 10, "{names:?}");
    for path in same {
        assert_eq!(fs::read(root.join(path)).ok(), fs::read(sub.join(path)).ok(), "{path}");
    }
    let relative = fs::read_to_string(root.join("index.html")).expect("the page");
    let relative = relative.replace("https://exemple.org/", "https://exemple.org/a/b/");
    let there = fs::read_to_string(sub.join("index.html")).expect("the page");
    assert!(relative == there, "the pages differ in more than their address");
}

/// What visitors keep for a year is what its name says.
#[test]
fn every_name_with_a_hash_is_that_of_the_bytes_as_they_are_served() {
    let root = hosted().join("root/dist");
    let names = files(&root, "");
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

/// What must hold of the bytes themselves; `cargo xtask bench` measures the rest.
#[test]
fn no_file_outgrows_its_budget_and_nothing_is_asked_for_before_the_first_paint() {
    let root = hosted().join("root/dist");
    let names = files(&root, "");
    let packed = |start: &str, end: &str| {
        let name = names.iter().find(|name| name.starts_with(start) && name.ends_with(end));
        let name = name.unwrap_or_else(|| panic!("{start}….{end}"));
        fs::metadata(root.join(format!("{name}.br"))).expect("a packed sibling").len()
    };
    for (start, end, most) in [
        ("assets/site-", ".wasm", 90_000),
        ("assets/site-", ".js", 8_000),
        ("index.html", "", 18_000),
        ("embed/v1.js", "", 2_700),
        ("embed/v1/widget.js", "", 4_000),
    ] {
        let size = packed(start, end);
        assert!(size <= most, "{start}…{end}: {size} bytes after brotli, {most} at most");
    }
    let html = fs::read_to_string(root.join("index.html")).expect("the page");
    for asks in ["rel=\"stylesheet\"", "rel=\"preload\"", "rel=\"modulepreload\"", "<script src"] {
        assert!(!html.contains(asks), "{asks}");
    }
}

/// The paths of the site's files, besides packed siblings and what only the host reads.
fn files(folder: &Path, path: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder.join(path)).expect("dist can be read") {
        let name = entry.expect("an entry").file_name().into_string().expect("a plain name");
        let inner = format!("{path}{name}");
        if folder.join(&inner).is_dir() {
            found.extend(files(folder, &format!("{inner}/")));
        } else if !name.ends_with(".br") && !name.ends_with(".gz") && !name.starts_with('_') {
            found.insert(inner);
        }
    }
    found
}

/// The policy that a page tells of itself.
fn policy_in(html: &str) -> String {
    let sign = "http-equiv=\"Content-Security-Policy\" content=\"";
    let (_, rest) = html.split_once(sign).expect("the page has a policy");
    rest.split('"').next().unwrap_or_default().to_owned()
}
