//! `cargo xtask content`: for those who edit. The prerender program does the work, since it knows the
//! content's rules; what it says goes straight to the terminal, in French.

use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result};
use lexopt::prelude::{Long, Value, ValueExt};

use crate::process;

/// What is asked of the content.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Options {
    /// Its faults, then what is there and what is not.
    Summary,
    /// The JSON Schemas, from which an editor's program explains the fields.
    Schema,
    /// A new entry of this kind, from answers.
    New(String),
}

/// Ends as the prerender program ends: with 1 when there are faults.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let mut command = process::command("cargo");
    command.args(["run", "--quiet", "-p", "next-level", "--bin", "prerender", "--"]);
    match options {
        Options::Summary => command.arg("summary"),
        Options::Schema => command.arg("schema"),
        Options::New(entry) => command.args(["new", entry]).stdin(Stdio::inherit()),
    };
    let status = command.status().context("cannot run cargo")?;
    Ok(ExitCode::from(u8::from(!status.success())))
}

impl Options {
    /// Reads what is asked; `None` when it is help.
    pub(crate) fn parse(arguments: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let asked = match arguments.next()? {
            None => return Ok(Some(Self::Summary)),
            Some(Long("help")) => return Ok(None),
            Some(Value(asked)) => asked.string()?,
            Some(unknown) => return Err(unknown.unexpected()),
        };
        match asked.as_str() {
            "schema" => Ok(Some(Self::Schema)),
            "new" => match arguments.next()? {
                Some(Value(entry)) => Ok(Some(Self::New(entry.string()?))),
                Some(Long("help")) => Ok(None),
                Some(unknown) => Err(unknown.unexpected()),
                None => Err("`content new` takes testimonial, partner or excerpt".into()),
            },
            unknown => Err(format!("there is no command `content {unknown}`").into()),
        }
    }
}
