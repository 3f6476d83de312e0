//! The check of arbitrary files.

use std::{fs, str};

use content::{Document, Mission, Partners, Press, Site, Testimonials, read_text};
use editor::{check::check, fields::FILES};
use proptest::prelude::*;

use crate::copy::{Copy, file_name, fixture};

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn arbitrary_text_does_not_panic(text in json_like()) {
        assert_no_panic(&[text.into_bytes()]);
    }

    #[test]
    fn edited_files_do_not_panic(
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), 0usize..4, prop::collection::vec(fragment(), 0..4)),
            1..4,
        ),
    ) {
        let files = FILES.map(|(file, _)| {
            let mut bytes = fs::read(fixture().join(file)).expect("a file");
            for (index, length, inserted) in &edits {
                let start = index.index(bytes.len() + 1);
                let end = (start + length).min(bytes.len());
                bytes.splice(start..end, inserted.concat());
            }
            bytes
        });
        assert_no_panic(&files);
    }
}

/// Fragments of JSON in any order.
fn json_like() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..40)
        .prop_map(|fragments| String::from_utf8_lossy(&fragments.concat()).into_owned())
}

fn fragment() -> impl Strategy<Value = Vec<u8>> {
    const FRAGMENTS: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\ud800",
        "//",
        "/*",
        "\n",
        "\r",
        "é",
        "\u{feff}",
        "\u{2028}",
        "null",
        "true",
        "-1e9",
        "0x",
        "NaN",
        "\"title\"",
        "\"excerpts\"",
        "\"organisations\"",
        "\"id\"",
        "\"a\"",
    ];
    prop_oneof![
        4 => prop::sample::select(FRAGMENTS).prop_map(|fragment| fragment.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
        1 => any::<char>().prop_map(|letter| letter.to_string().into_bytes()),
    ]
}

/// Checks files with these bytes, and asserts that files without errors can be read.
fn assert_no_panic(files: &[Vec<u8>]) {
    let copy = Copy::new();
    for ((file, _), bytes) in FILES.iter().zip(files.iter().cycle()) {
        fs::write(copy.content().join(file), bytes).expect("written");
    }
    let errors = check(&copy.content());
    for error in &errors {
        assert!(!error.to_string().is_empty() && error.line > 0 && error.column > 0);
    }
    for ((file, _), bytes) in FILES.iter().zip(files.iter().cycle()) {
        let Ok(text) = str::from_utf8(bytes) else { continue };
        let readable = match *file {
            Site::FILE => read_text::<Site>(text).is_some(),
            Mission::FILE => read_text::<Mission>(text).is_some(),
            Testimonials::FILE => read_text::<Testimonials>(text).is_some(),
            Partners::FILE => read_text::<Partners>(text).is_some(),
            _ => read_text::<Press>(text).is_some(),
        };
        let is_correct = !errors.iter().any(|error| file_name(error) == *file);
        assert!(readable || !is_correct, "a file without errors cannot be read:\n{text}");
    }
}
