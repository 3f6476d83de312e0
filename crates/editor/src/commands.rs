//! The commands of `cargo xtask content`, and what they and the build print, in French.

use std::{
    fs,
    io::{BufRead, Write},
    path::Path,
};

use crate::{
    check::{ContentFiles, find_errors, find_warnings},
    entry::{EntryList, LISTS},
    error::Error,
    schema::render_schemas,
    summary::summarize,
};

/// The format of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Several lines per diagnostic: position, value, problem and remedy.
    #[default]
    Text,
    /// One workflow command per diagnostic, which GitHub Actions displays next to the line.
    GitHub,
}

/// Prints the errors, then the warnings, and their numbers.
///
/// Returns whether the content has no errors.
///
/// # Errors
/// The output cannot be written.
pub fn print_check(folder: &Path, format: Format, out: &mut impl Write) -> Result<bool, Error> {
    let content = ContentFiles::read(folder);
    let (errors, warnings) = (find_errors(&content), find_warnings(&content));
    for diagnostic in errors.iter().chain(&warnings) {
        match format {
            Format::Text => writeln!(out, "{diagnostic}\n")?,
            Format::GitHub => writeln!(out, "{}", diagnostic.annotation())?,
        }
    }
    let suffix = match warnings.len() {
        0 => String::new(),
        1 => " ; 1 avertissement".to_owned(),
        many => format!(" ; {many} avertissements"),
    };
    match errors.len() {
        0 => writeln!(out, "Contenu : les cinq fichiers sont corrects{suffix}.")?,
        1 => writeln!(out, "Contenu : 1 faute{suffix}.")?,
        many => writeln!(out, "Contenu : {many} fautes{suffix}.")?,
    }
    Ok(errors.is_empty())
}

/// Prints the diagnostics, then the summary of the content.
///
/// Returns whether the content has no errors.
///
/// # Errors
/// The output cannot be written.
pub fn print_summary(folder: &Path, out: &mut impl Write) -> Result<bool, Error> {
    let correct = print_check(folder, Format::Text, out)?;
    writeln!(out, "\n{}", summarize(folder))?;
    Ok(correct)
}

/// Prompts for the fields of a new entry, and appends it to its list; `list` is one of [`EntryList::names`].
///
/// # Errors
/// No list has this name, the content has errors before or after, or the input ends early. The files are then
/// unchanged.
pub fn add_entry(
    list: &str,
    folder: &Path,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<(), Error> {
    let list = EntryList::find(list).ok_or_else(|| Error::UnknownList {
        name: list.to_owned(),
        known: LISTS.map(|list| list.names[0]).to_vec(),
    })?;
    let added = list.prompt_and_append(folder, input, out)?;
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
    for (name, text) in render_schemas() {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| Error::Io(path.clone(), error))?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}
