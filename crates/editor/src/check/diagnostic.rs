//! Diagnostics: problem, position and remedy, in French.

use std::{fmt, path::PathBuf};

use jsonc_parser::common::Range;

use super::{content_files::File, hidden_characters::find_hidden};

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Stops the build.
    Error,
    /// Does not stop the build.
    Warning,
}

/// The violation of a rule in a file, described in French.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The path of the file, relative if that of the folder was.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The path of the value in the file: `organisations[3].url`; empty for the whole file.
    pub path: String,
    /// The id of the list's entry that the value is in, by which the form names it.
    pub entry: Option<String>,
    /// The value in the file, abbreviated; may be empty.
    pub value: String,
    /// The problem.
    pub problem: String,
    /// The remedy.
    pub remedy: String,
    /// The name of the rule, in [`super::RULES`] or [`super::WARNING_RULES`].
    pub rule: &'static str,
    /// The severity.
    pub severity: Severity,
}

impl Diagnostic {
    /// Reports an error at a byte range of a file's text; the caller sets the name of the rule.
    pub(super) fn new(
        file: &File,
        range: Range,
        path: &str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let start = range.start.min(file.text.len());
        let before = &file.text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            file: file.path.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            path: path.to_owned(),
            entry: find_entry(file, path),
            value: abbreviate(file.text.get(start..range.end).unwrap_or_default()),
            problem: problem.into(),
            remedy: remedy.into(),
            rule: "",
            severity: Severity::Error,
        }
    }

    /// The path of the value, with the id of its entry.
    fn place(&self) -> String {
        match &self.entry {
            Some(id) => format!("{} ({id})", self.path),
            None => self.path.clone(),
        }
    }

    /// Formats a workflow command for GitHub Actions, which annotates the line in a pull request.
    #[must_use]
    pub fn annotation(&self) -> String {
        let file = self.file.display().to_string().replace('\\', "/");
        let place = if self.path.is_empty() { "fichier".to_owned() } else { self.place() };
        let value = match self.value.as_str() {
            "" => String::new(),
            value => format!("\nvaleur : {value}"),
        };
        let command = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        format!(
            "::{command} file={},line={},col={},title={}::{}",
            escape_property(&file),
            self.line,
            self.column,
            escape_property(&format!("{place} [{}]", self.rule)),
            escape_message(&format!("{}{value}\nremède : {}", self.problem, self.remedy)),
        )
    }
}

/// Returns the id of the entry that a path such as `excerpts[3].url` leads into.
fn find_entry(file: &File, path: &str) -> Option<String> {
    let (list, rest) = path.split_once('[')?;
    let index: usize = rest.split_once(']')?.0.parse().ok()?;
    let content = file.parse_leniently()?;
    let entry = content.as_object()?.get_array(list)?.elements.get(index)?.as_object()?;
    entry.get_string("id").map(|id| abbreviate(&id.value))
}

/// Escapes the message of a workflow command, which is one line.
fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command, which ends at a comma or at two colons.
fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// Returns at most 60 characters of a value's first line, with hidden characters, some of which would change the
/// direction of the whole message, as code points.
fn abbreviate(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    let short: String = line.chars().take(60).collect();
    let ellipsis = if short.len() < value.len() { "…" } else { "" };
    let (mut escaped, mut end) = (String::new(), 0);
    for (index, c) in find_hidden(&short) {
        escaped.push_str(&short[end..index]);
        escaped.push_str(&format!("‹U+{:04X}›", c as u32));
        end = index + c.len_utf8();
    }
    [&escaped, &short[end..], ellipsis].concat()
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file.display(), self.line, self.column)?;
        if !self.path.is_empty() {
            write!(out, "  {}", self.place())?;
        }
        if !self.value.is_empty() {
            write!(out, "\n    valeur    {}", self.value)?;
        }
        let label = match self.severity {
            Severity::Error => "problème ",
            Severity::Warning => "attention",
        };
        write!(out, "\n    {label} {}", self.problem)?;
        write!(out, "\n    remède    {}  [{}]", self.remedy, self.rule)
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Severity};

    #[test]
    fn an_annotation_is_one_line_with_the_path_of_the_value() {
        let error = Diagnostic {
            file: "public/content/press.json".into(),
            line: 3,
            column: 12,
            path: "excerpts[0].url".to_owned(),
            entry: Some("tribune".to_owned()),
            value: "\"100 %\"".to_owned(),
            problem: "ce n’est pas un lien".to_owned(),
            remedy: "écrire https://…, ou rien".to_owned(),
            rule: "liens",
            severity: Severity::Error,
        };
        assert_eq!(
            error.annotation(),
            "::error file=public/content/press.json,line=3,col=12,title=excerpts[0].url (tribune) [liens]::\
             ce n’est pas un lien%0Avaleur : \"100 %25\"%0Aremède : écrire https://…, ou rien"
        );
        let warning = Diagnostic { severity: Severity::Warning, ..error.clone() };
        assert!(warning.annotation().starts_with("::warning file="), "{}", warning.annotation());
        let escaped = Diagnostic { path: "a: b, c".to_owned(), entry: None, ..error };
        assert!(
            escaped.annotation().contains("title=a%3A b%2C c [liens]::"),
            "{}",
            escaped.annotation()
        );
    }
}
