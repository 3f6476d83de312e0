//! Prompts for a new entry of a list, field by field, in French. The strict check validates each answer
//! immediately; nothing is written before the last answer.

use std::{
    fs,
    io::{BufRead, Write},
    path::Path,
};

use content::{Document, Partners, Press, Testimonials};
use jsonc_parser::cst::CstInputValue;

use crate::{
    check::{ContentFiles, check, find_errors},
    error::Error,
    fields::{FILES, Field, Shape},
};
use dialog::Dialog;
use insert::append_entry;

mod dialog;
mod insert;
mod slug;

/// A list to which entries can be added.
#[derive(Clone, Copy, Debug)]
pub struct EntryList {
    /// The names of an entry in a command; the first is the one that error messages list.
    pub names: &'static [&'static str],
    /// Its file name.
    pub file: &'static str,
    /// Its field in the file's root object.
    pub field: &'static str,
    /// The field from which an entry's id is derived.
    id_field: &'static str,
    /// The maximum number of words in an id.
    id_words: usize,
}

/// The lists to which entries can be added.
pub const LISTS: [EntryList; 3] = [
    EntryList {
        names: &["testimonial", "temoignage", "témoignage"],
        file: Testimonials::FILE,
        field: "testimonials",
        id_field: "name",
        id_words: 8,
    },
    EntryList {
        names: &["partner", "organisation", "partenaire"],
        file: Partners::FILE,
        field: "organisations",
        id_field: "name",
        id_words: 8,
    },
    EntryList {
        names: &["excerpt", "extrait"],
        file: Press::FILE,
        field: "excerpts",
        id_field: "paragraphs",
        id_words: 5,
    },
];

/// The fields of an entry and their values, in order.
type Entry = Vec<(String, CstInputValue)>;

/// An entry that was added to a file.
#[derive(Debug)]
pub struct AddedEntry {
    /// Its text in the file.
    pub text: String,
    /// Its first line in the file, from 1.
    pub line: usize,
}

impl EntryList {
    /// Finds a list by one of its names.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        LISTS.into_iter().find(|list| list.names.contains(&name))
    }

    /// Prompts for an entry and appends it.
    ///
    /// # Errors
    /// The input ends early, the content has errors, or a file cannot be read or written. The files are then unchanged.
    pub fn prompt_and_append(
        &self,
        folder: &Path,
        input: &mut impl BufRead,
        out: &mut impl Write,
    ) -> Result<AddedEntry, Error> {
        let errors = check(folder);
        if !errors.is_empty() {
            return Err(Error::Content(errors));
        }
        let path = folder.join(self.file);
        let in_file = |error| Error::Io(path.clone(), error);
        let text = fs::read_to_string(&path).map_err(in_file)?;
        let entry =
            Dialog::new(self, folder, &text, input, out).prompt_entry(self.prompted_fields())?;
        // The file may have changed during the dialog.
        let current = fs::read_to_string(&path).map_err(in_file)?;
        let appended = self.append(&current, entry);
        // Without a list to append to, the errors are those of the current text.
        let text = appended.as_ref().map_or(&current, |(text, _)| text);
        let errors = find_errors(&ContentFiles::read_with(folder, self.file, text));
        let Some((text, added)) = appended.filter(|_| errors.is_empty()) else {
            return Err(Error::Content(errors));
        };
        // Replaces the file atomically: an interruption leaves the old text or the new one.
        let temporary = folder.join(format!(".{}.new", self.file));
        fs::write(&temporary, text)
            .and_then(|()| fs::rename(&temporary, &path))
            .map_err(in_file)?;
        Ok(added)
    }

    /// Appends an entry, with a unique id as its first field, to the file's text.
    fn append(&self, text: &str, mut entry: Entry) -> Option<(String, AddedEntry)> {
        let id = slug::make_unique_id(self, text, &entry)?;
        entry.insert(0, ("id".to_owned(), id.into()));
        append_entry(text, self.field, entry.into())
    }

    fn count_entries(&self, text: &str) -> usize {
        let file: Option<serde_json::Value> = serde_json::from_str(text).ok();
        file.and_then(|file| Some(file.get(self.field)?.as_array()?.len())).unwrap_or_default()
    }

    /// Returns the fields of an entry except the generated id.
    fn prompted_fields(&self) -> impl Iterator<Item = &'static Field> {
        let shape = FILES.iter().find(|(file, _)| *file == self.file).map(|(_, shape)| shape);
        let fields = match shape {
            Some(Shape::Object(fields)) => *fields,
            _ => &[],
        };
        let list = fields.iter().find(|field| field.name == self.field).map(|field| field.shape);
        let entry = match list {
            Some(Shape::List(Shape::Object(fields))) => *fields,
            _ => &[],
        };
        entry.iter().filter(|field| field.name != "id")
    }
}
