//! `cargo xtask content`: the commands for editors, which the crate `editor` implements and prints in French.

use std::io::{stdin, stdout};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use editor::commands::{Format, add_entry, print_check, print_summary, write_schemas};
use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::process;

/// The folder of the content, from the project's root.
const CONTENT: &str = "public/content";

/// The folder of the JSON Schemas, from the project's root.
const SCHEMAS: &str = "docs/schemas";

/// A command for editors.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Options {
    /// Prints the content's errors, then a summary of it with its missing optional parts.
    Summary,
    /// Prints the content's errors.
    Check(Format),
    /// Writes the JSON Schemas, with which a text editor explains the fields.
    Schema,
    /// Prompts for a new entry of this list.
    New(String),
}

/// Exits with 1 if the content has errors.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    // Paths are printed relative to the project's root.
    std::env::set_current_dir(process::root())?;
    let (folder, mut out) = (Path::new(CONTENT), stdout().lock());
    let is_correct = match options {
        Options::Summary => print_summary(folder, &mut out),
        Options::Check(format) => print_check(folder, *format, &mut out),
        Options::Schema => write_schemas(Path::new(SCHEMAS), &mut out).map(|()| true),
        Options::New(list) => add_entry(list, folder, &mut stdin().lock(), &mut out).map(|()| true),
    };
    match is_correct {
        Ok(is_correct) => Ok(ExitCode::from(u8::from(!is_correct))),
        Err(error) => bail!("{error}"),
    }
}

impl Options {
    /// Reads the command; `None` for `--help`.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let command = match arguments.next()? {
            None => return Ok(Some(Self::Summary)),
            Some(Short('h') | Long("help")) => return Ok(None),
            Some(Value(command)) => command.string()?,
            Some(unknown) => return Err(unknown.unexpected()),
        };
        match command.as_str() {
            "check" => match arguments.next()? {
                None => Ok(Some(Self::Check(Format::Text))),
                Some(Long("format")) => match arguments.value()?.string()?.as_str() {
                    "github" => Ok(Some(Self::Check(Format::GitHub))),
                    other => Err(format!("`--format` takes github, not {other}").into()),
                },
                Some(Short('h') | Long("help")) => Ok(None),
                Some(unknown) => Err(unknown.unexpected()),
            },
            "schema" => Ok(Some(Self::Schema)),
            "new" => match arguments.next()? {
                Some(Value(list)) => Ok(Some(Self::New(list.string()?))),
                Some(Short('h') | Long("help")) => Ok(None),
                Some(unknown) => Err(unknown.unexpected()),
                None => Err("`content new` takes testimonial, partner or excerpt".into()),
            },
            unknown => Err(format!("there is no command `content {unknown}`").into()),
        }
    }
}
