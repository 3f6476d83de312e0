//! `cargo xtask edit`: the form for editors on this machine, which writes into the project's own files.

use std::num::NonZeroU16;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use editor::form::Backend;
use lexopt::prelude::{Long, Short};
use tiny_http::{Header, Request, Response, Server};

use crate::dist::Tree;
use crate::form;
use crate::port;
use crate::process;
use crate::progress::Progress;
use crate::tools;

/// The flags of `cargo xtask edit`.
pub(crate) struct Options {
    /// The port on 127.0.0.1, which browsers take for safe enough to let a page write files.
    pub(crate) port: NonZeroU16,
}

/// Serves the form until Ctrl-C.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let port = options.port.get();
    port::check_free(port, "edit")?;
    let mut progress = Progress::new(tools::FORM.len());
    tools::ensure(tools::FORM, &mut progress)?;
    let form = form::build(&local_repository()?, None)?;
    let server = Server::http(("127.0.0.1", port))
        .map_err(|error| anyhow!("{error}"))
        .with_context(|| format!("port {port} cannot be used"))?;
    println!("{}", instructions(port));
    for request in server.incoming_requests() {
        // An error means that the browser has closed the connection.
        let _ = respond(request, &form);
    }
    Ok(ExitCode::SUCCESS)
}

impl Options {
    /// Reads the flags; `None` for `--help`.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut options = Self { port: NonZeroU16::new(8090).expect("8090 is not zero") };
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("port") => options.port = port::parse(arguments)?,
                Short('h') | Long("help") => return Ok(None),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(Some(options))
    }
}

/// Returns a backend named after the project's folder. The form requires a repository even to edit a folder, and shows
/// its name where the editor chooses the folder; the page's policy allows no request to a host.
fn local_repository() -> Result<Backend> {
    let name = process::root().file_name().unwrap_or_default().to_string_lossy();
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || "._-".contains(*c);
    let name: String = name.chars().filter(is_plain).collect();
    let name = if name.is_empty() { "site" } else { &name };
    format!("github:local/{name}").parse().context("the folder's name is no repository's")
}

/// What to do, for editors.
fn instructions(port: u16) -> String {
    format!(
        "Le formulaire est prêt (Ctrl-C l’arrête).\n\n\
         1. Ouvrez http://127.0.0.1:{port}/admin/ dans Chromium, Chrome ou Edge : les autres\n   \
            navigateurs ne laissent aucune page écrire dans un dossier.\n\
         2. Cliquez sur « Travailler avec un dépôt local ».\n\
         3. Choisissez ce dossier, puis permettez à la page de le modifier :\n\n       {}\n\n\
         4. Ce que vous enregistrez est aussitôt dans les fichiers. « cargo xtask content » nomme\n   \
            ensuite les fautes que le formulaire ne voit pas ; « cargo xtask serve » montre le site.\n",
        process::root().display()
    )
}

fn respond(request: Request, form: &Tree) -> std::io::Result<()> {
    let path =
        request.url().split('?').next().unwrap_or_default().trim_start_matches('/').to_owned();
    let header = |name: &str, value: &str| Header::from_bytes(name, value).ok();
    if ["", "admin"].contains(&&*path) {
        let location = header("Location", &format!("/{}", form::FOLDER));
        let redirection = Response::empty(302);
        return request.respond(location.into_iter().fold(redirection, Response::with_header));
    }
    let path = if path == form::FOLDER { form::PAGE } else { &path };
    let Some(bytes) = form.get(path) else {
        return request.respond(Response::from_string("404").with_status_code(404));
    };
    let headers = [
        header("Content-Type", content_type(path)),
        header("Content-Security-Policy", &(form::policy(None) + "; frame-ancestors 'none'")),
        header("X-Content-Type-Options", "nosniff"),
        header("Cache-Control", "no-cache"),
    ];
    let response = Response::from_data(bytes);
    request.respond(headers.into_iter().flatten().fold(response, Response::with_header))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::{instructions, local_repository};
    use crate::process::root;

    #[test]
    fn the_instructions_name_the_address_and_the_folder_to_choose() {
        let text = instructions(9000);
        for part in ["http://127.0.0.1:9000/admin/", "dépôt local", &root().display().to_string()]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        local_repository().unwrap();
    }
}
