//! The build's entry: `prerender check [FOLDER]` names every fault of the content.

use std::{env, path::PathBuf, process::ExitCode};

use next_level::content::check::check;

const USAGE: &str = "Usage : prerender check [DOSSIER]   (par défaut public/content)";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    match (
        arguments.next().as_deref(),
        arguments.next(),
        arguments.next(),
    ) {
        (Some("check"), folder, None) => {
            report(&folder.map_or_else(|| "public/content".into(), PathBuf::from))
        }
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Prints the faults, the first of each file on top, and says how many there are.
fn report(folder: &std::path::Path) -> ExitCode {
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
