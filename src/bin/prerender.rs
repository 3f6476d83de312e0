//! The build's entry. `check` names every fault of the content; `render` writes the page's HTML
//! into the document that Trunk has made, so that the first paint waits for no Wasm.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use next_level::{content::check::check, document};

const CONTENT: &str = "public/content";

const USAGE: &str = "\
Usage :
  prerender check [DOSSIER]    nomme toutes les fautes du contenu (par défaut public/content)
  prerender render             écrit la page dans l’index.html que Trunk prépare";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next(), arguments.next()) {
        (Some("check"), folder, None) => {
            report(&folder.map_or_else(|| CONTENT.into(), PathBuf::from))
        }
        (Some("render"), None, None) => match render() {
            Ok(()) => ExitCode::SUCCESS,
            Err(fault) => {
                eprintln!("{fault}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Prints the faults, the first of each file on top, and says how many there are.
fn report(folder: &Path) -> ExitCode {
    let faults = check(folder);
    for fault in &faults {
        println!("{fault}\n");
    }
    match faults.len() {
        0 => {
            println!("Contenu : les cinq fichiers sont corrects.");
            return ExitCode::SUCCESS;
        }
        1 => println!("Contenu : 1 faute."),
        many => println!("Contenu : {many} fautes."),
    }
    ExitCode::FAILURE
}

/// Trunk's hook: fills the staged document from the content.
fn render() -> Result<(), String> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .ok_or("prerender render is run by Trunk, which sets TRUNK_STAGING_DIR: run trunk build")?;
    let faults = check(Path::new(CONTENT));
    if !faults.is_empty() {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        return Err(format!("Le contenu a des fautes :\n\n{}\n", faults.join("\n\n")));
    }
    let path = PathBuf::from(staging).join("index.html");
    let told = |fault: io::Error| format!("{}: {fault}", path.display());
    let template = fs::read_to_string(&path).map_err(told)?;
    let json = |file: &str| fs::read_to_string(Path::new(CONTENT).join(file)).ok();
    let html = document::filled(&template, json).map_err(|fault| fault.to_string())?;
    fs::write(&path, html).map_err(told)
}
