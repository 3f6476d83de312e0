//! Rules on whole files.

use jsonc_parser::{
    ParseStringErrorKind,
    common::Range,
    errors::{ParseErrorKind, ParseErrorKind as K},
};

use super::{Corpus, Fault, corpus::File};

/// The five files are there and can be read.
pub(super) fn files(corpus: &Corpus, faults: &mut Vec<Fault>) {
    for file in &corpus.files {
        if let Some(why) = &file.unreadable {
            faults.push(Fault::at(
                file,
                Range::new(0, 0),
                "",
                format!("le fichier ne peut pas être lu : {why}"),
                format!(
                    "remettez {} dans ce dossier, enregistré en UTF-8",
                    file.name
                ),
            ));
        }
    }
}

/// Each file is JSON (RFC 8259), and the browser can read it.
pub(super) fn json(corpus: &Corpus, faults: &mut Vec<Fault>) {
    for file in corpus.files.iter().filter(|file| file.unreadable.is_none()) {
        if let Some(fault) = file.syntax_fault() {
            let (problem, remedy) = explained(fault.kind());
            faults.push(Fault::at(file, fault.range(), "", problem, remedy));
        } else if let Some(words) = unreadable_json(file) {
            faults.push(Fault::at(
                file,
                words.range(&file.text),
                "",
                format!("ce n’est pas du JSON : {}", words.told),
                "corrigez le texte à cet endroit",
            ));
        }
    }
}

/// What an editor is told of a parse error, and what to do.
fn explained(kind: &ParseErrorKind) -> (String, &'static str) {
    let (problem, remedy) = match kind {
        K::ExpectedComma => (
            "une virgule manque",
            "ajoutez une virgule à la fin de la ligne d’avant",
        ),
        K::TrailingCommasNotAllowed | K::UnexpectedComma => {
            ("une virgule est de trop", "retirez cette virgule")
        }
        K::ExpectedColonAfterObjectKey => (
            "deux-points manque après le nom du champ",
            "écrivez : entre le nom et la valeur",
        ),
        K::CommentsNotAllowed | K::UnterminatedCommentBlock => {
            ("le JSON n’a pas de commentaires", "retirez ce commentaire")
        }
        K::SingleQuotedStringsNotAllowed => (
            "une apostrophe sert de guillemet",
            "entourez le texte de guillemets droits \"",
        ),
        K::String(ParseStringErrorKind::UnterminatedStringLiteral) => (
            "un guillemet fermant manque",
            "ajoutez \" à la fin du texte",
        ),
        K::String(_) => (
            "le texte contient une séquence \\ inconnue",
            "écrivez \\\\ pour un \\, \\\" pour un guillemet droit",
        ),
        K::UnterminatedArray => ("un crochet ] manque", "fermez la liste par ]"),
        K::UnterminatedObject => ("une accolade } manque", "fermez l’objet par }"),
        K::UnexpectedCloseBrace => (
            "une accolade } est de trop",
            "retirez-la, ou ouvrez l’objet par {",
        ),
        K::UnexpectedCloseBracket => (
            "un crochet ] est de trop",
            "retirez-le, ou ouvrez la liste par [",
        ),
        K::UnexpectedWord | K::ExpectedStringObjectProperty => (
            "un mot sans guillemets",
            "entourez-le de guillemets droits \"",
        ),
        K::ExpectedObjectValue => (
            "une valeur manque après les deux-points",
            "écrivez la valeur, ou retirez le champ",
        ),
        other => {
            return (
                format!("ce n’est pas du JSON ({other})"),
                "corrigez le texte à cet endroit",
            );
        }
    };
    (problem.to_owned(), remedy)
}

/// serde's parser is what the browser uses; it alone refuses, say, a line break within a text.
struct Told {
    told: String,
    line: usize,
    column: usize,
}

impl Told {
    fn range(&self, text: &str) -> Range {
        let line_start: usize = text
            .split_inclusive('\n')
            .take(self.line.saturating_sub(1))
            .map(str::len)
            .sum();
        let at = (line_start + self.column.saturating_sub(1)).min(text.len());
        let at = (0..=at)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or_default();
        Range::new(at, at)
    }
}

fn unreadable_json(file: &File) -> Option<Told> {
    let fault = serde_json::from_str::<serde::de::IgnoredAny>(&file.text).err()?;
    Some(Told {
        told: fault.to_string(),
        line: fault.line(),
        column: fault.column(),
    })
}
