//! The native program of the build. Trunk's hook, `cargo xtask hook`, runs `render`, which writes the page's HTML into
//! the document that Trunk stages, so that the first paint does not wait for the Wasm. `site` writes every file that
//! depends on the content, and `gallery` a page for those who work on the design.

use std::{
    env,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use editor::{check::check, error::format_errors, fields::FILES, pictures::insert_sizes};
#[cfg(feature = "minify")]
use prerender::SiteUrl;

const CONTENT: &str = "public/content";

/// The folder of the content's pictures.
const IMAGES: &str = "public/images";

/// The variable with the path to which `render` copies the template, before it is prepared, for a later `site`.
const TEMPLATE_VARIABLE: &str = "NEXT_LEVEL_TEMPLATE";

/// The path of the gallery.
const GALLERY: &str = "target/gallery/index.html";

const USAGE: &str = "\
Usage:
  prerender render             fill the index.html that Trunk stages, and minify scripts and the Wasm
  prerender gallery            write target/gallery/index.html: every section in every state
  prerender site TEMPLATE FOLDER [ADDRESS]
                               write every file that depends on the content: the page, 404.html, robots.txt,
                               manifest.json, icons and, with the site's address, sitemap.xml, feed.xml and
                               what sharing needs";

fn main() -> ExitCode {
    let arguments =
        env::args_os().skip(1).map(OsString::into_string).collect::<Result<Vec<_>, _>>();
    let arguments = arguments.unwrap_or_default();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let has_option = arguments.iter().any(|argument| argument.starts_with('-'));
    let result = match arguments[..] {
        ["render"] => render(),
        ["gallery"] => write_gallery(),
        ["site", template, folder, ref url @ ..] if url.len() < 2 && !has_option => {
            write_site(template.as_ref(), folder.as_ref(), url.first().copied())
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Minifies and fills the document that Trunk stages, writes the embed documents, the testimonials' pages and the
/// content, and completes the glue; in the release profile minifies the glue and the Wasm, too.
fn render() -> Result<(), String> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("prerender render is run by Trunk, which sets TRUNK_STAGING_DIR: run trunk build")?;
    check_content()?;
    let path = staging.join("index.html");
    let template = fs::read_to_string(&path).map_err(with_path(&path))?;
    if let Some(path) = env::var_os(TEMPLATE_VARIABLE).map(PathBuf::from) {
        fs::write(&path, &template).map_err(with_path(&path))?;
    }
    let template = prerender::prepare_template(&template).map_err(|error| error.to_string())?;
    let html =
        prerender::render_index(&template, read_content).map_err(|error| error.to_string())?;
    fs::write(&path, html).map_err(with_path(&path))?;
    let embeds = prerender::render_embeds(&template, read_content, None)
        .map_err(|error| error.to_string())?;
    write_files(&staging, embeds)?;
    let testimonials = prerender::render_testimonials(&template, read_content)
        .map_err(|error| error.to_string())?;
    write_files(&staging, testimonials)?;
    write_completed_content(&staging)?;
    complete_glue(&staging)
}

/// Completes the glue in the staging folder; in the release profile minifies it together with the Wasm.
fn complete_glue(staging: &Path) -> Result<(), String> {
    let files = fs::read_dir(staging).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let paths = files.map_err(with_path(staging))?.into_iter().map(|file| file.path());
    let wasm = paths.filter(|path| path.extension().is_some_and(|end| end == "wasm"));
    for wasm in wasm {
        let name = wasm.to_string_lossy();
        let glue =
            PathBuf::from(name.strip_suffix("_bg.wasm").unwrap_or(&name)).with_extension("js");
        let text = fs::read_to_string(&glue).map_err(with_path(&glue))?;
        #[cfg(feature = "minify")]
        if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
            let bytes = fs::read(&wasm).map_err(with_path(&wasm))?;
            let (text, bytes) =
                prerender::minify_wasm(&text, &bytes).map_err(|error| error.to_string())?;
            fs::write(&glue, text).map_err(with_path(&glue))?;
            fs::write(&wasm, bytes).map_err(with_path(&wasm))?;
            continue;
        }
        fs::write(&glue, text + prerender::GLUE_EXTENSION).map_err(with_path(&glue))?;
    }
    Ok(())
}

/// Writes every file that depends on the content.
#[cfg(feature = "minify")]
fn write_site(template: &Path, folder: &Path, url: Option<&str>) -> Result<(), String> {
    let url = url.map(SiteUrl::try_from).transpose().map_err(|error| error.to_string())?;
    check_content()?;
    let template = fs::read_to_string(template).map_err(with_path(template))?;
    let template = prerender::prepare_template(&template).map_err(|error| error.to_string())?;
    let files = prerender::render_files(&template, read_content, url.as_ref())
        .map_err(|error| error.to_string())?;
    write_files(folder, files)?;
    write_completed_content(folder)?;
    let pictures =
        prerender::draw_pictures(read_content, url.as_ref()).map_err(|error| error.to_string())?;
    for picture in pictures {
        write_file(folder, &picture.path, &picture.bytes)?;
    }
    Ok(())
}

#[cfg(not(feature = "minify"))]
fn write_site(_template: &Path, _folder: &Path, _url: Option<&str>) -> Result<(), String> {
    Err("prerender site needs the feature `minify`: run cargo run --package prerender --features minify -- site …"
        .to_owned())
}

/// Writes the gallery with the stylesheets that index.html names and that of widgets.
fn write_gallery() -> Result<(), String> {
    let index = Path::new("index.html");
    let index = fs::read_to_string(index).map_err(with_path(index))?;
    let mut paths = prerender::read_stylesheet_paths(&index).map_err(|error| error.to_string())?;
    paths.extend(["style/widget.css", "style/web-fonts.css"].map(str::to_owned));
    let stylesheets =
        paths.iter().map(|path| fs::read_to_string(path).map_err(with_path(Path::new(path))));
    let stylesheets = stylesheets.collect::<Result<Vec<_>, _>>()?.concat();
    let stylesheets = stylesheets.replace("url(\"./", "url(\"../../public/");
    let html = prerender::render_gallery(&stylesheets, "../../tests/fixtures/full/")
        .map_err(|error| error.to_string())?;
    write_file(Path::new(""), GALLERY, html.as_bytes())?;
    println!("{GALLERY}");
    Ok(())
}

fn write_files(folder: &Path, files: Vec<prerender::File>) -> Result<(), String> {
    files.into_iter().try_for_each(|file| write_file(folder, &file.path, file.text.as_bytes()))
}

fn write_file(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), String> {
    let path = folder.join(path);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(with_path(parent))?;
    fs::write(&path, bytes).map_err(with_path(&path))
}

fn check_content() -> Result<(), String> {
    let errors = check(Path::new(CONTENT));
    if errors.is_empty() { Ok(()) } else { Err(format_errors(&errors)) }
}

/// A file of the content, with the sizes of its pictures.
fn read_content(file: &str) -> Option<String> {
    Some(insert_sizes(file, &read_source(file)?, Path::new(IMAGES)))
}

fn read_source(file: &str) -> Option<String> {
    fs::read_to_string(Path::new(CONTENT).join(file)).ok()
}

/// Writes the files of the content in which the size of a picture was not that of its file. The others are published
/// as they are.
fn write_completed_content(folder: &Path) -> Result<(), String> {
    for (file, _) in FILES {
        let completed = read_content(file);
        if let Some(text) = completed.filter(|text| Some(text) != read_source(file).as_ref()) {
            write_file(folder, &format!("content/{file}"), text.as_bytes())?;
        }
    }
    Ok(())
}

/// Prefixes an error with the path of its file.
fn with_path(path: &Path) -> impl Fn(io::Error) -> String {
    let path = path.display().to_string();
    move |error| format!("{path}: {error}")
}
