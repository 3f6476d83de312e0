//! What `cargo xtask content` and the build print for those who edit, in French.

use std::{
    fmt, fs,
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
};

use crate::{
    check::{Corpus, Fault, faults, warnings},
    entry::{AddError, EntryList, LISTS},
    schema::schemas,
    summary::summary,
};

/// How errors are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: each with its place, its value and its remedy.
    #[default]
    Text,
    /// For GitHub: one line each, which it shows beside the line of the file.
    GitHub,
}

/// Why a command ended without doing what it should.
#[derive(Debug)]
pub enum Error {
    /// There is no list of this name.
    UnknownList(String),
    /// The input ended before the last answer.
    EndOfInput,
    /// The content has errors.
    Content(Vec<Fault>),
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
    /// Nothing can be printed or read.
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
            Self::UnknownList(name) => {
                let names = LISTS.map(|list| list.names[0]).join(", ");
                write!(out, "Il n’y a pas d’entrée « {name} » : choisissez {names}.")
            }
            Self::EndOfInput => write!(out, "\nArrêté avant la fin : rien n’a été changé."),
            Self::Content(faults) => {
                write!(out, "{}\nRien n’a été changé : corrigez d’abord.", list_faults(faults))
            }
            Self::Io(path, error) => write!(out, "{} : {error}.", path.display()),
            Self::Terminal(error) => write!(out, "{error} : rien n’a été changé."),
        }
    }
}

impl std::error::Error for Error {}

/// Prints the errors and the warnings, the first of each file on top, and how many there are.
///
/// Returns whether there is no error.
///
/// # Errors
/// Nothing can be printed.
pub fn print_check(folder: &Path, format: Format, out: &mut impl Write) -> Result<bool, Error> {
    let corpus = Corpus::read(folder);
    let (faults, warnings) = (faults(&corpus), warnings(&corpus));
    for fault in faults.iter().chain(&warnings) {
        match format {
            Format::Text => writeln!(out, "{fault}\n")?,
            Format::GitHub => writeln!(out, "{}", fault.annotation())?,
        }
    }
    let also = match warnings.len() {
        0 => String::new(),
        1 => " ; 1 avertissement".to_owned(),
        many => format!(" ; {many} avertissements"),
    };
    match faults.len() {
        0 => writeln!(out, "Contenu : les cinq fichiers sont corrects{also}.")?,
        1 => writeln!(out, "Contenu : 1 faute{also}.")?,
        many => writeln!(out, "Contenu : {many} fautes{also}.")?,
    }
    Ok(faults.is_empty())
}

/// Prints the errors, then what the content has and what it could have.
///
/// Returns whether there is no error.
///
/// # Errors
/// Nothing can be printed.
pub fn print_summary(folder: &Path, out: &mut impl Write) -> Result<bool, Error> {
    let correct = print_check(folder, Format::Text, out)?;
    writeln!(out, "\n{}", summary(folder))?;
    Ok(correct)
}

/// Asks for the fields of a new entry, one by one, and adds it to its list; `list` is one of [`EntryList::names`].
///
/// # Errors
/// There is no such list, the content has errors before or after, or the answers end too early. The files are then
/// as they were.
pub fn add_entry(
    list: &str,
    folder: &Path,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), Error> {
    let list = EntryList::find(list).ok_or_else(|| Error::UnknownList(list.to_owned()))?;
    let added = list.prompt_and_append(folder, input, out).map_err(|error| match error {
        AddError::EndOfInput => Error::EndOfInput,
        AddError::Io(error) => Error::Terminal(error),
        AddError::Faults(faults) => Error::Content(faults),
    })?;
    let path = folder.join(list.file);
    writeln!(out, "\nAjouté dans {}, ligne {} :\n\n{}", path.display(), added.line, added.text)?;
    Ok(())
}

/// Writes the JSON Schemas of the five files into a folder, and prints their paths.
///
/// # Errors
/// A file cannot be written.
pub fn write_schemas(folder: &Path, out: &mut impl Write) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| Error::Io(folder.to_owned(), error))?;
    for (name, text) in schemas() {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| Error::Io(path.clone(), error))?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}

/// Errors of the content as they are printed where a command ends because of them.
#[must_use]
pub fn list_faults(faults: &[Fault]) -> String {
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    format!("Le contenu a des fautes :\n\n{}\n", faults.join("\n\n"))
}
