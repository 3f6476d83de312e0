//! Why a command of `cargo xtask content` failed.

use std::{fmt, io, path::PathBuf};

use crate::check::Diagnostic;

/// The reason why a command failed.
#[derive(Debug)]
pub enum Error {
    /// No list has this name.
    UnknownList {
        /// The name.
        name: String,
        /// The names of the lists.
        known: Vec<&'static str>,
    },
    /// The input ended before the last answer.
    EndOfInput,
    /// The content has errors, or would have with the new entry.
    Content(Vec<Diagnostic>),
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
    /// The terminal cannot be read or written.
    Terminal(io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownList { name, known } => {
                write!(out, "Il n’y a pas d’entrée « {name} » : choisissez {}.", known.join(", "))
            }
            Self::EndOfInput => write!(out, "\nArrêté avant la fin : rien n’a été changé."),
            Self::Content(errors) => {
                write!(out, "{}\nRien n’a été changé : corrigez d’abord.", format_errors(errors))
            }
            Self::Io(path, error) => write!(out, "{} : {error}.", path.display()),
            Self::Terminal(error) => write!(out, "{error}"),
        }
    }
}

impl std::error::Error for Error {}

/// Formats the errors that stop a command.
#[must_use]
pub fn format_errors(errors: &[Diagnostic]) -> String {
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    format!("Le contenu a des fautes :\n\n{}\n", errors.join("\n\n"))
}
