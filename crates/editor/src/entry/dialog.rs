//! The prompts: each field with its description, repeated until the check accepts the answer.

use std::{
    io::{BufRead, Write},
    path::Path,
};

use super::{Entry, EntryList};
use crate::{
    check::{ContentFiles, find_errors},
    error::Error,
    fields::{Field, Kind, Shape},
};
use content::{Document, Partners, read_text};
use jsonc_parser::cst::CstInputValue;

/// The dialog about one entry.
pub(super) struct Dialog<'a, R, W> {
    list: &'a EntryList,
    folder: &'a Path,
    /// The unchanged text of the file.
    text: &'a str,
    input: &'a mut R,
    out: &'a mut W,
    /// The answers so far.
    entry: Entry,
}

impl<'a, R: BufRead, W: Write> Dialog<'a, R, W> {
    pub(super) fn new(
        list: &'a EntryList,
        folder: &'a Path,
        text: &'a str,
        input: &'a mut R,
        out: &'a mut W,
    ) -> Self {
        Self { list, folder, text, input, out, entry: Entry::new() }
    }

    /// Prompts for every field.
    pub(super) fn prompt_entry(
        mut self,
        fields: impl Iterator<Item = &'static Field>,
    ) -> Result<Entry, Error> {
        for field in fields {
            if let Some(value) = self.prompt_field(field)? {
                self.entry.push((field.name.to_owned(), value));
            }
        }
        Ok(self.entry)
    }

    fn prompt_field(&mut self, field: &Field) -> Result<Option<CstInputValue>, Error> {
        match field.shape {
            Shape::Value(kind) => {
                self.print_description(field, !field.required)?;
                if kind == Kind::OrganisationName {
                    writeln!(self.out, "  connues : {}", self.known_names())?;
                }
                self.prompt_value(kind, field, field.name, &|value| value)
            }
            Shape::Object(parts) => self.prompt_object(field, parts),
            Shape::List(item) | Shape::NonEmptyList(item) => {
                let kind = if let Shape::Value(kind) = item { *kind } else { return Ok(None) };
                self.print_description(field, !field.required)?;
                self.prompt_list(field, kind).map(Some)
            }
        }
    }

    /// Prompts for each field of an object; an empty answer to the first one skips an optional object.
    fn prompt_object(
        &mut self,
        field: &Field,
        parts: &[Field],
    ) -> Result<Option<CstInputValue>, Error> {
        let mut answers = Entry::new();
        for part in parts.iter().filter(|part| part.is_editable()) {
            let Shape::Value(kind) = part.shape else { continue };
            let optional = !part.required || (!field.required && answers.is_empty());
            self.print_description(&Field { title: field.title, ..*part }, optional)?;
            let wrap = |value| {
                let mut answers = answers.clone();
                answers.push((part.name.to_owned(), value));
                CstInputValue::Object(answers)
            };
            let path = format!("{}.{}", field.name, part.name);
            match self.prompt_value(kind, &Field { required: !optional, ..*field }, &path, &wrap)? {
                Some(value) => answers.push((part.name.to_owned(), value)),
                None if answers.is_empty() => return Ok(None),
                None => {}
            }
        }
        Ok(Some(CstInputValue::Object(answers)))
    }

    /// Prompts for the values of a list until an empty answer.
    fn prompt_list(&mut self, field: &Field, kind: Kind) -> Result<CstInputValue, Error> {
        let mut answers = Vec::new();
        loop {
            let required = answers.is_empty() && field.required;
            if !answers.is_empty() {
                writeln!(self.out, "  La suite, ou Entrée s’il n’y en a pas")?;
            }
            let wrap = |value| {
                let mut answers = answers.clone();
                answers.push(value);
                CstInputValue::Array(answers)
            };
            let path = format!("{}[{}]", field.name, answers.len());
            match self.prompt_value(kind, &Field { required, ..*field }, &path, &wrap)? {
                Some(value) => answers.push(value),
                None => return Ok(CstInputValue::Array(answers)),
            }
        }
    }

    fn print_description(&mut self, field: &Field, optional: bool) -> Result<(), Error> {
        let optional = if optional { " (facultatif : Entrée si rien n’est connu)" } else { "" };
        writeln!(self.out, "\n{}{optional}\n  {}", field.title, field.description)?;
        Ok(())
    }

    /// Prompts for a single value until it is valid; returns `None` for an empty answer to an optional field.
    /// `wrap` builds the value of the whole field from this one, for validation.
    fn prompt_value(
        &mut self,
        kind: Kind,
        field: &Field,
        path: &str,
        wrap: &dyn Fn(CstInputValue) -> CstInputValue,
    ) -> Result<Option<CstInputValue>, Error> {
        loop {
            let line = self.read_answer()?;
            if line.is_empty() {
                if !field.required {
                    return Ok(None);
                }
                writeln!(
                    self.out,
                    "  ✗ il faut une réponse ici ; Ctrl-C arrête sans rien changer"
                )?;
                continue;
            }
            let value = match kind {
                Kind::Pixels | Kind::Seconds => {
                    serde_json::from_str::<f64>(&line).ok().map(CstInputValue::from)
                }
                Kind::Boolean => serde_json::from_str::<bool>(&line).ok().map(CstInputValue::from),
                _ => None,
            };
            let value = value.unwrap_or_else(|| line.into());
            let errors = self.validate(field, path, wrap(value.clone()));
            if errors.is_empty() {
                return Ok(Some(value));
            }
            for error in errors {
                writeln!(self.out, "  ✗ {error}")?;
            }
        }
    }

    /// Checks the file with this value in the entry, and returns the errors of the value.
    fn validate(&self, field: &Field, path: &str, value: CstInputValue) -> Vec<String> {
        let mut entry = self.entry.clone();
        entry.push((field.name.to_owned(), value));
        let Some((text, _)) = self.list.append(self.text, entry) else { return Vec::new() };
        let path = format!("{}[{}].{path}", self.list.field, self.list.count_entries(self.text));
        let errors = find_errors(&ContentFiles::read_with(self.folder, self.list.file, &text));
        let own = errors.into_iter().filter(|error| error.path == path);
        own.map(|error| format!("{} → {}", error.problem, error.remedy)).collect()
    }

    /// Lists the names of the organisations and campaigns.
    fn known_names(&self) -> String {
        let text = std::fs::read_to_string(self.folder.join(Partners::FILE)).unwrap_or_default();
        let partners: Partners = read_text(&text).unwrap_or_default();
        let names = partners.organisations.into_iter().map(|organisation| organisation.name);
        let campaigns = partners.campaigns.into_iter().map(|campaign| campaign.name);
        names.chain(campaigns).collect::<Vec<_>>().join(", ")
    }

    /// Reads a line and trims it.
    fn read_answer(&mut self) -> Result<String, Error> {
        write!(self.out, "> ")?;
        self.out.flush()?;
        let mut line = String::new();
        match self.input.read_line(&mut line)? {
            // A line without its end may be half an answer.
            _ if line.ends_with('\n') => Ok(line.trim().to_owned()),
            _ => Err(Error::EndOfInput),
        }
    }
}
