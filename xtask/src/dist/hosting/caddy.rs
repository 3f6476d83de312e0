//! A Caddyfile; Caddy also obtains the certificate.

use super::super::headers::{EVERYWHERE, Rule};
use super::Location;

/// Renders the file: a matcher for each rule, no two of which match the same path.
pub(super) fn render(rules: &[Rule], location: &Location) -> String {
    let mut text = format!(
        "# Written by cargo xtask dist: the policies carry hashes, so take this file anew whenever the\n\
         # style sheet or the Wasm changes. Change the two lines below.\n\
         exemple.org {{\n\
         \t# The site's files are in the folder {} below this one.\n\
         \troot * /var/www/le-next-level\n\n\
         \theader {{\n\t\t-Server\n{}\t}}\n",
        location.folder,
        format_lines(EVERYWHERE.iter().copied(), "\t\t"),
    );
    for (index, rule) in rules.iter().enumerate() {
        let paths: Vec<String> = rule.paths.iter().map(|path| location.at(path)).collect();
        text += &format!(
            "\n\t@rule{index} path {}\n\theader @rule{index} {{\n{}\t}}\n",
            paths.join(" "),
            format_lines(rule.headers(), "\t\t")
        );
    }
    text +=
        "\n\t# The siblings that dist wrote.\n\tfile_server {\n\t\tprecompressed br gzip\n\t}\n";
    if let Some(rule) = rules.iter().find(|rule| rule.has_path("404.html")) {
        text += &format!(
            "\n\thandle_errors {{\n\t\trewrite * {}\n\t\theader {{\n{}\t\t}}\n\t\tfile_server {{\n\t\t\t\
             precompressed br gzip\n\t\t}}\n\t}}\n",
            location.at("404.html"),
            format_lines(rule.headers(), "\t\t\t"),
        );
    }
    text + "}\n"
}

fn format_lines<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>, indent: &str) -> String {
    headers.map(|(name, value)| format!("{indent}{name} \"{value}\"\n")).collect()
}
