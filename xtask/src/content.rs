//! `cargo xtask content`: for those who edit. The crate `editor` does the work and prints in French.

use std::io::{stdin, stdout};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use editor::commands::{Format, add_entry, print_check, print_summary, write_schemas};
use lexopt::prelude::{Long, Value, ValueExt};

use crate::process;

/// Where the content is, from the project's root.
const CONTENT: &str = "public/content";

/// Where the JSON Schemas are, from the project's root.
const SCHEMAS: &str = "docs/schemas";

/// A command for those who edit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Options {
    /// Prints the content's errors, then what the content has and what it could have.
    Summary,
    /// Prints the content's errors.
    Check(Format),
    /// Writes the JSON Schemas, from which an editor's program explains the fields.
    Schema,
    /// Asks for a new entry of this list.
    New(String),
}

/// Exits with 1 when the content has errors.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    // Paths are printed as an editor sees them, from the project's root.
    std::env::set_current_dir(process::root())?;
    let (folder, mut out) = (Path::new(CONTENT), stdout().lock());
    let correct = match options {
        Options::Summary => print_summary(folder, &mut out),
        Options::Check(format) => print_check(folder, *format, &mut out),
        Options::Schema => write_schemas(Path::new(SCHEMAS), &mut out).map(|()| true),
        Options::New(list) => add_entry(list, folder, &mut stdin().lock(), &mut out).map(|()| true),
    };
    match correct {
        Ok(correct) => Ok(ExitCode::from(u8::from(!correct))),
        Err(error) => bail!("{error}"),
    }
}

impl Options {
    /// Reads the command; `None` when it is help.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let command = match arguments.next()? {
            None => return Ok(Some(Self::Summary)),
            Some(Long("help")) => return Ok(None),
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
                Some(Long("help")) => Ok(None),
                Some(unknown) => Err(unknown.unexpected()),
            },
            "schema" => Ok(Some(Self::Schema)),
            "new" => match arguments.next()? {
                Some(Value(list)) => Ok(Some(Self::New(list.string()?))),
                Some(Long("help")) => Ok(None),
                Some(unknown) => Err(unknown.unexpected()),
                None => Err("`content new` takes testimonial, partner or excerpt".into()),
            },
            unknown => Err(format!("there is no command `content {unknown}`").into()),
        }
    }
}
