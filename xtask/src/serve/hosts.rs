//! Pages of other sites that embed sections, served on their own origin.

use std::fs;
use std::thread;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use tiny_http::{Header, Request, Response, Server};

use crate::process::root;
use crate::tools;

/// The folder of the pages, from the project's root.
const FOLDER: &str = "tests/hosts";

/// The address of the site in the pages.
const SITE: &str = "http://127.0.0.1:8080";

/// Serves the pages on `port`, for the site on the port `site`, until this program ends.
pub(super) fn serve(port: u16, site: u16) -> Result<()> {
    let react = tools::build_react_script()?;
    let server = Server::http(("127.0.0.1", port))
        .map_err(|error| anyhow!("{error}"))
        .with_context(|| format!("port {port} cannot be used for the hosts' pages"))?;
    let site = format!("http://127.0.0.1:{site}");
    thread::spawn(move || {
        for request in server.incoming_requests() {
            let path = request.url().split('?').next().unwrap_or_default();
            let name = path.trim_start_matches('/');
            let name = if name.is_empty() { "index.html" } else { name }.to_owned();
            // An error means that the browser has closed the connection.
            let _ = respond(request, &name, &react, &site);
        }
    });
    Ok(())
}

fn respond(request: Request, name: &str, react: &str, site: &str) -> std::io::Result<()> {
    let is_valid = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    let text = match name {
        "react.js" => Some(react.to_owned()),
        _ if is_valid => fs::read_to_string(root().join(FOLDER).join(name)).ok(),
        _ => None,
    };
    let Some(text) = text else {
        return request.respond(Response::from_string("404").with_status_code(404));
    };
    let content_type =
        if name.ends_with(".js") { "text/javascript" } else { "text/html; charset=utf-8" };
    let mut response = Response::from_string(text.replace(SITE, site));
    let own = read_headers(name).into_iter();
    let own = own.map(|(name, value)| (name, value.replace(SITE, site)));
    for (name, value) in own.chain([("Content-Type".to_owned(), content_type.to_owned())]) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// The headers of a page in `headers.json`.
fn read_headers(name: &str) -> Vec<(String, String)> {
    let all = fs::read_to_string(root().join(FOLDER).join("headers.json")).unwrap_or_default();
    let all: Value = serde_json::from_str(&all).unwrap_or_default();
    let own = all[name].as_object().into_iter().flatten();
    own.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{FOLDER, read_headers};
    use crate::process::root;

    #[test]
    fn the_index_lists_every_page_and_some_pages_have_headers() {
        let folder = root().join(FOLDER);
        let list = fs::read_to_string(folder.join("index.html")).unwrap();
        for name in ["csp.html", "coep.html", "trusted-types.html"] {
            assert!(!read_headers(name).is_empty(), "{name}");
        }
        assert!(read_headers("plain.html").is_empty());
        for entry in fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let is_page = name.ends_with(".html") && name != "index.html";
            assert_eq!(list.contains(&format!("href=\"{name}\"")), is_page, "{name}");
        }
    }
}
