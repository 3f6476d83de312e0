//! A server block for nginx, as Debian packages it.

use super::super::headers::{EVERYWHERE, Rule};
use super::{Location, all_headers};

/// Renders the block. A location that adds a header loses those of the server, so each repeats them all.
pub(super) fn render(rules: &[Rule], location: &Location) -> String {
    let mut locations = String::new();
    for rule in rules {
        for path in &rule.paths {
            let pattern = location.at(path);
            let (modifier, path_or_prefix) = match pattern.strip_suffix('*') {
                Some(folder) => ("^~", folder),
                None => ("=", &*pattern),
            };
            // Without `always`, nginx sends no headers with a 404.
            let always = if path == "404.html" { " always" } else { "" };
            let mut lines = format_lines(all_headers(rule), "        ", always);
            if path.is_empty() {
                lines += &format!("        try_files {path_or_prefix}index.html =404;\n");
            }
            locations += &format!("\n    location {modifier} {path_or_prefix} {{\n{lines}    }}\n");
        }
    }
    let server_headers = format_lines(EVERYWHERE.iter().copied(), "    ", "");
    let error_page = if rules.iter().any(|rule| rule.has_path("404.html")) {
        format!("    error_page 404 {};\n", location.at("404.html"))
    } else {
        String::new()
    };
    format!(
        "# Written by cargo xtask dist: the policies carry hashes, so take this file anew whenever the\n\
         # style sheet or the Wasm changes. Put it among nginx's sites, and change the three lines below.\n\
         server {{\n    \
             listen 80;\n    \
             server_name exemple.org;\n    \
             # The site's files are in the folder {place} below this one.\n    \
             root /var/www/le-next-level;\n\n    \
             charset utf-8;\n    \
             server_tokens off;\n    \
             # Behind a proxy, nginx does not know the scheme, name and port of the request.\n    \
             absolute_redirect off;\n    \
             # The siblings that dist wrote; brotli_static is libnginx-mod-http-brotli-static's.\n    \
             brotli_static on;\n    \
             gzip_static on;\n    \
             gzip_vary on;\n\
         {error_page}{server_headers}{locations}}}\n",
        place = location.folder,
    )
}

fn format_lines<'a>(
    headers: impl Iterator<Item = (&'a str, &'a str)>,
    indent: &str,
    always: &str,
) -> String {
    headers
        .map(|(name, value)| format!("{indent}add_header {name} \"{value}\"{always};\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::headers::{rules, site_with_form};
    use super::super::Location;
    use super::render;

    #[test]
    fn every_location_adds_all_of_its_headers() {
        let text = render(
            &rules(&site_with_form(), None).unwrap(),
            &Location::of(Some("https://a.fr/a/b/")),
        );
        let locations: Vec<&str> = text.split("location ").skip(1).collect();
        assert!(locations.len() > 5, "{text}");
        for location in locations {
            for name in ["Cache-Control", "Content-Security-Policy", "X-Content-Type-Options"] {
                assert_eq!(location.matches(name).count(), 1, "{name} in {location}");
            }
        }
        assert!(text.contains("error_page 404 /a/b/404.html;"), "{text}");
        assert!(text.contains("location ^~ /a/b/assets/ {"), "{text}");
        assert!(text.contains("location ^~ /a/b/admin/ {"), "{text}");
        assert!(text.contains("\n    absolute_redirect off;\n"), "{text}");
    }
}
