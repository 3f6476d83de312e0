//! A new entry of a list, from answers to questions: one for each field, in French. What is wrong with an
//! answer is what the check says of it, at once; nothing is written before the last answer.

use std::{
    fs,
    io::{self, BufRead, Write},
    path::Path,
};

use content::{Document, Partners, Press, Testimonials, json::Json};

use crate::{
    check::{Corpus, Fault, check, faults},
    shape::{FILES, Field, Shape},
};
use dialog::Dialog;
use insert::inserted;

mod dialog;
mod insert;
mod slug;

/// A list that entries can be added to.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// What editors call an entry: the first is its name in a command.
    pub names: &'static [&'static str],
    /// The file that it stands in.
    pub file: &'static str,
    /// Its field.
    pub field: &'static str,
    /// The field that an entry's id is made of, and of how many of its words.
    id: (&'static str, usize),
}

/// The three lists that grow.
pub const LISTS: [List; 3] = [
    List {
        names: &["testimonial", "temoignage", "témoignage"],
        file: Testimonials::FILE,
        field: "testimonials",
        id: ("name", 8),
    },
    List {
        names: &["partner", "organisation", "partenaire"],
        file: Partners::FILE,
        field: "organisations",
        id: ("name", 8),
    },
    List {
        names: &["excerpt", "extrait"],
        file: Press::FILE,
        field: "excerpts",
        id: ("paragraphs", 5),
    },
];

/// The fields of an entry, with their values, in order.
type Entry = Vec<(String, Json)>;

/// An entry that was added.
#[derive(Debug)]
pub struct Added {
    /// Its text, as it stands in the file.
    pub text: String,
    /// Its first line in the file, from 1.
    pub line: usize,
}

/// Why no entry was added. The file is as it was.
#[derive(Debug)]
pub enum Stopped {
    /// The answers ended before the questions.
    Answers,
    /// The content has faults; they come first.
    Faults(Vec<Fault>),
    /// A file or the terminal.
    Io(io::Error),
}

impl From<io::Error> for Stopped {
    fn from(fault: io::Error) -> Self {
        Self::Io(fault)
    }
}

impl List {
    /// The list that an editor means.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        LISTS.into_iter().find(|list| list.names.contains(&name))
    }

    /// Asks for an entry, and adds it behind the last one.
    ///
    /// # Errors
    /// The answers ended, or the content has faults.
    pub fn ask(
        &self,
        folder: &Path,
        input: &mut impl BufRead,
        out: &mut impl Write,
    ) -> Result<Added, Stopped> {
        let known = check(folder);
        if !known.is_empty() {
            return Err(Stopped::Faults(known));
        }
        let path = folder.join(self.file);
        let text = fs::read_to_string(&path)?;
        let entry = Dialog::new(self, folder, &text, input, out).entry(self.fields())?;
        // Meanwhile the file may have changed in an editor.
        let text = fs::read_to_string(&path)?;
        let (text, added) = self.with(&text, entry).ok_or(Stopped::Faults(Vec::new()))?;
        let faults = faults(&Corpus::read_with(folder, self.file, &text));
        if !faults.is_empty() {
            return Err(Stopped::Faults(faults));
        }
        // A file is replaced as a whole, so that whatever happens it is the old one or the new one.
        let beside = folder.join(format!(".{}.new", self.file));
        fs::write(&beside, text)?;
        fs::rename(&beside, &path)?;
        Ok(added)
    }

    /// The file's text with an entry behind the last one, and an id of its own before its fields.
    fn with(&self, text: &str, mut entry: Entry) -> Option<(String, Added)> {
        let id = slug::unique(self, text, &entry)?;
        entry.insert(0, ("id".to_owned(), Json::Text(id)));
        inserted(text, self.field, &Json::Object(entry))
    }

    /// How many entries the file's text has.
    fn length(&self, text: &str) -> usize {
        let file: Option<serde_json::Value> = serde_json::from_str(text).ok();
        file.and_then(|file| Some(file.get(self.field)?.as_array()?.len())).unwrap_or_default()
    }

    /// What an entry holds, but for its id, which is made.
    fn fields(&self) -> impl Iterator<Item = &'static Field> {
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
