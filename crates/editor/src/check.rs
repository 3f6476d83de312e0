//! The strict check: reports all errors of the content at once, in French, with position and remedy.

use std::path::Path;

pub use content_files::ContentFiles;
pub(crate) use content_files::Node;
pub use diagnostic::{Diagnostic, Severity};

mod content_files;
mod diagnostic;
mod hidden_characters;
mod names;
mod pictures;
mod references;
mod structure;
mod syntax;
mod values;

/// A rule of the strict check.
pub struct Rule {
    /// Its name, which follows each of its diagnostics in brackets.
    pub name: &'static str,
    /// What it requires, in French, for editors.
    pub description: &'static str,
    check: fn(&ContentFiles, &mut Vec<Diagnostic>),
}

/// The rules whose violation is an error.
pub const RULES: &[Rule] = &[
    Rule {
        name: "fichiers",
        description: "Les cinq fichiers sont là, en UTF-8.",
        check: syntax::check_files,
    },
    Rule { name: "syntaxe", description: "Chaque fichier est du JSON.", check: syntax::check_json },
    Rule {
        name: "types",
        description: "Chaque valeur est du type attendu.",
        check: structure::check_types,
    },
    Rule {
        name: "champs-connus",
        description: "Aucun champ inconnu, donc aucun nom mal tapé.",
        check: structure::check_known_fields,
    },
    Rule {
        name: "champs-uniques",
        description: "Aucun champ écrit deux fois.",
        check: structure::check_unique_fields,
    },
    Rule {
        name: "champs-requis",
        description: "Aucun champ nécessaire ne manque.",
        check: structure::check_required_fields,
    },
    Rule {
        name: "listes",
        description: "Aucune liste nécessaire n’est vide.",
        check: structure::check_non_empty_lists,
    },
    Rule {
        name: "textes",
        description: "Aucun texte n’est vide ou bordé d’espaces.",
        check: values::check_texts,
    },
    Rule {
        name: "signes",
        description: "Aucun texte, nom ou lien ne contient un signe que personne ne voit.",
        check: hidden_characters::check_hidden_characters,
    },
    Rule {
        name: "balises",
        description: "Aucun texte ne contient de HTML.",
        check: values::check_markup,
    },
    Rule {
        name: "identifiants",
        description: "Un id n’a que minuscules, chiffres et traits d’union.",
        check: values::check_slugs,
    },
    Rule {
        name: "liens",
        description: "Un lien commence par https:// ou mailto:.",
        check: values::check_links,
    },
    Rule {
        name: "dates",
        description: "Une date est un jour, un mois ou une année du calendrier.",
        check: values::check_dates,
    },
    Rule {
        name: "langues",
        description: "Une langue est un code comme fr ou en.",
        check: values::check_languages,
    },
    Rule {
        name: "pixels",
        description: "Une taille d’image est un nombre entier.",
        check: values::check_pixels,
    },
    Rule {
        name: "defilement",
        description: "Le défilement automatique laisse le temps de lire.",
        check: values::check_rotations,
    },
    Rule {
        name: "id-uniques",
        description: "Deux entrées d’une liste n’ont pas le même id.",
        check: references::check_unique_ids,
    },
    Rule {
        name: "anciens-id",
        description: "Un ancien id n’est celui d’aucun témoignage.",
        check: references::check_former_ids,
    },
    Rule {
        name: "organisations",
        description: "Un extrait ne nomme qu’une organisation ou une campagne de partners.json.",
        check: references::check_organisations,
    },
    Rule {
        name: "campagnes",
        description: "La conclusion nomme chaque campagne.",
        check: references::check_campaigns,
    },
    Rule {
        name: "images",
        description: "Chaque image nommée est dans public/images.",
        check: pictures::check_pictures,
    },
    Rule {
        name: "tailles",
        description: "La taille de chaque image peut être lue dans son fichier.",
        check: pictures::check_picture_sizes,
    },
];

/// The rules whose violation is a warning, which does not stop the build.
pub const WARNING_RULES: &[Rule] = &[Rule {
    name: "expressions",
    description: "Chaque expression étrangère est dans un texte.",
    check: references::check_foreign_terms,
}];

/// Checks the five files of a folder (`public/content`) against [`RULES`].
///
/// Returns the errors sorted by position. Without errors the content can be built, and the browser can read it.
#[must_use]
pub fn check(folder: &Path) -> Vec<Diagnostic> {
    find_errors(&ContentFiles::read(folder))
}

/// Checks files against [`RULES`]; one of them may have an unsaved text.
#[must_use]
pub fn find_errors(content: &ContentFiles) -> Vec<Diagnostic> {
    apply_rules(RULES, content)
}

/// Checks files against [`WARNING_RULES`]. Returns nothing while a file is unreadable or not JSON.
#[must_use]
pub fn find_warnings(content: &ContentFiles) -> Vec<Diagnostic> {
    if content.files.iter().any(|file| file.read_error.is_some() || file.syntax_error().is_some()) {
        return Vec::new();
    }
    let warning = |diagnostic| Diagnostic { severity: Severity::Warning, ..diagnostic };
    apply_rules(WARNING_RULES, content).into_iter().map(warning).collect()
}

fn apply_rules(rules: &[Rule], content: &ContentFiles) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in rules {
        let first = diagnostics.len();
        (rule.check)(content, &mut diagnostics);
        for diagnostic in &mut diagnostics[first..] {
            diagnostic.rule = rule.name;
        }
    }
    diagnostics.sort_by(|left: &Diagnostic, right| {
        (&left.file, left.line, left.column).cmp(&(&right.file, right.line, right.column))
    });
    diagnostics
}
