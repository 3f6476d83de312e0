//! Rules on whole files.

use std::io;

use jsonc_parser::{
    ParseStringErrorKind,
    common::Range,
    errors::{ParseError, ParseErrorKind as K},
};

use super::{Corpus, Fault};

/// The five files are there and can be read.
pub(super) fn files(corpus: &Corpus, faults: &mut Vec<Fault>) {
    for file in &corpus.files {
        let problem = match &file.unreadable {
            None => continue,
            Some(fault) if fault.kind() == io::ErrorKind::NotFound => {
                "le fichier n’existe pas".to_owned()
            }
            Some(fault) if fault.kind() == io::ErrorKind::InvalidData => {
                "le fichier n’est pas en UTF-8".to_owned()
            }
            Some(fault) => format!("le fichier ne peut pas être lu ({fault})"),
        };
        let remedy = format!("remettez {} dans ce dossier, enregistré en UTF-8", file.name);
        faults.push(Fault::at(file, Range::new(0, 0), "", problem, remedy));
    }
}

/// Each file is JSON (RFC 8259), and the browser can read it.
pub(super) fn json(corpus: &Corpus, faults: &mut Vec<Fault>) {
    for file in corpus.files.iter().filter(|file| file.unreadable.is_none()) {
        let (range, problem, remedy) = if file.text.starts_with('\u{feff}') {
            let remedy = "enregistrez le fichier en « UTF-8 », pas en « UTF-8 avec BOM »";
            (Range::new(0, 0), "le fichier commence par un signe invisible (BOM)", remedy)
        } else if file.text.trim().is_empty() {
            (Range::new(0, 0), "le fichier est vide", "remettez son contenu d’avant")
        } else if let Some(range) = unclosed_text(&file.text) {
            let remedy = "ajoutez \" à la fin du texte ; un texte tient sur une ligne";
            (range, "ce texte n’est pas fermé à la fin de sa ligne", remedy)
        } else if let Some(fault) = file.syntax_fault() {
            let (problem, remedy) = explained(&fault, &file.text);
            (fault.range(), problem, remedy)
        } else if let Some(range) = refused_by_the_browser(&file.text) {
            let remedy = "réécrivez ce qui est à cet endroit";
            (range, "le navigateur ne peut pas lire ce fichier à partir d’ici", remedy)
        } else {
            continue;
        };
        faults.push(Fault::at(file, range, "", problem, remedy));
    }
}

/// The first text with a line break in it: most often its closing quotation mark is missing.
fn unclosed_text(json: &str) -> Option<Range> {
    let (mut opened, mut escaped) = (None, false);
    for (at, sign) in json.char_indices() {
        match (opened, sign) {
            (Some(start), '\n') => return Some(Range::new(start, at)),
            (Some(_), '"') if !escaped => opened = None,
            (None, '"') => opened = Some(at),
            _ => {}
        }
        escaped = opened.is_some() && sign == '\\' && !escaped;
    }
    None
}

/// What an editor is told of a parse error, and what to do.
fn explained(fault: &ParseError, json: &str) -> (&'static str, &'static str) {
    let (before, after) = json.split_at_checked(fault.range().start).unwrap_or((json, ""));
    let sign = after.chars().next();
    if sign.is_some_and(|sign| "“”„«»‘’".contains(sign)) {
        return ("un guillemet typographique", "écrivez des guillemets droits : \"");
    }
    if sign.is_some_and(char::is_alphanumeric) && before.trim_end().ends_with('"') {
        return (
            "le texte s’arrête ici, à un guillemet droit",
            "dans un texte, écrivez « et », ou \\\" pour un guillemet droit",
        );
    }
    match fault.kind() {
        K::ExpectedComma => ("une virgule manque", "ajoutez une virgule à la fin de cette ligne"),
        K::TrailingCommasNotAllowed | K::UnexpectedComma => {
            ("une virgule est de trop", "retirez cette virgule")
        }
        K::ExpectedColonAfterObjectKey => (
            "le signe : manque après le nom du champ",
            "écrivez : entre le nom et la valeur ; une liste de textes commence par [",
        ),
        K::CommentsNotAllowed | K::UnterminatedCommentBlock => {
            ("le JSON n’a pas de commentaires", "retirez ce commentaire")
        }
        K::SingleQuotedStringsNotAllowed => {
            ("une apostrophe sert de guillemet", "entourez le texte de guillemets droits : \"")
        }
        K::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            ("un guillemet fermant manque", "ajoutez \" à la fin du texte")
        }
        K::String(_) => (
            "le texte contient une séquence \\ inconnue",
            "écrivez \\\\ pour un \\, \\\" pour un guillemet droit",
        ),
        K::UnterminatedArray => ("un crochet ] manque", "fermez la liste par ]"),
        K::UnterminatedObject => ("une accolade } manque", "fermez l’objet par }"),
        K::UnexpectedCloseBrace => (
            "une accolade } ne ferme rien ici",
            "fermez d’abord la liste par ], ou retirez cette accolade",
        ),
        K::UnexpectedCloseBracket => (
            "un crochet ] ne ferme rien ici",
            "fermez d’abord l’objet par }, ou retirez ce crochet",
        ),
        K::UnexpectedWord | K::ExpectedStringObjectProperty => {
            ("un mot sans guillemets", "entourez-le de guillemets droits : \"")
        }
        K::ExpectedObjectValue => {
            ("une valeur manque après le signe :", "écrivez la valeur, ou retirez le champ")
        }
        K::NestingDepthExceeded => ("trop de listes ou d’objets imbriqués", "retirez-en"),
        _ if sign == Some(']') => (
            "ce crochet ] ferme une liste qui n’est pas ouverte",
            "ouvrez la liste par [, ou retirez ce crochet",
        ),
        _ => ("ce signe n’est pas à sa place", "comparez avec une entrée voisine qui est correcte"),
    }
}

/// Where serde, which is what the browser uses, stops reading; it refuses, say, a tab in a text.
fn refused_by_the_browser(json: &str) -> Option<Range> {
    let fault = serde_json::from_str::<serde::de::IgnoredAny>(json).err()?;
    let lines = json.split_inclusive('\n').take(fault.line().saturating_sub(1));
    let at = lines.map(str::len).sum::<usize>() + fault.column().saturating_sub(1);
    let at = (0..=at.min(json.len())).rev().find(|at| json.is_char_boundary(*at));
    at.map(|at| Range::new(at, at))
}
