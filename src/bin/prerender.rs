//! The build's entry. `check` names every fault of the content; `render` writes the page's HTML
//! into the document that Trunk has made, so that the first paint waits for no Wasm; `site` writes
//! every file that depends on the content. The rest is for those who edit: `summary`, `new` and `schema`.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use next_level::{
    content::{
        check::{Corpus, Fault, check, faults, warnings},
        entry::{LISTS, List, Stopped},
        schema::schemas,
        summary::summary,
    },
    document::{self, SiteUrl},
};

const CONTENT: &str = "public/content";
const SCHEMAS: &str = "docs/schemas";

/// Names the file in which `render` leaves the document that it fills, minified, for a later `site`.
const TEMPLATE: &str = "NEXT_LEVEL_TEMPLATE";

/// Where the gallery is written.
const GALLERY: &str = "target/gallery/index.html";

const USAGE: &str = "\
Usage :
  prerender check [DOSSIER] [--format github]
                               nomme toutes les fautes du contenu (par défaut public/content),
                               pour qui lit ou, ligne par ligne, pour GitHub
  prerender summary [DOSSIER]  nomme les fautes, puis ce que le contenu a et ce qu’il pourrait avoir
  prerender new ENTRÉE [DOSSIER]
                               demande une entrée et l’ajoute : testimonial, partner ou excerpt
  prerender schema [DOSSIER]   écrit les schémas JSON (par défaut dans docs/schemas)
  prerender render             écrit la page dans l’index.html que Trunk prépare, et allège scripts et Wasm
  prerender gallery           écrit target/gallery/index.html : chaque partie dans chaque état,
                               pour qui travaille à son aspect
  prerender site MODÈLE DOSSIER [ADRESSE]
                               écrit dans le dossier tout ce qui dépend du contenu : la page, 404.html,
                               robots.txt, manifest.json, les icônes et, si l’adresse du site est connue,
                               sitemap.xml, feed.xml et ce qui sert au partage";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match &arguments[..] {
        ["check", "--format", "github"] => report(Path::new(CONTENT), Fault::annotation),
        ["check", folder, "--format", "github"] => report(Path::new(folder), Fault::annotation),
        ["check"] => report(Path::new(CONTENT), |fault| format!("{fault}\n")),
        ["check", folder] if !folder.starts_with('-') => {
            report(Path::new(folder), |fault| format!("{fault}\n"))
        }
        ["summary"] => summarised(Path::new(CONTENT)),
        ["summary", folder] => summarised(Path::new(folder)),
        ["new", entry] => told(new(entry, Path::new(CONTENT))),
        ["new", entry, folder] => told(new(entry, Path::new(folder))),
        ["schema"] => told(schema(Path::new(SCHEMAS))),
        ["schema", folder] => told(schema(Path::new(folder))),
        ["render"] => told(render()),
        ["gallery"] => told(gallery()),
        ["site", template, folder] => told(site(template, folder, None)),
        ["site", template, folder, url] => told(site(template, folder, Some(url))),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn told(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the faults and the warnings, the first of each file on top, and says how many there are.
fn report(folder: &Path, shown: impl Fn(&Fault) -> String) -> ExitCode {
    let corpus = Corpus::read(folder);
    let (faults, warnings) = (faults(&corpus), warnings(&corpus));
    for fault in faults.iter().chain(&warnings) {
        println!("{}", shown(fault));
    }
    let also = match warnings.len() {
        0 => String::new(),
        1 => " ; 1 avertissement".to_owned(),
        many => format!(" ; {many} avertissements"),
    };
    match faults.len() {
        0 => {
            println!("Contenu : les cinq fichiers sont corrects{also}.");
            return ExitCode::SUCCESS;
        }
        1 => println!("Contenu : 1 faute{also}."),
        many => println!("Contenu : {many} fautes{also}."),
    }
    ExitCode::FAILURE
}

/// Names the faults, then what is there and what is not.
fn summarised(folder: &Path) -> ExitCode {
    let result = report(folder, |fault| format!("{fault}\n"));
    println!("\n{}", summary(folder));
    result
}

/// Asks for a new entry and adds it.
fn new(entry: &str, folder: &Path) -> Result<(), String> {
    let names = LISTS.map(|list| list.names[0]);
    let list = List::named(entry).ok_or_else(|| {
        format!("Il n’y a pas d’entrée « {entry} » : choisissez {}.", names.join(", "))
    })?;
    let (mut input, mut out) = (io::stdin().lock(), io::stdout().lock());
    let added = list.ask(folder, &mut input, &mut out).map_err(|stopped| match stopped {
        Stopped::Answers => "\nArrêté avant la fin : rien n’a été changé.".to_owned(),
        Stopped::Io(fault) => format!("{fault} : rien n’a été changé."),
        Stopped::Faults(faults) => {
            format!("{}\nRien n’a été changé : corrigez d’abord.", listed(&faults))
        }
    })?;
    let place = folder.join(list.file);
    println!("\nAjouté dans {}, ligne {} :\n\n{}", place.display(), added.line, added.text);
    Ok(())
}

/// Writes the schemas of the content's files.
fn schema(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(at(folder))?;
    for (name, text) in schemas() {
        let path = folder.join(name);
        fs::write(&path, text).map_err(at(&path))?;
        println!("{}", path.display());
    }
    Ok(())
}

fn listed(faults: &[Fault]) -> String {
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    format!("Le contenu a des fautes :\n\n{}\n", faults.join("\n\n"))
}

/// Trunk's hook: fills the staged document from the content, its sheets and scripts minified; for production
/// the Wasm and its glue, too.
fn render() -> Result<(), String> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("prerender render is run by Trunk, which sets TRUNK_STAGING_DIR: run trunk build")?;
    check_content()?;
    let path = staging.join("index.html");
    let template = fs::read_to_string(&path).map_err(at(&path))?;
    let template = document::minified(&template).map_err(|fault| fault.to_string())?;
    if let Some(kept) = env::var_os(TEMPLATE).map(PathBuf::from) {
        fs::write(&kept, &template).map_err(at(&kept))?;
    }
    let html = document::filled(&template, json).map_err(|fault| fault.to_string())?;
    fs::write(&path, html).map_err(at(&path))?;
    let embeds = document::embeds(&template, json, None).map_err(|fault| fault.to_string())?;
    write(&staging, embeds)?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        minify_wasm(&staging)?;
    }
    Ok(())
}

/// Minifies the Wasm and its glue, where Trunk has put them.
fn minify_wasm(staging: &Path) -> Result<(), String> {
    let files = fs::read_dir(staging).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let paths = files.map_err(at(staging))?.into_iter().map(|file| file.path());
    let wasm = paths.filter(|path| path.extension().is_some_and(|end| end == "wasm"));
    for wasm in wasm {
        let name = wasm.to_string_lossy();
        let glue =
            PathBuf::from(name.strip_suffix("_bg.wasm").unwrap_or(&name)).with_extension("js");
        let text = fs::read_to_string(&glue).map_err(at(&glue))?;
        let bytes = fs::read(&wasm).map_err(at(&wasm))?;
        let (text, bytes) =
            document::minified_wasm(&text, &bytes).map_err(|fault| fault.to_string())?;
        fs::write(&glue, text).map_err(at(&glue))?;
        fs::write(&wasm, bytes).map_err(at(&wasm))?;
    }
    Ok(())
}

/// Writes the files that depend on the content.
fn site(template: &str, folder: &str, url: Option<&str>) -> Result<(), String> {
    let url = url.map(SiteUrl::try_from).transpose().map_err(|fault| fault.to_string())?;
    check_content()?;
    let (template, folder) = (Path::new(template), Path::new(folder));
    let template = fs::read_to_string(template).map_err(at(template))?;
    let files =
        document::files(&template, json, url.as_ref()).map_err(|fault| fault.to_string())?;
    write(folder, files)?;
    for picture in document::pictures(json, url.as_ref()).map_err(|fault| fault.to_string())? {
        write_file(folder, &picture.path, &picture.bytes)?;
    }
    Ok(())
}

/// The gallery, with the sheets that index.html names and the one around widgets.
fn gallery() -> Result<(), String> {
    let template = Path::new("index.html");
    let template = fs::read_to_string(template).map_err(at(template))?;
    let named = template.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let named = named.filter(|path| path.starts_with("style/")).chain(["style/widget.css"]);
    let sheets = named.map(|path| fs::read_to_string(path).map_err(at(Path::new(path))));
    let sheets = sheets.collect::<Result<Vec<_>, _>>()?.concat();
    let sheets = sheets.replace("url(\"./", "url(\"../../public/");
    let html = document::gallery(&sheets, "../../tests/fixtures/full/");
    write_file(Path::new(""), GALLERY, html.as_bytes())?;
    println!("{GALLERY}");
    Ok(())
}

fn write(folder: &Path, files: Vec<document::File>) -> Result<(), String> {
    files.into_iter().try_for_each(|file| write_file(folder, &file.path, file.text.as_bytes()))
}

fn write_file(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), String> {
    let path = folder.join(path);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(at(parent))?;
    fs::write(&path, bytes).map_err(at(&path))
}

fn check_content() -> Result<(), String> {
    let faults = check(Path::new(CONTENT));
    if faults.is_empty() {
        return Ok(());
    }
    Err(listed(&faults))
}

fn json(file: &str) -> Option<String> {
    fs::read_to_string(Path::new(CONTENT).join(file)).ok()
}

fn at(path: &Path) -> impl Fn(io::Error) -> String {
    let path = path.display().to_string();
    move |fault| format!("{path}: {fault}")
}
