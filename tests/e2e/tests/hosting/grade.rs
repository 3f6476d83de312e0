//! The rules of Mozilla's HTTP Observatory, as far as they concern a site without cookies that only
//! loads scripts from itself, worked out from its published grader (mdn/mdn-http-observatory:
//! `src/grader/charts.js`, `src/analyzer/tests/*.js`, `src/scanner/index.js`).

use std::collections::{BTreeMap, BTreeSet};

/// What a visitor's answer tells the grader.
pub struct Page<'a> {
    /// Headers by their names in lower case.
    pub headers: BTreeMap<&'a str, String>,
    /// The policy in the page's own `<meta>`.
    pub meta: String,
}

/// The points of each rule, in the order of the grader.
pub fn points(page: &Page) -> Vec<(&'static str, i32)> {
    let header = |name: &str| page.headers.get(name).map(|value| value.to_lowercase());
    let in_header = policy(&header("content-security-policy").unwrap_or_default());
    // A directive that both name holds for what both allow.
    let mut both = policy(&page.meta.to_lowercase());
    for (name, sources) in &in_header {
        both.entry(name.clone())
            .and_modify(|own| own.retain(|source| sources.contains(source)))
            .or_insert_with(|| sources.clone());
    }
    let framed = in_header.get("frame-ancestors");
    vec![
        ("content-security-policy", of_policy(&both)),
        ("strict-transport-security", of_hsts(&header("strict-transport-security"))),
        ("subresource-integrity", 0),
        (
            "x-content-type-options",
            if header("x-content-type-options").as_deref() == Some("nosniff") { 0 } else { -5 },
        ),
        (
            "x-frame-options",
            match framed {
                Some(sources) if !sources.iter().any(|source| BROAD.contains(&source.as_str())) => {
                    5
                }
                _ => match header("x-frame-options").as_deref() {
                    Some("deny" | "sameorigin") => 0,
                    _ => -20,
                },
            },
        ),
        (
            "referrer-policy",
            match header("referrer-policy").as_deref() {
                Some(
                    "no-referrer"
                    | "same-origin"
                    | "strict-origin"
                    | "strict-origin-when-cross-origin",
                ) => 5,
                None => 0,
                Some(_) => -5,
            },
        ),
        (
            "cross-origin-resource-policy",
            match header("cross-origin-resource-policy").as_deref() {
                Some("same-origin" | "same-site") => 10,
                None | Some("cross-origin") => 0,
                Some(_) => -5,
            },
        ),
    ]
}

/// The score and the grade. What is gained counts only where little is lost.
pub fn grade(points: &[(&str, i32)]) -> (i32, &'static str) {
    let lost: i32 =
        100 + points.iter().map(|(_, points)| *points).filter(|points| *points < 0).sum::<i32>();
    let all: i32 = 100 + points.iter().map(|(_, points)| points).sum::<i32>();
    let score = if lost >= 90 { all } else { lost.max(0) };
    let grade = match score {
        100.. => "A+",
        90..100 => "A",
        85..90 => "A-",
        80..85 => "B+",
        70..80 => "B",
        65..70 => "B-",
        60..65 => "C+",
        50..60 => "C",
        45..50 => "C-",
        40..45 => "D+",
        30..40 => "D",
        25..30 => "D-",
        _ => "F",
    };
    (score, grade)
}

const BROAD: &[&str] =
    &["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];

type Policy = BTreeMap<String, BTreeSet<String>>;

fn policy(text: &str) -> Policy {
    let directives = text.split(';').map(str::split_whitespace);
    directives
        .filter_map(|mut words| {
            Some((words.next()?.to_owned(), words.map(str::to_owned).collect()))
        })
        .collect()
}

fn of_policy(policy: &Policy) -> i32 {
    if policy.is_empty() {
        return -25;
    }
    let everything = BTreeSet::from(["*".to_owned()]);
    let of = |name: &str| policy.get(name).or(policy.get("default-src")).unwrap_or(&everything);
    let has =
        |name: &str, sources: &[&str]| of(name).iter().any(|own| sources.contains(&own.as_str()));
    let hashed = |name: &str| of(name).iter().any(|own| own.starts_with("'sha256-"));
    let inline =
        |name: &str| has(name, &["data:"]) || has(name, &["'unsafe-inline'"]) && !hashed(name);
    let insecure = |name: &str| of(name).iter().any(|own| own.starts_with("http:"));
    if inline("script-src") || has("script-src", BROAD) || has("object-src", BROAD) {
        return -20;
    }
    if has("script-src", &["'unsafe-eval'"])
        || has("style-src", &["'unsafe-eval'"])
        || insecure("img-src")
    {
        return -10;
    }
    if inline("style-src") || has("style-src", BROAD) {
        return 0;
    }
    if policy.get("default-src").is_some_and(|own| own.len() == 1 && own.contains("'none'")) {
        10
    } else {
        5
    }
}

fn of_hsts(header: &Option<String>) -> i32 {
    let Some(header) = header else { return -20 };
    let age = header
        .split(';')
        .find_map(|part| part.trim().strip_prefix("max-age=")?.parse::<u64>().ok());
    match age {
        Some(15_552_000..) => 0,
        Some(_) => -10,
        None => -20,
    }
}

#[test]
fn a_bare_page_gets_what_the_grader_gives_it() {
    let bare = Page { headers: BTreeMap::new(), meta: String::new() };
    // 100 - 25 (no policy) - 20 (no HSTS) - 5 (sniffing) - 20 (framing).
    assert_eq!(grade(&points(&bare)), (30, "D"));
    let weak = "default-src 'none'; script-src 'unsafe-inline'";
    let weak = Page {
        headers: [("content-security-policy", weak.to_owned())].into(),
        meta: String::new(),
    };
    assert_eq!(points(&weak)[0].1, -20);
}
