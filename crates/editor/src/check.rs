//! The strict reading: every fault of the content at once, in French, with its place and remedy.

use std::path::Path;

pub use corpus::Corpus;
pub use fault::{Fault, Severity};

mod corpus;
mod fault;
mod names;
mod references;
mod signs;
mod structure;
mod syntax;
mod values;

/// A rule that the content keeps.
pub struct Check {
    /// Its name, as shown behind a fault.
    pub name: &'static str,
    /// What it promises, in French, for the people who edit.
    pub promise: &'static str,
    run: fn(&Corpus, &mut Vec<Fault>),
}

/// Every rule there is.
pub const CHECKS: &[Check] = &[
    Check {
        name: "fichiers", promise: "Les cinq fichiers sont là, en UTF-8.", run: syntax::files
    },
    Check { name: "syntaxe", promise: "Chaque fichier est du JSON.", run: syntax::json },
    Check { name: "types", promise: "Chaque valeur est du type attendu.", run: structure::types },
    Check {
        name: "champs-connus",
        promise: "Aucun champ inconnu, donc aucun nom mal tapé.",
        run: structure::known_fields,
    },
    Check {
        name: "champs-uniques",
        promise: "Aucun champ écrit deux fois.",
        run: structure::unique_fields,
    },
    Check {
        name: "champs-requis",
        promise: "Aucun champ nécessaire ne manque.",
        run: structure::required_fields,
    },
    Check {
        name: "listes",
        promise: "Aucune liste nécessaire n’est vide.",
        run: structure::non_empty_lists,
    },
    Check {
        name: "textes",
        promise: "Aucun texte n’est vide ou bordé d’espaces.",
        run: values::texts,
    },
    Check {
        name: "signes",
        promise: "Aucun texte, nom ou lien ne contient un signe que personne ne voit.",
        run: signs::hidden_signs,
    },
    Check { name: "balises", promise: "Aucun texte ne contient de HTML.", run: values::markup },
    Check {
        name: "identifiants",
        promise: "Un id n’a que minuscules, chiffres et traits d’union.",
        run: values::slugs,
    },
    Check {
        name: "liens",
        promise: "Un lien commence par https:// ou mailto:.",
        run: values::links,
    },
    Check {
        name: "dates",
        promise: "Une date est un jour, un mois ou une année du calendrier.",
        run: values::dates,
    },
    Check {
        name: "langues",
        promise: "Une langue est un code comme fr ou en.",
        run: values::languages,
    },
    Check {
        name: "pixels",
        promise: "Une taille d’image est un nombre entier.",
        run: values::pixels,
    },
    Check {
        name: "defilement",
        promise: "Le défilement automatique laisse le temps de lire.",
        run: values::rotations,
    },
    Check {
        name: "id-uniques",
        promise: "Deux entrées d’une liste n’ont pas le même id.",
        run: references::unique_ids,
    },
    Check {
        name: "organisations",
        promise: "Un extrait ne nomme qu’une organisation ou une campagne de partners.json.",
        run: references::organisations,
    },
    Check {
        name: "campagnes",
        promise: "La conclusion nomme chaque campagne.",
        run: references::campaigns,
    },
    Check {
        name: "images",
        promise: "Chaque image nommée est dans public/images.",
        run: references::pictures,
    },
];

/// Every rule whose breach keeps nothing from being built.
pub const WARNINGS: &[Check] = &[Check {
    name: "expressions",
    promise: "Chaque expression étrangère est dans un texte.",
    run: references::foreign_terms,
}];

/// Checks the five files of a folder (`public/content`) against every rule of [`CHECKS`].
///
/// Returns the faults in the order in which they stand in the files; none means that the content
/// can be built and that the browser can read it.
#[must_use]
pub fn check(folder: &Path) -> Vec<Fault> {
    faults(&Corpus::read(folder))
}

/// The same for a corpus, which may hold a text that is not written yet.
#[must_use]
pub fn faults(corpus: &Corpus) -> Vec<Fault> {
    run(CHECKS, corpus)
}

/// What an editor should look at, though nothing keeps the content from being built. Of files that cannot be
/// read whole nothing is said.
#[must_use]
pub fn warnings(corpus: &Corpus) -> Vec<Fault> {
    if corpus.files.iter().any(|file| file.unreadable.is_some() || file.syntax_fault().is_some()) {
        return Vec::new();
    }
    let warning = |fault| Fault { severity: Severity::Warning, ..fault };
    run(WARNINGS, corpus).into_iter().map(warning).collect()
}

fn run(checks: &[Check], corpus: &Corpus) -> Vec<Fault> {
    let mut faults = Vec::new();
    for check in checks {
        let known = faults.len();
        (check.run)(corpus, &mut faults);
        for fault in &mut faults[known..] {
            fault.check = check.name;
        }
    }
    faults.sort_by(|a: &Fault, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    faults
}
