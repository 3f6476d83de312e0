//! A Caddyfile, which also sees to the certificate.

use super::super::headers::{EVERYWHERE, Rule};
use super::{Place, has_rule};

/// The file. Each rule is a matcher of its own, and no two match one path.
pub(super) fn render(rules: &[Rule], place: &Place) -> String {
    let mut text = format!(
        "# Written by cargo xtask dist: the policies carry hashes, so take this file anew whenever the\n\
         # style sheet or the Wasm changes. Change the two lines below.\n\
         exemple.org {{\n\
         \t# The site's files are in the folder {} below this one.\n\
         \troot * /var/www/le-next-level\n\n\
         \theader {{\n\t\t-Server\n{}\t}}\n",
        place.folder,
        lines(EVERYWHERE.iter().copied(), "\t\t"),
    );
    for (index, Rule { paths, headers }) in rules.iter().enumerate() {
        let paths: Vec<String> = paths.iter().map(|path| place.at(path)).collect();
        let own = headers.iter().map(|(name, value)| (*name, value.as_str()));
        text += &format!(
            "\n\t@rule{index} path {}\n\theader @rule{index} {{\n{}\t}}\n",
            paths.join(" "),
            lines(own, "\t\t")
        );
    }
    text +=
        "\n\t# The siblings that dist wrote.\n\tfile_server {\n\t\tprecompressed br gzip\n\t}\n";
    if has_rule(rules, "404.html") {
        let page = rules.iter().find(|rule| rule.paths.iter().any(|path| path == "404.html"));
        let own = page.into_iter().flat_map(|rule| &rule.headers);
        text += &format!(
            "\n\thandle_errors {{\n\t\trewrite * {}\n\t\theader {{\n{}\t\t}}\n\t\tfile_server {{\n\t\t\t\
             precompressed br gzip\n\t\t}}\n\t}}\n",
            place.at("404.html"),
            lines(own.map(|(name, value)| (*name, value.as_str())), "\t\t\t"),
        );
    }
    text + "}\n"
}

fn lines<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>, indent: &str) -> String {
    headers.map(|(name, value)| format!("{indent}{name} \"{value}\"\n")).collect()
}
