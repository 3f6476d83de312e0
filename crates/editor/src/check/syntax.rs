//! Rules on whole files.

use std::io;

use jsonc_parser::{
    ParseStringErrorKind,
    common::Range,
    errors::{ParseError, ParseErrorKind},
};

use super::{ContentFiles, Diagnostic};

/// The five files exist and are readable.
pub(super) fn check_files(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    for file in &content.files {
        let problem = match &file.read_error {
            None => continue,
            Some(error) if error.kind() == io::ErrorKind::NotFound => {
                "le fichier n’existe pas".to_owned()
            }
            Some(error) if error.kind() == io::ErrorKind::InvalidData => {
                "le fichier n’est pas en UTF-8".to_owned()
            }
            Some(error) => format!("le fichier ne peut pas être lu ({error})"),
        };
        let remedy = format!("remettez {} dans ce dossier, enregistré en UTF-8", file.name);
        diagnostics.push(Diagnostic::new(file, Range::new(0, 0), "", problem, remedy));
    }
}

/// Each file is JSON (RFC 8259) that the site can read.
pub(super) fn check_json(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    for file in content.files.iter().filter(|file| file.read_error.is_none()) {
        let (range, problem, remedy) = if file.text.starts_with('\u{feff}') {
            let remedy = "enregistrez le fichier en « UTF-8 », pas en « UTF-8 avec BOM »";
            (Range::new(0, 0), "le fichier commence par un signe invisible (BOM)", remedy)
        } else if file.text.trim().is_empty() {
            (Range::new(0, 0), "le fichier est vide", "remettez son contenu d’avant")
        } else if let Some(range) = find_unclosed_string(&file.text) {
            let remedy = "ajoutez \" à la fin du texte ; un texte tient sur une ligne";
            (range, "ce texte n’est pas fermé à la fin de sa ligne", remedy)
        } else if let Some(error) = file.syntax_error() {
            let (problem, remedy) = explain(&error, &file.text);
            (error.range(), problem, remedy)
        } else if let Some(range) = find_serde_error(&file.text) {
            let remedy = "réécrivez ce qui est à cet endroit";
            (range, "le navigateur ne peut pas lire ce fichier à partir d’ici", remedy)
        } else {
            continue;
        };
        diagnostics.push(Diagnostic::new(file, range, "", problem, remedy));
    }
}

/// Finds the first string that contains a line break: usually its closing quotation mark is missing.
fn find_unclosed_string(json: &str) -> Option<Range> {
    let (mut opened, mut escaped) = (None, false);
    for (index, c) in json.char_indices() {
        match (opened, c) {
            (Some(start), '\n') => return Some(Range::new(start, index)),
            (Some(_), '"') if !escaped => opened = None,
            (None, '"') => opened = Some(index),
            _ => {}
        }
        escaped = opened.is_some() && c == '\\' && !escaped;
    }
    None
}

/// Returns the problem and the remedy of a parse error, in French.
fn explain(error: &ParseError, json: &str) -> (&'static str, &'static str) {
    let (before, after) = json.split_at_checked(error.range().start).unwrap_or((json, ""));
    let next = after.chars().next();
    if next.is_some_and(|c| "“”„«»‘’".contains(c)) {
        return ("un guillemet typographique", "écrivez des guillemets droits : \"");
    }
    if next.is_some_and(char::is_alphanumeric) && before.trim_end().ends_with('"') {
        return (
            "le texte s’arrête ici, à un guillemet droit",
            "dans un texte, écrivez « et », ou \\\" pour un guillemet droit",
        );
    }
    match error.kind() {
        ParseErrorKind::ExpectedComma => {
            ("une virgule manque", "ajoutez une virgule à la fin de cette ligne")
        }
        ParseErrorKind::TrailingCommasNotAllowed | ParseErrorKind::UnexpectedComma => {
            ("une virgule est de trop", "retirez cette virgule")
        }
        ParseErrorKind::ExpectedColonAfterObjectKey => (
            "le signe : manque après le nom du champ",
            "écrivez : entre le nom et la valeur ; une liste de textes commence par [",
        ),
        ParseErrorKind::CommentsNotAllowed | ParseErrorKind::UnterminatedCommentBlock => {
            ("le JSON n’a pas de commentaires", "retirez ce commentaire")
        }
        ParseErrorKind::SingleQuotedStringsNotAllowed => {
            ("une apostrophe sert de guillemet", "entourez le texte de guillemets droits : \"")
        }
        ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            ("un guillemet fermant manque", "ajoutez \" à la fin du texte")
        }
        ParseErrorKind::String(_) => (
            "le texte contient une séquence \\ inconnue",
            "écrivez \\\\ pour un \\, \\\" pour un guillemet droit",
        ),
        ParseErrorKind::UnterminatedArray => ("un crochet ] manque", "fermez la liste par ]"),
        ParseErrorKind::UnterminatedObject => ("une accolade } manque", "fermez l’objet par }"),
        ParseErrorKind::UnexpectedCloseBrace => (
            "une accolade } ne ferme rien ici",
            "fermez d’abord la liste par ], ou retirez cette accolade",
        ),
        ParseErrorKind::UnexpectedCloseBracket => (
            "un crochet ] ne ferme rien ici",
            "fermez d’abord l’objet par }, ou retirez ce crochet",
        ),
        ParseErrorKind::UnexpectedWord | ParseErrorKind::ExpectedStringObjectProperty => {
            ("un mot sans guillemets", "entourez-le de guillemets droits : \"")
        }
        ParseErrorKind::ExpectedObjectValue => {
            ("une valeur manque après le signe :", "écrivez la valeur, ou retirez le champ")
        }
        ParseErrorKind::NestingDepthExceeded => {
            ("trop de listes ou d’objets imbriqués", "retirez-en")
        }
        _ if next == Some(']') => (
            "ce crochet ] ferme une liste qui n’est pas ouverte",
            "ouvrez la liste par [, ou retirez ce crochet",
        ),
        _ => ("ce signe n’est pas à sa place", "comparez avec une entrée voisine qui est correcte"),
    }
}

/// Finds the first error of serde_json, which the build uses and which rejects, for instance, a tab in a string.
fn find_serde_error(json: &str) -> Option<Range> {
    let error = serde_json::from_str::<serde::de::IgnoredAny>(json).err()?;
    let lines = json.split_inclusive('\n').take(error.line().saturating_sub(1));
    let index = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    let index = (0..=index.min(json.len())).rev().find(|index| json.is_char_boundary(*index));
    index.map(|index| Range::new(index, index))
}
