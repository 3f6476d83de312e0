//! The questions: each field with its explanation, asked again until the check has nothing to say.

use std::{
    io::{BufRead, Write},
    path::Path,
};

use super::{Entry, List, Stopped};
use crate::{
    check::{Corpus, faults},
    shape::{Field, Kind, Shape},
};
use content::{Document, Partners, json::Json, read_text};

/// Questions and answers about one entry.
pub(super) struct Dialog<'a, R, W> {
    list: &'a List,
    folder: &'a Path,
    /// The file as it is.
    text: &'a str,
    input: &'a mut R,
    out: &'a mut W,
    /// What is known of the entry.
    entry: Entry,
}

impl<'a, R: BufRead, W: Write> Dialog<'a, R, W> {
    pub(super) fn new(
        list: &'a List,
        folder: &'a Path,
        text: &'a str,
        input: &'a mut R,
        out: &'a mut W,
    ) -> Self {
        Self { list, folder, text, input, out, entry: Entry::new() }
    }

    /// Asks for every field.
    pub(super) fn entry(
        mut self,
        fields: impl Iterator<Item = &'static Field>,
    ) -> Result<Entry, Stopped> {
        for field in fields {
            if let Some(value) = self.field(field)? {
                self.entry.push((field.name.to_owned(), value));
            }
        }
        Ok(self.entry)
    }

    fn field(&mut self, field: &Field) -> Result<Option<Json>, Stopped> {
        match field.shape {
            Shape::Value(kind) => {
                self.explain(field, !field.required)?;
                if kind == Kind::OrganisationName {
                    writeln!(self.out, "  connues : {}", self.organisations())?;
                }
                self.answer(kind, field, field.name, &|value| value)
            }
            Shape::Object(parts) => self.object(field, parts),
            Shape::List(of) | Shape::NonEmptyList(of) => {
                let kind = if let Shape::Value(kind) = of { *kind } else { return Ok(None) };
                self.explain(field, !field.required)?;
                self.texts(field, kind).map(Some)
            }
        }
    }

    /// Asks for each part of an object; without the first of an optional one, for no more.
    fn object(&mut self, field: &Field, parts: &[Field]) -> Result<Option<Json>, Stopped> {
        let mut known = Entry::new();
        for part in parts {
            let Shape::Value(kind) = part.shape else { continue };
            let optional = !part.required || (!field.required && known.is_empty());
            self.explain(&Field { title: field.title, ..*part }, optional)?;
            let whole = |value| {
                let mut known = known.clone();
                known.push((part.name.to_owned(), value));
                Json::Object(known)
            };
            let path = format!("{}.{}", field.name, part.name);
            match self.answer(kind, &Field { required: !optional, ..*field }, &path, &whole)? {
                Some(value) => known.push((part.name.to_owned(), value)),
                None if known.is_empty() => return Ok(None),
                None => {}
            }
        }
        Ok(Some(Json::Object(known)))
    }

    /// Asks for texts, until an empty answer.
    fn texts(&mut self, field: &Field, kind: Kind) -> Result<Json, Stopped> {
        let mut known = Vec::new();
        loop {
            let required = known.is_empty() && field.required;
            if !known.is_empty() {
                writeln!(self.out, "  La suite, ou Entrée s’il n’y en a pas")?;
            }
            let whole = |value| {
                let mut known = known.clone();
                known.push(value);
                Json::List(known)
            };
            let path = format!("{}[{}]", field.name, known.len());
            match self.answer(kind, &Field { required, ..*field }, &path, &whole)? {
                Some(value) => known.push(value),
                None => return Ok(Json::List(known)),
            }
        }
    }

    fn explain(&mut self, field: &Field, optional: bool) -> Result<(), Stopped> {
        let optional = if optional { " (facultatif : Entrée si rien n’est connu)" } else { "" };
        writeln!(self.out, "\n{}{optional}\n  {}", field.title, field.about)?;
        Ok(())
    }

    /// One value, asked for until it is right; none for an empty answer where it may be left out.
    /// `whole` says what the field is with this value in it.
    fn answer(
        &mut self,
        kind: Kind,
        field: &Field,
        path: &str,
        whole: &dyn Fn(Json) -> Json,
    ) -> Result<Option<Json>, Stopped> {
        loop {
            let line = self.line()?;
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
                Kind::Pixels | Kind::Seconds | Kind::Flag => serde_json::from_str(&line).ok(),
                _ => None,
            };
            let value = value.unwrap_or(Json::Text(line));
            let wrong = self.wrong(field, path, whole(value.clone()));
            if wrong.is_empty() {
                return Ok(Some(value));
            }
            for wrong in wrong {
                writeln!(self.out, "  ✗ {wrong}")?;
            }
        }
    }

    /// What the check says of a value, if the entry were written with it.
    fn wrong(&self, field: &Field, path: &str, value: Json) -> Vec<String> {
        let mut entry = self.entry.clone();
        entry.push((field.name.to_owned(), value));
        let Some((text, _)) = self.list.with(self.text, entry) else { return Vec::new() };
        let place = format!("{}[{}].{path}", self.list.field, self.list.length(self.text));
        let faults = faults(&Corpus::read_with(self.folder, self.list.file, &text));
        let own = faults.into_iter().filter(|fault| fault.place == place);
        own.map(|fault| format!("{} → {}", fault.problem, fault.remedy)).collect()
    }

    fn organisations(&self) -> String {
        let text = std::fs::read_to_string(self.folder.join(Partners::FILE)).unwrap_or_default();
        let partners: Partners = read_text(&text).unwrap_or_default();
        let names = partners.organisations.into_iter().map(|organisation| organisation.name);
        let campaigns = partners.campaigns.into_iter().map(|campaign| campaign.name);
        names.chain(campaigns).collect::<Vec<_>>().join(", ")
    }

    /// The next answer, without the spaces around it.
    fn line(&mut self) -> Result<String, Stopped> {
        write!(self.out, "> ")?;
        self.out.flush()?;
        let mut line = String::new();
        match self.input.read_line(&mut line)? {
            // Without its end a last line may be half an answer.
            _ if line.ends_with('\n') => Ok(line.trim().to_owned()),
            _ => Err(Stopped::Answers),
        }
    }
}
