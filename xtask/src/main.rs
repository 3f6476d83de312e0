//! The project's commands, run as `cargo xtask <command>`: one module each, then the modules that they share.
//!
//! Each command installs its missing tools into `target/tools`, prints its progress to stderr and its result to
//! stdout, and can be run again at any time.

mod bench;
mod check;
mod content;
mod dist;
mod edit;
mod hook;
mod reproduce;
mod serve;
mod test;

mod files;
mod form;
mod port;
mod process;
mod progress;
mod steps;
mod tools;

use std::process::ExitCode;

use lexopt::Arg::{Long, Short, Value};

const USAGE: &str = "\
The project's commands. Each installs its missing tools, prints its progress, and can be run again.

Usage: cargo xtask <command>

  serve [--port N] [--release] [--hosts]
                                 build the site and serve it at http://127.0.0.1:8080; with
                                 --hosts pages of other sites that embed it, on the next port
  check                          the quick tests: format, lints, content, structure
  content                        list every error of the content, and what it could still have
  content check [--format github]
                                 list every error of the content
  content new testimonial|partner|excerpt
                                 ask for an entry, in French, and add it to its file
  content schema                 write docs/schemas, which explain the fields in editors
  edit [--port N]                serve the form for editors at http://127.0.0.1:8090, which writes
                                 into this folder (in Chromium, Chrome or Edge)
  test [--all] [filter…]         run all tests; --all adds the slowest, a filter keeps only
                                 the tests whose name contains it
  dist [--site-url URL] [--out FOLDER] [--keep FOLDER] [--content-only] [--plain]
       [--editor HOST:OWNER/REPO[@BRANCH] [--editor-app ID]]
                                 write the folder to host: hashed, compressed, with headers; files
                                 with absolute addresses need the URL; --keep carries an earlier
                                 dist's hashed files over, --content-only uses the earlier build's
                                 Wasm, --plain builds it without unstable settings and wasm-opt;
                                 --editor adds admin/, the form for editors of that repository:
                                 github:OWNER/REPO, gitlab:GROUP/REPO, forgejo:https://HOST/OWNER/REPO
                                 or gitea:…; --editor-app is for sign-in by GitLab, Forgejo or Gitea
  reproduce                      build twice in clean folders and compare the bytes
  bench [--rounds N] [--only bytes|lighthouse|load|search|widget] [--dist FOLDER]
                                 measure the production build, or the dist in FOLDER, beside the same
                                 content made with Astro, Svelte and React, until the medians are
                                 steady or N rounds are taken; a complete run, about an hour, writes
                                 docs/bench.json and the table in README.md
";

/// The command that the arguments name, with its options.
enum Request {
    Help,
    Serve(serve::Options),
    Check,
    Content(content::Options),
    Test(test::Options),
    Dist(dist::Options),
    Edit(edit::Options),
    Hook,
    Reproduce,
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let request = match Request::parse(&mut lexopt::Parser::from_env()) {
        Ok(request) => request,
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let result = match request {
        Request::Help => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        Request::Serve(options) => serve::run(options),
        Request::Check => check::run(),
        Request::Content(options) => content::run(&options),
        Request::Test(options) => test::run(&options),
        Request::Dist(options) => dist::run(&options),
        Request::Edit(options) => edit::run(&options),
        Request::Hook => hook::run(),
        Request::Reproduce => reproduce::run(),
        Request::Bench(options) => bench::run(&options),
    };
    result.unwrap_or_else(|error| {
        eprintln!("\nerror: {error:#}");
        ExitCode::FAILURE
    })
}

impl Request {
    /// Reads the command; its own module reads its flags.
    fn parse(arguments: &mut lexopt::Parser) -> Result<Self, lexopt::Error> {
        let request = match arguments.next()? {
            None | Some(Short('h') | Long("help")) => Self::Help,
            Some(Value(command)) => match command.to_string_lossy().as_ref() {
                // Cargo's name for the subcommand precedes its arguments.
                process::BUILT_XTASK => return Self::parse(arguments),
                "help" => Self::Help,
                "serve" => serve::Options::parse(arguments)?.map_or(Self::Help, Self::Serve),
                "check" => Self::Check,
                "content" => content::Options::parse(arguments)?.map_or(Self::Help, Self::Content),
                "test" => test::Options::parse(arguments)?.map_or(Self::Help, Self::Test),
                "dist" => dist::Options::parse(arguments)?.map_or(Self::Help, Self::Dist),
                "edit" => edit::Options::parse(arguments)?.map_or(Self::Help, Self::Edit),
                "hook" => Self::Hook,
                "reproduce" => Self::Reproduce,
                "bench" => bench::Options::parse(arguments)?.map_or(Self::Help, Self::Bench),
                unknown => return Err(format!("there is no command `{unknown}`").into()),
            },
            Some(unknown) => return Err(unknown.unexpected()),
        };
        // An argument that the command did not read is either a request for help or an error.
        match arguments.next()? {
            None => Ok(request),
            Some(Short('h') | Long("help")) => Ok(Self::Help),
            Some(_) if matches!(request, Self::Help) => Ok(request),
            Some(unknown) => Err(unknown.unexpected()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Request;

    fn parse(line: &str) -> Result<Request, String> {
        let arguments = std::iter::once("xtask").chain(line.split_whitespace());
        Request::parse(&mut lexopt::Parser::from_iter(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn no_argument_and_every_spelling_of_help_show_the_usage() {
        for line in [
            "",
            "help",
            "-h",
            "--help",
            "serve --help",
            "serve -h",
            "check -h",
            "content --help",
            "content -h",
            "content new --help",
            "content new excerpt -h",
            "content new -h",
            "test -h",
            "bench -h",
            "dist -h",
            "edit -h",
        ] {
            assert!(matches!(parse(line), Ok(Request::Help)), "cargo xtask {line}");
        }
    }

    #[test]
    fn unknown_arguments_are_named() {
        for (line, named) in [
            ("brew", "`brew`"),
            ("--fast", "--fast"),
            ("check --fast", "--fast"),
            ("check everything", "everything"),
            ("content polish", "`content polish`"),
            ("content new", "testimonial, partner or excerpt"),
            ("content schema now", "now"),
            ("serve --fast", "--fast"),
            ("test --fast", "--fast"),
            ("dist --fast", "--fast"),
            ("dist --editor asso/site", "github:OWNER/REPO"),
            ("dist --editor github:asso/site --editor-app 1", "token"),
            ("dist --editor-app 1", "--editor"),
            ("edit --port many", "65535"),
            ("bench --only paint", "`paint`"),
            ("bench --rounds 0", "\"0\""),
        ] {
            let error = parse(line).err().unwrap_or_default();
            assert!(error.contains(named), "cargo xtask {line}: {error}");
        }
    }

    #[test]
    fn serve_takes_a_port_that_can_be_bound() {
        let Ok(Request::Serve(options)) = parse("serve --port=8081 --release") else {
            panic!("not parsed");
        };
        assert_eq!((options.port.get(), options.release, options.hosts), (8081, true, false));
        assert!(matches!(parse("serve --hosts"), Ok(Request::Serve(options)) if options.hosts));
        for line in ["serve --port 0", "serve --port many", "serve --port 65536", "serve --port"] {
            assert!(parse(line).is_err(), "cargo xtask {line}");
        }
    }

    #[test]
    fn content_has_a_summary_a_check_schemas_and_new_entries() {
        use crate::content::Options;
        for (line, expected) in [
            ("content", Options::Summary),
            ("content schema", Options::Schema),
            ("content check --format github", Options::Check(editor::commands::Format::GitHub)),
            ("content new excerpt", Options::New("excerpt".to_owned())),
        ] {
            let parsed = match parse(line) {
                Ok(Request::Content(options)) => Some(options),
                _ => None,
            };
            assert_eq!(parsed, Some(expected), "cargo xtask {line}");
        }
    }

    #[test]
    fn test_takes_filters_in_any_position() {
        let Ok(Request::Test(options)) = parse("test carousel --all press") else {
            panic!("not parsed");
        };
        assert!(options.all);
        assert_eq!(options.filters, ["carousel", "press"]);
    }

    #[test]
    fn the_hook_runs_through_the_alias_and_as_the_built_program() {
        for line in ["hook", "built-xtask hook"] {
            assert!(matches!(parse(line), Ok(Request::Hook)), "cargo {line}");
        }
    }

    #[test]
    fn bench_measures_everything_until_it_is_steady_by_default() {
        use crate::bench::Options;
        let all = Options::default();
        let some =
            Options { rounds: Some(3), only: Some("load".to_owned()), dist: Some("dist".into()) };
        for (line, expected) in [("bench", all), ("bench --only load --rounds=3 --dist dist", some)]
        {
            let parsed = match parse(line) {
                Ok(Request::Bench(options)) => Some(options),
                _ => None,
            };
            assert_eq!(parsed, Some(expected), "cargo xtask {line}");
        }
    }
}
