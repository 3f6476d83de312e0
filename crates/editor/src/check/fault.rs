//! What is wrong, where, and what to do about it.

use std::{fmt, path::PathBuf};

use jsonc_parser::common::Range;

use super::{corpus::File, signs::hidden};

/// What follows from a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is built.
    Fault,
    /// Nothing but that somebody should look at it.
    Warning,
}

/// One fault in one file, told in French.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as the folder was given.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The way to the value: `organisations[3].url`; empty for the whole file.
    pub place: String,
    /// The value as it stands in the file, shortened; empty where there is none.
    pub value: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
    /// The name of the rule, in [`super::CHECKS`] or [`super::WARNINGS`].
    pub check: &'static str,
    /// What follows from it.
    pub severity: Severity,
}

impl Fault {
    /// A fault at a range of a file's text.
    pub(super) fn at(
        file: &File,
        range: Range,
        place: &str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let start = range.start.min(file.text.len());
        let before = &file.text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            file: file.path.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            place: place.to_owned(),
            value: shortened(file.text.get(start..range.end).unwrap_or_default()),
            problem: problem.into(),
            remedy: remedy.into(),
            check: "",
            severity: Severity::Fault,
        }
    }
}

impl Fault {
    /// The fault as a workflow command of GitHub, which shows it on its line of a pull request.
    #[must_use]
    pub fn annotation(&self) -> String {
        let file = self.file.display().to_string().replace('\\', "/");
        let place = if self.place.is_empty() { "fichier" } else { &self.place };
        let value = match self.value.as_str() {
            "" => String::new(),
            value => format!("\nvaleur : {value}"),
        };
        let command = match self.severity {
            Severity::Fault => "error",
            Severity::Warning => "warning",
        };
        format!(
            "::{command} file={},line={},col={},title={}::{}",
            property(&file),
            self.line,
            self.column,
            property(&format!("{place} [{}]", self.check)),
            message(&format!("{}{value}\nremède : {}", self.problem, self.remedy)),
        )
    }
}

/// What a workflow command takes as a message: one line.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What it takes as the value of a property, which ends at a comma or at two colons.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

/// The first line of a value, at most 60 characters of it. What nobody sees, and what would turn the
/// direction of the whole message, is shown by its number.
fn shortened(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    let short: String = line.chars().take(60).collect();
    let more = if short.len() < value.len() { "…" } else { "" };
    let (mut shown, mut shown_to) = (String::new(), 0);
    for (at, sign) in hidden(&short) {
        shown.push_str(&short[shown_to..at]);
        shown.push_str(&format!("‹U+{:04X}›", sign as u32));
        shown_to = at + sign.len_utf8();
    }
    [&shown, &short[shown_to..], more].concat()
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file.display(), self.line, self.column)?;
        if !self.place.is_empty() {
            write!(out, "  {}", self.place)?;
        }
        if !self.value.is_empty() {
            write!(out, "\n    valeur    {}", self.value)?;
        }
        let label = match self.severity {
            Severity::Fault => "problème ",
            Severity::Warning => "attention",
        };
        write!(out, "\n    {label} {}", self.problem)?;
        write!(out, "\n    remède    {}  [{}]", self.remedy, self.check)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Severity};

    #[test]
    fn an_annotation_is_one_line_that_names_its_place() {
        let fault = Fault {
            file: "public/content/press.json".into(),
            line: 3,
            column: 12,
            place: "excerpts[0].url".to_owned(),
            value: "\"100 %\"".to_owned(),
            problem: "ce n’est pas un lien".to_owned(),
            remedy: "écrire https://…, ou rien".to_owned(),
            check: "liens",
            severity: Severity::Fault,
        };
        assert_eq!(
            fault.annotation(),
            "::error file=public/content/press.json,line=3,col=12,title=excerpts[0].url [liens]::\
             ce n’est pas un lien%0Avaleur : \"100 %25\"%0Aremède : écrire https://…, ou rien"
        );
        let warning = Fault { severity: Severity::Warning, ..fault.clone() };
        assert!(warning.annotation().starts_with("::warning file="), "{}", warning.annotation());
        let odd = Fault { place: "a: b, c".to_owned(), ..fault };
        assert!(odd.annotation().contains("title=a%3A b%2C c [liens]::"), "{}", odd.annotation());
    }
}
