//! Pages of other sites that embed sections, served beside the site on an origin of their own.

use std::fs;
use std::thread;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use tiny_http::{Header, Request, Response, Server};

use crate::process::root;
use crate::tools;

/// Where the pages are.
const FOLDER: &str = "tests/hosts";

/// Where the pages say that the site is.
const SITE: &str = "http://127.0.0.1:8080";

/// Serves the pages on a port, for the site on another, until this program ends.
pub(super) fn serve(port: u16, site: u16) -> Result<()> {
    let react = tools::hosts_script()?;
    let server = Server::http(("127.0.0.1", port))
        .map_err(|error| anyhow!("{error}"))
        .with_context(|| format!("port {port} cannot be used for the hosts' pages"))?;
    let site = format!("http://127.0.0.1:{site}");
    thread::spawn(move || {
        for request in server.incoming_requests() {
            let path = request.url().split('?').next().unwrap_or_default();
            let name = path.trim_start_matches('/');
            let name = if name.is_empty() { "index.html" } else { name }.to_owned();
            // An error means that the browser has gone away.
            let _ = answer(request, &name, &react, &site);
        }
    });
    Ok(())
}

fn answer(request: Request, name: &str, react: &str, site: &str) -> std::io::Result<()> {
    let known = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    let text = match name {
        "react.js" => Some(react.to_owned()),
        _ if known => fs::read_to_string(root().join(FOLDER).join(name)).ok(),
        _ => None,
    };
    let Some(text) = text else {
        return request.respond(Response::from_string("404").with_status_code(404));
    };
    let kind = if name.ends_with(".js") { "text/javascript" } else { "text/html; charset=utf-8" };
    let mut response = Response::from_string(text.replace(SITE, site));
    let own = headers(name).into_iter().map(|(name, value)| (name, value.replace(SITE, site)));
    for (name, value) in own.chain([("Content-Type".to_owned(), kind.to_owned())]) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// What a page is sent with, by `headers.json`.
fn headers(name: &str) -> Vec<(String, String)> {
    let all = fs::read_to_string(root().join(FOLDER).join("headers.json")).unwrap_or_default();
    let all: Value = serde_json::from_str(&all).unwrap_or_default();
    let own = all[name].as_object().into_iter().flatten();
    own.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{FOLDER, headers};
    use crate::process::root;

    #[test]
    fn every_page_with_headers_is_there_and_every_page_is_listed() {
        let folder = root().join(FOLDER);
        let list = fs::read_to_string(folder.join("index.html")).unwrap();
        for name in ["csp.html", "coep.html", "trusted-types.html"] {
            assert!(!headers(name).is_empty(), "{name}");
        }
        assert!(headers("plain.html").is_empty());
        for entry in fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let page = name.ends_with(".html") && name != "index.html";
            assert_eq!(list.contains(&format!("href=\"{name}\"")), page, "{name}");
        }
    }
}
